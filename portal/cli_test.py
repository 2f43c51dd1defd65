# SPDX-License-Identifier: Apache-2.0
"""whinchat-portal's command line: what each verb prints, refuses and returns."""

import fcntl
import os
import pathlib
import pty
import signal
import stat
import subprocess
import tempfile
import termios
import unittest

from portal_case import PROGRAM

from harness import tap
from harness.waiting import wait_until

VERBS = (
    ["init"], ["serve"], ["user", "add"], ["user", "list"], ["user", "password"],
    ["product", "add"], ["product", "list"], ["brand", "import"], ["brand", "list"],
)  # fmt: skip


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="whinchat-portal-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = str(self.folder / "data")

    def run_verb(self, *arguments, input="", status=0):
        result = subprocess.run([PROGRAM, *arguments], input=input, capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(status, result.returncode, result.stderr)
        return result

    def refuse(self, *arguments, input="", status=1):
        result = self.run_verb(*arguments, input=input, status=status)
        self.assertEqual("", result.stdout)
        return result.stderr

    def test_help_of_everything(self):
        self.assertIn("Usage: whinchat-portal VERB", self.run_verb("--help").stdout)
        self.assertRegex(self.run_verb("--version").stdout, r"^whinchat-portal \d")
        for verb in VERBS:
            text = self.run_verb(*verb, "--help").stdout
            self.assertTrue(text.startswith("Usage: whinchat-portal " + " ".join(verb)), text)

    def test_wrong_usage(self):
        for arguments in ((), ("nothing",), ("user",), ("user", "remove", "x"), ("init",), ("init", "a", "b"),
                          ("serve", "--listen"), ("serve", "--nothing", "x"), ("serve", "--listen", "x", self.data),
                          ("serve", "--public-url", "ftp://x", self.data), ("serve", "--public-url", "https://x/y", self.data),
                          ("brand", "import", "--test=x", "a", "b"), ("init", "--empty", "--seed-demo", "a")):  # fmt: skip
            self.assertTrue(self.refuse(*arguments, status=2), arguments)

    def test_an_unknown_verb_is_named(self):
        self.assertEqual("whinchat-portal: there is no verb 'usr add'; see whinchat-portal --help\n", self.refuse("usr", "add", "x", status=2))
        self.assertEqual("whinchat-portal: there is no verb 'user'; see whinchat-portal --help\n", self.refuse("user", status=2))
        self.assertIn("Usage: whinchat-portal VERB", self.refuse(status=2))

    def test_init(self):
        first = self.run_verb("init", self.data).stdout.splitlines()
        self.assertEqual(["alice", "bob"], [line.split("\t")[0] for line in first])
        self.assertRegex(first[0].split("\t")[1], "^[a-z2-9]{12}$")
        self.assertEqual(0o700, stat.S_IMODE(os.stat(self.data).st_mode))
        self.assertEqual(0o600, stat.S_IMODE(os.stat(self.data + "/portal.db").st_mode))
        self.assertIn("already holds a database", self.refuse("init", self.data))
        self.assertIn("No such file", self.refuse("init", str(self.folder / "no" / "where")))
        listed = self.run_verb("user", "list", self.data).stdout.splitlines()
        self.assertEqual("alice\tDEMO\tAlice\talice@sip.example.com\t$13.37", listed[0])
        self.assertEqual(6, len(self.run_verb("product", "list", self.data).stdout.splitlines()))
        self.assertEqual("DEMO\tWhinchat Demo\tcloudsip\nDEMO*\tWhinchat Demo\tcloudsip\n", self.run_verb("brand", "list", self.data).stdout)

    def test_demo_password_from_standard_input(self):
        self.assertIn("alice\tfrom stdin\n", self.run_verb("init", "--demo-password", "-", self.data, input="from stdin\n").stdout)
        self.refuse("init", "--demo-password", "-", str(self.folder / "other"), input="")
        self.assertFalse((self.folder / "other").exists())

    def test_demo_at_a_registrar_of_one_s_own(self):
        self.run_verb("init", "--sip-host", "127.0.0.1:5160", self.data)
        listed = self.run_verb("user", "list", self.data).stdout.splitlines()
        self.assertEqual(["alice@127.0.0.1:5160", "bob@127.0.0.1:5160"], [line.split("\t")[3] for line in listed])
        self.assertIn("SIP host", self.refuse("init", "--sip-host", "a/b", str(self.folder / "other")))

    def test_without_a_database(self):
        for verb in (["user", "list", self.data], ["product", "list", self.data], ["brand", "list", self.data], ["serve", self.data]):
            self.assertIn("unable to open", self.refuse(*verb))
        self.assertFalse(os.path.exists(self.data))

    def test_an_init_that_died_left_nothing_to_serve(self):
        os.mkdir(self.data)
        pathlib.Path(self.data, "portal.db").touch()
        self.assertIn("the database is empty", self.refuse("serve", self.data))
        self.run_verb("init", self.data)

    def test_init_beside_other_files(self):
        os.mkdir(self.data)
        other = pathlib.Path(self.data, "notes.txt")
        other.write_text("mine")
        database = pathlib.Path(self.data, "portal.db")
        database.touch(0o644)
        os.chmod(database, 0o644)
        self.run_verb("init", self.data)
        self.assertEqual("mine", other.read_text())
        self.assertEqual(0o600, stat.S_IMODE(os.stat(database).st_mode))

    def test_init_over_something_else(self):
        os.mkdir(self.data)
        pathlib.Path(self.data, "portal.db").write_text("not a database, and dear to somebody" * 100)
        self.assertIn("not a database", self.refuse("init", self.data))
        self.assertIn("dear", pathlib.Path(self.data, "portal.db").read_text())
        self.assertIn("Not a directory", self.refuse("init", self.data + "/portal.db"))

    def test_output_that_cannot_be_written(self):
        self.run_verb("init", self.data)
        for verb in (["--help"], ["user", "list", self.data], ["product", "list", self.data], ["brand", "list", self.data], ["init", "--help"]):
            with open("/dev/full", "w", encoding="utf-8") as full:
                result = subprocess.run([PROGRAM, *verb], stdout=full, stderr=subprocess.PIPE, text=True, timeout=10, check=False)
            self.assertEqual(1, result.returncode, verb)
            self.assertIn("No space left on device", result.stderr)

    def test_users(self):
        self.run_verb("init", "--empty", self.data)
        self.assertIn("no such brand", self.refuse("user", "add", self.data, "x", input="p\n"))
        brand = self.folder / "brand.ini"
        brand.write_text("[Brand]\nCloudId=X\nName=X\n")
        self.run_verb("brand", "import", self.data, str(brand))
        self.run_verb("user", "add", "--title", "Tëst", "--host=sip.example.org:5070", "--currency", "EUR", "--sip-secret",
                      self.data, "Test", input="p\nsecret\n")  # fmt: skip
        self.assertEqual("test\tX\tTëst\ttest@sip.example.org:5070\t€0.00\n", self.run_verb("user", "list", self.data).stdout)
        for arguments, text in ((("test",), "already an account"), (("a b",), "a user name is"), (("--currency", "e", "b"), "the currency"),
                                (("--cloud-id", "Y", "b"), "no such brand")):  # fmt: skip
            self.assertIn(text, self.refuse("user", "add", *arguments[:-1], self.data, arguments[-1], input="p\n"))
        self.assertIn("a password", self.refuse("user", "add", self.data, "c", input=""))
        self.assertIn("a password", self.refuse("user", "add", self.data, "c", input="\n"))
        self.assertIn("a password", self.refuse("user", "add", self.data, "c", input="x" * 257 + "\n"))
        self.assertIn("no such account", self.refuse("user", "password", self.data, "nobody", input="p\n"))

    def test_passwords_on_a_terminal(self):
        """What is typed isn't shown, and Ctrl-C leaves a terminal that shows again."""
        self.run_verb("init", self.data)
        for keys, status in ((b"new\n", 0), (b"\x03", -signal.SIGINT)):
            terminal, program = pty.openpty()
            process = subprocess.Popen(
                [PROGRAM, "user", "password", self.data, "alice"], stdin=program, stdout=program, stderr=program,
                start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            )  # fmt: skip
            wait_until(lambda: not termios.tcgetattr(program)[3] & termios.ECHO, "the terminal is silent")
            os.write(terminal, keys)
            self.assertEqual(status, process.wait(timeout=10))
            self.assertTrue(termios.tcgetattr(program)[3] & termios.ECHO)
            shown = os.read(terminal, 4096)
            self.assertIn(b"Password: ", shown)
            self.assertNotIn(b"new", shown)
            os.close(terminal)
            os.close(program)

    def test_products(self):
        self.run_verb("init", "--empty", self.data)
        self.run_verb("product", "add", "--kind", "addon", "--currency", "JPY", self.data, "x.y", "500", "Yen")
        self.run_verb("product", "add", self.data, "x.z", "9.99", "Old")
        self.run_verb("product", "add", self.data, "x.z", "10", "New")
        self.assertEqual("x.y\taddon\t¥500\tYen\nx.z\ttopup\t$10.00\tNew\n", self.run_verb("product", "list", self.data).stdout)
        for arguments in (("x.a", "0", "t"), ("x.a", "-1", "t"), ("x.a", "1.999", "t"), ("x a", "1", "t"), ("x.a", "1", ""), ("x" * 129, "1", "t")):
            self.assertTrue(self.refuse("product", "add", self.data, "--", *arguments), arguments)

    def test_brand_import_names_the_line(self):
        self.run_verb("init", "--empty", self.data)
        brand = self.folder / "brand.ini"
        brand.write_text("[Brand]\nCloudId=X\nwhat is this\n")
        self.assertIn("brand.ini:3: neither a group", self.refuse("brand", "import", self.data, str(brand)))
        brand.write_text("[Brand]\nCloudId=X\n")
        self.assertIn("[Brand] Name", self.refuse("brand", "import", self.data, str(brand)))
        self.assertIn("No such file", self.refuse("brand", "import", self.data, str(self.folder / "none")))
        self.assertIn("Is a directory", self.refuse("brand", "import", self.data, str(self.folder)))
        brand.write_text("#" * (256 * 1024 + 1))
        self.assertIn("too long", self.refuse("brand", "import", self.data, str(brand)))
        self.assertEqual("", self.run_verb("brand", "list", self.data).stdout)


if __name__ == "__main__":
    tap.main()
