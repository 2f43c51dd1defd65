# SPDX-License-Identifier: Apache-2.0
"""portability_test.py BUILD SOURCE: the amalgamation under other compilers, C libraries and machines.

Each passes the library's own tests and the whole corpus: 32 bits, big-endian, musl. WebAssembly has
no C library at all; there a URI is read, in Node where that is installed.
"""

import pathlib
import shutil
import sys
import tempfile

from building import STRICT, check, check_builds, check_runs, finish, run

BUILD, SOURCE = map(pathlib.Path, sys.argv[1:3])
CMDURI = SOURCE / "cmduri"
AMALGAMATION = BUILD / "cmduri" / "amalgamation"
UNITS = ("build", "command", "lint", "name", "parse", "permission", "product-id")
READING = ("calls", "commands", "lenient", "parameters", "refused", "smart")
CORPORA = {"read": READING, "build": ("build",), "lint": ("lint",)}

# Name, compiler, what runs its programs: an emulator, or nothing.
MACHINES = (
    ("32 bits (i686)", "i686-linux-gnu-gcc", []),
    ("big-endian (s390x)", "s390x-linux-gnu-gcc", ["qemu-s390x"]),
    ("musl", "musl-gcc", []),
)


def corpus(names):
    return [CMDURI / "corpus" / f"{name}.txt" for name in names]


def check_machine(folder, name, compiler, emulator):
    if not check(shutil.which(compiler) is not None, f"{name}: {compiler} is installed"):
        return
    flags = ["-std=c11", "-O1", "-static", *STRICT, f"-I{SOURCE}"]
    library = folder / "cmduri.o"
    if not check_builds(name, compiler, *flags, f"-I{AMALGAMATION}", "-c", AMALGAMATION / "cmduri.c", "-o", library):
        return
    check(True, f"{name}: builds without a warning")

    # Test code is not held to -Wconversion.
    flags = ["-std=c11", "-D_GNU_SOURCE", "-O1", "-static", "-Wall", "-Werror", f"-I{SOURCE}"]
    programs = {f"{unit}_test": [f"{unit}_test.c"] for unit in UNITS}
    programs["corpus_test"] = ["corpus_test.c", "corpus-case.c", "tool/json.c"]
    programs["corpus_wrapper_test"] = ["corpus_wrapper_test.c", "corpus-case.c"]
    programs["corpus_policy_test"] = ["corpus_policy_test.c", "corpus-case.c"]
    runs = [(f"{unit}_test", []) for unit in UNITS]
    runs += [("corpus_test", [way, *corpus(names)]) for way, names in CORPORA.items()]
    runs += [("corpus_wrapper_test", corpus(CORPORA["read"]))]
    runs += [("corpus_policy_test", [way, *corpus([way])]) for way in ("hints", "permission", "products")]
    for program, sources in programs.items():
        paths = [CMDURI / source for source in sources]
        if not check_builds(f"{name}: {program}", compiler, *flags, *paths, library, "-o", folder / program):
            return
    for program, arguments in runs:
        good, output = run(*emulator, folder / program, *arguments)
        failures = [line for line in output.splitlines() if line.startswith("not ok")]
        passed = sum(line.startswith("ok ") for line in output.splitlines())
        title = f"{name}: {program} {arguments[0] if arguments else ''}".strip()
        check(good and passed > 0 and not failures, f"{title}, {passed} checks", "\n".join(failures) or output[-2000:])


def check_web_assembly(folder):
    module = folder / "cmduri.wasm"
    flags = ["--target=wasm32", "-ffreestanding", "-nostdlib", "-std=c11", "-Os", *STRICT, f"-I{AMALGAMATION}"]
    sources = (AMALGAMATION / "cmduri.c", CMDURI / "use" / "freestanding.c")
    if not check_builds("WebAssembly", "clang", *flags, *sources, "-Wl,--no-entry", "-Wl,-z,stack-size=65536", "-o", module):
        return
    size = module.stat().st_size
    check(size < 40 * 1024, f"WebAssembly: builds without a warning and without a C library, {size} bytes")
    node = shutil.which("node")
    if node is None:
        print("# Node is not installed: the module was not run")
    else:
        # CMDURI_COMMAND_KEYPAD, CMDURI_COMMAND_BALANCE_UPDATE, -CMDURI_ERROR_BAD_PERCENT_ENCODING
        check_runs("WebAssembly: reads URIs in Node", node, CMDURI / "use" / "freestanding.js", module, expected="10\n1\n-6\n")


def main():
    with tempfile.TemporaryDirectory() as name:
        for number, (machine, compiler, emulator) in enumerate(MACHINES):
            folder = pathlib.Path(name, str(number))
            folder.mkdir()
            check_machine(folder, machine, compiler, emulator)
        check_web_assembly(pathlib.Path(name))
    return finish()


if __name__ == "__main__":
    sys.exit(main())
