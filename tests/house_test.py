# SPDX-License-Identifier: Apache-2.0
"""The rules of CONTRIBUTING.md that a program can check."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[1]
MOST_LINES = 800

# What each floor's project includes may begin with, and system headers that it must not see.
FLOORS = {
    "cmduri": (("cmduri/",), r"glib|gio/|gtk|adwaita|libsoup|json-glib|webkit|sqlite|jansson|unistd"),
    "core": (("core/", "cmduri/"), r"gtk/|gdk/|adwaita|webkit"),
    "app": (("app/", "core/", "cmduri/"), r"libsoup|json-glib/json-parser|libxml|sqlite|libsecret"),
    "portal": (("portal/", "cmduri/"), r"glib|gio/|gtk|libsoup|json-glib"),
}
# What a test may ask the system for, such as the size of a page of memory.
TESTS_MAY = re.compile(r"unistd\.h$")
# Headers that the build makes, with the config or embedded data of their floor.
MADE = re.compile(r"^(config\.h|[a-z-]+-(resources|enums)\.h)$")

FORBIDDEN_CALLS = re.compile(
    r"(?<![\w.>])(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|strtok|system|popen|alloca)\s*\("
)
# Put together here so that this file keeps its own rule.
FORBIDDEN_WORDS = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "st" + "ub")) + r")\b|not imple" + "mented"
)
FORBIDDEN_NAMES = re.compile(r"(^|[-_./])(utils?|common|misc|manager|helpers?)([-_./]|$)")
SOURCES = (".c", ".h")
TEXTS = (".c", ".h", ".py", ".sh", ".ui", ".css", ".html", ".js", ".md", ".txt", ".in", ".build", ".ini", ".xml", ".sql", ".yaml")


def list_files():
    try:
        output = subprocess.run(
            ["git", "-C", str(SOURCE), "ls-files", "-z", "-c", "-o", "--exclude-standard"],
            capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip
        names = [name for name in output.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = []
        for folder, folders, files in os.walk(SOURCE):
            folders[:] = [name for name in folders if name not in ("build", ".git", "__pycache__")]
            names += [os.path.relpath(os.path.join(folder, name), SOURCE) for name in files]
    return sorted(name for name in set(names) if (SOURCE / name).is_file())


FILES = list_files()


def read(name):
    return (SOURCE / name).read_text(encoding="utf-8")


def strip_comments(text):
    """C without comments and string literals; lines stay where they are."""
    pattern = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)
    return pattern.sub(lambda match: "\n" * match.group(0).count("\n") or '""', text)


class House(unittest.TestCase):
    maxDiff = None

    def assertNone(self, offences):
        self.assertEqual([], offences, "\n" + "\n".join(offences))

    def test_there_are_sources(self):
        self.assertTrue([name for name in FILES if name.endswith(SOURCES)])

    def test_sources_are_formatted(self):
        sources = [name for name in FILES if name.endswith(SOURCES)]
        result = subprocess.run(
            ["clang-format", "--dry-run", "-Werror", *sources],
            cwd=SOURCE, capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.assertEqual(0, result.returncode, result.stderr[:4000])

    def test_python_names_what_there_is(self):
        """No undefined name waits for the day on which its line runs, nothing is imported in vain."""
        scripts = [name for name in FILES if name.endswith(".py")]
        result = subprocess.run(
            ["/usr/bin/python3", "-m", "pyflakes", *scripts],
            cwd=SOURCE, capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.assertEqual((0, ""), (result.returncode, result.stdout + result.stderr[:4000]))

    def test_a_floor_includes_only_what_is_below(self):
        offences = []
        for name in FILES:
            floor = name.split("/", 1)[0]
            if floor not in FLOORS or not name.endswith(SOURCES):
                continue
            own, foreign = FLOORS[floor]
            for number, line in enumerate(read(name).splitlines(), 1):
                match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
                if match is None:
                    continue
                kind, header = match.groups()
                if kind == '"' and not header.startswith(own) and not MADE.match(header):
                    offences.append(f"{name}:{number}: {header} is not below {floor}")
                if name.endswith("_test.c") and TESTS_MAY.match(header):
                    continue
                if kind == "<" and re.match(foreign, header):
                    offences.append(f"{name}:{number}: {header} does not belong to {floor}")
        self.assertNone(offences)

    def test_every_source_names_its_licence(self):
        offences = []
        for name in FILES:
            if name.endswith(SOURCES) and not read(name).startswith("/* SPDX-License-Identifier: Apache-2.0 */"):
                offences.append(name)
            if name.endswith(".py") and "SPDX-License-Identifier: Apache-2.0" not in read(name)[:200]:
                offences.append(name)
        self.assertNone(offences)

    def test_no_file_is_long(self):
        offences = []
        for name in FILES:
            if name.endswith((*SOURCES, ".py")):
                lines = read(name).count("\n")
                if lines > MOST_LINES:
                    offences.append(f"{name}: {lines} lines")
        self.assertNone(offences)

    def test_no_dangerous_function(self):
        offences = []
        for name in FILES:
            if name.endswith(SOURCES):
                for number, line in enumerate(strip_comments(read(name)).splitlines(), 1):
                    if match := FORBIDDEN_CALLS.search(line):
                        offences.append(f"{name}:{number}: {match.group(1)}")
        self.assertNone(offences)

    def test_nothing_is_left_for_later(self):
        offences = []
        for name in FILES:
            if name.endswith(TEXTS) and name != "CONTRIBUTING.md" and "/corpus/" not in name:
                for number, line in enumerate(read(name).splitlines(), 1):
                    if match := FORBIDDEN_WORDS.search(line):
                        offences.append(f"{name}:{number}: {match.group(0)}")
        self.assertNone(offences)

    def test_names_say_what_a_thing_is(self):
        self.assertNone([name for name in FILES if FORBIDDEN_NAMES.search(name)])

    def test_every_package_has_its_reason(self):
        offences = []
        for number, line in enumerate(read("packages.txt").splitlines(), 1):
            if line and not line.startswith("#") and not re.match(r"[a-z0-9.+-]+\s+# \S", line):
                offences.append(f"packages.txt:{number}: {line}")
        self.assertNone(offences)


if __name__ == "__main__":
    tap.main()
