# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions of each job of bench-cmduri with callgrind."""

import pathlib
import re
import subprocess
import tempfile


def count(program):
    """The name of each job → instructions of doing it once, in the order of the program."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(
            ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={folder / 'out'}", program, "--count"],
            check=True, timeout=200,
        )  # fmt: skip
        counts = []
        for path in folder.glob("out.*"):
            text = path.read_text(encoding="utf-8", errors="replace")
            trigger = re.search(r"(?m)^desc: Trigger: Client Request: (.*)$", text)
            total = re.search(r"(?m)^totals: (\d+)$", text)
            if trigger is not None and total is not None:
                counts.append((int(path.suffix[1:]), trigger.group(1), int(total.group(1))))
        return {name: total for _, name, total in sorted(counts)}
