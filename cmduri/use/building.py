# SPDX-License-Identifier: Apache-2.0
"""What the tests of use share: commands that are run, TAP, the texts that the consumer prints."""

import shlex
import subprocess

ANSWER = "settings/topup x 1\n"
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wno-sign-conversion", "-Werror"]

_results = []


def check(holds, name, detail=""):
    _results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(_results)} - {name}", flush=True)
    if not holds:
        for line in str(detail).splitlines()[:40]:
            print(f"# {line}", flush=True)
    return holds


def finish():
    print(f"1..{len(_results)}")
    return 0 if _results and all(_results) else 1


def run(*command, **options):
    """(good, all output) of a command, whose first word may be a path."""
    words = [str(word) for word in command]
    result = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=240, text=True, errors="replace", **options
    )
    return result.returncode == 0, f"$ {shlex.join(words)}\n{result.stdout}"


def check_runs(name, program, *arguments, expected=ANSWER, **options):
    words = [str(program), *map(str, arguments)]
    try:
        result = subprocess.run(words, capture_output=True, check=False, timeout=240, text=True, **options)
    except OSError as error:
        return check(False, name, error)
    return check(result.returncode == 0 and result.stdout == expected, name, f"{result}")


def check_builds(name, *command, **options):
    good, output = run(*command, **options)
    if not good:
        check(False, f"{name}: builds", output)
    return good

