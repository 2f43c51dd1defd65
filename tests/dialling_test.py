# SPDX-License-Identifier: Apache-2.0
"""How a call begins: the keypad, redial, links, and the provider's callback."""

import pathlib
import re
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.calls_scene import NUMBER, CallsScene  # noqa: E402
from harness.site import Answer, Site  # noqa: E402
from harness.waiting import stays_true, wait_until  # noqa: E402

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

# Links that dial for nobody, and the number that they fill in.
FILLED_IN = (("video", "557"), ("plain", "558"), ("tel", "559"), ("emergency", "112"), ("star", "*21*5#"))


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

    def test_letters_stand_for_their_keys(self):
        self.see("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ")
        entry = self.screen.wait_for(NUMBER, "text box")
        self.scene.pointer.type_text("1800flowers")
        wait_until(lambda: self.screen.read_text(entry) == "1800flowers", "the typing is seen")
        self.scene.pointer.press_key("Return")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "it is called")
        self.assertEqual("18003569377", calls[0]["number"])

    def test_what_is_typed_is_judged_as_a_whole(self):
        """The signs of a number are no part of it; those of an address are."""
        for typed, number in (
            ("+44(0)20-7946", "+44207946"),
            ("front-desk@example.com", "front-desk@example.com"),
        ):
            with self.subTest(typed=typed):
                self.show_keypad()
                entry = self.screen.wait_for(NUMBER, "text box")
                self.scene.pointer.type_text(typed)
                wait_until(
                    lambda: self.screen.read_text(entry) == typed,
                    lambda: f"the typing is seen; there is {self.screen.read_text(entry)!r}",
                )
                self.scene.pointer.press_key("Return")
                calls = self.wait_for_calls(lambda calls: len(calls) == 1, "it is called")
                self.assertEqual(number, calls[0]["number"])
                self.phone.activate_action("hang-up")
                self.wait_for_states()

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

    def test_a_secure_address_wants_a_secure_line(self):
        words = "This address may only be called over a secure line (TLS)."
        self.dial("sips:alice@example.com")
        self.phone.wait_for_status(lambda s: s["notice"] == words, "it is told")
        self.assertEqual([], self.calls())
        self.assertEqual(
            "sips:alice@example.com", self.screen.read_text(self.screen.find(NUMBER, "text box"))
        )

    def test_what_is_no_number(self):
        self.dial("a b%c@d e")
        self.phone.wait_for_status(lambda s: s["notice"] and "no number" in s["notice"], "it is told")
        self.assertEqual([], self.calls())


class CallUris(CallsScene):
    """Who may dial by a link (command-uris, sections 3 and 5), cell by cell of the table."""

    site = True
    width, height = 1000, 760
    changes = {("Account", "webCallbackUrl"): "@SITE@/callback?to=%targetNumber%"}

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
            "callback": f"{scheme}:+12025550144?dialAction=webCallback",
            "callback-emergency": f"{scheme}:911?dialAction=webCallback",
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
        for name, number in FILLED_IN:
            with self.subTest(link=name):
                self.show_page()
                self.click(name)
                self.wait_filled_in(number)

    def test_a_click_asks_for_a_callback(self):
        since = self.scene.site.mark()
        self.show_page()
        self.script("callback")
        self.wait_filled_in("+12025550144")
        self.show_page()
        self.click("callback-emergency")
        self.wait_filled_in("911")
        self.assertNotIn("/callback", self.scene.site.paths(since))
        self.show_page()
        self.click("callback")
        self.phone.wait_for_status(
            lambda s: s["notice"] == "No callback. no such page", "the provider has answered"
        )
        request = self.scene.site.wait_for("/callback", since)
        self.assertEqual("to=%2B12025550144", request.query)
        self.assertEqual(1, self.scene.site.paths(since).count("/callback"))

    def test_a_script_fills_in(self):
        for name, number in (
            ("auto", "+12025550143"), ("voice", "555"), ("emergency", "112"), ("star", "*21*5#"),
        ):  # fmt: skip
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
        for name, number in FILLED_IN:
            with self.subTest(link=name):
                self.show_keypad()
                self.phone.open_by_dbus(self.links[name])
                self.wait_filled_in(number)
                self.assertIsNone(self.screen.find(re.compile("^Call .*[?]$")))


class Callback(CallsScene):
    """The provider calls both sides and connects them, in place of the line."""

    width, height = 360, 640

    @classmethod
    def setUpClass(cls):
        cls.service = Site()
        cls.addClassCleanup(cls.service.close)
        cls.changes = {
            ("Account", "webCallbackUrl"): cls.service.url + "/callback",
            ("Account", "webCallbackPostData"): "to=%targetNumber%&from=%account[callbackNumber]%",
            ("Account", "callbackNumber"): "+420123",
            ("Account", "rewriting"): (
                '<rewriting><rule><conditions><condition type="startsWith" param="00"/></conditions>'
                '<actions><action type="replace" param="+"/>'
                '<action type="overrideDialAction" param="webCallback"/></actions></rule>'
                "</rewriting>"
            ),
        }
        super().setUpClass()

    def setUp(self):
        super().setUp()
        self.answer(Answer("{}", content_type="application/json"))
        self.mark = self.service.mark()

    def answer(self, answer):
        self.service.route("/callback", answer)

    def wait_for_notice(self, text):
        self.phone.wait_for_status(lambda s: s["notice"] == text, f"the notice is {text!r}")

    def ask(self, number="+1 (202) 555-0143"):
        self.screen.write(number, NUMBER)
        self.screen.press("Call by callback", "button")

    def test_the_provider_is_asked(self):
        self.picture("callback")
        self.ask()
        request = self.service.wait_for("/callback", self.mark)
        self.assertEqual(("POST", b"to=%2B12025550143&from=%2B420123"), (request.method, request.body))
        self.wait_for_notice("Wait for your provider’s call.")
        self.assertEqual([], self.calls())
        self.assertEqual("", self.screen.read_text(self.screen.find(NUMBER, "text box")))
        self.screen.press("Call", "button")
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(lambda: self.screen.read_text(entry) == "+12025550143", "redial has it")

    def test_the_provider_wants_it_so(self):
        self.dial("0012025550143")
        request = self.service.wait_for("/callback", self.mark)
        self.assertEqual(b"to=%2B12025550143&from=%2B420123", request.body)
        self.assertEqual([], self.calls())
        self.screen.press("Call", "button")
        self.wait_for_text("0012025550143")  # what was typed, to dial it again
        self.show_keypad()
        self.dial("+12025550143")
        self.wait_for_states("active")
        self.assertEqual(["/callback"], self.service.paths(self.mark))

    def test_progress(self):
        self.answered = threading.Event()
        self.addCleanup(self.answered.set)

        def wait(_request):
            self.answered.wait(30)
            return Answer('{"message":"We call you in a minute"}', content_type="application/json")

        self.answer(wait)
        self.ask()
        self.wait_for_notice("Asking your provider for a callback…")
        busy = self.screen.wait_for("Asking for a callback…", "button")
        self.assertNotIn("sensitive", busy.states)
        self.picture("callback-asking")
        self.answered.set()
        self.wait_for_notice("We call you in a minute")
        self.screen.wait_for("Call by callback", "button")

    def test_refusals(self):
        for answer, notice in (
            (Answer('{"message":"Top up first"}', 402, "application/json"), "Top up first"),
            (Answer('{"error":"No credit"}', content_type="application/json"), "No credit"),
            (Answer("", 503), "The server answered with error 503."),
        ):
            with self.subTest(notice=notice):
                self.answer(answer)
                self.ask()
                self.wait_for_notice("No callback. " + notice)

    def test_what_is_only_called_directly(self):
        for number in ("112", "*21*5#"):
            with self.subTest(number=number):
                self.ask(number)
                self.wait_for_notice("This number can only be called directly.")
                self.wait_for_text(number)
                self.show_keypad()
        self.assertEqual([], self.service.paths(self.mark))

    def wait_for_text(self, number):
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(lambda: self.screen.read_text(entry) == number, f"{number} is filled in")

    def test_another_program_is_asked_about(self):
        link = f"{self.phone.scheme}:+12025550143?dialAction=webCallback"
        self.phone.open_by_dbus(link)
        self.see("Call +12025550143?")
        self.screen.wait_for_text("Your provider calls you, and connects you")
        self.picture("callback-asks")
        self.press_dialog("Cancel")
        self.wait_for_text("+12025550143")
        self.assertEqual([], self.service.paths(self.mark))
        self.phone.open_by_dbus(link)
        self.press_dialog("Call")
        self.service.wait_for("/callback", self.mark)
        for number in ("112", "*21*5%23"):
            with self.subTest(number=number):
                self.phone.open_by_dbus(f"{self.phone.scheme}:{number}?dialAction=webCallback")
                self.wait_for_text(number.replace("%23", "#"))
                self.assertIsNone(self.screen.find(re.compile("^Call .*[?]$")))
        self.assertEqual(["/callback"], self.service.paths(self.mark))


if __name__ == "__main__":
    tap.main()
