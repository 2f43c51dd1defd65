# SPDX-License-Identifier: Apache-2.0
"""A person's mouse and keyboard: events of the display's own, which carry the user gesture."""

PRESS_SECONDS = "0.06"


class Pointer:
    def __init__(self, desktop):
        self._desktop = desktop

    def move(self, x, y):
        self._desktop.run(["xdotool", "mousemove", str(round(x)), str(round(y))])

    def click(self, x, y):
        self.move(x, y)
        self.click_again()

    def click_again(self):
        """A button that is up again before GTK has drawn is none that was pressed for it."""
        self._desktop.run(["xdotool", "mousedown", "1", "sleep", PRESS_SECONDS, "mouseup", "1"])

    def drag(self, x, y, to_x, to_y):
        self.move(x, y)
        self._desktop.run(
            ["xdotool", "mousedown", "1", "sleep", PRESS_SECONDS,
             "mousemove", str(round(to_x)), str(round(to_y)),
             "sleep", PRESS_SECONDS, "mouseup", "1"]
        )  # fmt: skip

    def press_key(self, *keys):
        self._desktop.run(["xdotool", "key", *keys])

    def type_text(self, text):
        self._desktop.run(["xdotool", "type", "--delay", "2", "--", text])

    def scroll(self, x, y, clicks):
        """Wheel clicks at a point; positive is down."""
        button = "5" if clicks > 0 else "4"
        self._desktop.run(
            ["xdotool", "mousemove", str(round(x)), str(round(y)),
             "click", "--repeat", str(abs(clicks)), "--delay", "5", button]
        )  # fmt: skip
