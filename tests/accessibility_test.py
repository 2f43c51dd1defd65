# SPDX-License-Identifier: Apache-2.0
"""Every control that can have the focus has a name, on every screen, wide and narrow."""

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.language import NAVIGATION, see  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.subscriber import Subscriber  # noqa: E402
from harness.waiting import wait_until  # noqa: E402

# GTK gives a control without a name the name of its type.
TYPE_NAME = re.compile(r"^(Gtk|Adw|Whin|WebKit)[A-Z]\w*$")
# A viewport takes the focus only to be scrolled by keys, and is passed over by Tab.
PASSIVE = {"group", "panel", "scroll pane", "list", "viewport", "filler", "widget"}

HEADER_HEIGHT = 50
NOTICE_LINE_HEIGHT = 34  # of a notice of one line, as high as the button beside it


class Accessibility(unittest.TestCase):
    width = 1280

    def setUp(self):
        self.scene = Scene(site=False, width=self.width)
        self.addCleanup(self.scene.close)
        self.phone = self.scene.phone

    @staticmethod
    def is_part_of_choice(control):
        """What stands in a row that lets choose (AdwComboRow) is a list of one; the row has the name."""
        if control.role != "list item":
            return False
        while control is not None:
            if control.role == "combo box" and control.name.strip():
                return True
            control = control.parent
        return False

    def assertNamed(self):
        everything = self.phone.screen.list_controls()
        self.phone.screen.read_states(everything)
        focusable = [
            c for c in everything
            if "focusable" in c.states and c.role not in PASSIVE and not self.is_part_of_choice(c)
        ]  # fmt: skip
        seen = self.phone.screen.keep_seen(focusable, everything)
        self.assertTrue(seen, "there are controls")
        nameless = [str(c).strip() for c in seen if not c.name.strip() or TYPE_NAME.match(c.name)]
        self.assertEqual([], nameless)

    def test_sign_in_screen(self):
        self.phone.start()
        see(self.phone.screen, "sign-in")
        self.assertNamed()

    def test_every_screen(self):
        self.scene.sign_in()
        for command in NAVIGATION:
            with self.subTest(screen=command):
                self.phone.open_by_dbus(self.phone.outside(command))
                see(self.phone.screen, command, first_tab="My account")
                self.assertNamed()

    def test_store_screens(self):
        self.scene.sign_in()
        for kind, command in (("topup", "settings/topup"), ("addon", "settings/addons")):
            product = Subscriber(self.scene.portal).list_products(kind)[0]
            with self.subTest(screen=f"{command} detail"):
                self.phone.open_by_dbus(self.phone.outside(command, product_id=product["id"]))
                self.phone.screen.wait_for_text(re.escape(product["description"]))
                self.assertNamed()
            with self.subTest(screen=f"{command} consent"):
                self.phone.open_by_dbus(
                    self.phone.outside(command, product_id=product["id"], action="buy")
                )
                see(self.phone.screen, "consent")
                self.assertNamed()
                self.phone.screen.press("Cancel", "button")

    def test_every_screen_is_reached_by_keys(self):
        """Ctrl and a digit show the tabs; Ctrl and comma the settings; Escape leads back."""
        self.scene.sign_in()
        see(self.phone.screen, "keypad")
        for keys, screen in (
            ("ctrl+2", "history"), ("ctrl+3", "contacts"), ("ctrl+4", "qd"), ("ctrl+5", "messages"),
            ("ctrl+1", "keypad"), ("ctrl+comma", "settings"), ("Escape", "keypad"),
        ):  # fmt: skip
            with self.subTest(keys=keys):
                self.scene.pointer.press_key(keys)
                self.phone.wait_for_screen(screen)


class AccessibilityNarrow(Accessibility):
    width = 360

    def test_more_tabs_than_names_fit(self):
        """The tabs keep their names for a screen reader; the header names the one that is shown."""
        self.scene.close()
        others = [("My account", "about:blank"), ("Commands", "about:blank")]
        self.scene = Scene(site=False, other_tabs=others, width=self.width)
        self.addCleanup(self.scene.close)
        self.scene.sign_in()
        self.scene.fill_display()
        screen = self.scene.phone.screen
        for name, command in (("Keypad", "keypad"), ("History", "history"), ("Quick Dial", "qd")):
            with self.subTest(tab=name):
                self.scene.phone.open_by_dbus(self.scene.phone.outside(command))
                self.scene.phone.wait_for_screen(command)
                self.assertTabsAreNamed(screen)
                wait_until(lambda: self.header_says(screen, name), f"the header names {name}")

    def test_a_long_notice_is_shown_whole(self):
        self.scene.sign_in()
        self.scene.fill_display()
        screen = self.scene.phone.screen
        self.scene.phone.open_by_dbus(self.scene.phone.outside("nope"))
        notice = screen.wait_for("A link asked for something that this phone does not know.", "label")
        self.assertGreater(notice.box[3], NOTICE_LINE_HEIGHT, str(notice))

    def header_says(self, screen, name):
        return any(label.box[1] < HEADER_HEIGHT for label in screen.find_all(name, "label"))

    def assertTabsAreNamed(self, screen):
        names = [c.name for c in screen.list_controls() if c.role == "tab"]
        for name in ("Keypad", "History", "Contacts", "Quick Dial", "Messages", "My account", "Commands"):
            self.assertIn(name, names)


if __name__ == "__main__":
    tap.main()
