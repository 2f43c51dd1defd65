# SPDX-License-Identifier: Apache-2.0
"""What a person sees of lines and calls, in every state, with a dummy line.

`WHINCHAT_SCREENSHOTS=folder` keeps a picture of every state."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.calls_scene import NUMBER, RING_ALICE, RING_BOB, CallsScene  # noqa: E402
from harness.language import arrived  # noqa: E402
from harness.waiting import stays_true, wait_until  # noqa: E402

BACK = "Back; the call goes on"
LOW_WINDOW = 600


class Line(CallsScene):
    """The keypad's header tells the line's state with its reason."""

    def test_ready(self):
        self.see("Ready to call")
        self.picture("line-ready")
        self.assertEqual("registered", self.phone.status()["line"]["state"])

    def test_every_state(self):
        for step, words, retry in (
            ("line registering", "Registering…", False),
            ("line no-network", "No network", True),
            ('line refused "The password was refused."', "The password was refused", True),
            ("line waiting", "The server cannot be reached", True),
            ("line unregistering", "Signing off…", False),
            ("line off", "The line is off", False),
        ):
            with self.subTest(step=step):
                self.phone.play(f"0 {step}")
                self.screen.wait_for(words, "status")
                self.assertEqual(retry, self.screen.find("Try again", "button") is not None)
                self.picture("line-" + step.split()[1])

    def test_refused_line_says_so_when_calling(self):
        self.phone.play('0 line refused "The password was refused."')
        self.screen.wait_for("The password was refused", "status")
        self.dial("200")
        self.phone.wait_for_status(
            lambda s: s["notice"] == "The password was refused.", "the reason is told"
        )
        self.assertEqual([], self.calls())
        self.assertEqual("200", self.screen.read_text(self.screen.find(NUMBER, "text box")))

    def test_trying_again(self):
        self.phone.play("0 line waiting")
        self.screen.press("Try again", "button")
        self.see("Ready to call")

    def test_trying_again_asks_the_provider_for_the_password(self):
        self.phone.play('0 line refused "The password was refused."')
        self.screen.wait_for("The password was refused", "status")
        since = self.scene.portal.mark()
        self.screen.press("Try again", "button")
        arrived(self.scene.portal, "extprov-update", since)
        self.see("Ready to call")

    def test_voicemail_is_dialled_by_one_click(self):
        self.phone.play("0 voicemail 3 1")
        self.screen.wait_for("3 new voicemails", "button")
        self.picture("voicemail")
        self.screen.press("3 new voicemails", "button")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "the voicemail is called")
        self.assertEqual("*97", calls[0]["number"])

    def test_voicemail_without_news(self):
        self.phone.play("0 voicemail 3 1", "0 voicemail 0 4")
        self.screen.wait_for("Voicemail", "button")
        self.assertIsNone(self.screen.find(re.compile("new voicemail"), "button"))
        self.picture("voicemail-old")
        self.screen.press("Voicemail", "button")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "the voicemail is called")
        self.assertEqual("*97", calls[0]["number"])

    def test_voicemail_that_nobody_counts(self):
        self.phone.play("0 voicemail uncounted", "0 voicemail-number *98")
        self.addCleanup(self.phone.play, "0 voicemail-number *97")
        self.screen.press("New voicemail", "button")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "the voicemail is called")
        self.assertEqual("*98", calls[0]["number"])

    def test_voicemail_without_a_number(self):
        self.addCleanup(self.phone.play, "0 voicemail-number *97")
        self.phone.play("0 voicemail-number", "0 voicemail 1 0")
        self.screen.press("1 new voicemail", "button")
        self.phone.wait_for_screen("settings/prefs")
        self.phone.wait_for_status(
            lambda s: s["notice"] == "Enter your voicemail’s number first", "it is told"
        )
        self.assertEqual([], self.calls())
        self.phone.play("0 voicemail 0 0")
        self.show_keypad()
        self.screen.wait_gone(re.compile("voicemail", re.I), "button")

    def test_do_not_disturb(self):
        missed = len(self.notifications.shown)
        self.screen.press("Main menu", "button")
        self.press_menu_item("Do not disturb")
        self.screen.wait_for("Do not disturb", "status")
        self.assertTrue(self.phone.status()["line"]["doNotDisturb"])
        self.picture("do-not-disturb")
        self.phone.play(RING_ALICE)
        self.assertTrue(stays_true(lambda: not self.calls(), 0.5))
        self.assertIsNone(self.screen.find("Answer", "button"))
        wait_until(lambda: len(self.notifications.shown) > missed, "it is told as missed")
        self.phone.activate_action("do-not-disturb")
        self.see("Ready to call")


class Call(CallsScene):
    def test_dialling_and_ringing(self):
        self.dial("201", "0 outgoing 201 nothing")
        self.see("201")
        self.see_state("Calling…", "Calling 201")
        self.picture("calling")
        self.screen.press("Hang up", "button")
        self.see_state("You gave the call up", "Call with 201 ended. You gave the call up.")
        self.phone.wait_for_screen("keypad")
        self.dial("202", "0 outgoing 202 rings")
        self.see_state("Ringing…", "Ringing at 202")
        self.picture("ringing")

    def test_early_media(self):
        self.dial("203", "0 outgoing 203 early")
        self.wait_for_states("early")
        self.see_state("Ringing…")

    def test_in_call(self):
        self.be_in_call()
        self.see("Alice Example", "+420123456789", "Not encrypted")
        self.screen.wait_for("In call with Alice Example", "status")
        first = self.calls()[0]["seconds"]
        wait_until(lambda: self.calls()[0]["seconds"] > first, "the timer runs")
        for step, words in (
            ("encryption last sdes", "Encrypted up to your provider"),
            ("encryption last dtls", "Encrypted"),
            ("quality last good", "Good quality"),
            ("quality last fair", "Fair quality"),
            ("quality last poor", "Poor quality"),
            ("quality last lost", "No sound arrives"),
        ):
            with self.subTest(step=step):
                self.phone.play("0 " + step)
                self.see(words)
                self.picture("in-call-" + step.split()[-1])

    def test_mute(self):
        self.be_in_call()
        mute = self.screen.press("Mute", "button")
        self.wait_for_calls(lambda calls: calls[0]["muted"], "muted")
        self.screen.wait_for("Mute", "button", "pressed")
        self.picture("muted")
        self.screen.activate(mute)
        self.wait_for_calls(lambda calls: not calls[0]["muted"], "heard again")
        self.scene.pointer.press_key("ctrl+shift+m")
        self.wait_for_calls(lambda calls: calls[0]["muted"], "muted by the keyboard")

    def test_hold(self):
        self.be_in_call()
        self.screen.press("Hold", "button")
        self.wait_for_states("held")
        self.see_state("On hold", "Call with Alice Example on hold")
        self.screen.wait_for("Hold", "button", "pressed")
        self.picture("held")
        self.scene.pointer.press_key("ctrl+shift+l")
        self.wait_for_states("active")
        self.phone.play("0 hold last")
        self.see_state("The other side put you on hold", "Alice Example put you on hold")
        self.picture("held-by-the-other")

    def test_digits(self):
        self.be_in_call()
        self.screen.press("Keypad", "button")
        for key in ("1", "Star", "Hash"):
            self.screen.press(key, "button")
        self.see("1*#")
        self.scene.pointer.type_text("42")
        wait_until(lambda: self.phone.sent_digits() == "1*#42", "the digits are sent")
        self.see("1*#42")
        self.picture("digits")

    def test_escape_closes_the_digits_first(self):
        self.be_in_call()
        self.scene.pointer.type_text("4")
        self.see("4")
        self.screen.press("1", "button")
        self.see("41")
        self.scene.pointer.press_key("Escape")
        self.screen.wait_gone("Star", "button")
        self.screen.wait_for("Keypad", "button")
        self.assertEqual("call", self.phone.status()["screen"])
        self.scene.pointer.press_key("Escape")
        self.phone.wait_for_screen("keypad")
        self.wait_for_states("active")

    def test_hanging_up(self):
        self.be_in_call()
        before = self.phone.status()["balance"]["checkedAt"]
        self.scene.pointer.press_key("ctrl+shift+h")
        self.see_state("You hung up", "Call with Alice Example ended. You hung up.")
        self.wait_for_states()
        self.picture("hung-up")
        self.phone.wait_for_screen("keypad")
        self.phone.wait_for_status(
            lambda s: s["balance"]["checkedAt"] > before, "the balance is checked"
        )

    def test_ends_are_told_in_words(self):
        for outcome, words in (
            ("busy", "The other side is busy"),
            ("declined", "The other side declined"),
            ("unknown", "The number is unknown"),
            ("offline", "The other side cannot be reached at the moment"),
        ):
            with self.subTest(outcome=outcome):
                self.show_keypad()
                self.dial("300", f"0 outgoing 300 {outcome}")
                self.wait_for_states()
                self.see_state(words, f"Call with 300 ended. {words}.")
                self.see("Call again", "Close")
                self.picture("ended-" + outcome)
        self.assertTrue(stays_true(lambda: self.phone.status()["screen"] == "call", 5, 0.5))
        self.phone.play("0 outgoing 300 answers")
        self.screen.press("Call again", "button")
        self.wait_for_states("active")

    def test_typing_after_the_end_is_for_the_keypad(self):
        self.dial("300", "0 outgoing 300 busy")
        self.see_state("The other side is busy")
        self.see("Call again")
        self.scene.pointer.type_text("+12*#3")
        self.phone.wait_for_screen("keypad")
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(
            lambda: self.screen.read_text(entry) == "+12*#3",
            lambda: f"it is typed: {self.screen.read_text(entry)!r}",
        )
        self.assertEqual([], self.calls())

    def test_return_after_the_end_calls_nobody(self):
        for outcome, state in (("rings", "ringing"), ("answers", "active")):
            with self.subTest(state=state):
                self.show_keypad()
                self.dial("300", f"0 outgoing 300 {outcome}")
                self.wait_for_states(state)
                self.phone.wait_for_screen("call")
                if state == "active":  # a button that has the focus goes with the keys
                    self.scene.pointer.type_text("5")
                    self.screen.press("1", "button")
                self.phone.play("0 outgoing 300 nothing", "0 end last 486")
                self.see_state("The other side is busy")
                self.see("Call again")
                self.scene.pointer.press_key("Return")
                self.phone.wait_for_screen("keypad")
                self.assertTrue(stays_true(lambda: not self.calls(), 0.5))

    def test_a_call_that_is_passed_on_is_asked_about(self):
        self.dial("200", "0 outgoing 200 nothing", "0 outgoing 0900123456 rings")
        self.wait_for_states("dialing")
        self.phone.play("0 pass-on last 0900123456")
        self.see("Call 0900123456?", re.compile("Your call to 200 is passed on"))
        self.picture("passed-on")
        self.assertEqual([], self.calls())
        self.press_dialog("Cancel")
        self.screen.wait_gone("Call 0900123456?")
        self.assertTrue(stays_true(lambda: not self.calls(), 0.5))
        self.show_keypad()
        self.dial("200")
        self.wait_for_states("dialing")
        self.phone.play("0 pass-on last 0900123456")
        self.see("Call 0900123456?")
        self.press_dialog("Call")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "it is called")
        self.assertEqual("0900123456", calls[0]["number"])
        self.phone.activate_action("hang-up")
        self.wait_for_states()
        self.show_keypad()
        self.screen.press("Call", "button")
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(lambda: self.screen.read_text(entry) == "200", "redial has what was dialled")

    def test_the_other_side_hangs_up(self):
        self.be_in_call()
        self.phone.play("0 end last")
        self.see_state("The other side hung up")
        self.phone.wait_for_screen("keypad")

    def test_the_call_goes_on_behind(self):
        self.be_in_call()
        self.screen.press(BACK, "button")
        self.phone.wait_for_screen("keypad")
        self.screen.wait_for("Back to the call", "button")
        self.see("Alice Example")
        self.picture("call-bar")
        self.phone.open_by_dbus(self.phone.outside("settings/prefs"))
        self.phone.wait_for_screen("settings/prefs")
        self.screen.press("Back to the call", "button")
        self.phone.wait_for_screen("call")
        self.scene.pointer.press_key("Escape")
        self.phone.wait_for_screen("settings/prefs")
        self.phone.play("0 end last")
        self.phone.wait_for_status(
            lambda s: s["notice"] == "Call with Alice Example ended. The other side hung up.", "told"
        )
        self.screen.wait_gone("Back to the call", "button")
        self.assertEqual("settings/prefs", self.phone.status()["screen"])

    def test_blind_transfer(self):
        self.be_in_call()
        self.phone.play("0 refuse-transfer last")
        for outcome in ("refused", "done"):
            with self.subTest(outcome=outcome):
                self.screen.press("Transfer", "button")
                self.see("To whom shall Alice Example be handed over?")
                self.picture("transfer")
                self.screen.write("205", NUMBER)
                self.press_dialog("Transfer")
                if outcome == "refused":
                    self.phone.wait_for_status(
                        lambda s: s["notice"]
                        == "The call wasn’t transferred. The other side is busy.", "told",
                    )  # fmt: skip
                    notice = self.screen.wait_for_text("The call wasn’t transferred")
                    for name in ("Hang up", "Mute", "Transfer"):
                        button = self.screen.wait_for(name, "button")
                        self.assertLess(notice.box[1] + notice.box[3], button.box[1], name)
                    self.picture("notice")
                    self.assertEqual(1, len(self.calls()))
                else:
                    self.see_state("The call was transferred")
                    self.wait_for_states()

    def test_a_transfer_under_way_is_seen(self):
        self.be_in_call()
        self.phone.play("0 stall-transfer last")
        self.screen.press("Transfer", "button")
        self.screen.write("205", NUMBER)
        self.press_dialog("Transfer")
        self.see_state("Transferring…", "Transferring Alice Example")
        self.assertNotIn("sensitive", self.screen.wait_for("Transfer", "button").states)
        self.picture("transferring")
        self.screen.press("Hang up", "button")
        self.wait_for_states()

    def test_withheld_number(self):
        self.be_in_call('0 ring ""')
        self.see("Withheld number")

    def test_hostile_name_is_shown_as_text(self):
        self.be_in_call('0 ring 666 "<b>Bank</b> & _Co"')
        self.see("<b>Bank</b> & _Co")
        self.be_in_call(RING_BOB)
        self.see("<b>Bank</b> & _Co", "Bob Example")
        self.assertNotIn("markup", self.phone.read_log().lower())


class SeveralCalls(CallsScene):
    def setUp(self):
        super().setUp()
        self.be_in_call(RING_ALICE)
        self.be_in_call(RING_BOB)
        self.wait_for_states("held", "active")

    def test_switching(self):
        self.see("Bob Example", "Alice Example", "On hold")
        self.picture("two-calls")
        self.screen.press("Switch to Alice Example", "button")
        self.wait_for_states("active", "held")
        self.screen.wait_for("In call with Alice Example", "status")
        self.screen.wait_for("Switch to Bob Example", "button")

    def test_a_low_window_has_room_for_every_button(self):
        """The picture goes first."""

        def measure():
            controls = self.screen.list_controls()
            lowest = [c.parent.box for c in controls if (c.role, c.name) == ("button", "Talk to all")]
            hang_up = [c.box for c in controls if (c.role, c.name) == ("button", "Hang up")]
            return lowest[0][1] + lowest[0][3], hang_up[0][1]

        self.scene.resize(LOW_WINDOW)
        self.addCleanup(self.scene.fill_display)
        wait_until(lambda: self.scene.find_windows()[0][4] == LOW_WINDOW, "the window is low")
        wait_until(
            lambda: measure()[0] < measure()[1], lambda: f"the names are above Hang up: {measure()}"
        )
        self.picture("two-calls-low")
        self.screen.press(BACK, "button")
        self.phone.wait_for_screen("keypad")

    def test_holding_stays_with_the_call(self):
        self.screen.press("Hold", "button")
        self.wait_for_states("held", "held")
        self.screen.wait_for("Call with Bob Example on hold", "status")

    def test_conference(self):
        self.screen.press("Talk to all", "button")
        self.wait_for_calls(lambda calls: all(c["conference"] for c in calls), "conference")
        self.see("Conference", "Alice Example, Bob Example")
        self.picture("conference")
        self.screen.press("Take Bob Example out", "button")
        self.wait_for_calls(
            lambda calls: not any(c["conference"] for c in calls), "the conference is over"
        )

    def test_hanging_up_a_conference_ends_it(self):
        self.screen.press("Talk to Alice Example as well", "button")
        self.wait_for_calls(lambda calls: all(c["conference"] for c in calls), "conference")
        self.screen.press("Hang up", "button")
        self.wait_for_states()

    def test_hanging_up_one(self):
        self.screen.press("Hang up on Alice Example", "button")
        self.wait_for_states("active")
        self.assertEqual("call", self.phone.status()["screen"])
        self.screen.wait_for("In call with Bob Example", "status")

    def test_what_is_left_is_held(self):
        self.screen.press("Hang up", "button")
        self.wait_for_states("held")
        self.screen.wait_for("Call with Alice Example on hold", "status")

    def test_attended_transfer(self):
        self.screen.press("Transfer", "button")
        self.picture("transfer-attended")
        self.press_dialog("Connect with Alice Example")
        self.wait_for_states()

    def test_adding_a_call(self):
        self.screen.press("Add call", "button")
        self.phone.wait_for_screen("keypad")
        self.see("Bob Example · 1 more call")
        self.dial("207")
        self.wait_for_states("held", "held", "active")
        self.phone.wait_for_screen("call")
        self.screen.wait_for("Switch to Alice Example", "button")
        self.screen.wait_for("Switch to Bob Example", "button")
        self.picture("three-calls")


class Incoming(CallsScene):
    def test_a_known_number_has_the_name_that_the_person_knows(self):
        """Not the one that the network gives: who calls can choose that."""
        self.phone.play("0 ring 100 Mallory")
        self.see("Incoming call", "Reception", "100")
        self.assertFalse(self.screen.sees("Mallory"))
        self.assertEqual(["Reception"], [call["name"] for call in self.calls()])

    def test_card(self):
        self.phone.play(RING_ALICE)
        self.see("Incoming call", "Alice Example", "+420123456789")
        self.screen.wait_for("Incoming call from Alice Example", ("notification", "alert"))
        self.picture("incoming")
        self.screen.press("Decline", "button")
        self.wait_for_states()
        self.screen.wait_gone("Answer", "button")
        self.assertEqual("keypad", self.phone.status()["screen"])

    def test_typing_goes_on(self):
        self.scene.pointer.type_text("12")
        self.phone.play(RING_ALICE)
        self.screen.wait_for("Answer", "button")
        self.scene.pointer.type_text("34")
        self.scene.pointer.press_key("space")
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(lambda: self.screen.read_text(entry) == "1234", "the typing isn't disturbed")
        self.wait_for_states("incoming")

    def test_keys(self):
        self.phone.play(RING_ALICE)
        self.screen.wait_for("Answer", "button")
        self.scene.pointer.press_key("ctrl+shift+a")
        self.wait_for_states("active")
        self.phone.play(RING_BOB)
        self.screen.wait_for("Decline", "button")
        self.scene.pointer.press_key("ctrl+shift+d")
        self.wait_for_states("active")

    def test_call_waiting(self):
        self.be_in_call(RING_ALICE)
        self.phone.play(RING_BOB)
        self.see("Incoming call", "Bob Example")
        self.screen.wait_for("In call with Alice Example", "status")
        self.picture("call-waiting")

    def test_many(self):
        self.phone.play(*(f"0 ring 40{n}" for n in range(5)))
        self.see("400", "401", "402")
        self.assertEqual(3, len(self.screen.find_all("Answer", "button")))
        self.assertEqual(5, len(self.calls()))
        self.phone.activate_action("decline")
        self.see("403")

    def test_answered_elsewhere(self):
        self.phone.play(RING_ALICE, "4000 end last")
        self.screen.wait_for("Answer", "button")
        self.screen.wait_gone("Answer", "button")
        wait_until(
            lambda: self.notifications.find("Missed call") or any(
                "missed" in one["title"] for one in self.notifications.shown.values()
            ),
            "the missed call is told",
        )  # fmt: skip


if __name__ == "__main__":
    tap.main()
