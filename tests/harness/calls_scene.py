# SPDX-License-Identifier: Apache-2.0
"""A scene with a dummy line, and what a person does and sees there of lines and calls.

`WHINCHAT_SCREENSHOTS=folder` keeps a picture of every state."""

import os
import pathlib
import re
import time
import unittest

from harness.notifications import Notifications
from harness.scene import Scene
from harness.waiting import DEADLINE, wait_until

NUMBER = "Number or address"
RING_ALICE = '0 ring +420123456789 "Alice Example"'
RING_BOB = '0 ring +12025550187 "Bob Example"'


class CallsScene(unittest.TestCase):
    width, height, style = 400, 720, "light"
    site = False
    changes = None  # of the brand, as adapt_brand() takes them

    @classmethod
    def setUpClass(cls):
        cls.scene = Scene(site=cls.site, width=cls.width, height=cls.height,
                          changes=cls.changes, dummy_line=True)  # fmt: skip
        cls.addClassCleanup(cls.scene.close)
        cls.notifications = Notifications(cls.scene.desktop)
        cls.addClassCleanup(cls.notifications.close)
        folder = cls.scene.phone.data_folder
        folder.mkdir(parents=True)
        (folder / "preferences.ini").write_text(
            f"[Screen]\nStyle={cls.style}\nWidth={cls.width}\nHeight={cls.height}\n", encoding="utf-8"
        )
        cls.scene.sign_in()
        cls.phone = cls.scene.phone
        cls.scene.fill_display()

    def setUp(self):
        self.screen = self.phone.screen
        self.show_keypad()

    def tearDown(self):
        status = self.phone.status()
        if status is None:
            return
        for _ in range(8):
            if not self.phone.status()["calls"]:
                break
            self.phone.activate_action("decline")
            self.phone.activate_action("hang-up")
            time.sleep(0.1)
        self.phone.play("0 line registered", "0 voicemail 0 0")

    def show_keypad(self):
        self.phone.open_by_dbus(self.phone.outside("keypad"))
        self.phone.wait_for_screen("keypad")
        entry = self.screen.wait_for(NUMBER, "text box")
        if self.screen.read_text(entry):
            self.screen.write("", NUMBER)

    def see(self, *texts, seconds=DEADLINE):
        for text in texts:
            self.screen.wait_for(text, seconds=seconds)

    def see_state(self, text, spoken=None):
        """What the call page says of the call, to the eye and to a screen reader."""

        def find():
            return [
                control for control in self.screen.find_all(spoken, "status")
                if self.screen.read_text(control) == text
            ]  # fmt: skip

        wait_until(
            find,
            lambda: f"the state is {text!r}, spoken {spoken!r}; there are "
            + str([(c.name, self.screen.read_text(c)) for c in self.screen.find_all(role="status")]),
            every=0.05,
        )

    def picture(self, name):
        """Keeps what is on the display, where pictures are asked for."""
        folder = os.environ.get("WHINCHAT_SCREENSHOTS")
        if folder:
            time.sleep(0.6)
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            self.scene.desktop.take_screenshot(
                pathlib.Path(folder) / f"{name}-{self.style}-{self.width}.png"
            )

    def calls(self):
        return self.phone.status()["calls"]

    def wait_for_calls(self, condition, what):
        return self.phone.wait_for_status(lambda s: condition(s["calls"]), what)["calls"]

    def wait_for_states(self, *states):
        return self.wait_for_calls(
            lambda calls: tuple(c["state"] for c in calls) == states, f"calls are {states}"
        )

    def dial(self, number, *steps):
        if steps:
            self.phone.play(*steps)
        self.screen.write(number, NUMBER)
        self.screen.press("Call", "button")

    def be_in_call(self, step=RING_ALICE):
        before = len(self.calls())
        self.phone.play(step)
        self.wait_for_calls(lambda calls: len(calls) > before, "it rings")
        self.screen.press("Answer", "button")
        self.wait_for_calls(
            lambda calls: calls and calls[-1]["state"] == "active" and calls[-1]["current"], "in call"
        )
        self.phone.wait_for_screen("call")

    def press_menu_item(self, name):
        """A popover is a surface of its own, where nothing can be picked by the window's points."""

        def find():
            return [c for c in self.screen.list_controls() if (c.role, c.name) == ("menu item", name)]

        self.screen.activate(wait_until(find, f"a menu shows {name}")[0])

    def locate_control(self, name, role, inset=40):
        """A point of the display, at the beginning of the control."""

        def find():
            return [c for c in self.screen.list_controls() if (c.role, c.name) == (role, name)]

        control = wait_until(find, f"there is a {role} {name}")[0]
        window = control
        while window.parent is not None:
            window = window.parent
        x, y = self.scene.locate_window(window)
        return x + control.box[0] + inset, y + control.box[1] + control.box[3] / 2

    def click_control(self, name, role, inset=40):
        """A click of the mouse, at the beginning of the control."""
        self.scene.pointer.click(*self.locate_control(name, role, inset))

    def press_switch(self, name):
        """Turns a switch, and returns whether it is on then. It turns when it has moved over; and
        nothing of it can be picked by the window's points, as what it shows is its own."""

        def find():
            found = [c for c in self.screen.list_controls() if (c.role, c.name) == ("switch", name)]
            self.screen.read_states(found)
            return found[0] if found else None

        switch = wait_until(find, f"there is a switch {name}")
        before = "checked" in switch.states
        self.screen.activate(switch)
        wait_until(lambda: ("checked" in find().states) != before, f"{name} is switched")
        return not before

    def press_dialog(self, label):
        """A button of a question; libadwaita names it by two texts, with and without mnemonic."""
        self.screen.press(re.compile(rf".\s{re.escape(label)}$"), "button")
