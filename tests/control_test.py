# SPDX-License-Identifier: Apache-2.0
"""Driving the phone by commands: sign-in, sign-out, status; csc: links; bursts."""

import fcntl
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import termios
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import process_tree, tap  # noqa: E402
from harness.language import see  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.waiting import wait_until  # noqa: E402


class Control(unittest.TestCase):
    def setUp(self):
        self.scene = Scene()
        self.addCleanup(self.scene.close)
        self.phone = self.scene.phone

    def test_status_without_a_phone(self):
        for arguments in (["status"], ["status", "--json"]):
            result = self.phone.command(*arguments)
            self.assertEqual(1, result.returncode)
            self.assertTrue((result.stdout + result.stderr).strip())
        self.assertIsNone(self.phone.pid, "asking starts nothing")

    def test_help_and_version_need_no_display(self):
        del self.scene.desktop.environment["DISPLAY"]
        for option in ("--help", "--version"):
            result = self.phone.command(option)
            self.assertEqual(0, result.returncode, result.stderr)
            self.assertTrue(result.stdout)

    def test_without_a_brand_it_says_what_is_needed(self):
        del self.scene.desktop.environment["WHINCHAT_BRAND"]
        for arguments in (["status"], ["sign-in", "alice"], ["sign-out"]):
            result = self.phone.command(*arguments)
            self.assertEqual(2, result.returncode)
            self.assertIn("--brand FILE", result.stderr)
        self.assertNotIn("--brand FILE", self.phone.command("--brand", "/none", "status").stderr)

    def test_without_a_brand_a_terminal_gets_the_message(self):
        del self.scene.desktop.environment["WHINCHAT_BRAND"]
        terminal, program = pty.openpty()
        result = subprocess.run(
            [self.phone.program], env=self.scene.desktop.environment, stdin=program,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=20, check=False,
        )  # fmt: skip
        self.assertEqual(2, result.returncode)
        self.assertIn("--brand FILE", result.stderr)
        os.close(terminal)
        os.close(program)

    def test_without_a_brand_the_desktop_gets_a_window(self):
        """Started by its desktop entry it must not fail where nobody sees it."""
        del self.scene.desktop.environment["WHINCHAT_BRAND"]
        service = self.scene.desktop.services / f"{self.phone.application_id}.service"
        text = service.read_text(encoding="utf-8")
        service.write_text(re.sub("WHINCHAT_BRAND=[^ ]*", "", text), encoding="utf-8")
        ways = (
            ("Exec", lambda: self.scene.desktop.spawn([self.phone.program], log="phone.log")),
            ("Exec with a link", lambda: self.scene.desktop.spawn(
                [self.phone.program, self.phone.outside("keypad")], log="phone.log")),
            ("D-Bus", lambda: self.phone.open_by_dbus(self.phone.outside("keypad"))),
        )  # fmt: skip
        for way, start in ways:
            with self.subTest(way=way):
                process = start()
                self.phone.screen.wait_for("No provider yet")
                self.phone.screen.wait_for_text("brand.ini")
                self.scene.pointer.press_key("ctrl+q")
                wait_until(lambda: self.phone.pid is None, "it ends")
                if process is not None:
                    self.assertEqual(2, process.wait(timeout=10))

    def test_without_a_brand_and_without_a_display(self):
        del self.scene.desktop.environment["WHINCHAT_BRAND"], self.scene.desktop.environment["DISPLAY"]
        result = self.phone.command()
        self.assertEqual(2, result.returncode)
        self.assertIn("--brand FILE", result.stderr)

    def test_a_brand_to_be_filled_in_is_not_installed(self):
        """The demo's portal has no address before the demo runs."""
        plan = subprocess.run(
            ["meson", "introspect", "--installed", str(self.scene.build)],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        self.assertIn("whinchat.1", plan)
        self.assertNotIn("brand.ini", plan)

    def test_sign_in_starts_the_phone(self):
        result = self.phone.sign_in("alice", "demo")
        self.assertEqual(0, result.returncode, result.stderr)
        status = json.loads(self.phone.command("status", "--json").stdout)
        self.assertTrue(status["signedIn"])
        expected = {"signedIn", "screen", "product", "webTab", "account", "balance", "notice", "order",
                    "line", "calls"}  # fmt: skip
        self.assertEqual(expected, set(status))
        self.assertEqual({"text", "checkedAt", "stale", "error"}, set(status["balance"]))
        self.assertLessEqual({"title", "username", "host", "nodes"}, set(status["account"]))
        self.assertIn("alice", json.dumps(status))
        text = self.phone.command("status")
        self.assertEqual(0, text.returncode)
        self.assertIn(status["account"]["title"], text.stdout)

    def test_links_of_a_phone_that_a_command_started(self):
        # As after `ninja` alone, without an installed D-Bus service.
        (self.scene.desktop.services / f"{self.phone.application_id}.service").unlink()
        self.phone._call_bus("ReloadConfig", None)
        self.assertEqual(0, self.phone.sign_in("alice", "demo").returncode)
        pid = self.phone.pid
        with open(f"/proc/{pid}/environ", encoding="utf-8") as file:
            names = [entry.partition("=")[0] for entry in file.read().split("\0")]
        # What it starts with is what it takes for the person's choice, and hands on to other programs.
        self.assertNotIn("GSK_RENDERER", names)
        self.assertNotIn("GDK_DEBUG", names)

    def test_status_tells_no_secret(self):
        self.scene.sign_in()
        self.scene.show_site()
        output = self.phone.command("status", "--json").stdout
        secrets = set()
        for path in self.phone.data_folder.rglob("*"):
            if path.is_file() and "secret" in path.name:
                text = path.read_text(encoding="utf-8", errors="ignore")
                secrets |= set(re.findall(r"[A-Za-z0-9_-]{20,}", text))
        self.assertTrue(secrets, "the account has secrets")
        for secret in secrets:
            self.assertNotIn(secret, output)
            self.assertNotIn(secret, self.phone.read_log())
        for name in ("password", "cloud_password", "webToken"):
            self.assertNotIn(f'"{name}"', output)

    def test_wrong_password_shows_the_servers_text(self):
        status, text = self.scene.portal.ask(
            "POST", "/provisioning/initial", "username=bob&password=wrong&cloud_id=DEMO",
            {"Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        self.assertIn(status, (401, 403))
        message = re.search("<message>(.*?)</message>", text).group(1)
        result = self.phone.sign_in("alice", "wrong")
        self.assertEqual(1, result.returncode)
        self.assertIn(message, result.stderr)
        self.assertFalse(self.phone.status()["signedIn"])

    def test_the_person_signs_in(self):
        """By the window: wrong password, the server's text, then the right one."""
        self.phone.start()
        see(self.phone.screen, "sign-in")
        self.phone.screen.write("alice", "User name")
        self.phone.screen.write("wrong", "Password")
        self.phone.screen.press("Sign in", "button")
        self.phone.screen.wait_for(role=("alert", "notification", "label"), name=re.compile("(?i)password"))
        self.phone.screen.write("demo", "Password")
        self.phone.screen.press("Sign in", "button")
        self.phone.wait_for_status(lambda s: s["signedIn"], "signed in")
        see(self.phone.screen, "keypad")

    def test_the_password_is_in_no_process_list(self):
        password = "demo"
        self.phone.start()
        process = self.scene.desktop.spawn(
            [self.phone.program, "sign-in", "alice"], log="sign-in.log", stdin=-1, text=True
        )
        process.stdin.write(password + "\n")
        process.stdin.close()
        seen = set()
        while process.poll() is None:
            seen |= {process_tree.command_of(pid) for pid in process_tree.descendants()}
        self.assertEqual(0, process.returncode)
        self.assertTrue(any("sign-in alice" in line for line in seen))
        self.assertFalse([line for line in seen if re.search(rf"\b{password}\b", line.split("/")[-1])])

    def test_the_password_on_a_terminal(self):
        """What is typed isn't shown, and Ctrl-C leaves a terminal that shows again."""
        self.phone.start()
        for keys, status in ((b"\x03", -signal.SIGINT), (b"demo\n", 0)):
            terminal, program = pty.openpty()
            process = subprocess.Popen(
                [self.phone.program, "sign-in", "alice"], env=self.scene.desktop.environment,
                stdin=program, stdout=program, stderr=program, start_new_session=True,
                preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            )  # fmt: skip
            wait_until(lambda: not termios.tcgetattr(program)[3] & termios.ECHO, "the terminal is silent")
            os.write(terminal, keys)
            self.assertEqual(status, process.wait(timeout=20))
            self.assertTrue(termios.tcgetattr(program)[3] & termios.ECHO)
            shown = os.read(terminal, 4096)
            self.assertIn(b"Password: ", shown)
            self.assertNotIn(b"demo", shown)
            os.close(terminal)
            os.close(program)

    def test_sign_out_forgets(self):
        self.scene.sign_in()
        self.scene.show_site()
        self.assertEqual(0, self.phone.command("sign-out").returncode)
        status = self.phone.wait_for_status(lambda s: not s["signedIn"], "signed out")
        self.assertNotIn("alice", json.dumps(status["account"]))
        see(self.phone.screen, "sign-in")
        self.assertEqual([], self.find_alice())
        # Commands that come now do no harm, and the person is told.
        since = self.scene.portal.mark()
        for command in ("balance-update", "provisioning-update", "extprov-update", "keypad", "settings/topup"):
            self.phone.open_by_dbus(self.phone.outside(command))
        self.phone.wait_for_status(lambda s: s["notice"], "a notice")
        time.sleep(0.5)
        see(self.phone.screen, "sign-in")
        self.assertEqual([], [p for p in self.scene.portal.paths(since) if p == "/balance"])

    def test_sign_out_takes_the_last_notice_along(self):
        self.scene.sign_in()
        self.phone.open_by_dbus(self.phone.outside("nope"))
        self.phone.wait_for_status(lambda s: s["notice"], "a notice")
        self.assertEqual(0, self.phone.command("sign-out").returncode)
        self.phone.wait_for_status(lambda s: not s["signedIn"], "signed out")
        self.assertIsNone(self.phone.status()["notice"])
        self.assertNotIn("notice", self.phone.command("status").stdout)

    def test_sign_out_without_a_running_phone(self):
        """The stored account is forgotten, and nothing is started, with or without a display."""
        self.scene.sign_in()
        self.scene.show_site()
        self.phone.stop()
        self.assertTrue(self.find_alice())
        del self.scene.desktop.environment["DISPLAY"]
        since = self.scene.portal.mark()
        result = self.phone.command("sign-out")
        self.assertEqual((0, ""), (result.returncode, result.stderr))
        self.assertEqual([], self.scene.portal.paths(since), "nobody is asked")
        self.assertIsNone(self.phone.pid, "nothing was started")
        self.assertEqual([], self.find_alice())
        self.assertFalse((self.phone.data_folder / "web").exists(), "what pages kept is gone")
        self.assertEqual(0, self.phone.command("sign-out").returncode, "and once more")

    def find_alice(self):
        return [path for path in self.phone.data_folder.rglob("*")
                if path.is_file() and b"alice" in path.read_bytes()]  # fmt: skip

    def test_csc_link_of_another_provider(self):
        """Its password isn't offered to this one."""
        self.phone.start()
        self.phone.command("csc:mallory:demo@OTHER")
        self.phone.screen.wait_for_text("another provider")
        entry = self.phone.screen.wait_for(name="User name", state="editable")
        self.assertNotIn("mallory", self.phone.screen.read_text(entry))

    def test_csc_link(self):
        self.phone.start()
        see(self.phone.screen, "sign-in")
        self.phone.command("csc:alice:demo@DEMO")
        entry = self.phone.screen.wait_for(name="User name", state="editable")
        wait_until(lambda: "alice" in self.phone.screen.read_text(entry), "the user name is filled in")
        self.assertNotIn("demo", self.phone.read_log())
        self.phone.screen.press("Sign in", "button")
        self.phone.wait_for_status(lambda s: s["signedIn"], "signed in")

    def test_sign_in_again_after_a_restart_is_not_needed(self):
        before = self.scene.sign_in()
        self.phone.stop()
        self.phone.start()
        after = self.phone.wait_for_status(lambda s: s["signedIn"], "signed in")
        self.assertEqual(before["account"]["username"], after["account"]["username"])

    def test_single_instance(self):
        self.phone.start()
        pid = self.phone.pid
        result = self.phone.command(self.phone.outside("keypad"))
        self.assertEqual(0, result.returncode)
        self.assertEqual(pid, self.phone.pid)

    def test_burst_of_updates(self):
        """Two hundred commands in two seconds: at most one request a second, the window alive."""
        self.scene.sign_in()
        self.scene.show_site()
        time.sleep(1.2)
        since = self.scene.portal.mark()
        began = time.monotonic()
        self.scene.site.run_script(
            "for (let i = 0; i < 200; i++) setTimeout(() => location = "
            "['app:balance-update', 'app:extprov-update', 'app:provisioning-update'][i % 3], i * 10)"
        )
        slowest = 0
        while time.monotonic() - began < 2.5:
            asked = time.monotonic()
            self.assertIsNotNone(self.phone.status())
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(0.02)
        time.sleep(3)
        seconds = time.monotonic() - began
        for path in ("/balance", "/provisioning/account"):
            count = self.scene.portal.paths(since).count(path)
            self.assertGreaterEqual(count, 1)
            self.assertLessEqual(count, seconds + 1, path)
        self.assertLess(slowest, 0.5, "the window answers meanwhile")
        self.phone.open_by_dbus(self.phone.outside("history"))
        see(self.phone.screen, "history")

    def test_burst_of_navigations(self):
        self.scene.sign_in()
        self.scene.show_site()
        self.scene.site.run_script(
            "for (let i = 0; i < 300; i++) setTimeout(() => location = "
            "['app:keypad', 'app:history', 'app:qd', 'app:settings'][i % 4], i * 3);"
            "setTimeout(() => fetch('/done'), 1000)"
        )
        self.scene.site.wait_for("/done")
        self.phone.open_by_dbus(self.phone.outside("contacts"))
        see(self.phone.screen, "contacts")

    def test_quitting_leaves_no_process(self):
        self.scene.sign_in()
        self.scene.show_site()
        self.phone.stop()

        def left():
            return [line for line in map(process_tree.command_of, process_tree.descendants())
                    if re.search("whinchat$|whinchat |WebKit", line) and "portal" not in line]  # fmt: skip

        wait_until(lambda: not left(), lambda: f"nothing is left; left are {left()}", 5)


if __name__ == "__main__":
    tap.main()
