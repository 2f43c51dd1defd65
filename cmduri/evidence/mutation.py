# SPDX-License-Identifier: Apache-2.0
"""mutation.py [--sanitize] [--every N] [FILE…]: whether the tests notice when the library is wrong.

Changes the library in one place at a time (a comparison, a bound, a logical operator, a constant, a
returned truth), builds it and runs the unit tests and the corpus. A change that all tests pass is a
survivor: either a case is missing, or the change means nothing. Those that are known, with the
reason, stand in survivors.txt; exit status 1 when there are others. --every N tries each Nth change.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
CMDURI = FOLDER.parent
ROOT = CMDURI.parent
READING = [CMDURI / "corpus" / f"{name}.txt" for name in ("calls", "commands", "lenient", "parameters", "refused", "smart")]
UNITS = ("build", "command", "lint", "name", "parse", "permission", "product-id")
FLAGS = ["gcc", "-std=c11", "-D_GNU_SOURCE", f"-I{ROOT}", "-O1", "-fPIC", "-w"]
# With --sanitize: what reads beyond its ends is noticed even where the result is right by luck.
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]

CHANGES = (
    (r"==", "!="), (r"!=", "=="), (r"(?<![<-])<=", "<"), (r"(?<![<=-])<(?![<=])", "<="), (r"(?<![>])>=", ">"),
    (r"(?<![>-])>(?![>=])", ">="), (r"&&", "||"), (r"\|\|", "&&"), (r"(?<=\w|\)|\]) \+ (?=[\w(])", " - "),
    (r"(?<=\w|\)|\]) - (?=[\w(])", " + "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"(?<![\w.'])0(?![\w.x])", "1"),
    (r"(?<![\w.'])1(?![\w.x])", "2"), (r"(?<![\w.'])([2-9]|1[0-9]|3[0-9])(?![\w.x])", r"(\1 + 1)"), (r"(?<=[(\s])!(?=[\w(])", ""),
    (r" & (?=[\w(~])", " | "), (r"\bcontinue;", ";"), (r"\+= ", "-= "),
)  # fmt: skip


def strip(text):
    """The code, with comments, strings and preprocessor lines blanked: places stay as they are."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))

    return re.sub(r'(?s)/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|(?m:^#(?:[^\n\\]|\\\n|\\.)*)', blank, text)


def mutants(source):
    """(line number, text of the line, changed line, whole changed text)."""
    text = source.read_text(encoding="utf-8")
    code = strip(text)
    found = []
    for pattern, replacement in CHANGES:
        for match in re.finditer(pattern, code):
            changed = text[: match.start()] + match.expand(replacement) + text[match.end() :]
            number = text.count("\n", 0, match.start()) + 1
            found.append((match.start(), number, text.split("\n")[number - 1].strip(), changed.split("\n")[number - 1].strip(), changed))
    return [mutant[1:] for mutant in sorted(found, key=lambda mutant: mutant[0])]


def run(*command, seconds=20):
    try:
        return subprocess.run(
            [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds, check=False
        ).returncode == 0  # fmt: skip
    except subprocess.TimeoutExpired:
        return False


def prepare(folder, sources):
    """Objects of the library, and the commands that test it."""
    objects = {}
    for source in sources:
        objects[source] = folder / f"{source.stem}.o"
        assert run(*FLAGS, "-c", source, "-o", objects[source])
    library = folder / "libmutant.so"
    assert run(*FLAGS, "-shared", *objects.values(), "-o", library)
    case, json = CMDURI / "corpus-case.c", CMDURI / "tool" / "json.c"
    programs = {f"{unit}_test": [CMDURI / f"{unit}_test.c"] for unit in UNITS}
    programs["corpus_test"] = [CMDURI / "corpus_test.c", case, json]
    programs["corpus_policy_test"] = [CMDURI / "corpus_policy_test.c", case]
    for name, inputs in programs.items():
        assert run(*FLAGS, *inputs, library, f"-Wl,-rpath,{folder}", "-o", folder / name), name
    tests = [[folder / "corpus_test", "read", *READING]]
    tests += [[folder / f"{unit}_test"] for unit in UNITS]
    tests += [[folder / "corpus_test", way, CMDURI / "corpus" / f"{way}.txt"] for way in ("build", "lint")]
    tests += [[folder / "corpus_policy_test", way, CMDURI / "corpus" / f"{way}.txt"] for way in ("hints", "permission", "products")]
    assert all(run(*test) for test in tests), "the tests do not pass as it is"
    return objects, library, tests


def known_survivors():
    lines = (FOLDER / "survivors.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line and not line.startswith(("#", " "))}


def main(arguments):
    every = 1
    if arguments[:1] == ["--sanitize"]:
        FLAGS.extend(SANITIZERS)
        del arguments[0]
    if arguments[:1] == ["--every"]:
        every = int(arguments[1])
        arguments = arguments[2:]
    sources = [path for path in sorted(CMDURI.glob("*.c")) if not path.stem.endswith("_test") and path.stem != "corpus-case"]
    unknown = set(arguments) - {path.name for path in sources}
    if unknown:
        print(f"mutation.py: no source of cmduri/: {' '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    known = known_survivors()
    total = noticed = unbuilt = 0
    new = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        objects, library, tests = prepare(folder, sources)
        for source in sources:
            if arguments and source.name not in arguments:
                continue
            before = total, noticed
            for number, line, changed, text in mutants(source)[::every]:
                mutant = folder / source.name
                mutant.write_text(text, encoding="utf-8")
                compiled = folder / "mutant.o"
                if not run(*FLAGS, f"-I{CMDURI}", "-c", mutant, "-o", compiled):
                    unbuilt += 1
                    continue
                assert run(*FLAGS, "-shared", compiled, *(path for other, path in objects.items() if other != source), "-o", library)
                total += 1
                if not all(run(*test, seconds=5) for test in tests):
                    noticed += 1
                    continue
                entry = f"{source.name}: {line} => {changed}"
                if entry not in known:
                    new.append(entry)
                    print(f"  {source.name}:{number}: {line} => {changed}", flush=True)
            print(f"{source.name:<16} {noticed - before[1]} of {total - before[0]} noticed", flush=True)
    print(f"{noticed} of {total} changes are noticed, {100 * noticed / total:.1f} %; {unbuilt} don't build")
    if new:
        print(f"{len(new)} survivors have no reason in survivors.txt")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
