# SPDX-License-Identifier: Apache-2.0
"""A desktop that shows notifications: org.freedesktop.Notifications on the private bus."""

import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
INTERFACE = """<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
<arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""


class Notifications:
    """`shown`: number → {"title", "body", "actions": {label: key}}, of those that stand."""

    def __init__(self, desktop):
        self.shown = {}
        self.sent = 0  # also those that took another's place
        self._last = 0
        self._context = GLib.MainContext.new()
        self._loop = GLib.MainLoop.new(self._context, False)
        self._ready = threading.Event()
        self._address = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the notifications' name isn't owned")

    def _run(self):
        self._context.push_thread_default()
        flags = (
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        )
        self._bus = Gio.DBusConnection.new_for_address_sync(self._address, flags, None, None)
        self._bus.set_exit_on_close(False)
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self._bus.register_object(PATH, interface, self._on_call, None, None)
        self._bus.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
            GLib.Variant("(su)", (NAME, 0)), None, 0, 5000, None,
        )  # fmt: skip
        self._ready.set()
        self._loop.run()
        self._bus.close_sync(None)

    def _on_call(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        values = parameters.unpack()
        answer = None
        if method == "GetCapabilities":
            answer = GLib.Variant("(as)", (["actions", "body"],))
        elif method == "GetServerInformation":
            answer = GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))
        elif method == "Notify":
            number = values[1] or self._last + 1
            self._last = max(self._last, number)
            actions = dict(zip(values[5][1::2], values[5][::2]))
            # Whoever sends it can take it back only when it knows the number (GLib 2.74).
            invocation.return_value(GLib.Variant("(u)", (number,)))
            self._bus.flush_sync(None)
            self.shown[number] = {"title": values[3], "body": values[4], "actions": actions}
            self.sent += 1
            return
        else:
            self.shown.pop(values[0], None)
        invocation.return_value(answer)

    def find(self, title):
        """The number of the newest one with this title, or None."""
        return max((n for n, one in list(self.shown.items()) if one["title"] == title), default=None)

    def invoke(self, number, label):
        """Presses a button of a notification; "" is the notification itself."""
        key = self.shown[number]["actions"][label] if label else "default"

        def emit():
            self._bus.emit_signal(
                None, PATH, NAME, "ActionInvoked", GLib.Variant("(us)", (number, key))
            )

        self._context.invoke_full(GLib.PRIORITY_DEFAULT, emit)

    def close(self):
        self._loop.quit()
        self._thread.join(5)
