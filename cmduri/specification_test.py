# SPDX-License-Identifier: Apache-2.0
"""specification_test.py CMDURI: docs/specification.md, the corpus and the library say the same."""

import json
import pathlib
import re
import subprocess
import sys

TOOL = sys.argv[1]
FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent
SPECIFICATION = (ROOT / "docs" / "specification.md").read_text(encoding="utf-8")
READING = ("calls", "commands", "lenient", "parameters", "refused", "smart")
OTHERS = ("build", "hints", "lint", "permission", "products")

results = []


def check(holds, name, detail=""):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(results)} - {name}")
    if not holds:
        print(f"# {detail}")


def read_cases(name):
    """(line number, rules, schemes, input, expectation lines) of each case."""
    cases, block = [], []
    lines = (FOLDER / "corpus" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line:
            if not line.startswith("#"):
                block.append((number, line))
            continue
        if block:
            texts = [text for _, text in block]
            rules = texts.pop(0).split()[1:] if texts[0].startswith("rules: ") else []
            schemes = texts.pop(0).split()[1::2] if texts[0].startswith("--scheme ") else []
            cases.append((block[0][0], rules, schemes, texts[0], texts[1:]))
        block = []
    return cases


def read_table(heading):
    """Rows of the first table after the heading, without its first two lines, as lists of cells."""
    text = SPECIFICATION[SPECIFICATION.index(heading) :]
    rows = re.search(r"(?m)^\|.*(?:\n\|.*)*", text).group(0).split("\n")[2:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def bare(cell):
    return cell.replace("`", "").replace("*", "")


def check_rules():
    defined = re.findall(r"\*\*(CU-\d+)\*\*", SPECIFICATION)
    check(len(defined) == len(set(defined)) > 60, "every rule has an identifier of its own", defined)
    used = set()
    for name in (*READING, *OTHERS):
        cases = read_cases(name)
        check(
            len(cases) > 10 and all(len(case[1]) > 0 and len(case[4]) > 0 for case in cases),
            f"every case of {name}.txt names a rule",
            [case[0] for case in cases if not case[1] or not case[4]],
        )
        unknown = [(case[0], rule) for case in cases for rule in case[1] if rule not in defined]
        check(not unknown, f"{name}.txt names known rules only", unknown)
        twice = [case[0] for case in cases if len(set(case[1])) != len(case[1])]
        check(not twice, f"{name}.txt names no rule twice in a case", twice)
        used.update(rule for case in cases for rule in case[1])
    check(set(defined) <= used, "every rule has a case", sorted(set(defined) - used))
    mentioned = set(re.findall(r"CU-\d+", SPECIFICATION))
    check(mentioned <= set(defined), "no text refers to a rule that isn't there", mentioned - set(defined))


def check_proofs():
    rules = re.findall(r"(?s)\*\*APP-\d+\*\*.*?Proved by (.*?)\.\n", SPECIFICATION)
    files = [re.findall(r"`([^`]+)`", rule) for rule in rules]
    check(
        len(rules) == len(re.findall(r"\*\*APP-\d+\*\*", SPECIFICATION)) > 0
        and all(names and all((ROOT / name).is_file() for name in names) for names in files),
        "the tests that prove the rules of the softphone are there",
        files,
    )


def check_codes():
    source = (FOLDER / "name.c").read_text(encoding="utf-8")
    errors = re.findall(r"\[CMDURI_ERROR_\w+\] = \{\s*\"([a-z0-9-]+)\"", source)
    warnings = re.findall(r"\[CMDURI_WARNING_\w+\] = \{\s*\"([a-z0-9-]+)\"", source)
    listed = [bare(row[1]) for row in read_table("## 4 Leniencies")]
    check(listed == warnings, "section 4 lists all warnings in their order", (listed, warnings))
    listed = [bare(row[1]) for row in read_table("## 5 Refusals")]
    check(sorted(["none", *listed]) == sorted(errors), "section 5 lists all refusals", (listed, errors))

    # A case whose expectation has a code names the rule of that code.
    rules = {bare(row[1]): bare(row[0]) for heading in ("## 4 Leniencies", "## 5 Refusals") for row in read_table(heading)}
    wrong = []
    for name in READING:
        for number, named, _, _, (expectation, *_) in read_cases(name):
            answer = json.loads(expectation)
            codes = answer["warnings"] if answer["ok"] else [answer["error"]]
            wrong += [(name, number, code) for code in codes if rules[code] not in named]
    for number, named, _, _, lines in read_cases("lint"):
        wrong += [("lint", number, line) for line in lines if line != "-" and rules[line.split()[1]] not in named]
    check(not wrong, "cases name the rules of the codes that they expect", wrong[:20])


def check_registry():
    output = subprocess.run([TOOL, "commands", "--json"], capture_output=True, check=True, timeout=30).stdout
    table = [
        [row["command"], row["kind"], row["effect"], ", ".join(row["params"])] for row in json.loads(output)
    ]
    listed = [[bare(cell) for cell in row] for row in read_table("### 9.1")]
    check(listed == table, "section 9.1 is the table of the library", (listed, table))

    source = (FOLDER / "name.c").read_text(encoding="utf-8")
    actions = re.findall(r"\[CMDURI_DIAL_ACTION_\w+\] = \"(\w+)\"", source)
    rows = [[bare(cell) for cell in row] for row in read_table("### 9.3")]
    check([row[0] for row in rows] == actions, "section 9.3 lists all dial actions", rows)
    cases = {case[3]: case[4][0] for case in read_cases("permission")}
    classes = [cases[f"outside cloudsip:1?dialAction={row[0]}"].split()[0].replace("call-", "call ", 1) for row in rows]
    check([row[1] for row in rows] == classes, "dial actions have the class that section 9.3 names", classes)

    source = (FOLDER / "smart.c").read_text(encoding="utf-8")
    parts = re.findall(r"\"(\w+)\"", re.search(r"cmduri_part_names\[.*?;", source, re.S).group(0))
    text = SPECIFICATION[SPECIFICATION.index("### 9.4") :]
    check(re.findall(r"`(\w+)`", text.split(";", 1)[0]) == parts, "section 9.4 lists all parts", parts)

    source = (FOLDER / "query.c").read_text(encoding="utf-8")
    names = set(re.findall(r"NAMED \(\"(\w+)\"\)", source))
    listed = {name for row in read_table("### 9.2") for name in bare(row[0]).split(", ")}
    check(names == listed, "section 9.2 lists all parameters", names ^ listed)


def check_permission():
    cells = {}
    for _, _, _, text, (answer, *_) in read_cases("permission"):
        cells[text.split()[0], answer.split()[0]] = answer.split()[1]
    classes = ("navigation", "update", "purchase", "call-fill-in", "call-dial")
    rows = [[bare(cell) for cell in row] for row in read_table("**CU-91**")]
    wrong = [
        (row[0], name) for row in rows for name, cell in zip(classes, row[1:]) if cells.get((row[0].split(":")[0], name)) != cell
    ]
    check(len(rows) == 3 and not wrong, "the corpus has every cell of the permission table", wrong)


def grammar(goal):
    """The ABNF of section 1 as a regular expression; its rules are not recursive."""
    text = "\n".join(re.findall(r"(?m)^    (.*)$", SPECIFICATION[SPECIFICATION.index("## 1 Forms") :].split("This is what", 1)[0]))
    rules = {
        "ALPHA": "[A-Za-z]", "DIGIT": "[0-9]", "unreserved": "[A-Za-z0-9._~-]", "pct-encoded": "%[0-9A-Fa-f]{2}",
        # CU-34, as canonical URIs write it
        "user": "(?:[A-Za-z0-9._~+*-]|%[0-9A-F]{2})+", "host": "(?:[A-Za-z0-9._~+*-]|%[0-9A-F]{2})+",
    }  # fmt: skip
    source = {}
    for line in re.sub(r";.*", "", text).split("\n"):
        if match := re.match(r"([a-z-]+)\s+=\s+(.*)", line):
            source[match.group(1)] = match.group(2)

    def translate(name):
        if name in rules:
            return rules[name]
        out, repeat = [], []
        for token in re.findall(r'"[^"]*"|\d*\*(?=[\w("])|\d*\*|[A-Za-z-]+|\S', source[name]):
            if token in ("(", "["):
                out.append("(?:")
                repeat.append((token, repeat.pop() if repeat and isinstance(repeat[-1], str) else ""))
                continue
            if re.fullmatch(r"\d*\*", token):
                repeat.append("+" if token == "1*" else "*")
                continue
            if token in (")", "]"):
                kind, count = repeat.pop()
                out.append(")" + ("?" if kind == "[" else count))
                continue
            if token == "/":
                out.append("|")
                continue
            part = re.escape(token[1:-1]) if token.startswith('"') else translate(token)
            count = repeat.pop() if repeat and isinstance(repeat[-1], str) else ""
            out.append(f"(?:{part}){count}")
        reserved = "(?!(?:app|cscommand):)" if name == "scheme" else ""
        return f"(?:{reserved}{''.join(out)})"

    return re.compile(translate(goal))


def check_grammar():
    sent = {name: grammar(name) for name in ("app-uri", "wrapped-uri", "legacy-uri", "smart-link", "call-uri")}
    for text, form in (
        ("app:settings/topup?product_id=a%20b", "app-uri"), ("cscommand:balance-update", "legacy-uri"),
        ("cloudsip:?_cmd=app%3Akeypad", "wrapped-uri"), ("app:?action=reprovision", "smart-link"),
        ("cloudsip:alice@example.com?dialAction=text", "call-uri"),
    ):  # fmt: skip
        matched = [name for name, pattern in sent.items() if pattern.fullmatch(text)]
        check(matched == [form], f"by the grammar {text} is a {form}", matched)
    wrong = []
    for number, _, schemes, _, (built, *_) in read_cases("build"):
        goals = ("wrapped-uri", "call-uri") if schemes else ("app-uri", "smart-link")
        if not built.startswith("error ") and not any(sent[goal].fullmatch(built) for goal in goals):
            wrong.append((number, built))
    check(not wrong, "what is built is in the grammar", wrong)


if __name__ == "__main__":
    check_rules()
    check_proofs()
    check_codes()
    check_registry()
    check_permission()
    check_grammar()
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)
