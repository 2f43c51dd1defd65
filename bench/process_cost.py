# SPDX-License-Identifier: Apache-2.0
"""What a process has cost so far, as the kernel counts it."""

import os
import pathlib
import re


def _read(path, name):
    return int(re.search(rf"^{name}:\s+(\d+)", path.read_text(encoding="utf-8"), re.MULTILINE).group(1))


def resident_mb(pid):
    """Memory, MB of 10⁶ bytes."""
    return _read(pathlib.Path(f"/proc/{pid}/status"), "VmRSS") * 1024 / 1e6


def wake_ups(pid):
    """Times that a thread of the process went to sleep by itself, hence was woken."""
    tasks = pathlib.Path(f"/proc/{pid}/task").iterdir()
    return sum(_read(task / "status", "voluntary_ctxt_switches") for task in tasks)


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
