# SPDX-License-Identifier: Apache-2.0
"""A whole scene: desktop, portal, a provider's site of the test's own, and the phone."""

import contextlib
import os
import pathlib
import secrets
import sys

from harness import echo_peer
from harness.baresip_echo import BaresipEcho
from harness.desktop import Desktop
from harness.phone import Phone, adapt_brand, tab_ids
from harness.pointer import Pointer
from harness.portal import PASSWORD, USER, Portal
from harness.registrar import Registrar
from harness.relay import Relay
from harness.site import Site
from harness.waiting import wait_until

SOURCE = pathlib.Path(__file__).resolve().parents[2]
RECEPTION = "100"  # of the demo's quick dials


def find_build():
    """The build folder: $WHINCHAT_BUILD, else the first of the usual ones that has the program."""
    if "WHINCHAT_BUILD" in os.environ:
        return pathlib.Path(os.environ["WHINCHAT_BUILD"])
    for name in ("gcc", "dev", "demo"):
        if (SOURCE / "build" / name / "app" / "whinchat").exists():
            return SOURCE / "build" / name
    raise SystemExit("nothing is built: run ./check, or meson setup build/dev && ninja -C build/dev")


class Scene:
    """`site`: the web tab shows a Site of the test's own (self.site) instead of the self-care page.
    `other_tabs`: further tabs' (title, address). `trusted`: origins beside the tab's own.
    `relay`: the phone reaches the portal through self.relay, which can misbehave. `dummy_line`: the
    phone has a line without network and sound, which does what Phone.play() says. `calls`: the
    portal's accounts have a registrar, at which an echo answers, and the reception, which is another
    softphone. `changes`: of the brand, as
    adapt_brand() takes them; "@SITE@" in a text is the site's address."""

    def __init__(self, site=True, trusted=(), other_tabs=(), width=1280, height=900, changes=None,
                 relay=False, desktop=None, dummy_line=False, calls=False):  # fmt: skip
        self.build = find_build()
        self.site = None
        self.relay = None
        self.portal = None
        self.registrar = None
        self.echo = None
        self.reception = None
        self.phone = None
        self.desktop = desktop or Desktop(width, height)
        if dummy_line:
            self.desktop.environment["WHINCHAT_PHONE"] = "dummy"
        try:
            if calls:
                self.registrar = Registrar(self.desktop.folder / "registrar")
            self.portal = Portal(
                self.build / "portal" / "whinchat-portal",
                self.desktop.folder / "portal",
                sip_host=self.registrar.host if calls else None,
            )
            if calls:
                self._answer_calls()
            if site:
                self.site = Site()
                self.site.page("/start", "<h1>Start</h1>")
            demo = SOURCE / "brands" / "demo" / "brand.ini"
            tab_changes = dict(changes or {})
            for place, text in tab_changes.items():
                if text is not None and self.site is not None:
                    tab_changes[place] = text.replace("@SITE@", self.site.url)
            if site or other_tabs:
                for group in tab_ids(demo):
                    tab_changes[group] = None
                tabs = [("Site", self.site.url + "/start")] if site else []
                for number, (title, url) in enumerate([*tabs, *other_tabs]):
                    group = f"WebTab tab{number}"
                    tab_changes[group, "Title"] = title
                    tab_changes[group, "Icon"] = "avatar-default-symbolic"
                    tab_changes[group, "Url"] = url
            if trusted:
                tab_changes["Brand", "TrustedOrigins"] = ";".join(trusted) + ";"
            if tab_changes:
                imported = adapt_brand(demo, self.desktop.folder / "import" / "brand.ini", tab_changes)
                self.portal.command("brand", "import", str(self.portal.data), str(imported))
            if relay:
                self.relay = Relay()
                self.portal.public_url = self.relay.url
            self.portal.start()
            if relay:
                self.relay.target = self.portal.url
            self.brand = adapt_brand(
                demo,
                self.desktop.folder / "brand" / "brand.ini",
                {**tab_changes, ("Brand", "PortalUrl"): self.portal.public_url or self.portal.url},
            )
            self.phone = Phone(self.desktop, self.build, self.brand)
            self.pointer = Pointer(self.desktop)
        except BaseException:
            self.close()
            raise

    def _add_account(self, name, title):
        """One of the registrar's; returns its secret."""
        secret = secrets.token_hex(16)
        self.portal.command(
            "user", "add", "--title", title, "--host", self.registrar.host, "--sip-secret",
            str(self.portal.data), name, input=f"{secrets.token_hex(16)}\n{secret}\n",
        )  # fmt: skip
        return secret

    def _answer_calls(self):
        host, folder = self.registrar.host, self.desktop.folder
        secret = self._add_account(echo_peer.ACCOUNT, "Echo test")
        reception_secret = self._add_account(RECEPTION, "Reception")
        self.registrar.start(self.portal.data / "portal.db")
        self.echo = echo_peer.EchoPeer(folder / "echo", host, secret)
        self.echo.start()
        self.reception = BaresipEcho(folder / "reception", host, RECEPTION, reception_secret)
        self.reception.start()

    @property
    def screen(self):
        return self.phone.screen

    def find_windows(self):
        """The phone's windows on the display: (ID, x, y, width, height)."""
        result = self.desktop.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.phone.pid)], check=False
        )
        windows = []
        for window_id in result.stdout.split():
            result = self.desktop.run(["xdotool", "getwindowgeometry", "--shell", window_id], check=False)
            if result.returncode != 0:
                continue  # closed meanwhile
            geometry = dict(line.split("=") for line in result.stdout.split() if "=" in line)
            place = tuple(int(geometry[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
            if place[2] > 1:
                windows.append((window_id, *place))
        return windows

    def fill_display(self):
        """Makes the phone's window as large as the display, as a window manager's maximize does."""
        self.resize(self.desktop.height)

    def resize(self, height):
        """Makes the phone's window that high, and as wide as the display."""
        window_id, *_, width, now = wait_until(self.find_windows, "the phone has a window")[0]
        if (width, now) != (self.desktop.width, height):
            self.desktop.run(
                ["xdotool", "windowsize", "--sync", window_id, str(self.desktop.width), str(height)]
            )

    def locate_window(self, window):
        """Where the window's content begins on the display. `window`: its control. GTK knows no
        place on the display; the frame it draws itself is as wide on the left as on the right."""
        for _, x, y, width, height in self.find_windows():
            if abs(width - window.box[2]) < 100 and abs(height - window.box[3]) < 100:
                return x + (width - window.box[2]) // 2, y + (height - window.box[3]) // 2
        raise AssertionError(f"no window of the display fits {window}")

    def sign_in(self, user=USER, password=PASSWORD):
        """Starts the phone when it isn't running, and signs in."""
        if self.phone.pid is None:
            self.phone.start()
        result = self.phone.sign_in(user, password)
        if result.returncode != 0:
            raise AssertionError(f"sign-in: {result.returncode}: {result.stderr}{result.stdout}")
        return self.phone.wait_for_status(lambda s: s["signedIn"], "signed in")

    def show_site(self):
        """Shows the web tab and waits until its page listens."""
        self.phone.open_by_dbus(self.phone.outside("browser"))
        self.phone.wait_for_screen("browser")
        self.fill_display()
        if self.site.current_path is None:
            self.site.wait_for_page("/start", 30)

    def close(self):
        if os.environ.get("WHINCHAT_SHOW_LOGS") and self.phone is not None:
            for line in self.phone.read_log().splitlines():
                print(f"# phone: {line}", file=sys.stderr)
        parts = (self.phone, self.site, self.relay, self.echo, self.reception, self.registrar, self.portal,
                 self.desktop)  # fmt: skip
        # One that can't be closed doesn't keep the others open.
        with contextlib.ExitStack() as stack:
            for part in reversed(parts):
                if part is not None:
                    stack.callback(part.close)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
