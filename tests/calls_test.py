# SPDX-License-Identifier: Apache-2.0
"""What a person sees of lines and calls, in every state, with a dummy line.

`WHINCHAT_SCREENSHOTS=folder` keeps a picture of every state."""

import os
import pathlib
import re
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.notifications import Notifications  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.waiting import stays_true, wait_until  # noqa: E402

NUMBER = "Number or address"
BACK = "Back; the call goes on"
# Another program, from which something is copied.
CLIPBOARD = """
import sys, gi
gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, GLib, Gtk
Gtk.init()
Gdk.Display.get_default().get_clipboard().set(sys.argv[1])
GLib.MainLoop().run()
"""
RING_ALICE = '0 ring +420123456789 "Alice Example"'
RING_BOB = '0 ring +12025550143 "Bob Example"'


class CallsScene(unittest.TestCase):
    width, height, style = 400, 720, "light"
    site = False

    @classmethod
    def setUpClass(cls):
        cls.scene = Scene(site=cls.site, width=cls.width, height=cls.height, dummy_line=True)
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

    def see(self, *texts, seconds=10):
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
            time.sleep(0.1)
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

    def press_dialog(self, label):
        """A button of a question; libadwaita names it by two texts, with and without mnemonic."""
        self.screen.press(re.compile(rf".\s{re.escape(label)}$"), "button")


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

    def test_voicemail_is_dialled_by_one_click(self):
        self.phone.play("0 voicemail 3 1")
        self.screen.wait_for("3 new voicemails", "button")
        self.picture("voicemail")
        self.screen.press("3 new voicemails", "button")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "the voicemail is called")
        self.assertEqual("*97", calls[0]["number"])

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


class Keypad(CallsScene):
    def test_typed_number_is_called(self):
        entry = self.screen.wait_for(NUMBER, "text box")
        self.screen.activate(self.screen.wait_for("7", "button"))
        wait_until(lambda: self.screen.read_text(entry) == "7", "the key types")
        self.scene.pointer.type_text("55")
        wait_until(
            lambda: self.screen.read_text(entry) == "755",
            lambda: f"mouse and keyboard type 755; there is {self.screen.read_text(entry)!r}",
        )
        self.scene.pointer.press_key("Return")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "Enter calls")
        self.assertEqual(("755", "out"), (calls[0]["number"], calls[0]["direction"]))

    def test_pasted_number_is_cleaned(self):
        self.scene.desktop.spawn([sys.executable, "-c", CLIPBOARD, "tel:+44 (0)20-7946 0123"])
        entry = self.screen.wait_for(NUMBER, "text box")

        def paste():
            self.scene.pointer.press_key("ctrl+a", "ctrl+v")
            return self.screen.read_text(entry) == "+442079460123"

        wait_until(paste, "the paste is cleaned", every=0.3)

    def test_redial(self):
        self.dial("0800123456")
        self.wait_for_states("active")
        self.phone.activate_action("hang-up")
        self.wait_for_states()
        self.show_keypad()
        self.screen.press("Call", "button")
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(lambda: self.screen.read_text(entry) == "0800123456", "the last number is back")
        self.assertEqual([], self.calls())
        self.screen.press("Call", "button")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "it is called again")
        self.assertEqual("0800123456", calls[0]["number"])

    def test_redial_outlives_a_restart(self):
        self.dial("0800654321")
        kept = self.phone.data_folder / "calls.json"
        wait_until(lambda: kept.exists() and "0800654321" in kept.read_text("utf-8"), "it is kept")
        self.phone.kill()
        self.phone.start()
        self.phone.wait_for_screen("keypad")
        self.scene.fill_display()
        self.screen = self.phone.screen
        self.screen.wait_for("Ready to call", "status")
        self.screen.press("Call", "button")
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(lambda: self.screen.read_text(entry) == "0800654321", "the last number is back")

    def test_what_is_no_number(self):
        self.dial("a b%c@d e")
        self.phone.wait_for_status(lambda s: s["notice"] and "no number" in s["notice"], "it is told")
        self.assertEqual([], self.calls())


class Call(CallsScene):
    def test_dialling_and_ringing(self):
        self.dial("201", "0 outgoing 201 nothing")
        self.see("201")
        self.see_state("Calling…", "Calling 201")
        self.picture("calling")
        self.screen.press("Hang up", "button")
        self.see_state("You gave the call up", "Call with 201 ended. You gave the call up.")
        self.phone.wait_for_screen("keypad", 8)
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
        wait_until(lambda: self.calls()[0]["seconds"] > first, "the timer runs", 5)
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
        wait_until(lambda: self.phone.sent_digits() == "1*#42", "the digits are sent", 5)
        self.see("1*#42")
        self.picture("digits")

    def test_hanging_up(self):
        self.be_in_call()
        self.scene.pointer.press_key("ctrl+shift+h")
        self.see_state("You hung up", "Call with Alice Example ended. You hung up.")
        self.wait_for_states()
        self.picture("hung-up")
        self.phone.wait_for_screen("keypad", 8)

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
        time.sleep(0.1)
        self.screen.press("Call again", "button")
        self.wait_for_states("active")

    def test_the_other_side_hangs_up(self):
        self.be_in_call()
        self.phone.play("0 end last")
        self.see_state("The other side hung up")
        self.phone.wait_for_screen("keypad", 8)

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
                    self.assertEqual(1, len(self.calls()))
                else:
                    self.see_state("The call was transferred")
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


class CallUris(CallsScene):
    """Who may dial by a link (command-uris, sections 3 and 5), cell by cell of the table."""

    site = True
    width, height = 1000, 760

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        scheme = cls.phone.scheme
        links = {
            "auto": f"{scheme}:+12025550143?dialAction=autoCall",
            "voice": f"{scheme}:555?dialAction=voiceCall",
            "offnet": f"{scheme}:556?dialAction=forceOffnetCall",
            "video": f"{scheme}:557?dialAction=videoCall",
            "plain": f"{scheme}:558",
            "tel": "tel:559",
            "emergency": f"{scheme}:112?dialAction=autoCall",
            "star": f"{scheme}:*21*5%23?dialAction=autoCall",
        }
        cls.links = links
        cls.scene.site.page(
            "/start",
            "".join(f'<p><a id="{name}" href="{uri}">{name}</a></p>' for name, uri in links.items()),
        )
        cls.scene.show_site()
        cls.origin = cls.scene.site.locate(cls.scene.pointer)

    def number(self):
        return self.screen.read_text(self.screen.wait_for(NUMBER, "text box"))

    def wait_filled_in(self, number):
        self.phone.wait_for_screen("keypad")
        wait_until(lambda: self.number() == number, f"{number} is filled in")
        self.assertTrue(stays_true(lambda: not self.calls(), 0.5))

    def show_page(self):
        self.show_keypad()
        self.phone.open_by_dbus(self.phone.outside("browser"))
        self.phone.wait_for_screen("browser")
        time.sleep(0.3)

    def click(self, name):
        self.scene.site.click(self.scene.pointer, name, self.origin)

    def script(self, name):
        self.scene.site.run_script(f"location = document.getElementById('{name}').href")

    def test_a_click_on_a_trusted_page_dials(self):
        for name, number in (("auto", "+12025550143"), ("voice", "555"), ("offnet", "556")):
            with self.subTest(link=name):
                self.show_page()
                self.click(name)
                calls = self.wait_for_calls(lambda calls: len(calls) == 1, "it is called")
                self.assertEqual(number, calls[0]["number"])
                self.phone.wait_for_screen("call")
                self.phone.activate_action("hang-up")
                self.wait_for_states()

    def test_a_click_on_other_links_fills_in(self):
        for name, number in (
            ("video", "557"), ("plain", "558"), ("tel", "559"), ("emergency", "112"),
            ("star", "*21*5#"),
        ):  # fmt: skip
            with self.subTest(link=name):
                self.show_page()
                self.click(name)
                self.wait_filled_in(number)

    def test_a_script_fills_in(self):
        for name, number in (("auto", "+12025550143"), ("voice", "555"), ("emergency", "112")):
            with self.subTest(link=name):
                self.show_page()
                self.script(name)
                self.wait_filled_in(number)

    def test_another_program_is_asked_about(self):
        self.phone.open_by_dbus(self.links["auto"])
        self.see("Call +12025550143?")
        self.picture("link-asks")
        self.assertEqual([], self.calls())
        self.press_dialog("Cancel")
        self.wait_filled_in("+12025550143")
        self.phone.open_by_gio(self.links["voice"])
        self.see("Call 555?")
        self.press_dialog("Call")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "it is called")
        self.assertEqual("555", calls[0]["number"])

    def test_many_programs_ask_once(self):
        self.phone.open_by_dbus(*[self.links["auto"]] * 5, self.links["voice"])
        self.see("Call 555?")
        self.assertIsNone(self.screen.find("Call +12025550143?"))
        self.press_dialog("Cancel")

    def test_another_program_only_fills_in(self):
        for name, number in (
            ("video", "557"), ("plain", "558"), ("tel", "559"), ("emergency", "112"),
            ("star", "*21*5#"),
        ):  # fmt: skip
            with self.subTest(link=name):
                self.show_keypad()
                self.phone.open_by_dbus(self.links[name])
                self.wait_filled_in(number)
                self.assertIsNone(self.screen.find(re.compile("^Call .*[?]$")))


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
