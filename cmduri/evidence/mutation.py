# SPDX-License-Identifier: Apache-2.0
"""mutation.py [FILE…]: whether the tests notice when the library is wrong.

Changes the library in one place at a time (a comparison, a bound, a logical operator, a constant, a
returned truth) and runs the unit tests and the corpus; what they pass is also read at the edge of
memory, and run with sanitizers. A change that all of it passes is a survivor, unless it compiles to
the same code: either a case is missing, or the change means nothing. Those that are known, with the
reason, stand in survivors.txt. Exit status 1 when there are others, or when one that stands there is
noticed after all.

To be quick, a file is built once with all its changed functions side by side, of which an
environment variable picks one; only what stands outside of functions is built change by change.
"""

import collections
import concurrent.futures
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
CMDURI = FOLDER.parent
ROOT = CMDURI.parent
READING = [CMDURI / "corpus" / f"{name}.txt" for name in ("calls", "commands", "lenient", "parameters", "refused", "smart")]
UNITS = ("build", "name", "parse", "permission", "product-id", "command", "lint")
FLAGS = ["gcc", "-std=c11", "-D_GNU_SOURCE", f"-I{ROOT}", f"-I{CMDURI}", "-fPIC", "-w"]
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
# A change may make a test run for ever. It has so much more processor time than it needs without one,
# and so many seconds.
SLOWER = 4
SECONDS = 2
# What builds and the first runs may take.
MOST_SECONDS = 60

# Those that take long, and longer with sanitizers.
SLOW_UNITS = ("command", "lint")

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


# Picks the changed function; 0 is none.
SWITCH = """#include <stdlib.h>
int mutation_number;
__attribute__ ((constructor)) static void
pick (void)
{
  const char *number = getenv ("MUTATION");
  mutation_number = number == NULL ? 0 : (int)strtol (number, NULL, 10);
}
"""
FUNCTION = re.compile(r"^((?:\w[\w *]*\n|\w[\w *]*[ *])(?<![(;])(\w+) \(([^;{]*?)\))\n\{\n.*?^\}\n", re.MULTILINE | re.DOTALL)


class Function:
    """One function of a source file, and how to call it."""

    def __init__(self, match):
        self.start, self.end, self.name = match.start(), match.end(), match[2]
        self.head, self.name_at = match[1], match.start(2) - match.start()
        flat = re.sub(r"\(\*(\w+)\) \([^()]*\)", r"\1", match[3])  # a function among the parameters
        parameters = [] if flat == "void" else flat.split(",")
        self.arguments = ", ".join(re.search(r"(\w+)(?:\[\w*\])?$", parameter.strip())[1] for parameter in parameters)

    def renamed(self, text, number):
        """The changed or unchanged function `text` as one of many."""
        static = "" if "static" in self.head[: self.name_at] else "static "
        name_end = self.name_at + len(self.name)
        return f'#line 1 "change-{number}"\n{static}{text[: self.name_at]}{self.name}_{number}{text[name_end:]}\n'

    def chooser(self, numbers):
        cases = "".join(f"case {number}: return {self.name}_{number} ({self.arguments});\n" for number in numbers)
        return f"{self.head}\n{{\nswitch (mutation_number) {{\n{cases}default: return {self.name}_0 ({self.arguments});\n}}\n}}\n"


class Mutant:
    """One change: where it is, and the whole text with it. `function` is None outside of functions."""

    def __init__(self, source, text, start, end, replacement, function):
        self.source, self.start, self.function = source, start, function
        self.text = text[:start] + replacement + text[end:]
        self.line_number = text.count("\n", 0, start) + 1
        self.number = 0  # among the changed functions of its file
        line, changed = (lines.split("\n")[self.line_number - 1].strip() for lines in (text, self.text))
        self.entry = f"{source.name} {function.name if function else '-'}: {line} => {changed}"

    def function_text(self, length):
        return self.text[self.function.start : self.function.end + len(self.text) - length]


def mutants(source):
    text = source.read_text(encoding="utf-8")
    code = strip(text)
    functions = [Function(match) for match in FUNCTION.finditer(text)]
    found = []
    for pattern, replacement in CHANGES:
        for match in re.finditer(pattern, code):
            inside = [function for function in functions if function.start <= match.start() < function.end]
            found.append(Mutant(source, text, match.start(), match.end(), match.expand(replacement), inside[0] if inside else None))
    found.sort(key=lambda mutant: mutant.start)
    for number, mutant in enumerate((mutant for mutant in found if mutant.function), 1):
        mutant.number = number
    return found


def side_by_side(source, found):
    """The source with all changed functions in it."""
    text = source.read_text(encoding="utf-8")
    parts = ["extern int mutation_number;\n"]
    at = 0
    for function in {mutant.function.start: mutant.function for mutant in found if mutant.function}.values():
        mine = [mutant for mutant in found if mutant.function is function]
        parts += [text[at : function.start], function.renamed(text[function.start : function.end], 0)]
        parts += [function.renamed(mutant.function_text(len(text)), mutant.number) for mutant in mine]
        parts.append(function.chooser([mutant.number for mutant in mine]))
        at = function.end
    return "".join([*parts, text[at:]])


def execute(*command, seconds=MOST_SECONDS, **environment):
    words = [str(word) for word in ("prlimit", f"--cpu={seconds}", *command)]
    return subprocess.run(words, capture_output=True, env={**os.environ, **environment}, check=False)


def run(*command, **options):
    return execute(*command, **options).returncode == 0


def used_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Laboratory:
    """The library's objects, the programs that test it, the quick ones first, and how long they may take."""

    def __init__(self, folder, sources, flags):
        self.folder, self.flags, self.sanitized = folder, [*FLAGS, *flags], flags == SANITIZERS
        folder.mkdir()
        (folder / "switch.c").write_text(SWITCH, encoding="utf-8")
        self.objects = {source: folder / f"{source.stem}.o" for source in [*sources, folder / "switch.c"]}
        for source, compiled in self.objects.items():
            self.check_run("-c", source, "-o", compiled)
        self.link(folder)
        case, json = CMDURI / "corpus-case.c", CMDURI / "tool" / "json.c"
        programs = {f"{unit}_test": [CMDURI / f"{unit}_test.c"] for unit in UNITS}
        programs["corpus_test"] = [CMDURI / "corpus_test.c", case, json]
        programs["corpus_wrapper_test"] = [CMDURI / "corpus_wrapper_test.c", case]
        programs["corpus_policy_test"] = [CMDURI / "corpus_policy_test.c", case]
        programs["guard-page_test"] = [FOLDER / "guard-page_test.c", case]
        for name, inputs in programs.items():
            self.check_run(*inputs, folder / "libmutant.so", "-o", folder / name)
        self.tests = []
        for test in self.all_tests():
            before = used_seconds()
            assert run(folder / test[0], *test[1:], LD_LIBRARY_PATH=str(folder)), f"{test} does not pass as it is"
            self.tests.append((test, SECONDS + round(SLOWER * (used_seconds() - before))))

    def check_run(self, *arguments):
        result = execute(*self.flags, *arguments)
        assert result.returncode == 0, result.stderr.decode()

    def link(self, folder, source=None):
        objects = [folder / "changed.o", *(path for other, path in self.objects.items() if other != source)]
        self.check_run("-shared", "-Wl,-soname,libmutant.so", *objects[source is None :], "-o", folder / "libmutant.so")

    def builds(self, folder, source, text):
        """Builds the library with `text` for a source; returns the numbers of the changes at fault when it does not."""
        folder.mkdir(exist_ok=True)
        (folder / source.name).write_text(text, encoding="utf-8")
        result = execute(*self.flags, "-c", folder / source.name, "-o", folder / "changed.o")
        if result.returncode == 0:
            self.link(folder, source)
            return set()
        return {int(number) for number in re.findall(r"^change-(\d+):\d+:\d+: error", result.stderr.decode(), re.MULTILINE)} or {0}

    def all_tests(self):
        corpus = CMDURI / "corpus"
        tests = [["corpus_test", "lint", corpus / "lint.txt"], ["corpus_test", "read", *READING], ["corpus_wrapper_test", *READING]]
        tests += [["corpus_test", "build", corpus / "build.txt"]]
        tests += [["corpus_policy_test", way, corpus / f"{way}.txt"] for way in ("hints", "permission", "products")]
        tests += [[f"{unit}_test"] for unit in UNITS if not self.sanitized or unit not in SLOW_UNITS]
        if not self.sanitized:
            tests.append(["guard-page_test", *READING, corpus / "lint.txt"])
        return tests

    def passes(self, folder, number):
        environment = {"LD_LIBRARY_PATH": str(folder), "MUTATION": str(number)}
        return all(run(self.folder / test[0], *test[1:], seconds=seconds, **environment) for test, seconds in self.tests)


def is_same_code(folder, mutant):
    """Whether the compiler makes the same of both."""
    results = []
    for text in (mutant.text, mutant.source.read_text(encoding="utf-8")):
        (folder / mutant.source.name).write_text(text, encoding="utf-8")
        run(*FLAGS, "-O2", "-c", folder / mutant.source.name, "-o", folder / "compared.o")
        results.append((folder / "compared.o").read_bytes())
    return results[0] == results[1]


def judge_alone(mutant, laboratories):
    """What becomes of a change outside of functions: built by itself."""
    with tempfile.TemporaryDirectory() as name:
        for laboratory in laboratories:
            folder = pathlib.Path(name) / laboratory.folder.name
            if laboratory.builds(folder, mutant.source, mutant.text):
                return "unbuilt"
            if not laboratory.passes(folder, 0):
                return "noticed"
        return "same" if is_same_code(folder, mutant) else "survived"


def judge(mutant, laboratories, unbuilt):
    if mutant.function is None:
        return judge_alone(mutant, laboratories)
    if mutant.number in unbuilt:
        return "unbuilt"
    for laboratory in laboratories:
        if not laboratory.passes(laboratory.folder / mutant.source.stem, mutant.number):
            return "noticed"
    with tempfile.TemporaryDirectory() as name:
        return "same" if is_same_code(pathlib.Path(name), mutant) else "survived"


def build_side_by_side(source, found, laboratories):
    """Builds the file with all its changes; returns the numbers of those that do not build."""
    unbuilt = set()
    for laboratory in laboratories:
        while True:
            text = side_by_side(source, [mutant for mutant in found if mutant.number not in unbuilt])
            faults = laboratory.builds(laboratory.folder / source.stem, source, text)
            if not faults:
                break
            assert 0 not in faults and not faults <= unbuilt, f"{source.name} does not build"
            unbuilt |= faults
    return unbuilt


def known_survivors():
    lines = (FOLDER / "survivors.txt").read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line and not line.startswith(("#", " "))}


def main(names):
    sources = [path for path in sorted(CMDURI.glob("*.c")) if not path.stem.endswith("_test") and path.stem != "corpus-case"]
    unknown = set(names) - {path.name for path in sources}
    if unknown:
        print(f"mutation.py: no source of cmduri/: {' '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    known = known_survivors()
    totals = collections.Counter()
    new, stale = [], []
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        laboratories = [Laboratory(pathlib.Path(name) / "plain", sources, ["-O1"]), Laboratory(pathlib.Path(name) / "sanitized", sources, SANITIZERS)]
        for source in sources:
            if names and source.name not in names:
                continue
            found = mutants(source)
            unbuilt = build_side_by_side(source, found, laboratories)
            counts = collections.Counter()
            unnoticed = set()
            for mutant, result in zip(found, pool.map(lambda mutant: judge(mutant, laboratories, unbuilt), found)):
                counts[result] += 1
                if result in ("survived", "same"):
                    unnoticed.add(mutant.entry)
                if result == "survived" and mutant.entry not in known:
                    new.append(mutant.entry)
                    print(f"  {mutant.line_number}: {mutant.entry}", flush=True)
            stale += sorted(entry for entry in known - unnoticed if entry.startswith(f"{source.name} "))
            totals += counts
            total = counts["noticed"] + counts["survived"]
            print(f"{source.name:<16} {counts['noticed']} of {total} noticed, {counts['same']} make the same code", flush=True)
    for entry in stale:
        print(f"stands in survivors.txt, and is noticed: {entry}")
    total = totals["noticed"] + totals["survived"]
    print(f"{totals['noticed']} of {total} changes are noticed, {100 * totals['noticed'] / total:.1f} %; ", end="")
    print(f"{totals['same']} make the same code, {totals['unbuilt']} don't build; {len(new)} survivors have no reason in survivors.txt")
    return 1 if new or stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
