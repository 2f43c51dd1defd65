# SPDX-License-Identifier: Apache-2.0
"""The demo's phone on the display that a person has already."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.desktop import Desktop  # noqa: E402
from harness.scene import Scene  # noqa: E402

GERMAN = "de_DE.UTF-8"
PLAIN_LOCALE = pathlib.Path("/usr/lib/locale/C.utf8")


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


if __name__ == "__main__":
    tap.main()
