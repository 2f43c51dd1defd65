# SPDX-License-Identifier: Apache-2.0
"""The History tab: what came of calls, who it was, and calling again."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.calls_scene import NUMBER, RING_ALICE, RING_BOB, CallsScene  # noqa: E402
from harness.waiting import wait_until  # noqa: E402

PAGE_ROWS = 50
INVISIBLE = 5  # pixels high


class HistoryScene(CallsScene):
    def show_history(self):
        self.phone.open_by_dbus(self.phone.outside("history"))
        self.phone.wait_for_screen("history")

    def miss(self, step):
        self.phone.play(step, "0 end last")
        self.wait_for_states()


class History(HistoryScene):
    def rows(self, seen=True):
        """The texts and buttons of each row, the newest first; `seen`: of those in the window."""
        everything = self.screen.list_controls()
        items = [c for c in everything if c.role == "list item"]
        if seen:
            items = self.screen.keep_seen(items, everything)
        return [
            [c.name for c in everything if c.role in ("label", "button") and c.name and c.inside(item)]
            for item in items
        ]

    def wait_for_newest(self, *said):
        def see():
            rows = self.rows()
            text = rows and " ".join(rows[0])
            return rows and all(part in text for part in said) and rows[0]

        return wait_until(see, lambda: f"the newest says {said!r}: {self.rows()[:2]}")

    def test_1_empty(self):
        self.show_history()
        self.see("No calls yet")
        self.picture("history-empty")

    def test_calls_are_listed(self):
        self.be_in_call(RING_ALICE)
        self.screen.press("Hang up", "button")
        self.wait_for_states()
        self.show_history()
        self.wait_for_newest("Alice Example", "Incoming, 0:0", "+420123456789")
        self.show_keypad()
        self.miss(RING_BOB)
        self.show_history()
        self.wait_for_newest("Bob Example", "Missed", "+12025550187")
        self.show_keypad()
        self.dial("*43")
        self.wait_for_calls(lambda calls: len(calls) == 1, "it is dialled")
        self.screen.press("Hang up", "button")
        self.wait_for_states()
        self.show_history()
        self.wait_for_newest("Echo test", "Outgoing, 0:0", "*43")
        self.picture("history")
        rows = self.rows()
        self.phone.stop()
        self.phone.start()
        self.phone.wait_for_status(lambda s: s["line"]["state"] == "registered", "ready")
        self.screen = self.phone.screen
        self.scene.fill_display()
        self.show_history()
        wait_until(lambda: self.rows() == rows, lambda: f"they are there after a restart: {rows} {self.rows()}")

    def test_a_call_that_reached_nobody(self):
        """History says no less than the call's page did."""
        self.dial("300", "0 outgoing 300 offline")
        self.wait_for_calls(lambda calls: not calls, "it has ended")
        self.see_state("The other side cannot be reached at the moment")
        self.show_history()
        self.wait_for_newest("300", "Could not be reached")

    def test_a_row_fills_in_and_its_button_calls(self):
        self.miss(RING_BOB)
        self.show_history()
        self.wait_for_newest("Bob Example", "Missed")
        self.click_control("Bob Example", "label")
        self.phone.wait_for_screen("keypad")
        entry = self.screen.wait_for(NUMBER, "text box")
        wait_until(lambda: self.screen.read_text(entry) == "+12025550187", "the number is filled in")
        self.assertEqual([], self.calls())
        self.show_history()
        self.screen.press("Call Bob Example", "button")
        calls = self.wait_for_calls(lambda calls: len(calls) == 1, "it is dialled")
        self.assertEqual(("+12025550187", "out"), (calls[0]["number"], calls[0]["direction"]))

    def test_what_a_caller_shows_is_no_code_to_dial(self):
        """Who calls chooses the number that is shown; calling back must not forward one's calls."""
        for number in ("*21*900#", "112"):
            with self.subTest(number=number):
                self.miss(f'0 ring {number} "Your bank"')
                self.show_history()
                self.assertFalse([text for text in self.wait_for_newest("Your bank", number) if "Call" in text])
                self.show_keypad()

    def test_a_withheld_number_cannot_be_called(self):
        self.miss('0 ring "" ""')
        self.show_history()
        row = self.wait_for_newest("Withheld number", "Missed")
        self.assertFalse([text for text in row if "Call" in text])

    def test_times_stand_below_each_other(self):
        """Also of a call that cannot be called back, and of one with a long name."""
        self.miss(RING_BOB)
        self.miss('0 ring "" ""')
        self.miss(f'0 ring 208 "{"Long name " * 12}"')
        self.show_history()
        self.wait_for_newest("Long name", "Missed")
        self.picture("history-kinds")

        def read_ends():
            times = [c for c in self.screen.list_controls() if re.fullmatch(r"\d\d:\d\d", c.name)]
            return [c.box[0] + c.box[2] for c in times]

        self.assertEqual(1, len(set(read_ends())), f"the times end at {read_ends()}")

    def test_older_calls_on_demand(self):
        self.phone.play(*(step for _ in range(PAGE_ROWS + 5) for step in (RING_BOB, "0 end last")))
        self.wait_for_states()
        self.show_history()
        wait_until(lambda: len(self.rows(seen=False)) == PAGE_ROWS, lambda: f"{len(self.rows(False))} rows")
        self.screen.activate(next(c for c in self.screen.list_controls() if c.name == "Show older calls"))
        wait_until(lambda: len(self.rows(seen=False)) >= PAGE_ROWS + 5, lambda: f"{len(self.rows(False))} rows")


class NarrowHistory(HistoryScene):
    """The tabs are icons alone."""

    width, height = 360, 640

    def test_the_tab_counts_missed_calls_until_a_look(self):
        def read_badge():
            tabs = self.screen.find_all("History", "tab")
            labels = [c for c in self.screen.list_controls(tabs) if c.role == "label"]
            return [c.name for c in labels if c.name.isdigit() and c.box[3] > INVISIBLE]

        self.show_history()  # what other tests have missed
        self.show_keypad()
        self.miss(RING_BOB)
        self.miss(RING_ALICE)
        self.show_keypad()
        wait_until(lambda: read_badge() == ["2"], lambda: f"two are counted: {read_badge()}")
        self.picture("badge")
        self.show_history()
        wait_until(lambda: not read_badge(), lambda: f"they have been seen: {read_badge()}")
        self.picture("badge-gone")
        self.show_keypad()
        self.assertEqual([], read_badge())


if __name__ == "__main__":
    tap.main()
