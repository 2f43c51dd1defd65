# SPDX-License-Identifier: Apache-2.0
"""abi_test.py BUILD SOURCE: programs built against the last release still run.

cmduri/use/libcmduri.abi describes the interface of the last release. After a release, and only then,
`abi_test.py BUILD SOURCE --release` writes it anew.
"""

import pathlib
import re
import shutil
import sys
import tempfile

from building import check, finish, run

BUILD, SOURCE = map(pathlib.Path, sys.argv[1:3])
USE = SOURCE / "cmduri" / "use"
RELEASE = USE / "libcmduri.abi"
AMALGAMATION = BUILD / "cmduri" / "amalgamation"


def build(folder, name, change=None):
    """The shared library of the amalgamation, after a change to its header."""
    there = folder / name
    there.mkdir()
    for file in ("cmduri.c", "cmduri.h"):
        shutil.copy(AMALGAMATION / file, there)
    if change is not None:
        header = there / "cmduri.h"
        text, count = re.subn(*change, header.read_text(), count=1)
        assert count == 1, change
        header.write_text(text)
    library = there / "libcmduri.so.0"
    good, output = run(
        "gcc", "-std=c11", "-g", "-O1", "-fPIC", "-shared", f"-ffile-prefix-map={there}=.", "-Wl,-soname,libcmduri.so.0",
        f"-Wl,--version-script={SOURCE / 'cmduri' / 'cmduri.map'}", there / "cmduri.c", "-o", library,
    )  # fmt: skip
    if not good:
        check(False, f"{name}: builds", output)
        sys.exit(finish())
    return library


def compare(folder, library):
    return run("abidiff", "--no-show-locs", RELEASE, library, cwd=folder)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        now = build(folder, "now")
        if "--release" in sys.argv:
            good, output = run(
                "abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--out-file", RELEASE, now
            )
            check(good, "the interface is written", output)
            return finish()
        same, output = compare(folder, now)
        check(same, "the interface is that of the last release", output)

        # The comparison notices what it should.
        for title, change in {
            "a field more": (r"  uint32_t warnings; ", "  uint32_t more; uint32_t warnings; "),
            "constants in another order": (r"(  CMDURI_COMMAND_QD,\n)(  CMDURI_COMMAND_HISTORY,\n)", r"\2\1"),
            "a field of another type": (r"bool reload; ", "int reload; "),
        }.items():
            same, output = compare(folder, build(folder, title.replace(" ", "-"), change))
            check(not same and "changed" in output.lower(), f"{title} is noticed", output)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
