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

    def start_again(self):
        """As after a log-in; the account is as it was, or alice's again."""
        self.phone.start()
        if not self.phone.status()["signedIn"]:
            self.scene.sign_in()
        self.phone.wait_for_status(lambda s: s["line"]["state"] == "registered", "ready")
        self.screen = self.phone.screen
        self.scene.fill_display()
        self.show_keypad()

    def notification(self, title):
        number = wait_until(lambda: self.notifications.find(title), f"it is notified: {title}")
        self.phone.status()  # by now the phone knows the number as well
        return number, self.notifications.shown[number]

    def wait_gone(self, number):
        wait_until(lambda: number not in self.notifications.shown, "the notification is gone")

    def test_the_phone_stays_reachable(self):
        self.phone.stop()
        preferences = self.phone.data_folder / "preferences.ini"
        text = preferences.read_text(encoding="utf-8")
        preferences.write_text(text.replace("ToldReachable=true", ""), encoding="utf-8")
        self.start_again()
        pid = self.phone.pid
        self.close_window()
        self.assertEqual("registered", self.phone.status()["line"]["state"])
        number, notification = self.notification("Whinchat Demo stays reachable")
        self.assertEqual({"Preferences", "Quit"}, {a for a in notification["actions"] if a})
        self.phone.play(RING_BOB)
        ringing, _ = self.notification("Incoming call")
        wait_until(self.scene.find_windows, "a window shows it as well")
        self.wait_gone(number)
        self.notifications.invoke(ringing, "")
        self.screen.press("Answer", "button")
        self.wait_for_states("active")
        self.phone.activate_action("hang-up")
        self.wait_for_states()
        self.show_keypad()
        self.close_window()
        self.assertTrue(
            stays_true(lambda: self.notifications.find("Whinchat Demo stays reachable") is None)
        )
        self.assertEqual(pid, self.phone.pid)

    def test_it_need_not(self):
        for way in ("signed out", "switched off"):
            with self.subTest(way=way):
                if way == "signed out":
                    self.assertEqual(0, self.phone.command("sign-out").returncode)
                    self.phone.wait_for_screen("sign-in")
                else:
                    self.phone.open_by_dbus(self.phone.outside("settings/prefs"))
                    self.assertFalse(self.press_switch("Stay reachable"))
                    self.picture("stay-reachable")
                self.scene.pointer.press_key("ctrl+w")
                wait_until(lambda: self.phone.pid is None, "the phone has ended")
                self.start_again()
                if way == "switched off":
                    self.phone.open_by_dbus(self.phone.outside("settings/prefs"))
                    self.assertTrue(self.press_switch("Stay reachable"))

    def test_quitting_and_signing_out_end_it(self):
        for way in ("quit", "sign-out"):
            with self.subTest(way=way):
                self.close_window()
                if way == "quit":
                    self.phone.activate_action("quit")
                else:
                    result = self.phone.command("sign-out")
                    self.assertEqual((0, ""), (result.returncode, result.stderr))
                wait_until(lambda: self.phone.pid is None, "the phone has ended")
                self.start_again()

    def test_missed_calls_are_counted_until_they_are_seen(self):
        """Also over a restart; a look at the history, or the notification, is a look at them."""
        # What other tests have missed.
        self.phone.open_by_dbus(self.phone.outside("history"))
        self.phone.wait_for_screen("history")
        self.show_keypad()
        self.phone.play(RING_BOB, "0 end last")
        self.notification("Missed call")
        self.phone.stop()
        self.start_again()
        self.phone.play(RING_BOB, "0 end last")
        number, notification = self.notification("2 missed calls")
        self.assertEqual("Bob Example (+12025550187)", notification["body"])
        self.notifications.invoke(number, "")
        self.phone.wait_for_screen("history")
        self.wait_gone(number)
        self.show_keypad()
        before = self.notifications.sent
        self.phone.play(RING_BOB, "0 end last")
        wait_until(lambda: self.notifications.sent > before, "it is told")
        number, _ = self.notification("Missed call")
        self.phone.open_by_dbus(self.phone.outside("history"))
        self.phone.wait_for_screen("history")
        self.wait_gone(number)

    def test_the_call_is_told_of(self):
        self.be_in_call()
        self.close_window()
        number, notification = self.notification("In call with Alice Example")
        self.assertEqual("The call goes on without the window.", notification["body"])
        sent = self.notifications.sent
        self.phone.play("0 quality last poor", "0 encryption last sdes", "0 quality last good")
        self.assertTrue(stays_true(lambda: self.notifications.sent == sent), "it is told once")
        self.phone.start(wait=False)
        self.phone.wait_for_screen("call")
        self.wait_gone(number)
        self.close_window()
        number, _ = self.notification("In call with Alice Example")
        self.notifications.invoke(number, "Hang up")
        self.wait_for_states()
        self.wait_gone(number)

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
        self.assertEqual("Bob Example (+12025550187)", notification["body"])
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


class MediaKeys(CallsScene):
    """What desktops do with the keys of keyboards and headsets: the phone is a media player (MPRIS)
    while there is a call."""

    def setUp(self):
        super().setUp()
        self.name = "org.mpris.MediaPlayer2." + self.phone.application_id

    def ask(self, method, *arguments):
        return self.scene.desktop.run(
            ["gdbus", "call", "--session", "--dest", self.name, "--object-path",
             "/org/mpris/MediaPlayer2", "--method", method, *arguments], check=False,
        )  # fmt: skip

    def press(self, key):
        result = self.ask("org.mpris.MediaPlayer2.Player." + key)
        self.assertEqual((0, "()\n"), (result.returncode, result.stdout), result.stderr)

    def read(self, key, interface="org.mpris.MediaPlayer2.Player"):
        return self.ask("org.freedesktop.DBus.Properties.Get", interface, key).stdout.strip()

    def is_there(self):
        names = self.scene.desktop.run(
            ["gdbus", "call", "--session", "--dest", "org.freedesktop.DBus", "--object-path",
             "/org/freedesktop/DBus", "--method", "org.freedesktop.DBus.ListNames"]
        ).stdout  # fmt: skip
        return self.name in names

    def wait_there(self, there):
        wait_until(lambda: self.is_there() == there, f"the player is there: {there}")

    def test_answering_and_hanging_up(self):
        self.assertFalse(self.is_there())
        self.phone.play(RING_BOB)
        self.wait_for_states("incoming")
        self.wait_there(True)
        self.assertEqual("(<'Paused'>,)", self.read("PlaybackStatus"))
        metadata = self.read("Metadata")
        self.assertIn("'xesam:title': <'Incoming call'>", metadata)
        self.assertIn("'xesam:artist': <['Whinchat Demo']>", metadata)
        self.assertNotRegex(metadata, "Bob|2025550143")
        self.assertEqual("(<'Whinchat Demo'>,)", self.read("Identity", "org.mpris.MediaPlayer2"))
        everything = self.ask("org.freedesktop.DBus.Properties.GetAll", "org.mpris.MediaPlayer2.Player")
        self.assertEqual(0, everything.returncode, everything.stderr)
        for key in ("Play", "Pause"):
            self.press(key)
            self.wait_for_states("incoming")
        self.press("PlayPause")
        self.wait_for_states("active")
        wait_until(lambda: self.read("PlaybackStatus") == "(<'Playing'>,)", "it is told")
        for key, state in (("Pause", "held"), ("Pause", "held"), ("Play", "active"), ("Next", "active")):
            self.press(key)
            self.wait_for_states(state)
        self.press("PlayPause")
        self.wait_for_states()
        self.wait_there(False)

    def test_a_second_call(self):
        self.be_in_call()
        self.phone.play(RING_BOB)
        self.wait_for_states("active", "incoming")
        self.press("Stop")
        self.wait_for_states("active")
        self.phone.play(RING_BOB)
        self.wait_for_states("active", "incoming")
        self.press("PlayPause")
        self.wait_for_states("held", "active")
        self.press("Stop")
        self.wait_for_states("held")
        self.assertEqual(0, self.ask("org.mpris.MediaPlayer2.Raise").returncode)
        self.phone.wait_for_screen("call")
        self.press("Stop")
        self.wait_for_states()
        self.wait_there(False)


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
