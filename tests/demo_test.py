# SPDX-License-Identifier: Apache-2.0
"""The demo's phone on the display that a person has already."""

import os
import pathlib
import shutil
import signal
import sys
import unittest

from gi.repository import Gio, GLib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import process_tree, tap  # noqa: E402
from harness.desktop import Desktop  # noqa: E402
from harness.notification_bridge import NotificationBridge, find_bus  # noqa: E402
from harness.notifications import NAME, PATH, Notifications  # noqa: E402
from harness.portal import USER  # noqa: E402
from harness.scene import Scene, find_build  # noqa: E402
from harness.waiting import wait_until  # noqa: E402

SCRIPTS = pathlib.Path(__file__).resolve().parents[1] / "scripts"
GERMAN = "de_DE.UTF-8"
PLAIN_LOCALE = pathlib.Path("/usr/lib/locale/C.utf8")


def list_processes():
    return [int(entry) for entry in os.listdir("/proc") if entry.isdigit()]


def read_environment(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


class GermanDesktop(unittest.TestCase):
    """A machine that has a German locale. Its name is what counts for texts, so it is one of Debian's own
    under that name."""

    @classmethod
    def setUpClass(cls):
        cls.person = Desktop()
        cls.addClassCleanup(cls.person.close)
        (cls.person.folder / "locales").mkdir()
        (cls.person.folder / "locales" / GERMAN).symlink_to(PLAIN_LOCALE)
        display = dict(cls.person.environment, LOCPATH=str(cls.person.folder / "locales"))
        desktop = Desktop(display={**display, "LC_MESSAGES": GERMAN})
        cls.addClassCleanup(desktop.close)
        cls.scene = Scene(site=False, desktop=desktop)
        cls.addClassCleanup(cls.scene.close)
        cls.scene.phone.start()

    def test_the_phone_speaks_german(self):
        self.scene.screen.wait_for("Anmelden", "button")
        self.scene.screen.wait_for("Passwort")

    def test_its_commands_do_too(self):
        self.assertIn("Abgemeldet", self.scene.phone.command("status").stdout)


class Notices(unittest.TestCase):
    """The person's desktop shows what the demo's phone notifies of."""

    @classmethod
    def setUpClass(cls):
        cls.person = Desktop()
        cls.addClassCleanup(cls.person.close)
        cls.shown = Notifications(cls.person)
        cls.addClassCleanup(cls.shown.close)
        desktop = Desktop(display=cls.person.environment)
        cls.addClassCleanup(desktop.close)
        cls.scene = Scene(site=False, desktop=desktop, dummy_line=True)
        cls.addClassCleanup(cls.scene.close)
        cls.scene.sign_in()

    def setUp(self):
        self.phone = self.scene.phone
        self.bridge = NotificationBridge(self.scene.desktop, find_bus(self.person.environment))
        self.addCleanup(self.bridge.close)
        self.addCleanup(self.wait_for_end)
        self.addCleanup(self.phone.activate_action, "hang-up")

    def wait_for_end(self):
        self.phone.wait_for_status(lambda s: not s["calls"], "the call ends")

    def be_notified(self):
        """The window is closed in a call."""
        self.phone.open_by_dbus(self.phone.outside("keypad"))
        self.scene.fill_display()
        self.phone.play('0 ring +12025550187 "Bob Example"')
        self.phone.screen.press("Answer", "button")
        self.phone.wait_for_screen("call")
        self.scene.pointer.press_key("ctrl+w")
        return wait_until(lambda: self.shown.find("In call with Bob Example"), "the person is notified")

    def test_its_buttons_work(self):
        number = self.be_notified()
        self.shown.invoke(number, "Hang up")
        self.wait_for_end()
        wait_until(lambda: number not in self.shown.shown, "the notification is gone")

    def test_none_is_left_behind(self):
        self.be_notified()
        self.bridge.close()
        self.assertIsNone(self.shown.find("In call with Bob Example"))

    def test_those_of_other_programs_stay_theirs(self):
        bus = Gio.DBusConnection.new_for_address_sync(
            find_bus(self.person.environment),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None,
        )  # fmt: skip
        self.addCleanup(bus.close_sync, None)
        bus.set_exit_on_close(False)
        other = bus.call_sync(
            NAME, PATH, NAME, "Notify", GLib.Variant("(susssasa{sv}i)", ("x", 0, "", "Other", "", [], {}, -1)),
            None, 0, 8000, None,
        ).unpack()[0]  # fmt: skip
        self.assertNotEqual(other, self.be_notified())
        self.bridge.close()
        self.assertEqual(other, self.shown.find("Other"))


class Played(unittest.TestCase):
    """scripts/demo.py, from its start until its window is closed."""

    PROGRAM = "import demo, pathlib, sys; demo.FOLDER = pathlib.Path(sys.argv[1]); sys.exit(demo.main([]))"

    @classmethod
    def setUpClass(cls):
        cls.person = Desktop()
        cls.addClassCleanup(cls.person.close)

    def setUp(self):
        self.log = f"{self.id()}.log"
        self.temporary = self.person.folder / "tmp"

    def start(self, folder, *contained_by):
        process = self.person.spawn(
            [*contained_by, "/usr/bin/python3", "-c", self.PROGRAM, str(folder)], log=self.log, cwd=SCRIPTS,
            environment={"WHINCHAT_BUILD": str(find_build().resolve())},
        )  # fmt: skip
        wait_until(
            lambda: process.poll() is not None or "\nClose the window" in self.person.read_log(self.log),
            "the demo is ready", 90,
        )  # fmt: skip
        return process

    def ask(self, commands):
        result = self.person.run(["bash", "-e", "-c", "\n".join(commands)], check=False)
        self.assertEqual((0, ""), (result.returncode, result.stderr))
        return result.stdout

    def test_what_it_says_is_true(self):
        folder = self.person.folder / "demo"
        process = self.start(folder)
        said = self.person.read_log(self.log)
        commands = [line.strip() for line in said.splitlines() if line.startswith("  ")]
        self.assertEqual(3, len(commands), said)
        self.assertIn(f"Signed in as {USER}", said)
        export, gio, status = commands
        self.assertIn(f"\nUser name: {USER}\n", self.ask([export, status]))
        self.ask([export, gio])
        wait_until(lambda: "\nScreen: history\n" in self.ask([export, status]), "the history is shown")
        self.person.run(["xdotool", "key", "ctrl+w"])
        wait_until(lambda: process.poll() is not None, "the demo ends with its window", 60)
        self.assertEqual(0, process.returncode)
        self.assertEqual([], [pid for pid in list_processes() if str(folder).encode() in read_environment(pid)])

    def test_nothing_is_left_when_its_registrar_has_died(self):
        """As ./demo starts it, and ended by Ctrl-C."""
        folder = self.person.folder / "deserted"
        process = self.start(folder, "/usr/bin/python3", process_tree.__file__)
        commands = {pid: process_tree.command_of(pid) for pid in process_tree.descendants(process.pid)}
        registrar = [pid for pid, command in commands.items() if "kamailio.cfg" in command]
        made = [pathlib.Path(each.split()[2]) for each in commands.values() if each.startswith("baresip -f ")]
        made += self.temporary.glob("whinchat-*")
        names = sorted(each.name.rpartition("-")[0] for each in made)
        self.assertEqual(["whinchat-echo", "whinchat-run", "whinchat-sip"], names)
        for each in made:
            self.addCleanup(shutil.rmtree, each, ignore_errors=True)
        self.assertTrue(registrar)
        for pid in registrar:
            os.kill(pid, signal.SIGKILL)
        process.send_signal(signal.SIGINT)
        process.wait(60)
        self.assertEqual(128 + signal.SIGINT, process.returncode)
        self.assertEqual([], [each.name for each in made if each.exists()])


if __name__ == "__main__":
    tap.main()
