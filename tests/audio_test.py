# SPDX-License-Identifier: Apache-2.0
"""Choosing and testing microphone, speaker and ringer, with devices that a script plugs in and out."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.calls_scene import RING_ALICE, CallsScene  # noqa: E402
from harness.waiting import wait_until  # noqa: E402

NOTHING = ("0 unplug microphone mic", "0 unplug microphone headset-mic", "0 unplug speaker speaker",
           "0 unplug speaker headset")  # fmt: skip
EVERYTHING = ('0 plug microphone mic "Built-in microphone"', '0 plug speaker speaker "Built-in speaker"',
              '0 plug microphone headset-mic "Headset"', '0 plug speaker headset "Headset"')  # fmt: skip


class AudioScene(CallsScene):
    # The preferences are seen whole.
    width, height = 400, 1500

    def setUp(self):
        super().setUp()
        self.addCleanup(self.phone.play, *EVERYTHING)

    def wait_kept(self, text, what):
        path = self.phone.data_folder / "audio.ini"
        wait_until(lambda: path.exists() and text in path.read_text(encoding="utf-8"), what)


class Preferences(AudioScene):
    def setUp(self):
        super().setUp()
        self.show_preferences()

    def show_preferences(self):
        self.phone.open_by_dbus(self.phone.outside("settings/prefs"))
        self.phone.wait_for_screen("settings/prefs")

    def find_in_row(self, row, name):
        """A text in a row that lets choose, also in what pops up from it."""
        everything = self.screen.list_controls()
        rows = [c for c in everything if (c.role, c.name) == ("combo box", row)]
        return [c for c in everything if c.name == name and c.inside(rows[0])] if rows else []

    def choose(self, row, steps, device):
        """Goes that many devices down, to `device`, as a person does without looking."""
        self.click_control(row, "combo box")
        wait_until(lambda: self.find_in_row(row, device), f"{device} is offered")
        self.scene.pointer.press_key(*["Down"] * steps, "Return")
        self.wait_shown(row, device)

    def wait_shown(self, row, device):
        wait_until(
            lambda: len(self.find_in_row(row, device)) == 1, f"{row} shows {device} and is closed"
        )

    def test_each_role_has_its_own_choice(self):
        for row in ("Microphone", "Speaker", "Ringer"):
            self.wait_shown(row, "System default")
        self.choose("Speaker", 2, "Headset")
        self.choose("Ringer", 1, "Built-in speaker")
        self.wait_shown("Microphone", "System default")
        self.picture("audio-preferences")
        self.phone.play("0 unplug speaker headset")
        self.wait_shown("Speaker", "Headset (not connected)")
        self.phone.play('0 plug speaker headset "Headset"')
        self.wait_shown("Speaker", "Headset")
        self.wait_kept("Speaker=headset", "the choice is kept")
        self.wait_kept("Ringer=speaker", "the choice is kept")
        self.phone.stop()
        self.phone.start()
        self.screen = self.phone.screen
        self.scene.fill_display()
        self.show_preferences()
        self.wait_shown("Speaker", "Headset")
        self.wait_shown("Ringer", "Built-in speaker")

    def read_level(self):
        """How full the bar is, of 0 to 1, as a screen reader is told."""
        bars = [c for c in self.screen.list_controls() if c.name == "Loudness of the microphone"]
        return self.screen.read_value(bars[0])

    def test_level_is_measured_while_it_is_asked_for(self):
        self.phone.play("0 level 80")
        self.assertEqual(0, self.read_level())
        self.screen.press("Test the microphone", "button")
        wait_until(lambda: abs(self.read_level() - 0.8) < 0.01, "the bar shows the level")
        self.picture("audio-level")
        self.screen.press("Test the microphone", "button")
        wait_until(lambda: self.read_level() == 0, "nobody listens")
        self.screen.press("Test the microphone", "button")
        wait_until(lambda: self.read_level() > 0, "it listens again")
        self.show_keypad()
        self.show_preferences()
        self.screen.wait_for("Test the microphone", "button")
        wait_until(lambda: self.read_level() == 0, "out of sight it doesn't listen")

    def test_what_is_missing_is_said(self):
        self.phone.play(*NOTHING)
        self.see("No audio device: nobody hears you, and you hear nobody")
        for name, role in (
            ("Test the microphone", "button"), ("Test the speaker", "button"),
            ("Test the ringer", "button"),
        ):  # fmt: skip
            control = self.screen.wait_for(name, role)
            self.assertNotIn("sensitive", control.states)
        self.picture("audio-nothing")
        self.phone.play('0 plug microphone mic "Built-in microphone"')
        self.see("No speaker: you hear nobody")
        self.phone.play(*EVERYTHING)
        self.screen.wait_gone("No speaker: you hear nobody")
        self.screen.press("Test the speaker", "button")
        self.screen.press("Test the ringer", "button")

    def test_switches(self):
        for name, key in (
            ("Echo cancellation", "EchoCancellation"), ("Noise suppression", "NoiseSuppression"),
        ):  # fmt: skip
            with self.subTest(name=name):
                self.assertFalse(self.press_switch(name))
                self.wait_kept(f"{key}=false", "it is kept")
                self.assertTrue(self.press_switch(name))
                self.wait_kept(f"{key}=true", "it is kept")

    def wait_for_codecs(self, *codecs):
        self.see(", ".join(codecs))

    def show_codecs(self):
        self.wait_for_codecs("Opus", "G.722", "G.711 µ-law", "G.711 A-law")
        self.click_control("Codecs", "list item")
        self.screen.wait_for("As your provider set it", "label")
        self.addCleanup(self.forget_codecs)

    def forget_codecs(self):
        self.click_control("As your provider set it", "list item")
        self.wait_for_codecs("Opus", "G.722", "G.711 µ-law", "G.711 A-law")
        self.click_control("Codecs", "list item")
        self.screen.wait_gone("As your provider set it", "label")

    def wait_focused(self, name):
        self.screen.wait_for(name, "button", "focused")

    def test_codec_order(self):
        self.wait_for_codecs("Opus", "G.722", "G.711 µ-law", "G.711 A-law")
        self.show_codecs()
        self.screen.press("Prefer G.711 A-law more", "button")
        self.wait_for_codecs("Opus", "G.722", "G.711 A-law", "G.711 µ-law")
        self.screen.press("Prefer G.722 more", "button")
        self.wait_for_codecs("G.722", "Opus", "G.711 A-law", "G.711 µ-law")
        self.picture("codecs")
        self.assertEqual("9,107,8,0", self.phone.status()["account"]["nodes"]["codecOrder"])
        self.screen.press("Prefer Opus less", "button")
        self.wait_for_codecs("G.722", "G.711 A-law", "Opus", "G.711 µ-law")

    def test_a_codec_goes_on_moving(self):
        """By the keys, as the focus goes with it; and by clicks at one place."""
        self.show_codecs()
        self.screen.press("Prefer G.711 A-law more", "button")
        self.wait_for_codecs("Opus", "G.722", "G.711 A-law", "G.711 µ-law")
        self.wait_focused("Prefer G.711 A-law more")
        self.scene.pointer.press_key("space")
        self.wait_for_codecs("Opus", "G.711 A-law", "G.722", "G.711 µ-law")
        self.scene.pointer.press_key("space")
        self.wait_for_codecs("G.711 A-law", "Opus", "G.722", "G.711 µ-law")
        self.wait_focused("Prefer G.711 A-law less")
        self.click_control("Prefer G.711 µ-law more", "button", 12)
        self.wait_for_codecs("G.711 A-law", "Opus", "G.711 µ-law", "G.722")
        self.scene.pointer.click_again()
        self.wait_for_codecs("G.711 A-law", "G.711 µ-law", "Opus", "G.722")
        self.scene.pointer.click_again()
        self.wait_for_codecs("G.711 µ-law", "G.711 A-law", "Opus", "G.722")

    def test_a_click_means_what_the_pointer_came_to(self):
        """Only a pointer that rests goes on with the codec before."""
        self.show_codecs()
        place = self.locate_control("Prefer G.711 A-law more", "button", 12)
        self.scene.pointer.click(*place)
        self.wait_for_codecs("Opus", "G.722", "G.711 A-law", "G.711 µ-law")
        self.click_control("Codecs", "list item")
        self.screen.wait_gone("As your provider set it", "label")
        self.click_control("Codecs", "list item")
        self.screen.wait_for("As your provider set it", "label")
        self.scene.pointer.click(*self.locate_control("Prefer G.711 µ-law more", "button", 12))
        self.wait_for_codecs("Opus", "G.722", "G.711 µ-law", "G.711 A-law")
        self.scene.pointer.drag(*place, *self.locate_control("As your provider set it", "list item"))
        self.screen.press("Prefer G.722 more", "button")
        self.wait_for_codecs("G.722", "Opus", "G.711 µ-law", "G.711 A-law")

    def test_codecs_are_switched_off_but_for_one(self):
        self.show_codecs()
        self.click_control("G.722", "list item")
        self.wait_for_codecs("Opus", "G.711 µ-law", "G.711 A-law")
        self.assertEqual("107,0,8", self.phone.status()["account"]["nodes"]["codecOrder"])
        self.click_control("Opus", "list item")
        self.wait_for_codecs("G.711 µ-law", "G.711 A-law")
        self.picture("codecs-off")
        self.click_control("G.711 A-law", "list item")
        self.assertNotIn("sensitive", self.screen.wait_for("G.711 µ-law", "checkbox").states)
        self.assertEqual("0", self.phone.status()["account"]["nodes"]["codecOrder"])
        self.click_control("Opus", "list item")
        self.wait_for_codecs("G.711 µ-law", "Opus")


class InCall(AudioScene):
    width, height = 360, 640

    def test_nothing_to_talk_with(self):
        text = "No audio device: nobody hears you, and you hear nobody"
        self.phone.play(*NOTHING)
        self.screen.wait_for(text, "status")
        self.picture("keypad-no-audio")
        self.be_in_call()
        self.screen.wait_for(text, "status")
        self.screen.wait_for("Add call", "button")
        self.picture("call-no-audio")
        self.phone.play(*EVERYTHING)
        self.screen.wait_gone(text)

    def test_devices(self):
        self.be_in_call(RING_ALICE)
        self.screen.press("Audio devices")
        for device, role in (("Headset", "Microphone"), ("Built-in speaker", "Speaker")):
            with self.subTest(device=device):
                self.press_menu_item(device)
                self.wait_kept(f"{role}Name={device}", "it is chosen")
                self.screen.press("Audio devices")
        self.picture("call-devices")
        self.phone.play("0 unplug microphone headset-mic")
        wait_until(
            lambda: any(c.name == "Headset (not connected)" for c in self.screen.list_controls()),
            "it is known to be away"
        )  # fmt: skip
        self.wait_for_states("active")


if __name__ == "__main__":
    tap.main()
