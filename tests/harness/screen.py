# SPDX-License-Identifier: Apache-2.0
"""What a person sees and presses, by way of the accessible tree (AT-SPI over D-Bus).

GTK 4.8 reports neither "showing" nor anything else that tells a hidden page of a stack from the
shown one. So "seen" here means: the control has an area, and picking the point in its middle finds
the control, something inside it, or something around it (a label that lets the pointer through).
All questions of one step travel at once; a tree of some hundred controls takes a tenth of a second.
"""

import dataclasses
import re

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from harness.waiting import DEADLINE, wait_until  # noqa: E402

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_COMPONENT = "org.a11y.atspi.Component"
_ROOT = "/org/a11y/atspi/accessible/root"
_WINDOW_COORDINATES = 1
_CALL_TIMEOUT_MS = 5000
_TEXT_BOUND = 4096

# AtspiStateType, the ones that are of use here.
_STATES = {
    1: "active", 4: "checked", 5: "collapsed", 7: "editable", 8: "enabled", 10: "expanded",
    11: "focusable", 12: "focused", 16: "modal", 20: "pressed", 23: "selected", 24: "sensitive",
    25: "showing", 30: "visible",
}  # fmt: skip


@dataclasses.dataclass
class Control:
    """One node of the accessible tree, as it was when the tree was read."""

    path: str
    parent: "Control | None" = dataclasses.field(repr=False)
    depth: int
    name: str = ""
    role: str = ""
    box: tuple = (0, 0, 0, 0)  # x, y, width, height, in pixels of the window
    states: frozenset = frozenset()
    children: list = dataclasses.field(default_factory=list, repr=False)

    def inside(self, other):
        """Whether this control is `other` or lies below it."""
        control = self
        while control is not None:
            if control is other:
                return True
            control = control.parent
        return False

    def __str__(self):
        return f"{'  ' * self.depth}{self.role} {self.name!r} {self.box} {' '.join(sorted(self.states))}"


def _fits(name, text):
    if name is None:
        return True
    return bool(name.search(text)) if isinstance(name, re.Pattern) else name == text


def _is_hit(control, hits):
    """Whether what lies at the control's middle, beside it and at its edge (None: something that
    isn't in the tree) shows that the control itself is seen."""
    middle = hits[0]
    if middle is None:
        return control in hits or control.parent in hits or "editable" in control.states
    return middle.inside(control) or control in hits or (middle.depth > 0 and control.inside(middle))


class Screen:
    """The windows of one running application, found by its process."""

    def __init__(self, desktop, pid):
        self._desktop = desktop
        self._pid = pid
        self._context = GLib.MainContext.new()
        session = Gio.DBusConnection.new_for_address_sync(
            desktop.environment["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None,
        )  # fmt: skip
        address = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
            None, None, 0, _CALL_TIMEOUT_MS, None,
        )[0]  # fmt: skip
        session.close_sync(None)
        self._context.push_thread_default()
        try:
            self._bus = Gio.DBusConnection.new_for_address_sync(
                address,
                Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
                None, None,
            )  # fmt: skip
        finally:
            self._context.pop_thread_default()
        self._application = None
        self._roles = {}

    def close(self):
        if not self._bus.is_closed():
            self._bus.close_sync(None)

    def _ask(self, questions):
        """Answers to (bus name, path, interface, method, arguments); None for an error each."""
        answers = [None] * len(questions)
        left = [len(questions)]

        def on_answer(connection, result, index):
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass
            left[0] -= 1

        self._context.push_thread_default()
        try:
            for index, (name, path, interface, method, arguments) in enumerate(questions):
                self._bus.call(
                    name, path, interface, method, arguments, None,
                    Gio.DBusCallFlags.NO_AUTO_START, _CALL_TIMEOUT_MS, None, on_answer, index,
                )  # fmt: skip
            while left[0] > 0:
                self._context.iteration(True)
        finally:
            self._context.pop_thread_default()
        return answers

    def _find_application(self):
        children = self._ask(
            [("org.a11y.atspi.Registry", _ROOT, _ACCESSIBLE, "GetChildren", None)]
        )[0]
        names = [name for name, _ in (children or ([],))[0]]
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        pids = self._ask(
            [(*bus, "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,))) for name in names]
        )
        for name, pid in zip(names, pids):
            if pid is not None and pid[0] == self._pid:
                return name
        return None

    def read(self):
        """The roots (windows) of the tree as it is now; [] when there is no window."""
        if self._application is None:
            self._application = self._find_application()
            if self._application is None:
                return []
        name = self._application
        top = self._ask([(name, _ROOT, _ACCESSIBLE, "GetChildren", None)])[0]
        if top is None:
            self._application = None
            return []
        windows = [Control(path, None, 0) for _, path in top[0]]
        level = windows
        coordinates = GLib.Variant("(u)", (_WINDOW_COORDINATES,))
        get_name = GLib.Variant("(ss)", (_ACCESSIBLE, "Name"))
        while level:
            questions = []
            for control in level:
                questions += [
                    (name, control.path, "org.freedesktop.DBus.Properties", "Get", get_name),
                    (name, control.path, _COMPONENT, "GetExtents", coordinates),
                    (name, control.path, _ACCESSIBLE, "GetChildren", None),
                ]
            unknown = [control for control in level if control.path not in self._roles]
            questions += [
                (name, control.path, _ACCESSIBLE, "GetRoleName", None) for control in unknown
            ]
            answers = self._ask(questions)
            for control, role in zip(unknown, answers[len(level) * 3 :]):
                if role:
                    self._roles[control.path] = role[0]
            following = []
            for index, control in enumerate(level):
                text, box, children = answers[index * 3 : index * 3 + 3]
                control.name = text[0] if text else ""
                control.role = self._roles.get(control.path, "")
                control.box = box[0] if box else (0, 0, 0, 0)
                # Nothing is seen of what lies in a page that was never laid out.
                if children and (control.depth == 0 or (control.box[2] > 0 and control.box[3] > 0)):
                    control.children = [
                        Control(path, control, control.depth + 1) for _, path in children[0]
                    ]
                    following += control.children
            level = following
        return windows

    def list_controls(self, windows=None):
        """Every control, windows first to last, parents before children."""
        found = []
        queue = list(reversed(self.read() if windows is None else windows))
        while queue:
            control = queue.pop()
            found.append(control)
            queue += reversed(control.children)
        return found

    def read_states(self, controls):
        """Fills in the states of `controls`; a tree is read without them, as few are asked for."""
        answers = self._ask(
            [(self._application, control.path, _ACCESSIBLE, "GetState", None) for control in controls]
        )
        for control, states in zip(controls, answers):
            if states:
                bits = states[0][0] | states[0][1] << 32
                control.states = frozenset(word for bit, word in _STATES.items() if bits >> bit & 1)

    def keep_seen(self, controls, everything):
        """Those of `controls` that a person sees."""
        by_path = {control.path: control for control in everything}
        candidates = [c for c in controls if c.box[2] > 0 and c.box[3] > 0 and c.depth > 0]
        questions = []
        for control in candidates:
            window = control
            while window.parent is not None:
                window = window.parent
            x, y, width, height = control.box
            # The middle; beside it, as a button's icon need not be in the tree; and the left
            # edge, as an entry's text isn't.
            middle = y + height // 2
            for point in ((x + width // 2, middle), (x + width // 5, middle), (x - 4, middle)):
                questions.append(
                    (self._application, window.path, _COMPONENT, "GetAccessibleAtPoint",
                     GLib.Variant("(iiu)", (*point, _WINDOW_COORDINATES)))
                )  # fmt: skip
        answers = self._ask(questions)
        seen = []
        for index, control in enumerate(candidates):
            points = answers[index * 3 : index * 3 + 3]
            hits = [by_path.get(answer[0][1]) if answer else None for answer in points]
            if _is_hit(control, hits):
                seen.append(control)
        return seen

    def find_all(self, name=None, role=None, state=None):
        """Controls that are seen. `name`: exact text or a compiled pattern; `role`: AT-SPI's role
        name, for instance "button", or several; `state`: one of the states that must be set."""
        return self.find_each([(name, role, state)])[0]

    def find_each(self, wanted):
        """As find_all() for several (name, role, state) at once: a list for each."""
        everything = self.list_controls()
        lists = []
        for name, role, _ in wanted:
            roles = (role,) if isinstance(role, str) else role
            lists.append(
                [control for control in everything
                 if (roles is None or control.role in roles) and _fits(name, control.name)]
            )  # fmt: skip
        matching = list({control.path: control for found in lists for control in found}.values())
        self.read_states(matching)
        seen = {control.path for control in self.keep_seen(matching, everything)}
        return [
            [c for c in found if c.path in seen and (state is None or state in c.states)]
            for found, (_, _, state) in zip(lists, wanted)
        ]

    def find(self, name=None, role=None, state=None):
        found = self.find_all(name, role, state)
        return found[0] if found else None

    def texts(self):
        """Every text that is seen, in the tree's order."""
        everything = self.list_controls()
        labels = [c for c in everything if c.name and c.role in ("label", "heading", "status bar")]
        return [control.name for control in self.keep_seen(labels, everything)]

    def sees(self, pattern):
        """Whether a text that matches the regular expression is seen."""
        expression = re.compile(pattern)
        return self.find(name=expression) is not None

    def wait_for(self, name=None, role=None, state=None, seconds=DEADLINE):
        """Waits until such a control is seen."""
        return wait_until(
            lambda: self.find(name, role, state),
            lambda: f"{role or 'control'} {name!r} is seen; seen are {self.texts()}",
            seconds,
            every=0.05,
        )

    def wait_for_text(self, pattern, seconds=DEADLINE):
        return self.wait_for(name=re.compile(pattern), seconds=seconds)

    def wait_gone(self, name=None, role=None, seconds=DEADLINE):
        wait_until(
            lambda: not self.find(name, role), f"{role or 'control'} {name!r} is gone", seconds, 0.05
        )

    def press(self, name=None, role=None, seconds=DEADLINE):
        """Presses a control that is seen and sensitive, as a screen reader's person does."""

        def find_sensitive():
            for control in self.find_all(name, role):
                if "sensitive" in control.states:
                    return control
            return None

        control = wait_until(
            find_sensitive,
            lambda: f"{role or 'control'} {name!r} can be pressed; seen are {self.texts()}",
            seconds,
            every=0.05,
        )
        self.activate(control)
        return control

    def activate(self, control):
        """The first action of a control; of a label inside a button, the button's."""
        target = control
        while target is not None:
            answer = self._ask(
                [(self._application, target.path, "org.a11y.atspi.Action", "DoAction",
                  GLib.Variant("(i)", (0,)))]
            )[0]  # fmt: skip
            if answer is not None and answer[0]:
                return
            target = target.parent
        raise AssertionError(f"{control} has no action")

    def write(self, text, name=None, role=None, seconds=DEADLINE):
        """Replaces the text of an editable control that is seen."""
        control = self.wait_for(name, role, "editable", seconds)
        answer = self._ask(
            [(self._application, control.path, "org.a11y.atspi.EditableText", "SetTextContents",
              GLib.Variant("(s)", (text,)))]
        )[0]  # fmt: skip
        if answer is None or not answer[0]:
            raise AssertionError(f"{control} takes no text")

    def read_text(self, control):
        """The content of a text control."""
        answer = self._ask(
            [(self._application, control.path, "org.a11y.atspi.Text", "GetText",
              GLib.Variant("(ii)", (0, _TEXT_BOUND)))]
        )[0]  # fmt: skip
        return answer[0] if answer else None

    def read_value(self, control):
        """The number that a bar or a slider stands for."""
        answer = self._ask(
            [(self._application, control.path, "org.freedesktop.DBus.Properties", "Get",
              GLib.Variant("(ss)", ("org.a11y.atspi.Value", "CurrentValue")))]
        )[0]  # fmt: skip
        return answer[0] if answer else None
