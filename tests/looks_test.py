# SPDX-License-Identifier: Apache-2.0
"""What the window looks like where a person looks first: places, words and pictures."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.framebuffer import Framebuffer  # noqa: E402
from harness.language import see  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.subscriber import Subscriber  # noqa: E402
from harness.waiting import stays_true, wait_until  # noqa: E402

CARET_WIDTH = 6
BYTES_PER_PIXEL = 4
DISPLAY_NAME = "Alice Example"
BRAND_ICON_SIZE = 112
BRAND_ICON_GAP = 12
FEW_COLOURS = 100
CALL_PADDING = 12
GAP_OF_NAMES = 8
INVISIBLE_NAME = 5


class Looks(unittest.TestCase):
    def make_scene(self, width=360, height=900, changes=None):
        scene = Scene(site=False, width=width, height=height, changes=changes)
        self.addCleanup(scene.close)
        return scene

    def read_pixels(self, scene, x, y, width, height):
        """Rows of a part of the window's content, as lists of pixels."""
        window = next(c for c in scene.screen.list_controls() if c.depth == 0)
        left, top = scene.locate_window(window)
        data = Framebuffer(scene.desktop.framebuffer).read(left + x, top + y, width, height)
        pixels = [data[i : i + BYTES_PER_PIXEL] for i in range(0, len(data), BYTES_PER_PIXEL)]
        return [pixels[i : i + width] for i in range(0, len(pixels), width)]

    def find_ink(self, scene, box):
        """The first and last column in which anything stands on an entry's ground, or None."""
        rows = self.read_pixels(scene, *box)
        ground = rows[0][0]
        columns = [i for i in range(box[2]) if any(row[i] != ground for row in rows[4:-4])]
        return (columns[0], columns[-1]) if columns else None

    def measure_ink(self, scene, box):
        """How wide is what stands on the ground of an entry, in pixels."""
        ink = self.find_ink(scene, box)
        return ink[1] - ink[0] + 1 if ink else 0

    def test_the_caret_stands_in_no_placeholder(self):
        """The keypad's entry says what it is for until it has the focus."""
        scene = self.make_scene()
        scene.sign_in()
        scene.fill_display()
        see(scene.screen, "keypad")
        scene.pointer.move(1, 1)
        entry = scene.screen.wait_for("Number or address", state="editable")
        wait_until(
            lambda: self.measure_ink(scene, entry.box) <= CARET_WIDTH, "nothing but a caret is seen"
        )
        scene.pointer.press_key("Tab")
        wait_until(
            lambda: self.measure_ink(scene, entry.box) > 10 * CARET_WIDTH, "the placeholder is seen"
        )

    def test_a_long_number_is_seen_whole(self):
        """It gets smaller, until it would be too small."""
        for width in (360, 400):
            scene = self.make_scene(width=width, height=640)
            scene.sign_in()
            scene.fill_display()
            see(scene.screen, "keypad")
            for text in ("0123456789", "+442079460018123456", "alice.long-name@example.com"):
                with self.subTest(width=width, text=text):
                    scene.screen.write(text, "Number or address")

                    def is_whole():
                        box = scene.screen.wait_for("Number or address", state="editable").box
                        ink = self.find_ink(scene, box)
                        return ink and ink[0] > 0 and ink[1] < box[2] - 1

                    wait_until(is_whole, "its first and last character are seen")
                    self.assertTrue(stays_true(is_whole, 0.4), "that wasn't the text before")
            scene.close()

    def see_above(self, screen, show, notice, *controls):
        """The notice ends above all of the controls. `show`: what makes it come (again)."""

        def look():
            found = screen.find_each([(notice, "label", None), *controls])
            if not found[0]:
                show()
            return all(found) and found

        labels, *others = wait_until(look, f"{notice!r} is seen beside {controls}", every=0.5)
        for control in (others[0] for others in others):
            self.assertLess(labels[0].box[1] + labels[0].box[3], control.box[1], str(control))

    def test_a_notice_leaves_buttons_and_tabs_in_sight(self):
        scene = self.make_scene(width=360, height=640)
        scene.sign_in()
        scene.fill_display()
        tab, call = ("Quick Dial", "tab", None), ("Call", "button", None)
        notice = "Enter a number first"
        self.see_above(
            scene.screen, lambda: scene.screen.press("Call", "button"), notice, tab, call
        )
        scene.screen.press("Call", "button")
        scene.screen.press("Dismiss", "button")
        scene.screen.wait_gone(notice, "label")
        scene.phone.open_by_dbus(scene.phone.outside("history"))
        scene.phone.wait_for_screen("history")
        self.see_above(
            scene.screen, lambda: scene.phone.open_by_dbus(scene.phone.outside("nope")),
            "A link asked for something that this phone does not know.", tab,
        )  # fmt: skip

    def test_names_of_tabs_stand_apart(self):
        """Two words beside each other are two tabs, or there are icons alone."""
        for width, named in ((360, False), (400, True), (420, True)):
            with self.subTest(width=width):
                scene = self.make_scene(width=width, height=640)
                scene.sign_in()
                scene.fill_display()
                scene.phone.open_by_dbus(scene.phone.outside("history"))
                see(scene.screen, "history")

                def read_names(screen=scene.screen):
                    tabs = screen.find_all(role="tab")
                    return [c for c in screen.list_controls(tabs) if c.role == "label"]

                names = wait_until(read_names, "there are tabs")
                self.assertEqual(named, names[0].box[3] > INVISIBLE_NAME, "names are seen")
                for left, right in zip(names, names[1:]) if named else ():
                    gap = right.box[0] - left.box[0] - left.box[2]
                    self.assertGreaterEqual(gap, GAP_OF_NAMES, f"{left.name} {right.name}")
                scene.close()

    def test_a_low_window_shows_the_call_button(self):
        scene = self.make_scene(width=360, height=600)
        scene.sign_in()
        scene.fill_display()
        see(scene.screen, "keypad")
        scene.screen.wait_for("Refresh balance", "button")

        def read_boxes():
            (call,), (tab,) = scene.screen.find_each(
                [("Call", "button", None), ("Quick Dial", "tab", None)]
            )
            return call.box[1] + call.box[3] + CALL_PADDING, tab.box[1]

        wait_until(
            lambda: read_boxes()[0] <= read_boxes()[1], lambda: f"it is above the tabs: {read_boxes()}"
        )

    def test_consent_speaks_as_a_person_does(self):
        """No product ID where the product is described, and the account as Settings calls it."""
        scene = self.make_scene()
        scene.sign_in()
        product = Subscriber(scene.portal).list_products("topup")[0]
        scene.phone.open_by_dbus(scene.phone.outside("settings"))
        scene.screen.wait_for(DISPLAY_NAME, "label")
        scene.phone.open_by_dbus(
            scene.phone.outside("settings/topup", product_id=product["id"], action="buy")
        )
        see(scene.screen, "consent")
        scene.screen.wait_for(DISPLAY_NAME, "label")
        for row, text in (("Product", product["title"]), ("Description", product["description"])):
            label = scene.screen.wait_for(row, "list item")
            names = [c.name for c in scene.screen.list_controls([label])]
            self.assertIn(text, names, f"{row} is what it says")
        self.assertFalse([text for text in scene.screen.texts() if product["id"] in text])

    def test_the_time_of_an_update_is_a_sentence(self):
        scene = self.make_scene()
        scene.sign_in()
        scene.phone.open_by_dbus(scene.phone.outside("settings"))
        scene.screen.wait_for("Updated just now", "label")

    def test_a_missing_icon_is_no_broken_picture(self):
        """A brand whose icon can't be shown has the application's own."""
        scenes = []
        for icon in (None, "missing.svg"):
            scene = self.make_scene(changes={("Brand", "Icon"): icon})
            scene.phone.start()
            scene.fill_display()
            see(scene.screen, "sign-in")
            scenes.append(scene)

        def read_icon(scene):
            name = scene.screen.wait_for(scene.phone.read_brand("Name"), "label")
            x = name.box[0] + (name.box[2] - BRAND_ICON_SIZE) // 2
            y = name.box[1] - BRAND_ICON_GAP - BRAND_ICON_SIZE
            return self.read_pixels(scene, x, y, BRAND_ICON_SIZE, BRAND_ICON_SIZE)

        def are_equal():
            own, other = map(read_icon, scenes)
            return own == other and len({pixel for row in own for pixel in row}) > FEW_COLOURS

        wait_until(are_equal, "both show the application's icon")


if __name__ == "__main__":
    tap.main()
