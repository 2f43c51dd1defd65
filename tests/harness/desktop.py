# SPDX-License-Identifier: Apache-2.0
"""A desktop of one's own: display, session bus and folders that nobody else uses.

Nothing of the machine's or the person's desktop is read or changed: HOME and every XDG folder lie
in a temporary folder, GSettings lives in memory, D-Bus activates only the accessibility bus and the
service files that were put into the private folder.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from harness import process_tree

_BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={runtime}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

# Of a person's own desktop: where its windows are, and how its people read.
_KEPT = ("DISPLAY", "GDK_BACKEND", "GDK_SCALE", "LANG", "LANGUAGE", "LOCPATH", "TZ")

_ACCESSIBILITY_SERVICE = pathlib.Path("/usr/share/dbus-1/services/org.a11y.Bus.service")


class Desktop:
    """One display and one session bus; close() ends all that was started through it."""

    def __init__(self, width=1280, height=900, display=None, folder=None):
        """`display`: the environment of a display that is there already, instead of one in memory.
        `folder`: kept afterwards, instead of a temporary one."""
        self.width, self.height = width, height
        self._temporary = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="whinchat-"))
        self.folder.mkdir(parents=True, exist_ok=True)
        # Socket paths have room for 107 bytes: the runtime folder is always a short one.
        self.runtime = pathlib.Path(tempfile.mkdtemp(prefix="whinchat-run-"))
        self.framebuffer = None
        self._started = []

        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "GDK_BACKEND": "x11",
            "GSETTINGS_BACKEND": "memory",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "XDG_DATA_DIRS": "/usr/local/share:/usr/share",
            "XDG_CURRENT_DESKTOP": "GNOME",
            "XDG_RUNTIME_DIR": str(self.runtime),
        }
        for variable, name in (
            ("HOME", "home"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("TMPDIR", "tmp"),
        ):
            path = self.folder / name
            path.mkdir(mode=0o700, exist_ok=True)
            environment[variable] = str(path)
        self.environment = environment
        self.services = self.folder / "dbus-services"
        self.services.mkdir(exist_ok=True)

        try:
            if display is None:
                self._start_display(width, height)
            else:
                self._use_display(display)
            self._start_bus()
        except BaseException:
            self.close()
            raise

    @property
    def data_home(self):
        return pathlib.Path(self.environment["XDG_DATA_HOME"])

    def _use_display(self, outer):
        """Shows windows where the person is, with their sound, and nothing else of theirs."""
        for variable in ("GDK_BACKEND", "LIBGL_ALWAYS_SOFTWARE"):
            del self.environment[variable]
        for variable, value in outer.items():
            if variable in _KEPT or variable.startswith("LC_"):
                self.environment[variable] = value
        if "DISPLAY" in outer:
            default = os.path.join(outer.get("HOME", "/"), ".Xauthority")
            self.environment["XAUTHORITY"] = outer.get("XAUTHORITY", default)
        if "WAYLAND_DISPLAY" in outer:
            # An absolute name is good in any runtime folder.
            self.environment["WAYLAND_DISPLAY"] = os.path.join(
                outer.get("XDG_RUNTIME_DIR", "/"), outer["WAYLAND_DISPLAY"]
            )

        # The sound server of the person, too.
        sound = os.path.join(outer.get("XDG_RUNTIME_DIR", "/"), "pulse", "native")
        if "PULSE_SERVER" in outer:
            self.environment["PULSE_SERVER"] = outer["PULSE_SERVER"]
        elif os.path.exists(sound):
            self.environment["PULSE_SERVER"] = f"unix:{sound}"

    def _start_display(self, width, height):
        # What GNOME sets; without its daemon GTK would take another font.
        gtk = pathlib.Path(self.environment["XDG_CONFIG_HOME"]) / "gtk-4.0"
        gtk.mkdir(exist_ok=True)
        (gtk / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\n", encoding="utf-8")
        read_end, write_end = os.pipe()
        self.framebuffer = self.runtime / "Xvfb_screen0"
        self.spawn(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24",
             "-fbdir", str(self.runtime), "-nolisten", "tcp", "-noreset"],
            log="xvfb.log", pass_fds=(write_end,),
        )  # fmt: skip
        os.close(write_end)
        with os.fdopen(read_end, encoding="ascii") as file:
            number = file.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start; see xvfb.log")
        self.environment["DISPLAY"] = f":{number}"

    def _start_bus(self):
        if _ACCESSIBILITY_SERVICE.exists():
            # systemd would start it elsewhere; without that line D-Bus starts it here.
            lines = _ACCESSIBILITY_SERVICE.read_text(encoding="utf-8").splitlines()
            text = "\n".join(line for line in lines if not line.startswith("SystemdService"))
            (self.services / _ACCESSIBILITY_SERVICE.name).write_text(text + "\n", encoding="utf-8")
        configuration = self.runtime / "bus.conf"
        configuration.write_text(
            _BUS_CONFIGURATION.format(runtime=self.runtime, services=self.services),
            encoding="utf-8",
        )
        read_end, write_end = os.pipe()
        self.spawn(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile",
             "--nosyslog", f"--print-address={write_end}"],
            log="bus.log", pass_fds=(write_end,),
        )  # fmt: skip
        os.close(write_end)
        with os.fdopen(read_end, encoding="ascii") as file:
            address = file.readline().strip()
        if not address:
            raise RuntimeError("the session bus did not start; see bus.log")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address

    def spawn(self, arguments, log=None, environment=None, **options):
        """Starts a program on this desktop; its output goes into the file `log` of the folder."""
        if log is not None:
            output = open(self.folder / log, "ab")
            options.setdefault("stdout", output)
            options.setdefault("stderr", subprocess.STDOUT)
        child = subprocess.Popen(
            arguments,
            env={**self.environment, **(environment or {})},
            stdin=options.pop("stdin", subprocess.DEVNULL),
            preexec_fn=process_tree.die_with_parent,
            **options,
        )
        if log is not None:
            output.close()
        self._started.append(child)
        return child

    def run(self, arguments, seconds=20, check=True, **options):
        """Runs a short program on this desktop and returns its result, output as text."""
        return subprocess.run(
            arguments,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=check,
            **({} if "input" in options else {"stdin": subprocess.DEVNULL}),
            **options,
        )

    def add_program(self, name, file, schemes):
        """Installs a program for addresses of these schemes; when started it writes its arguments, a
        line, and its environment into `file`, which is there once it is whole."""
        program = self.folder / name
        program.write_text(
            f'#!/bin/sh\n{{ echo "$*"; env; }} >"{file}.part" && mv "{file}.part" "{file}"\n',
            encoding="utf-8",
        )
        program.chmod(0o700)
        applications = self.data_home / "applications"
        types = "".join(f"x-scheme-handler/{scheme};" for scheme in schemes)
        (applications / f"{name}.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName={name}\nExec={program} %u\nMimeType={types}\n",
            encoding="utf-8",
        )
        self.run(["update-desktop-database", str(applications)])

    def list_inhabitants(self):
        """Processes below this one that live on this desktop."""
        mark = f"XDG_RUNTIME_DIR={self.runtime}\0".encode()
        found = []
        for pid in process_tree.descendants():
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    if mark in file.read():
                        found.append(pid)
            except OSError:
                continue
        return found

    def read_log(self, name):
        path = self.folder / name
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def take_screenshot(self, path, place=None):
        """Of the whole display, or of `place`: x, y, width, height."""
        crop = ["-crop", "{2}x{3}+{0}+{1}".format(*place), "+repage"] if place else []
        self.run(["import", "-window", "root", *crop, str(path)])

    def close(self):
        """Ends all that was started here, newest first, and forgets the folders."""
        for child in reversed(self._started):
            process_tree.end_all(child.pid)
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(timeout=process_tree.GRACE)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
        self._started.clear()
        # What D-Bus activated belongs to nobody any more; it is known by its folder.
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in self.list_inhabitants():
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            deadline = time.monotonic() + process_tree.GRACE
            while self.list_inhabitants() and time.monotonic() < deadline:
                time.sleep(0.02)
        shutil.rmtree(self.runtime, ignore_errors=True)
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
