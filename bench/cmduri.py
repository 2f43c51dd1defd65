# SPDX-License-Identifier: Apache-2.0
"""cmduri.py BENCH-CMDURI: one table of what reading each form costs, here and with other libraries.

Time is a median; instructions are counted by callgrind where the library is native. Node's URL and
Python's urllib are measured in their own interpreters, one after the other, in the same run.
"""

import pathlib
import shutil
import statistics
import subprocess
import sys
import time
from urllib.parse import parse_qs, unquote, urlsplit

import instructions

FOLDER = pathlib.Path(__file__).resolve().parent
# What reading each text must give; as in cmduri.c.
TOP_UP = ("settings/topup", "product_id", "com.myapp.credit1")
ANSWERS = {
    "app: without parameters": ("keypad", "", ""),
    "smart link": ("", "relative", "/x/y"),
    "call": ("+420123456789", "dialAction", "autoCall"),
}


def read_with_urllib(text, answer):
    parts = urlsplit(text)
    query = parse_qs(parts.query, keep_blank_values=True)
    if "_cmd" in query:
        return read_with_urllib(query["_cmd"][0], answer)
    path, name, value = answer
    return unquote(parts.path) == path and (not name or query[name][0] == value)


def measure_urllib(text, answer):
    rounds = []
    for _ in range(101):
        start = time.perf_counter_ns()
        for _ in range(200):
            if not read_with_urllib(text, answer):
                sys.exit(f"urllib gives a wrong answer to {text}")
        rounds.append((time.perf_counter_ns() - start) / 200)
    return statistics.median(rounds)


def measure_url(text, answer):
    output = subprocess.run(["node", FOLDER / "cmduri-url.js", text, *answer], capture_output=True, text=True, check=True)
    return float(output.stdout)


def show(candidate, nanoseconds, base, allocations="", count=""):
    print(f"  {candidate:<34} {nanoseconds:>10.1f} ns {nanoseconds / base:>7.1f} x {allocations:>8} {count:>12}")


def main(program):
    lines = subprocess.run([program, "--forms"], capture_output=True, text=True, check=True).stdout.splitlines()
    counts = instructions.count(program) if shutil.which("valgrind") else {}
    forms = {}
    for line in lines:
        form, candidate, text, nanoseconds, allocations = line.split("\t")
        forms.setdefault((form, text), []).append((candidate, float(nanoseconds), allocations))
    print(f"  {'':<34} {'median':>13} {'':>9} {'allocs':>8} {'instructions':>12}")
    for (form, text), rows in forms.items():
        base = rows[0][1]
        answer = ANSWERS.get(form, TOP_UP)
        print(f"{form}, {len(text)} bytes")
        for candidate, nanoseconds, allocations in rows:
            name = form if candidate == "libcmduri" else f"{form}, {candidate}"
            show(candidate, nanoseconds, base, allocations, counts.get(name, ""))
        if shutil.which("node"):
            show("Node URL", measure_url(text, answer), base)
        show(f"Python {sys.version_info[0]}.{sys.version_info[1]} urllib", measure_urllib(text, answer), base)


if __name__ == "__main__":
    main(*sys.argv[1:])
