# SPDX-License-Identifier: Apache-2.0
"""Keeps every process that was started below this one, and ends them all.

As a command, `process_tree.py PROGRAM [ARGUMENT...]` runs PROGRAM, hands on its exit status, and
returns only when no process below it is left: daemons that detached themselves included, and after
Ctrl-C, SIGTERM or SIGHUP too. That works because the kernel gives orphans to their nearest
"subreaper" (prctl(2), PR_SET_CHILD_SUBREAPER) instead of to init.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

# Seconds that processes get to end by themselves after SIGTERM.
GRACE = 4.0

_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans():
    """From now on, orphans below this process become its children."""
    if _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def die_with_parent():
    """For preexec_fn: the child gets SIGTERM when the process that started it is gone."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def _read_stat(pid):
    """(parent, state) of a process, None when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(fields[1]), fields[0].decode()


def descendants(root=None):
    """Process IDs below `root` (this process), zombies left out."""
    root = os.getpid() if root is None else root
    children = {}
    alive = set()
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            stat = _read_stat(int(entry))
            if stat is not None:
                children.setdefault(stat[0], []).append(int(entry))
                if stat[1] not in "ZX":
                    alive.add(int(entry))
    found = []
    queue = [root]
    while queue:
        for pid in children.get(queue.pop(), []):
            queue.append(pid)
            if pid in alive:
                found.append(pid)
    return found


def command_of(pid):
    """The command line of a process, for people."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().replace(b"\0", b" ").decode("utf-8", "replace").strip() or "?"
    except OSError:
        return "?"


def reap():
    """Collects orphans that ended. Leaves no Popen object of this process usable afterwards."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        pass


def _signal_all(pids, number):
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


def end_all(root=None, grace=GRACE):
    """Ends every descendant: SIGTERM, then SIGKILL until none is left."""
    _signal_all(descendants(root), signal.SIGTERM)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline:
        if root is None:
            reap()
        if not descendants(root):
            return
        time.sleep(0.02)
    while True:
        left = descendants(root)
        if not left:
            return
        _signal_all(left, signal.SIGKILL)
        time.sleep(0.02)
        if root is None:
            reap()


def end_child(process, grace=GRACE):
    """Ends a subprocess.Popen and what it started."""
    below = descendants(process.pid)
    process.terminate()
    try:
        process.wait(timeout=grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _signal_all(below, signal.SIGKILL)


def main(arguments):
    adopt_orphans()
    stopped_by = []

    def on_signal(number, _frame):
        stopped_by.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)

    child = subprocess.Popen(arguments, start_new_session=True, preexec_fn=die_with_parent)
    status = None
    told = False
    asked_at = None
    while status is None:
        pid, raw = os.waitpid(-1, os.WNOHANG)
        if pid == child.pid:
            status = os.waitstatus_to_exitcode(raw)
        elif pid == 0:
            time.sleep(0.02)
        if stopped_by and not told:
            told = True
            asked_at = time.monotonic()
            os.killpg(child.pid, signal.SIGTERM)
        if told and status is None and time.monotonic() - asked_at > GRACE:
            break

    end_all()
    if stopped_by:
        return 128 + stopped_by[0]
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
