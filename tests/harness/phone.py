# SPDX-License-Identifier: Apache-2.0
"""The phone, as a real process on a private desktop, and the ways in which others reach it."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from harness.screen import Screen  # noqa: E402
from harness.waiting import DEADLINE, wait_until  # noqa: E402

_CALL_TIMEOUT_MS = 8000


class Phone:
    """`whinchat` with one brand. It is running or not; its data stay in the desktop's folders."""

    def __init__(self, desktop, build, brand):
        self.desktop = desktop
        self.build = pathlib.Path(build)
        self.program = str(self.build / "app" / "whinchat")
        self.brand = pathlib.Path(brand)
        self._key_file = GLib.KeyFile.new()
        self._key_file.load_from_file(str(self.brand), GLib.KeyFileFlags.NONE)
        self.application_id = self.read_brand("ApplicationId")
        self.scheme = self.read_brand("Scheme")
        self.object_path = "/" + self.application_id.replace(".", "/").replace("-", "_")
        self.data_folder = desktop.data_home / "whinchat" / self.application_id
        desktop.environment["WHINCHAT_BRAND"] = str(self.brand)
        desktop.environment["G_DEBUG"] = "fatal-criticals"
        # The program finds its translations and icons without being installed.
        self._process = None
        self._screen = None
        self._bus = Gio.DBusConnection.new_for_address_sync(
            desktop.environment["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None,
        )  # fmt: skip
        # It is no reason for the tests to end when a bus goes away.
        self._bus.set_exit_on_close(False)
        self._register()

    def read_brand(self, key, group="Brand"):
        return self._key_file.get_string(group, key)

    def _register(self):
        """Puts the desktop entry and the D-Bus service where this desktop looks for them."""
        applications = self.desktop.data_home / "applications"
        applications.mkdir(exist_ok=True)
        built = next((self.build / "data").glob("*.desktop"))
        lines = []
        for line in built.read_text(encoding="utf-8").splitlines():
            if line.startswith("Exec="):
                line = f"Exec={self.program} %U"
            elif line.startswith("TryExec="):
                continue
            elif line.startswith("MimeType="):
                line = f"MimeType=x-scheme-handler/{self.scheme};x-scheme-handler/sip;x-scheme-handler/tel;"
            lines.append(line)
        (applications / f"{self.application_id}.desktop").write_text(
            "\n".join(lines) + "\n", encoding="utf-8"
        )
        self.desktop.run(["update-desktop-database", str(applications)])
        (self.desktop.services / f"{self.application_id}.service").write_text(
            "[D-BUS Service]\n"
            f"Name={self.application_id}\n"
            f"Exec=/usr/bin/env WHINCHAT_BRAND={self.brand} G_DEBUG=fatal-criticals"
            f" {self.program} --gapplication-service\n",
            encoding="utf-8",
        )
        self._call_bus("ReloadConfig", None)

    def _call_bus(self, method, arguments):
        return self._bus.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
            arguments, None, 0, _CALL_TIMEOUT_MS, None,
        )  # fmt: skip

    @property
    def pid(self):
        """Of the running instance, None without one; whoever started it."""
        try:
            return self._call_bus(
                "GetConnectionUnixProcessID", GLib.Variant("(s)", (self.application_id,))
            ).unpack()[0]
        except GLib.Error:
            return None

    @property
    def screen(self):
        """What the running instance shows."""
        pid = wait_until(lambda: self.pid, "the phone is on the bus")
        if self._screen is None or self._screen[0] != pid:
            if self._screen is not None:
                self._screen[1].close()
            self._screen = (pid, Screen(self.desktop, pid))
        return self._screen[1]

    def start(self, *arguments, wait=True):
        """Starts the program; it becomes the instance when there is none yet."""
        self._process = self.desktop.spawn([self.program, *arguments], log="phone.log")
        if wait:
            wait_until(lambda: self.status(), "the phone answers", 20)
        return self._process

    def status(self):
        """The running instance's own word of its state; None when none answers."""
        try:
            answer = self._bus.call_sync(
                self.application_id, self.object_path, "org.whinchat.Phone1", "Status", None,
                None, Gio.DBusCallFlags.NO_AUTO_START, _CALL_TIMEOUT_MS, None,
            )  # fmt: skip
        except GLib.Error:
            return None
        return json.loads(answer.unpack()[0])

    def _call_dummy(self, method, arguments=None):
        return self._bus.call_sync(
            self.application_id, self.object_path, "org.whinchat.DummyPhone1", method, arguments,
            None, Gio.DBusCallFlags.NO_AUTO_START, _CALL_TIMEOUT_MS, None,
        )  # fmt: skip

    def play(self, *steps):
        """Has the dummy line (WHINCHAT_PHONE=dummy) do things: a step each, "WAIT_MS ACTION…"."""
        self._call_dummy("Play", GLib.Variant("(s)", ("\n".join(steps),)))

    def sent_digits(self):
        """What the active call of the dummy line has sent to the other side."""
        return self._call_dummy("SentDigits").unpack()[0]

    def activate_action(self, name, parameter=None):
        """org.freedesktop.Application.ActivateAction, as a notification does."""
        arguments = [] if parameter is None else [parameter]
        self._bus.call_sync(
            self.application_id, self.object_path, "org.freedesktop.Application", "ActivateAction",
            GLib.Variant("(sava{sv})", (name, arguments, {})), None, 0, _CALL_TIMEOUT_MS, None,
        )  # fmt: skip

    def wait_for_status(self, condition, what, seconds=DEADLINE):
        """Waits until condition(status) holds; returns that status."""

        def check():
            status = self.status()
            return status if status is not None and condition(status) else None

        return wait_until(check, lambda: f"{what}; status is {self.status()}", seconds)

    def wait_for_screen(self, name, seconds=DEADLINE):
        return self.wait_for_status(lambda s: s["screen"] == name, f"the screen is {name}", seconds)

    def command(self, *arguments, password=None, seconds=30):
        """Runs the program as a command (sign-in, sign-out, status…); returns its result."""
        options = {} if password is None else {"input": password + "\n"}
        return self.desktop.run([self.program, *arguments], seconds, check=False, **options)

    def sign_in(self, user, password, cloud_id=None):
        arguments = ["sign-in", *(["--cloud-id", cloud_id] if cloud_id else []), user]
        return self.command(*arguments, password=password)

    def outside(self, command, **parameters):
        """The outside form of a command, as any other program writes it."""
        inner = f"app:{command}"
        if parameters:
            inner += "?" + "&".join(f"{name}={value}" for name, value in parameters.items())
        return f"{self.scheme}:?_cmd={GLib.Uri.escape_string(inner, None, False)}"

    def open_by_gio(self, uri):
        """`gio open`, the desktop's own scheme handling."""
        return self.desktop.run(["gio", "open", uri], check=False)

    def open_by_dbus(self, *uris):
        """org.freedesktop.Application.Open, as a desktop's launcher calls it."""
        self._bus.call_sync(
            self.application_id, self.object_path, "org.freedesktop.Application", "Open",
            GLib.Variant("(asa{sv})", (list(uris), {})), None, 0, _CALL_TIMEOUT_MS, None,
        )  # fmt: skip

    def kill(self):
        """SIGKILL: a crash, a power cut."""
        pid = self.pid
        if pid is None:
            return
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._wait_gone(pid)

    def stop(self):
        """SIGTERM, and SIGKILL when that isn't heard."""
        pid = self.pid
        if pid is None:
            return
        try:
            os.kill(pid, signal.SIGTERM)
            self._wait_gone(pid, 5)
        except ProcessLookupError:
            pass
        except AssertionError:
            self.kill()

    def _wait_gone(self, pid, seconds=DEADLINE):
        # A command that waits may have the bus start another one at once.
        wait_until(lambda: self.pid != pid, "the phone is off the bus", seconds)
        if self._process is not None:
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                pass
            self._process = None

    def forget(self):
        """As if the phone had never been used by this person."""
        shutil.rmtree(self.data_folder, ignore_errors=True)

    def read_log(self):
        """What the program printed, whoever started it."""
        return self.desktop.read_log("phone.log") + self.desktop.read_log("bus.log")

    def close(self):
        self.stop()
        if self._screen is not None:
            self._screen[1].close()
        if not self._bus.is_closed():
            self._bus.close_sync(None)


def adapt_brand(source, target, changes):
    """Writes a copy of a brand.ini. `changes`: (group, key) → text, or None to remove the key; a
    group alone → None to remove it."""
    key_file = GLib.KeyFile.new()
    key_file.load_from_file(str(source), GLib.KeyFileFlags.KEEP_COMMENTS)
    for place, text in changes.items():
        if isinstance(place, str):
            key_file.remove_group(place)
        elif text is None:
            if key_file.has_group(place[0]) and place[1] in key_file.get_keys(place[0])[0]:
                key_file.remove_key(*place)
        else:
            key_file.set_string(*place, text)
    target = pathlib.Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(key_file.to_data()[0], encoding="utf-8")
    for icon in pathlib.Path(source).parent.glob("*.svg"):
        shutil.copy(icon, target.parent)
    return target


def tab_ids(brand):
    """The web tabs' groups of a brand.ini."""
    return re.findall(r"^\[(WebTab [^\]]+)\]", pathlib.Path(brand).read_text(encoding="utf-8"), re.M)
