# SPDX-License-Identifier: Apache-2.0
"""What a Desktop's programs notify of is shown by the person's own desktop.

A private bus has nobody who shows notifications. Only they cross, with their buttons: the person's keyring,
running programs and everything else on their bus stay out of reach.
"""

import os
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from harness.notifications import INTERFACE, NAME, PATH  # noqa: E402

_TIMEOUT_MS = 8000


def find_bus(environment):
    """The address of a person's session bus, None where there is none."""
    socket = os.path.join(environment.get("XDG_RUNTIME_DIR", "/"), "bus")
    return environment.get("DBUS_SESSION_BUS_ADDRESS") or (f"unix:path={socket}" if os.path.exists(socket) else None)


def _connect(address):
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    bus = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    bus.set_exit_on_close(False)
    return bus


class NotificationBridge:
    """From the bus of `desktop` to the one at `address`. close() takes back what stands. Raises GLib.Error
    when one of them doesn't answer."""

    def __init__(self, desktop, address):
        self._standing = set()
        self._context = GLib.MainContext.new()
        self._ends = False
        self._inner = _connect(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        self._outer = _connect(address)
        # Callbacks come where the main context was at home when they were asked for.
        self._context.push_thread_default()
        try:
            self._inner.register_object(
                PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], self._on_call, None, None
            )
            self._outer.signal_subscribe(None, NAME, None, PATH, None, 0, self._on_signal)
        finally:
            self._context.pop_thread_default()
        self._inner.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
            GLib.Variant("(su)", (NAME, 0)), None, 0, _TIMEOUT_MS, None,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        self._context.push_thread_default()
        while not self._ends:
            self._context.iteration(True)
        self._context.pop_thread_default()

    def _on_call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        def on_answer(outer, result):
            try:
                answer = outer.call_finish(result)
            except GLib.Error as error:
                name = Gio.DBusError.get_remote_error(error) or "org.freedesktop.DBus.Error.Failed"
                invocation.return_dbus_error(name, error.message)
                return
            if method == "Notify":
                self._standing.add(answer.unpack()[0])
            invocation.return_value(answer)

        self._outer.call(NAME, PATH, NAME, method, parameters, None, 0, _TIMEOUT_MS, None, on_answer)

    def _on_signal(self, _bus, _sender, _path, _interface, signal, parameters):
        number = parameters.get_child_value(0).unpack()
        if number not in self._standing:
            return  # another program's
        if signal == "NotificationClosed":
            self._standing.discard(number)
        self._inner.emit_signal(None, PATH, NAME, signal, parameters)

    def close(self):
        if self._ends:
            return
        self._ends = True
        self._context.wakeup()
        self._thread.join()
        for number in self._standing:
            try:
                self._outer.call_sync(
                    NAME, PATH, NAME, "CloseNotification", GLib.Variant("(u)", (number,)),
                    None, 0, _TIMEOUT_MS, None,
                )  # fmt: skip
            except GLib.Error:
                continue  # it, or the person's desktop, is gone already
        for bus in (self._inner, self._outer):
            if not bus.is_closed():
                bus.close_sync(None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
