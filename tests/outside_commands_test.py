# SPDX-License-Identifier: Apache-2.0
"""Every command from another program: `gio open` and D-Bus, the phone running and not running."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.language import COMMANDS, NAVIGATION, arrived, see  # noqa: E402
from harness.scene import Scene  # noqa: E402


RUNNING_SECONDS = 10
STARTING_SECONDS = 20


class OutsideCommands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = Scene()
        cls.addClassCleanup(cls.scene.close)
        cls.scene.sign_in()

    def start_elsewhere(self, command):
        """The phone runs and shows something else than `command` leads to."""
        phone = self.scene.phone
        elsewhere = "history" if command == "keypad" else "keypad"
        phone.open_by_dbus(phone.outside(elsewhere))
        phone.wait_for_screen(elsewhere)

    def open_by_gio(self, uri):
        result = self.scene.phone.open_by_gio(uri)
        self.assertEqual(0, result.returncode, result.stderr)

    def observe(self, command, since, seconds):
        if command in NAVIGATION:
            see(self.scene.screen, command, seconds=seconds)
        else:
            # A start asks for everything anyhow.
            arrived(self.scene.portal, command, since, seconds, alone=seconds == RUNNING_SECONDS)

    def try_running(self, way, send):
        for command in COMMANDS:
            with self.subTest(way=way, running=True, command=command):
                self.start_elsewhere(command)
                since = self.scene.portal.mark()
                send(self.scene.phone.outside(command))
                self.observe(command, since, RUNNING_SECONDS)

    def try_not_running(self, way, send):
        for command in COMMANDS:
            with self.subTest(way=way, running=False, command=command):
                self.scene.phone.stop()
                since = self.scene.portal.mark()
                send(self.scene.phone.outside(command))
                self.observe(command, since, STARTING_SECONDS)

    def test_gio_open_running(self):
        self.try_running("gio open", self.open_by_gio)

    def test_gio_open_not_running(self):
        self.try_not_running("gio open", self.open_by_gio)

    def test_dbus_running(self):
        self.try_running("D-Bus", self.scene.phone.open_by_dbus)

    def test_dbus_not_running(self):
        self.try_not_running("D-Bus", self.scene.phone.open_by_dbus)

    def test_command_line_running(self):
        self.start_elsewhere("qd")
        result = self.scene.phone.command(self.scene.phone.outside("qd"))
        self.assertEqual(0, result.returncode, result.stderr)
        see(self.scene.screen, "qd")

    def test_older_and_newer_generations(self):
        scheme = self.scene.phone.scheme
        for uri, command in (
            (f"{scheme}:?_cmd=app:history", "history"),
            (f"{scheme}://?_cmd=app%3A%2F%2Fcontacts", "contacts"),
            (f"{scheme}:?_cmd=app%3A%3Faction%3Dnavigate%26settings%3Dprefs", "settings/prefs"),
            (f"{scheme}:?_cmd=app%3A%3Faction%3Dnavigate%26tab%3Dmessages", "messages"),
        ):
            with self.subTest(uri=uri):
                self.start_elsewhere(command)
                self.open_by_gio(uri)
                see(self.scene.screen, command)

    def test_number_is_filled_in(self):
        """A call URI from outside fills the keypad in, and never dials by itself."""
        for uri, number in (
            (f"{self.scene.phone.scheme}:+420123456789", "+420123456789"),
            ("tel:+15550100", "+15550100"),
            ("sip:bob@example.com", "bob@example.com"),
        ):
            with self.subTest(uri=uri):
                self.start_elsewhere("keypad")
                self.open_by_gio(uri)
                self.scene.phone.wait_for_screen("keypad")
                entry = self.scene.screen.wait_for("Number or address", "text box")
                self.assertEqual(number, self.scene.screen.read_text(entry))

    def test_refused_uris_change_nothing(self):
        scheme = self.scene.phone.scheme
        secret = "s3cr3tvalue"
        self.scene.phone.open_by_dbus(self.scene.phone.outside("contacts"))
        self.scene.phone.wait_for_screen("contacts")
        for uri in (
            f"{scheme}:?_cmd=app%3Akeypadd%3Fx%3D{secret}",
            f"{scheme}:?_cmd=app%3Akeypad%3Fx%3D{secret}%2500",
            f"{scheme}:?_cmd={scheme}%3A%3F_cmd%3Dapp%253Akeypad",
            f"{scheme}:?_cmd=https%3A%2F%2Fexample.com%2F{secret}",
            f"{scheme}:?_cmd=app%3Akeypad%zz",
            f"{scheme}:?_cmd=app%3Akeypad%3Fx%3D" + "y" * 9000,
            f"{scheme}:?_cmd=javascript%3Aalert(1)",
        ):
            with self.subTest(uri=uri[:60]):
                since = self.scene.portal.mark()
                self.scene.phone.open_by_dbus(uri)
                notice = self.scene.phone.wait_for_status(lambda s: s["notice"], "a notice")["notice"]
                self.assertNotIn(secret, notice)
                self.assertEqual("contacts", self.scene.phone.status()["screen"])
                see(self.scene.screen, "contacts")
                self.assertEqual([], [p for p in self.scene.portal.paths(since) if "store" in p])
        self.assertNotIn(secret, self.scene.phone.read_log())


if __name__ == "__main__":
    tap.main()
