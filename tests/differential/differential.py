# SPDX-License-Identifier: Apache-2.0
"""differential.py DIFFERENTIAL-TEST [COUNT [SEED]]: the oracles in other languages, with TAP.

Node's WHATWG URL (when Node is installed) and Python's urllib take COUNT URIs apart, which is
20000 unless told. What they may disagree in is listed in section 11 of the specification.
"""

import json
import pathlib
import shutil
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
ALLOWED = {"oracle.js": {"CU-20", "CU-40"}, "oracle.py": {"CU-40"}}


def main(program, count="20000", seed="1"):
    failures = number = 0
    for oracle, runner in (("oracle.js", shutil.which("node")), ("oracle.py", sys.executable)):
        number += 1
        if runner is None:
            print(f"ok {number} - {oracle} # SKIP Node is not installed")
            continue
        with subprocess.Popen([program, count, seed, "show"], stdout=subprocess.PIPE) as source:
            output = subprocess.run([runner, FOLDER / oracle], stdin=source.stdout, capture_output=True, text=True, check=False)
        lines = output.stdout.splitlines()
        good = output.returncode == 0 and lines
        if good:
            result = json.loads(lines[-1])
            good = result["different"] == 0 and result["compared"] > int(count) / 2 and set(result["rules"]) <= ALLOWED[oracle]
        failures += not good
        print(f"{'ok' if good else 'not ok'} {number} - {oracle} agrees with the library")
        for line in (lines + output.stderr.splitlines())[-25:]:
            print(f"# {line}")
    print(f"1..{number}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
