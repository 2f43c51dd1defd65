# SPDX-License-Identifier: Apache-2.0
"""The demo: with a display, a phone to play with; without one, a walk through all commands."""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE / "tests"))
from gi.repository import GLib  # noqa: E402
from harness import process_tree, walk  # noqa: E402
from harness.desktop import Desktop  # noqa: E402
from harness.language import COMMANDS, NAVIGATION, REQUESTS, see  # noqa: E402
from harness.notification_bridge import NotificationBridge, find_bus  # noqa: E402
from harness.portal import PASSWORD, USER  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.sound import TONE_HZ, Sound  # noqa: E402
from harness.waiting import wait_until  # noqa: E402

FOLDER = SOURCE / "build" / "demo"
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COMMANDS_TAB = "Commands"
ACCOUNT_TAB = "My account"

OBSERVED = {
    "qd": "the Quick Dial tab",
    "settings": "Settings",
    "settings/prefs": "the preferences",
    "settings/topup": "the top-ups with their prices",
    "settings/addons": "the add-ons with their prices",
    "browser": f"the first web tab, {ACCOUNT_TAB}",
}


def show_notifications(desktop):
    """On the person's own desktop, as long as what this returns isn't closed."""
    address = find_bus(os.environ)
    try:
        if address is not None:
            return NotificationBridge(desktop, address)
    except GLib.Error:
        pass
    print("Your desktop has no session bus, so that nobody shows what the phone notifies of.")
    return contextlib.nullcontext()


def play(desktop):
    """Opens the phone for the person and waits until they close it."""
    with Scene(site=False, desktop=desktop, calls=True) as scene, show_notifications(desktop):
        # The demo ends with its window.
        scene.phone.data_folder.mkdir(parents=True, exist_ok=True)
        preferences = scene.phone.data_folder / "preferences.ini"
        preferences.write_text("[Screen]\nStayReachable=false\n", encoding="utf-8")
        scene.phone.start()
        scene.sign_in()
        variables = " ".join(
            f"{name}='{scene.desktop.environment[name]}'"
            for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME")
        )
        print(f"Signed in as {USER}, password {PASSWORD}. The tab “{ACCOUNT_TAB}” shows the provider's page.")
        print("For a first call, choose “Echo test” in the Quick Dial tab, then press Call: it says what you say.")
        print("“Reception” is another softphone, baresip. For two calls, call the Echo test first and Reception as well:")
        print("the Echo test is held meanwhile, “Talk to all” joins both. Hold Reception, and its echo doesn't go on.")
        print(f"All commands, to copy from: {scene.portal.url}/selfcare/commands")
        print("From another terminal, first")
        print(f"  export {variables}")
        print("and then, as any other program would, or to ask how the phone is:")
        print(f"  gio open '{scene.phone.outside('history')}'")
        print(f"  '{scene.phone.program}' --brand '{scene.brand}' status")
        print("Close the window or press Ctrl-C to end.", flush=True)
        wait_until(lambda: scene.phone.pid is None, "", float("inf"), 0.2)


class Walk:
    """Each step triggers one thing, waits for its effect, prints a line and leaves a picture."""

    def __init__(self, scene):
        self.scene = scene
        self.phone = scene.phone
        self.failures = 0
        self.pictures = 0

    def step(self, picture, what, trigger, observe, aim=None):
        """trigger() acts; observe() returns what was seen, or raises when it wasn't. aim() comes
        first, and what it returns is where trigger() clicks."""
        began = time.perf_counter()
        try:
            if aim is None:
                trigger()
            else:
                point = aim()
                began = time.perf_counter()
                trigger(*point)
            seen = observe()
            took = f"{(time.perf_counter() - began) * 1000:6.0f} ms"
        except Exception as error:  # every way to fail is a failed step
            self.failures += 1
            seen = f"NOT OBSERVED: {error}".splitlines()[0]
            took = ""
        print(f"{what:<52} {seen:<58} {took}".rstrip(), flush=True)
        self.pictures += 1
        # The change is there; its animation takes a moment more.
        time.sleep(0.3)
        windows = self.scene.find_windows()
        self.scene.desktop.take_screenshot(
            FOLDER / f"{self.pictures:02}-{picture}.png", windows[0][1:] if windows else None
        )

    def observe_command(self, command, since):
        if command in NAVIGATION:

            def observe():
                self.phone.wait_for_screen(command, 15)
                see(self.phone.screen, command, ACCOUNT_TAB)
                return OBSERVED.get(command) or f"the {command.capitalize()} tab"
        else:
            needed = REQUESTS[command][0]

            def observe():
                for path in needed:
                    self.scene.portal.wait_for(path, since())
                return "the server was asked for " + ", ".join(needed)

        return observe

    def elsewhere(self, command="keypad"):
        """Shows something that `command` doesn't lead to."""
        screen = "history" if command == "keypad" else "keypad"
        self.phone.open_by_dbus(self.phone.outside(screen))
        self.phone.wait_for_screen(screen)

    def show_tab(self, title):
        self.elsewhere()
        self.phone.screen.press(title, "tab")
        self.phone.wait_for_screen("browser")

    def sign_in(self):
        self.step(
            "sign-in", "whinchat", self.phone.start,
            lambda: see(self.phone.screen, "sign-in") or "the sign-in screen",
        )  # fmt: skip
        self.step(
            "signed-in", f"whinchat sign-in {USER}", self.scene.sign_in,
            lambda: see(self.phone.screen, "keypad") or "the keypad; "
            + self.phone.wait_for_status(lambda s: s["balance"]["text"], "a balance")["balance"]["text"],
        )  # fmt: skip

    def call(self, sound):
        """The first call of a newcomer: to the echo, with a tone for a voice."""

        def see_line():
            line = self.phone.wait_for_status(
                lambda s: s["line"] and s["line"]["state"] == "registered", "the line is ready", 30
            )["line"]
            return f"ready for calls: {line['address']}"

        def aim():
            self.phone.open_by_dbus(self.phone.outside("qd"))
            self.phone.wait_for_screen("qd")
            self.phone.screen.press("Echo test", "button")
            self.phone.wait_for_screen("keypad")
            return ()

        def see_call():
            call = self.phone.wait_for_status(
                lambda s: s["calls"] and s["calls"][0]["state"] == "active", "somebody answers", 30
            )["calls"][0]
            return f"the echo answered, {call['codec']}"

        def see_tone():
            share = wait_until(
                lambda: (measured := sound.measure()) > 0.9 and measured, "the tone comes back", 30
            )
            return f"comes back: {share:.1%} of what the speaker plays"

        def see_silence():
            self.phone.wait_for_status(lambda s: s["calls"][0]["state"] == "held", "the call is held")
            wait_until(lambda: sound.measure() == 0, "the speaker is silent", 30)
            return "held; the speaker is silent"

        def aim_at_reception():
            self.phone.open_by_dbus(self.phone.outside("qd"))
            self.phone.wait_for_screen("qd")
            self.phone.screen.press("Reception", "button")
            self.phone.wait_for_screen("keypad")
            return ()

        def see_reception():
            calls = self.phone.wait_for_status(
                lambda s: len(s["calls"]) == 2 and s["calls"][1]["state"] == "active", "the reception answers", 30
            )["calls"]
            return f"baresip answered, {calls[1]['codec']}; the echo is {calls[0]['state']}"

        def see_conference():
            self.phone.wait_for_status(
                lambda s: [call["conference"] for call in s["calls"]] == [True, True], "a conference", 30
            )
            return "a conference of three"

        def see_end():
            self.phone.wait_for_status(lambda s: not s["calls"], "the call ends")
            return "the call ended"

        self.step("line", "the registrar of the portal's accounts", lambda: None, see_line)
        self.step("call", "dial the quick dial Echo test", lambda: self.phone.screen.press("Call", "button"),
                  see_call, aim)  # fmt: skip
        self.step("tone", f"a tone of {TONE_HZ} Hz before the microphone", lambda: None, see_tone)
        self.step("held", "press Hold", lambda: self.phone.screen.press("Hold", "button"), see_silence)
        self.step("resumed", "press Hold again", lambda: self.phone.screen.press("Hold", "button"), see_tone)
        self.step("second-call", "dial the quick dial Reception", lambda: self.phone.screen.press("Call", "button"),
                  see_reception, aim_at_reception)  # fmt: skip
        self.step("conference", "press Talk to all", lambda: self.phone.screen.press("Talk to all", "button"),
                  see_conference)  # fmt: skip
        self.step("hung-up", "press Hang up", self.hang_up_all, see_end)

    def hang_up_all(self):
        self.phone.screen.press("Hang up", "button")
        for _ in self.phone.status()["calls"]:
            self.phone.activate_action("hang-up")

    def click_commands(self):
        self.step(
            "my-account", f"the tab {ACCOUNT_TAB}", lambda: self.show_tab(ACCOUNT_TAB),
            lambda: walk.wait_for_element(
                self.scene, lambda p: p == "/selfcare/", lambda e: e["id"] == "topup", 40
            ) and "the provider's page",
        )  # fmt: skip
        self.show_tab(COMMANDS_TAB)
        for command in COMMANDS:
            mark = []

            def aim(command=command):
                return walk.aim(
                    self.scene, lambda p: p == "/selfcare/commands",
                    lambda e: e["kind"] == "link" and e["command"] == command,
                )  # fmt: skip

            def click(x, y, mark=mark):
                mark.append(self.scene.portal.mark())
                self.scene.pointer.click(x, y)

            self.show_tab(COMMANDS_TAB)
            self.step(
                "click-" + command.replace("/", "-"), f"click on app:{command}", click,
                self.observe_command(command, lambda mark=mark: mark[0]), aim,
            )  # fmt: skip

    def open_commands(self):
        for command in COMMANDS:
            self.elsewhere(command)
            uri = self.phone.outside(command)
            since = self.scene.portal.mark()
            self.step(
                "open-" + command.replace("/", "-"), f"gio open '{uri}'",
                lambda uri=uri: self.phone.open_by_gio(uri),
                self.observe_command(command, lambda since=since: since),
            )  # fmt: skip

    def top_up(self):
        before = self.phone.status()["balance"]["text"]
        self.show_tab(ACCOUNT_TAB)
        is_checkout = re.compile("^/checkout/[^/]+$").match

        def see_consent():
            see(self.phone.screen, "consent")
            return "consent: " + self.phone.screen.find(re.compile("^Buy for "), "button").name

        self.step(
            "consent", "click on a top-up in the page",
            self.scene.pointer.click, see_consent,
            lambda: walk.aim(self.scene, lambda p: p == "/selfcare/", lambda e: e["id"].startswith("topup-")),
        )  # fmt: skip
        self.step(
            "checkout", "press Buy",
            lambda: self.phone.screen.press(re.compile("^Buy for "), "button"),
            lambda: walk.wait_for_element(self.scene, is_checkout, lambda e: e["id"] == "pay", 30)
            and "the provider's checkout page",
        )  # fmt: skip
        self.step(
            "receipt", "click on Pay in the checkout page",
            self.scene.pointer.click,
            lambda: self.phone.screen.wait_for("Thank you", "label", seconds=30) and "the receipt",
            lambda: walk.aim(self.scene, is_checkout, lambda e: e["id"] == "pay"),
        )  # fmt: skip

        def see_balance():
            status = self.phone.wait_for_status(
                lambda s: s["balance"]["text"] != before, "the balance changes", 20
            )
            see(self.phone.screen, "keypad")
            self.phone.screen.wait_for(status["balance"]["text"], "label")
            return f"the balance: {before} → {status['balance']['text']}"

        def finish():
            self.phone.screen.press("Done", "button")
            self.phone.open_by_dbus(self.phone.outside("keypad"))

        self.step("balance", "press Done", finish, see_balance)


def walk_through():
    """The walk, on a display in memory."""
    for old in FOLDER.glob("*.png"):
        old.unlink()
    desktop = Desktop(1000, 800, folder=FOLDER / "desktop")
    # A second web tab holds the page of all commands, so that `browser`, which shows the first
    # one, is seen to act as well.
    tab = {
        ("WebTab commands", "Title"): COMMANDS_TAB,
        ("WebTab commands", "Icon"): "applications-science-symbolic",
        ("WebTab commands", "Url"): "@PORTAL@/selfcare/commands",
    }
    sound = Sound(desktop)
    with Scene(site=False, desktop=desktop, changes=tab, calls=True) as scene:
        sound.leave_tones(scene.phone)
        steps = Walk(scene)
        steps.sign_in()
        steps.call(sound)
        steps.click_commands()
        steps.open_commands()
        steps.top_up()
        print(f"Pictures: {FOLDER}/")
        if steps.failures:
            print(f"{steps.failures} not observed; the logs are in {desktop.folder}/")
        return 1 if steps.failures else 0


def end_once(*_):
    """Whoever asks again while things are cleared away doesn't keep them from it."""
    for number in ENDS:
        signal.signal(number, lambda *_: None)
    sys.exit(1)


def main(arguments):
    process_tree.adopt_orphans()
    for number in ENDS:
        signal.signal(number, end_once)
    shutil.rmtree(FOLDER / "desktop", ignore_errors=True)
    try:
        has_display = "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
        if has_display and "--walk" not in arguments:
            play(Desktop(display=dict(os.environ), folder=FOLDER / "desktop"))
            return 0
        return walk_through()
    finally:
        process_tree.end_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
