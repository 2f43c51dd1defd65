# SPDX-License-Identifier: Apache-2.0
"""coverage.py [FOLDER]: which lines and branches of cmduri/ the tests reach.

Builds the library, the tool and what the npm package makes WebAssembly of with gcc's --coverage into
FOLDER (a temporary one unless told), runs the unit tests, the corpus, the fuzz targets' replays, the
tool's and the package's tests, and prints the coverage of each file. Every line with something that was not reached must stand, with the reason, in
unreached.txt; what doesn't is printed. Exit status 0 when all is explained and both figures are over
98 %.
"""

import collections
import gzip
import importlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
CMDURI = FOLDER.parent
ROOT = CMDURI.parent
FLOOR = 98.0
UNITS = ("build", "command", "lint", "name", "parse", "permission", "product-id")
READING = [CMDURI / "corpus" / f"{name}.txt" for name in ("calls", "commands", "lenient", "parameters", "refused", "smart")]
TARGETS = {"parse": ["uri"], "build": ["uri", "struct"], "lint": ["uri", "source"], "json": ["uri"]}


def run(*command, allowed=(0,), **options):
    result = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, errors="replace", **options
    )
    if result.returncode not in allowed:
        sys.exit(f"{command}\n{result.stdout[-3000:]}{result.stderr[-3000:]}")
    return result.stdout


def sources():
    library = [path for path in sorted(CMDURI.glob("*.c")) if not path.stem.endswith("_test") and path.stem != "corpus-case"]
    return library, sorted((CMDURI / "tool").glob("*.c"))


def build(folder):
    flags = ["-std=c11", "-D_GNU_SOURCE", '-DCMDURI_TOOL_VERSION="0.0.0"', f"-I{ROOT}", "-g", "-O0"]
    library, tool = sources()
    objects = {}
    for source in [*library, *tool]:
        objects[source] = folder / f"{source.parent.name}-{source.stem}.o"
        run("gcc", *flags, "--coverage", "-c", source, "-o", objects[source])
    shared = [objects[source] for source in library]
    json_object = objects[CMDURI / "tool" / "json.c"]

    def link(name, *inputs):
        run("gcc", *flags, "--coverage", *inputs, *shared, "-o", folder / name)
        return folder / name

    plain = []
    for source in (*CMDURI.glob("*_test.c"), CMDURI / "corpus-case.c", *ROOT.glob("fuzz/cmduri-*.c")):
        plain.append(folder / f"plain-{source.stem}.o")
        run("gcc", *flags, "-c", source, "-o", plain[-1])
    case = folder / "plain-corpus-case.o"
    for unit in UNITS:
        run(link(unit, folder / f"plain-{unit}_test.o"))
    corpus = link("corpus", folder / "plain-corpus_test.o", case, json_object)
    for way, files in {"read": READING, "build": [CMDURI / "corpus" / "build.txt"], "lint": [CMDURI / "corpus" / "lint.txt"]}.items():
        run(corpus, way, *files)
    run(link("wrapper", folder / "plain-corpus_wrapper_test.o", case), *READING)
    policy = link("policy", folder / "plain-corpus_policy_test.o", case)
    for way in ("hints", "permission", "products"):
        run(policy, way, CMDURI / "corpus" / f"{way}.txt")
    for name, folders in TARGETS.items():
        program = link(f"fuzz-{name}", folder / f"plain-cmduri-{name}.o", folder / "plain-cmduri-replay.o", case, json_object)
        run(program, *READING, CMDURI / "corpus" / "lint.txt", *(ROOT / "fuzz" / f"cmduri-{part}" for part in folders))
    program = link("cmduri", *(objects[source] for source in tool))
    run(sys.executable, CMDURI / "tool" / "tool_test.py", program, CMDURI / "tool" / "cmduri.1", allowed=(0, 1))
    if (CMDURI / "tool" / "sarif_test.py").is_file():
        run(sys.executable, CMDURI / "tool" / "sarif_test.py", program, allowed=(0, 1))
    return {**objects, **build_package(folder)}


def build_package(folder):
    """Runs the npm package's tests with native code in place of WebAssembly; the objects of its own C."""
    javascript = CMDURI / "js"
    flags = ["-std=gnu11", "-fPIC", "-w", "-fno-builtin", "-fvisibility=hidden", f"-I{ROOT}", "-I/usr/include/node", "-g", "-O0"]
    # Those of memory.c, beside those of the C library.
    flags += [f"-D{name}=native_{name}" for name in ("memchr", "memcmp", "memcpy", "memset", "strcmp", "strlen")]
    flags += ['-DCMDURI_TOOL_VERSION="0.0.0"']
    objects = {}
    for source in (javascript / "wasm.c", javascript / "memory.c"):
        objects[source] = folder / f"{source.parent.name}-{source.stem}.o"
        run("gcc", *flags, "--coverage", "-include", FOLDER / "native-module.h", "-c", source, "-o", objects[source])
    others = [CMDURI / "tool" / f"{name}.c" for name in ("allow", "json", "remedy", "sarif")]
    native = folder / "native-module.node"
    run("gcc", *flags, "--coverage", "-shared", "-Wl,-Bsymbolic", *objects.values(), "-o", native, *plain_objects(folder, flags, others))

    package = folder / "package"
    shutil.rmtree(package, ignore_errors=True)
    package.mkdir()
    for name in ("cli.js", "glob.js", "index.js", "package.json"):
        shutil.copy(javascript / name, package)
    sys.path.insert(0, str(javascript))
    (package / "wasm.js").write_text(importlib.import_module("pack").make_module(b"native"), encoding="utf-8")
    environment = {**os.environ, "NATIVE_MODULE": str(native)}
    node = ("/usr/bin/node", "--require", FOLDER / "native-module.cjs")
    run(*node, javascript / "tests" / "api_test.js", package / "index.js", env=environment)
    run(*node, javascript / "tests" / "corpus_test.js", package / "index.js", CMDURI / "corpus", env=environment)
    return objects


def plain_objects(folder, flags, others):
    results = []
    for source in (*sources()[0], *others, FOLDER / "native-module.c"):
        results.append(folder / f"native-{source.stem}.o")
        run("gcc", *flags, "-c", source, "-o", results[-1])
    return results


def read(folder, source, compiled):
    """(lines, reached lines, branches, taken branches, lines with something that was not)."""
    run("gcov", "-b", "-c", "-j", compiled, cwd=folder)
    with gzip.open(folder / f"{compiled.stem}.gcov.json.gz") as file:
        report = json.load(file)
    lines = {}
    for one in report["files"]:
        if pathlib.Path(one["file"]).name != source.name:
            continue
        for line in one["lines"]:
            entry = lines.setdefault(line["line_number"], [0, []])
            entry[0] += line["count"]
            entry[1] += [branch["count"] for branch in line["branches"]]
    branches = [count for _, counts in lines.values() for count in counts]
    missed = [
        (number, "line" if count == 0 else "branch") for number, (count, counts) in sorted(lines.items()) if count == 0 or 0 in counts
    ]
    return len(lines), sum(count > 0 for count, _ in lines.values()), len(branches), sum(count > 0 for count in branches), missed


def explanations():
    """File name → texts of lines, as often as they are explained."""
    known = collections.defaultdict(collections.Counter)
    for line in (FOLDER / "unreached.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#") and not line.startswith(" "):
            name, text = line.split(": ", 1)
            known[name][text.strip()] += 1
    return known


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.gcda"):
            old.unlink()
        objects = build(folder)
        known = explanations()
        total = [0, 0, 0, 0]
        unexplained = []
        print(f"{'':<24} {'lines':>7} {'branches':>9}")
        for source, compiled in objects.items():
            *figures, missed = read(folder, source, compiled)
            total = [a + b for a, b in zip(total, figures)]
            name = str(source.relative_to(CMDURI))
            texts = source.read_text(encoding="utf-8").splitlines()
            for number, kind in missed:
                text = texts[number - 1].strip()
                if known[name][text] == 0:
                    unexplained.append(f"{name}:{number}: {kind} not reached: {text}")
                known[name][text] -= 1
            if figures[0] > 0:
                branches = f"{100 * figures[3] / figures[2]:8.1f}%" if figures[2] else ""
                print(f"{name:<24} {100 * figures[1] / figures[0]:6.1f}% {branches:>9}")
        lines, branches = 100 * total[1] / total[0], 100 * total[3] / total[2]
        print(f"{'all':<24} {lines:6.2f}% {branches:8.2f}%   {total[1]} of {total[0]} lines, {total[3]} of {total[2]} branches")
        print("\n".join(unexplained))
        stale = [f"{name}: {text}" for name, texts in known.items() for text, count in texts.items() if count > 0]
        if stale:
            print("Explained, but reached:\n" + "\n".join(stale))
        return 0 if lines > FLOOR and branches > FLOOR and not unexplained and not stale else 1


if __name__ == "__main__":
    sys.exit(main())
