# SPDX-License-Identifier: Apache-2.0
"""man_test.py FOLDER MAP TOOL.1: there is a correct page for each exported function."""

import pathlib
import re
import subprocess
import sys

FOLDER, MAP, TOOL_PAGE = map(pathlib.Path, sys.argv[1:4])
results = []


def check(holds, name, detail=""):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(results)} - {name}")
    if not holds:
        for line in str(detail).splitlines()[:30]:
            print(f"# {line}")


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    return result.stdout + result.stderr


def show(page):
    return re.sub(r".\x08", "", run("mandoc", "-Tutf8", "-Owidth=100", str(page)))


functions = re.findall(r"^    (\w+);", MAP.read_text(encoding="utf-8"), re.M)
pages = sorted(FOLDER.glob("*.[37]"))
check(
    [page.name for page in pages] == ["cmduri.7", *(f"{name}.3" for name in sorted(functions))],
    "one page for each function, and an overview",
    pages,
)
for page in [*pages, TOOL_PAGE]:
    # Whether the pages that are referred to are installed here is no matter; the tool's is written with long lines.
    level = "warning" if page == TOOL_PAGE else "style"
    output = run("mandoc", "-Tlint", "-W", level, str(page))
    output = "\n".join(line for line in output.splitlines() if "referenced manual not found" not in line)
    check(page.stat().st_size > 500 and output == "", f"{page.name}: mandoc has nothing to say", output)
    output = run("groff", "-ww", "-mdoc", "-Tutf8", "-z", str(page))
    check(output == "", f"{page.name}: neither has groff", output)

overview = show(FOLDER / "cmduri.7")
check(all(f"{name}(3)" in overview for name in functions), "the overview lists all functions")
check("CMDURI_ERROR_NESTED_WRAPPER" in overview and "struct cmduri_finding {" in overview, "the overview shows the types")
for name in functions:
    text = show(FOLDER / f"{name}.3")
    described = re.search(r"(?s)DESCRIPTION\n(.*?)SEE ALSO", text)
    check(
        f"{name}(" in text.split("SYNOPSIS", 1)[1] and described is not None and len(described.group(1)) > 60 and "cmduri(7)" in text
        and "`" not in text,
        f"{name} is declared and described", text,
    )  # fmt: skip
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
