# SPDX-License-Identifier: Apache-2.0
"""The phone while its window is closed, and when it is to quit."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.calls_scene import RING_BOB, CallsScene  # noqa: E402
from harness.waiting import stays_true, wait_until  # noqa: E402


class WithoutAWindow(CallsScene):
    """The window is closed, or not there yet."""

    def close_window(self):
        self.scene.pointer.press_key("ctrl+w")
        wait_until(lambda: not self.scene.find_windows(), "the window is closed")

    def test_a_call_goes_on_while_the_window_is_closed(self):
        self.be_in_call()
        self.close_window()
        self.assertTrue(stays_true(lambda: self.phone.status() is not None, 1.0))
        self.wait_for_states("active")
        self.phone.start(wait=False)
        self.phone.wait_for_screen("call")
        self.see("Alice Example")

    def test_notification_answers(self):
        self.be_in_call()
        self.close_window()
        self.phone.play(RING_BOB)
        number = wait_until(lambda: self.notifications.find("Incoming call"), "a notification")
        notification = self.notifications.shown[number]
        self.assertEqual("Bob Example (+12025550143)", notification["body"])
        self.assertEqual({"Answer", "Decline"}, {a for a in notification["actions"] if a})
        wait_until(self.scene.find_windows, "a window shows it as well")
        self.screen.wait_for("Incoming call from Bob Example")
        self.notifications.invoke(number, "Answer")
        self.wait_for_states("held", "active")
        wait_until(lambda: number not in self.notifications.shown, "the notification is gone")

    def test_notification_declines(self):
        self.be_in_call()
        self.close_window()
        self.phone.play(RING_BOB)
        number = wait_until(lambda: self.notifications.find("Incoming call"), "a notification")
        self.notifications.invoke(number, "Decline")
        self.wait_for_states("active")
        wait_until(lambda: number not in self.notifications.shown, "the notification is gone")


class Quitting(CallsScene):
    def test_quitting_asks(self):
        self.be_in_call()
        self.scene.pointer.press_key("ctrl+q")
        self.see("End the call and quit?")
        self.picture("quit")
        self.press_dialog("Cancel")
        self.assertTrue(stays_true(lambda: len(self.calls()) == 1, 0.5))
        self.scene.pointer.press_key("ctrl+q")
        self.see("End the call and quit?")
        self.press_dialog("End and quit")
        wait_until(lambda: self.phone.pid is None, "the phone has ended")
        self.phone.start()

    def test_signing_out_ends_calls(self):
        self.be_in_call()
        self.assertEqual(0, self.phone.command("sign-out").returncode)
        self.wait_for_states()
        self.assertEqual("off", self.phone.status()["line"]["state"])
        self.scene.sign_in()


if __name__ == "__main__":
    tap.main()
