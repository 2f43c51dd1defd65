# SPDX-License-Identifier: Apache-2.0
"""app.py [--rounds N]: how soon the phone does what it is told, and what it weighs.

Prints a table. A change is visible when the display's pixels have changed; they are read from the
display's memory some ten thousand times a second. Clicks are the display's own (XTest).
Runs under a display in memory with software rendering. Build first; $WHINCHAT_BUILD names the
build folder.
"""

import argparse
import ctypes
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests"))
from harness import process_tree  # noqa: E402
from harness.framebuffer import Framebuffer  # noqa: E402
from harness.scene import Scene  # noqa: E402
from process_cost import wake_ups  # noqa: E402

SETTLE_SECONDS = 0.6
GIVE_UP_SECONDS = 10.0
IDLE_SECONDS = 30


class Clicker:
    """Button presses without the start of a process in the measured time."""

    def __init__(self, display):
        self._x11 = ctypes.CDLL("libX11.so.6")
        self._xtest = ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))

    def click(self):
        for pressed in (1, 0):
            self._xtest.XTestFakeButtonEvent(self._display, 1, pressed, 0)
        self._x11.XFlush(self._display)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def wait_for_pixels(condition):
    began = time.perf_counter()
    while not condition():
        if time.perf_counter() - began > GIVE_UP_SECONDS:
            raise SystemExit("nothing changed on the display")


def print_times(name, times, target, share=0.95):
    value = percentile(times, share) * 1000
    print(
        f"{name:<46} {statistics.median(times) * 1000:8.1f} {value:8.1f} {max(times) * 1000:8.1f}"
        f"   {'<' if value < target else '≥'} {target} ms"
    )


def measure_click(scene, framebuffer, rounds):
    """A click on a link in the page → the phone's header shows another tab."""
    clicker = Clicker(scene.desktop.environment["DISPLAY"])
    scene.show_site()
    left, top = scene.site.locate(scene.pointer)
    box = scene.site._layout["elements"]["keypad"]
    x, y = left + box[0] + box[2] / 2, top + box[1] + box[3] / 2
    # The row of tabs: what a click changes in the page itself (focus, colour) doesn't count.
    area = (0, 0, framebuffer.width, max(1, top - 2))
    times = []
    for number in range(rounds):
        scene.show_site()
        scene.pointer.move(x + number % 2, y)
        time.sleep(SETTLE_SECONDS)
        before = framebuffer.read(*area)
        began = time.perf_counter()
        clicker.click()
        wait_for_pixels(lambda: framebuffer.read(*area) != before)
        times.append(time.perf_counter() - began)
        scene.phone.wait_for_screen("keypad")
    return times


def measure_gio_open(scene, framebuffer, rounds):
    """`gio open` (its own start included) → the display changes, the phone running."""
    area = (0, 0, framebuffer.width, framebuffer.height)
    times = []
    for number in range(rounds):
        screen = ("contacts", "history")[number % 2]
        time.sleep(SETTLE_SECONDS)
        before = framebuffer.read(*area)
        began = time.perf_counter()
        process = scene.desktop.spawn(["gio", "open", scene.phone.outside(screen)])
        wait_for_pixels(lambda: framebuffer.read(*area) != before)
        times.append(time.perf_counter() - began)
        process.wait()
        scene.phone.wait_for_screen(screen)
    return times


def measure_cold_start(scene, framebuffer, rounds):
    """`gio open`, the phone not running → the asked screen stands."""
    scene.phone.stop()
    scene.phone.open_by_gio(scene.phone.outside("history"))
    scene.phone.wait_for_screen("history", 20)
    time.sleep(2)
    # The middle of the window: the page's own picture and words.
    area = (framebuffer.width // 4, framebuffer.height // 4, 400, 300)
    wanted = framebuffer.read(*area)
    times = []
    for _ in range(rounds):
        scene.phone.stop()
        wait_for_pixels(lambda: framebuffer.read(*area) != wanted)
        time.sleep(0.3)
        began = time.perf_counter()
        process = scene.desktop.spawn(["gio", "open", scene.phone.outside("history")])
        wait_for_pixels(lambda: framebuffer.read(*area) == wanted)
        times.append(time.perf_counter() - began)
        process.wait()
        time.sleep(SETTLE_SECONDS)
    return times


def read_memory(pid):
    """Resident and proportional memory of a process, in MB of 10⁶ bytes."""
    values = {}
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
        for line in file:
            if line.startswith(("Rss:", "Pss:")):
                name, kilobytes = line.split()[:2]
                values[name] = int(kilobytes) * 1024 / 1e6
    return values["Rss:"], values["Pss:"]


def measure_idle():
    """Wake-ups a second of a phone that is registered and that nobody touches."""
    with Scene(site=False, calls=True) as scene:
        scene.sign_in()
        scene.phone.wait_for_status(lambda s: s["line"] and s["line"]["state"] == "registered", "registered", 30)
        time.sleep(IDLE_SECONDS)  # GTK's caret stops blinking after ten seconds
        before = wake_ups(scene.phone.pid)
        time.sleep(IDLE_SECONDS)
        return (wake_ups(scene.phone.pid) - before) / IDLE_SECONDS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    process_tree.adopt_orphans()
    try:
        with Scene() as scene:
            scene.site.page("/start", '<p><a id="keypad" href="app:keypad">keypad</a></p>')
            framebuffer = Framebuffer(scene.desktop.framebuffer)
            scene.sign_in()
            print(f"{'':<46} {'median':>8} {'p95':>8} {'most':>8}   target")
            cold = measure_cold_start(scene, framebuffer, max(5, rounds // 4))
            print_times("cold start by `gio open` → asked screen, ms", cold, 700)
            print_times("`gio open` → visible change, ms", measure_gio_open(scene, framebuffer, rounds), 50)
            resident, proportional = read_memory(scene.phone.pid)
            print_times("click in the page → visible change, ms", measure_click(scene, framebuffer, rounds), 50)
            print(f"{'memory before a web tab is shown, MB':<46} {resident:8.1f} resident,"
                  f" {proportional:.1f} proportional; target < 120 resident")  # fmt: skip
            everything = [pid for pid in process_tree.descendants()
                          if "WebKit" in process_tree.command_of(pid) or pid == scene.phone.pid]  # fmt: skip
            total = sum(read_memory(pid)[1] for pid in everything)
            print(f"{'memory with a web tab, all processes, MB':<46} {total:8.1f} proportional")
        print(f"{'wake-ups a second, registered and idle':<46} {measure_idle():8.1f}; target ≤ 2")
    finally:
        process_tree.end_all()


if __name__ == "__main__":
    main()
