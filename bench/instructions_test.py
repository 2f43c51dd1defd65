# SPDX-License-Identifier: Apache-2.0
"""instructions_test.py BENCH-CMDURI [--write]: the cost of each job in instructions.

Each must be within 3 % of bench/baseline.txt, more and less: who makes a job cheaper writes the new
figures with --write and commits them. The baseline is that of Debian 12's gcc on amd64; with another
compiler it is shown, not compared. The jobs whose length doubles must cost twice as much and no more.
"""

import pathlib
import platform
import re
import subprocess
import sys

import instructions

BASELINE = pathlib.Path(__file__).resolve().parent / "baseline.txt"
PEERS = re.compile(r", (uriparser|GUri)")
TOLERANCE = 0.03
# A fixed part makes the ratio smaller than 2; a worse order makes it larger.
MOST_GROWTH = 2.05

HEADER = """# Instructions of the jobs of bench-cmduri, counted by callgrind (bench/instructions_test.py).
# gcc {compiler} on amd64, Meson's debugoptimized.
"""

results = []


def check(holds, name):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(results)} - {name}")


def main(program, *options):
    counts = {name: total for name, total in instructions.count(program).items() if not PEERS.search(name)}
    compiler = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True, check=True).stdout.strip()
    if "--write" in options:
        lines = "".join(f"{total:9} {name}\n" for name, total in counts.items())
        BASELINE.write_text(HEADER.format(compiler=compiler) + lines, encoding="utf-8")
        return 0

    text = BASELINE.read_text(encoding="utf-8")
    baseline = {name: int(total) for total, name in re.findall(r"(?m)^ *(\d+) (.*)$", text)}
    same_machine = f"# gcc {compiler} " in text and platform.machine() == "x86_64"
    check(len(counts) > 15 and (not same_machine or counts.keys() == baseline.keys()), "every job has its baseline")
    for name, total in counts.items():
        if same_machine and name in baseline:
            change = total / baseline[name] - 1
            check(abs(change) <= TOLERANCE, f"{name}: {total} instructions, {100 * change:+.1f} %")

    lengths = [(int(match.group(1)), total) for name, total in counts.items() if (match := re.match(r"(\d+) bytes$", name))]
    check(len(lengths) >= 5, "there are lengths that double")
    for (_, less), (length, more) in zip(lengths, lengths[1:]):
        check(more / less <= MOST_GROWTH, f"up to {length} bytes the cost grows by {more / less:.3f}")
    sources = [(int(match.group(1)), total) for name, total in counts.items() if (match := re.match(r"lint (\d+) KiB", name))]
    for (_, less), (length, more) in zip(sources, sources[1:]):
        check(more / less <= MOST_GROWTH, f"up to {length} KiB of source text the cost grows by {more / less:.3f}")
    check(len(sources) >= 3, "so do source texts")
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
