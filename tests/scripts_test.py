# SPDX-License-Identifier: Apache-2.0
"""The commands' own promises: nothing is left running, and the tally counts what happened."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.waiting import wait_until  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[1]
CONTAIN = [sys.executable, str(SOURCE / "tests" / "harness" / "process_tree.py")]


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X")
    except OSError:
        return False


class Containment(unittest.TestCase):
    """process_tree.py around ./check and ./demo."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.pid_file = pathlib.Path(self.folder.name) / "pid"

    def make_daemon(self, prelude=""):
        """Shell code that starts a daemon by the book: own session, orphaned."""
        return (
            f"setsid bash -c '({prelude}echo $BASHPID >{self.pid_file}.new;"
            f" mv {self.pid_file}.new {self.pid_file}; while :; do sleep 0.1; done) &' & "
        )

    def read_pid(self):
        wait_until(self.pid_file.exists, "the daemon runs")
        return int(self.pid_file.read_text())

    def test_a_daemon_ends_with_the_command(self):
        deaf = self.make_daemon('trap "" TERM; ')
        script = deaf + f"until [ -e {self.pid_file} ]; do sleep 0.05; done; exit 7"
        result = subprocess.run([*CONTAIN, "bash", "-c", script], timeout=30, check=False)
        self.assertEqual(7, result.returncode)
        self.assertFalse(is_alive(self.read_pid()))

    def test_signals_end_everything(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number.name):
                self.pid_file.unlink(missing_ok=True)
                process = subprocess.Popen([*CONTAIN, "bash", "-c", self.make_daemon() + "sleep 60"])
                pid = self.read_pid()
                self.assertTrue(is_alive(pid))
                process.send_signal(number)
                self.assertEqual(128 + number, process.wait(timeout=30))
                self.assertFalse(is_alive(pid))

    def test_a_crash_is_told(self):
        result = subprocess.run([*CONTAIN, "bash", "-c", "kill -SEGV $$"], timeout=30, check=False)
        self.assertEqual(128 + signal.SIGSEGV, result.returncode)


class Demo(unittest.TestCase):
    def test_an_unknown_option_is_named(self):
        result = subprocess.run(
            [SOURCE / "demo", "--wlak"], capture_output=True, text=True, timeout=30, check=False
        )
        self.assertEqual((2, ""), (result.returncode, result.stdout))
        self.assertIn("'--wlak'", result.stderr)


    def test_the_demo_builds_what_it_shows(self):
        """The programs, and not the tests, fuzzers and benches beside them."""
        steps = (SOURCE / "scripts" / "demo-steps").read_text(encoding="utf-8")
        targets = re.search(r"^ninja -C build/release (.*?)>", steps, re.M).group(1).split()
        commands = subprocess.run(
            ["ninja", "-C", os.environ["WHINCHAT_BUILD"], "-t", "commands", *targets],
            capture_output=True, text=True, timeout=60, check=True,
        ).stdout  # fmt: skip
        for wanted in ("app/whinchat", "app/libwhinchat-web.so", "portal/whinchat-portal", "cmduri/cmduri",
                       "cmduri/js/cmduri-", "po/de/LC_MESSAGES/whinchat.mo"):  # fmt: skip
            self.assertIn(f" {wanted}", commands)
        self.assertNotRegex(commands, r"-o \S*(_test|fuzz|bench|replay)")


class Check(unittest.TestCase):
    """scripts/check-steps, of a small project."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "build" / "check").mkdir(parents=True)
        (self.folder / "named.c").write_text("int\nmain (void)\n{\n  return 0;\n}\n")

    def describe(self, *names):
        tests = "".join(f"test('{name}', executable('{name}', 'named.c'))\n" for name in names)
        (self.folder / "meson.build").write_text(f"project('small', 'c')\n{tests}")

    def list_names(self):
        result = subprocess.run(
            [SOURCE / "scripts" / "check-steps", "--list"], cwd=self.folder,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        self.assertEqual((0, ""), (result.returncode, result.stderr))
        return result.stdout.split("\n")[:-1]

    def test_names_are_listed_without_a_build(self):
        results = self.folder / "build" / "check" / "units.json"
        results.touch()
        for names in (["first"], ["first", "second"]):
            with self.subTest(names=names):
                self.describe(*names)
                self.assertEqual(names, self.list_names())
                self.assertEqual([], [name for name in names if (self.folder / "build" / "gcc" / name).exists()])
        self.assertTrue(results.exists(), "the results of the last run are gone")


class InstallPackages(unittest.TestCase):
    """scripts/install-packages, on a machine whose dpkg, apt, id and sudo are the test's own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.tools = self.folder / "bin"
        self.tools.mkdir()
        self.calls = self.folder / "calls"
        for tool in ("bash", "cat", "dirname", "env", "grep", "readlink", "sed"):
            (self.tools / tool).symlink_to(shutil.which(tool))
        self.make_tool("id", "echo 1000")
        self.make_tool("sudo", f'echo "sudo" >>{self.calls}; exec "$@"')
        self.make_tool("apt-get", f'echo "$DEBIAN_FRONTEND $*" >>{self.calls}')

    def make_tool(self, name, body):
        file = self.tools / name
        file.write_text(f"#!{shutil.which('bash')}\n{body}\n")
        file.chmod(0o755)

    def packages(self, purpose):
        lines = (SOURCE / "packages.txt").read_text(encoding="utf-8").splitlines()
        left_out = {"demo": ("[check]", "[walk]"), "walk": ("[check]",), "check": ()}[purpose]
        return [
            line.split()[0] for line in lines
            if line and not line.startswith("#") and not any(mark in line for mark in left_out)
        ]  # fmt: skip

    def have(self, packages):
        file = self.folder / "installed"
        file.write_text("".join(f"{name} installed\n" for name in packages) + "wrk config-files\n")
        self.make_tool("dpkg-query", f"cat {file}")

    def install(self, *arguments):
        return subprocess.run(
            [SOURCE / "scripts" / "install-packages", *arguments], env={"PATH": str(self.tools)},
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip

    def told(self):
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def test_nothing_is_asked_when_all_is_there(self):
        for purpose in ("demo", "walk", "check"):
            self.have(self.packages(purpose))
            result = self.install(purpose)
            self.assertEqual((0, "", "", []), (result.returncode, result.stdout, result.stderr, self.told()))

    def test_what_is_missing_is_installed(self):
        self.have(name for name in self.packages("check") if name not in ("meson", "wrk"))
        self.assertEqual(0, self.install("check").returncode)
        update, install = [line for line in self.told() if line != "sudo"]
        self.assertRegex(update, "^noninteractive .* update$")
        self.assertRegex(install, "^noninteractive .* install -y --no-install-recommends meson wrk$")
        self.assertEqual(2, self.told().count("sudo"))

    def test_root_needs_no_sudo(self):
        self.make_tool("id", "echo 0")
        (self.tools / "sudo").unlink()
        self.have([])
        self.assertEqual(0, self.install("demo").returncode)
        self.assertEqual(self.packages("demo"), self.told()[1].split("--no-install-recommends ")[1].split())

    def test_no_sudo_is_told_with_what_to_do(self):
        (self.tools / "sudo").unlink()
        self.have(name for name in self.packages("demo") if name != "meson")
        result = self.install("demo")
        self.assertEqual((1, []), (result.returncode, self.told()))
        self.assertIn("apt-get install --no-install-recommends meson\n", result.stderr)

    def test_old_lists_will_do(self):
        self.make_tool("apt-get", f'echo "$*" >>{self.calls}; [[ "$*" != *update ]]')
        self.have([])
        self.assertEqual(0, self.install("demo").returncode)
        self.make_tool("apt-get", "exit 100")
        self.assertEqual(100, self.install("demo").returncode)

    def test_wrong_usage(self):
        for arguments in ((), ("all",), ("demo", "check")):
            self.assertEqual(2, self.install(*arguments).returncode)

    def test_no_service_of_a_new_package_stays(self):
        self.make_tool("systemctl", f'echo "$*" >>{self.calls}')
        self.have([])
        self.assertEqual(0, self.install("walk").returncode)
        self.assertIn("--quiet disable --now kamailio.service", self.told())
        self.assertIn("--quiet --global disable pulseaudio.service pulseaudio.socket", self.told())

    def test_a_service_that_was_there_before_stays(self):
        self.make_tool("systemctl", f'echo "$*" >>{self.calls}')
        self.have(name for name in self.packages("check") if name != "meson")
        self.assertEqual(0, self.install("check").returncode)
        self.assertFalse([line for line in self.told() if "disable" in line])

    def test_another_system(self):
        result = self.install("check")
        self.assertEqual((0, []), (result.returncode, self.told()))
        self.assertIn("not a Debian machine", result.stderr)


class Tally(unittest.TestCase):
    def count(self, tests, cases, *broken):
        """`tests`: meson's results; `cases`: test → TAP subtests' (name, outcome)."""
        with tempfile.TemporaryDirectory() as folder:
            lines = [json.dumps({"name": n, "result": r}) for n, r in tests]
            (pathlib.Path(folder) / "step.json").write_text("\n".join(lines), encoding="utf-8")
            suites = ""
            for test, outcomes in cases.items():
                inner = "".join(
                    f"<testcase name='{name}'>{'' if outcome == 'ok' else f'<{outcome}/>'}</testcase>"
                    for name, outcome in outcomes
                )
                suite = "whinchat" if test is None else f"whinchat.{test}"
                suites += f"<testsuite name='{suite}'>{inner}</testsuite>"
            (pathlib.Path(folder) / "step.junit.xml").write_text(f"<testsuites>{suites}</testsuites>")
            result = subprocess.run(
                [sys.executable, str(SOURCE / "scripts" / "tally.py"), folder, *broken],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        return result.returncode, result.stdout.splitlines()[-1]

    def test_all_is_well(self):
        self.assertEqual(
            (0, "3 passed, 0 failed"),
            self.count(
                [("a", "OK"), ("b", "OK")],
                {"a": [("1", "ok"), ("2", "ok")], "b": [("1", "ok"), ("2", "skipped")]},
            ),
        )

    def test_bytes_that_no_xml_holds(self):
        for name in ("bell \a", "\x1b[1m", "\ufffe"):
            with self.subTest(name=name):
                self.assertEqual((0, "1 passed, 0 failed"), self.count([("a", "OK")], {"a": [(name, "ok")]}))

    def test_failures_are_counted(self):
        self.assertEqual(
            (1, "1 passed, 2 failed"),
            self.count([("a", "FAIL")], {"a": [("1", "ok"), ("2", "failure"), ("3", "error")]}),
        )

    def test_a_crash_after_good_subtests_fails(self):
        for outcome in ("ERROR", "TIMEOUT", "FAIL", "INTERRUPT"):
            with self.subTest(outcome=outcome):
                self.assertEqual(
                    (1, "1 passed, 1 failed"), self.count([("a", outcome)], {"a": [("1", "ok")]})
                )

    def test_a_crash_is_not_hidden_by_another_tests_failure(self):
        self.assertEqual(
            (1, "0 passed, 2 failed"),
            self.count([("p:s / xa", "FAIL"), ("p:s / a", "ERROR")], {"p:s / xa": [("1", "failure")]}),
        )

    def test_tests_without_subtests_count_once(self):
        self.assertEqual(
            (1, "1 passed, 1 failed"),
            self.count([("p / a", "OK"), ("p / b", "FAIL")],
                       {None: [("p / a", "ok"), ("p / b", "failure")]}),
        )  # fmt: skip

    def test_a_broken_build_fails(self):
        self.assertEqual((1, "1 passed, 1 failed"), self.count([("a", "OK")], {"a": [("1", "ok")]}, "gcc"))

    def test_nothing_ran(self):
        self.assertEqual((1, "0 passed, 0 failed"), self.count([], {}))
        self.assertEqual((1, "0 passed, 0 failed"), self.count([("a", "SKIP")], {"a": [("1", "skipped")]}))


class Packages(unittest.TestCase):
    def test_installed_packages_cost_nothing(self):
        """With all there, apt is never started, so the second run is quick and needs no network."""
        with tempfile.TemporaryDirectory() as folder:
            for name in ("apt-get", "sudo"):
                path = pathlib.Path(folder) / name
                path.write_text("#!/bin/sh\nexit 66\n")
                path.chmod(0o755)
            began = time.monotonic()
            result = subprocess.run(
                [str(SOURCE / "scripts" / "install-packages"), "check"],
                env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            self.assertEqual(0, result.returncode, result.stdout + result.stderr)
            self.assertLess(time.monotonic() - began, 3)

    def test_the_demo_needs_no_program_of_the_checks(self):
        """The build is set up, and knows how to make what people run, without them."""
        lines = (SOURCE / "packages.txt").read_text(encoding="utf-8").splitlines()
        names = [line.split()[0] for line in lines if "[check]" in line and not line.startswith("#")]
        owned = subprocess.run(
            ["dpkg-query", "--listfiles", *names], capture_output=True, text=True, check=False
        ).stdout.splitlines()
        hidden = {pathlib.Path(path).name for path in owned if path.startswith(("/usr/bin/", "/bin/"))}
        self.assertIn("clang", hidden)
        with tempfile.TemporaryDirectory() as folder:
            programs = pathlib.Path(folder) / "bin"
            programs.mkdir()
            for program in pathlib.Path("/usr/bin").iterdir():
                if program.name not in hidden:
                    (programs / program.name).symlink_to(program)
            environment = {**os.environ, "PATH": str(programs)}
            for command in (
                ["meson", "setup", f"{folder}/build", str(SOURCE)],
                ["ninja", "-C", f"{folder}/build", "-n", "programs"],
            ):
                result = subprocess.run(
                    command, env=environment, capture_output=True, text=True, check=False
                )
                self.assertEqual(0, result.returncode, result.stdout[-3000:] + result.stderr)


if __name__ == "__main__":
    tap.main()
