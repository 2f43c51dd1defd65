# SPDX-License-Identifier: Apache-2.0
"""tool_test.py CMDURI MAN-PAGE: runs the real tool as a person or a build pipeline does."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

TOOL, MAN_PAGE = sys.argv[1:3]
COMMANDS = (
    "balance-update provisioning-update extprov-update settings settings/prefs settings/topup settings/addons"
    " qd history keypad messages contacts browser"
).split()
TOP_UP = "cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3Dcom.myapp.credit1"

results = []


def check(holds, name):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(results)} - {name}")


def run(*arguments, text=b""):
    result = subprocess.run([TOOL, *arguments], input=text, capture_output=True, timeout=30, check=False)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


def check_run(arguments, status, output=None, error=None, text=b""):
    """Exit status and output; `output` and `error` are exact texts or compiled patterns."""
    actual = run(*arguments, text=text)
    good = actual[0] == status
    for expected, got in ((output, actual[1]), (error, actual[2])):
        if isinstance(expected, re.Pattern):
            good = good and expected.search(got)
        elif expected is not None:
            good = good and got == expected
    check(good, " ".join(arguments)[:100].replace("\n", "\\n"))
    if not good:
        print(f"# {actual}")


def parse_json(*arguments, text=b""):
    status, output, _ = run("parse", "--json", *arguments, text=text)
    return status, [json.loads(line) for line in output.splitlines()]


def check_usage():
    for command in ([], ["parse"], ["build"], ["lint"], ["commands"]):
        check_run([*command, "--help"], 0, re.compile(r"^Usage:\n  cmduri parse "), "")
    check_run(["-h"], 0, re.compile(r"^Usage:\n"), "")
    check_run(["--version"], 0, re.compile(r"^cmduri \d+\.\d+\.\d+\n$"), "")
    trouble = re.compile(r"^cmduri: .+\nTry 'cmduri --help'\.\n$")
    for arguments in (
        [], ["nosuch"], ["--nosuch"], ["parse"], ["parse", "--nosuch", "app:qd"], ["parse", "--scheme"],
        ["parse", "--scheme", "a b", "app:qd"], ["parse", "--scheme", "app", "app:qd"], ["parse", "--scheme", "", "app:qd"],
        ["parse", *["--scheme", "a"] * 17, "app:qd"], ["build"], ["build", "--json", "qd"], ["build", "qd", "x"],
        ["build", "settings/topup", "product_id=a", "product_id=b"], ["build", "--scheme", "a", "--scheme", "b", "qd"],
        ["lint"], ["lint", "--json", "x"], ["lint", "--allow", "none", "x"], ["lint", "--allow"], ["parse", "--allow", "empty", "app:qd"], ["commands", "x"], ["commands", "--scheme", "x"],
    ):  # fmt: skip
        check_run(arguments, 2, "", trouble)


def check_parse():
    check_run(["parse", "app:keypad"], 0, "command: keypad\n  form: app\n", "")
    check_run(
        ["parse", TOP_UP + "#x"], 0,
        "command: settings/topup\n  form: scheme\n  action: buy\n  product_id: com.myapp.credit1\n"
        "  warning: fragment at byte 85: the fragment after # is ignored\n", "",
    )  # fmt: skip
    check_run(
        ["parse", "cloudsip:*911?dialAction=autoCall", "app:%zz"], 1,
        "cloudsip:*911?dialAction=autoCall\ncall: *911\n  dialAction: autoCall\n  form: scheme\n"
        "app:%zz\nrefused: bad-percent-encoding at byte 4: a % is not followed by two hexadecimal digits\n"
        "  remedy: Write a percent sign as %25, and every encoded byte with two hexadecimal digits.\n", "",
    )  # fmt: skip
    check_run(["parse", "cloudsip:1"], 0, "call: 1\n  form: scheme\n", "")
    for steering in "\u0080\u009b\u009f\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069":
        check_run(
            ["parse", f"app:settings/topup?product_id=a{steering}b"], 0,
            re.compile(rf"^  product_id: a\\u{ord(steering):04X}b$", re.M), "",
        )  # fmt: skip
    for harmless in "\u007e\u00a0\u00e9\u061b\u200d\u2010\u2027\u202f\u2065\u206a\uffe6\U0001f4de\U0002202e":
        check_run(["parse", f"app:settings/topup?product_id=a{harmless}b"], 0, re.compile(rf"^  product_id: a{harmless}b$", re.M), "")
    check_run(["parse", "cloudsip:1?dialAction=%C2%9B"], 0, re.compile(r"^  dialAction: \\u009B$", re.M), "")
    check_run(["parse", "app:setings"], 1, re.compile(r"unknown-command at byte 4: .*settings\n  remedy: .+\n$"))
    check_run(["parse", "app:qd", "\x1b[1m\xe9"], 1, re.compile(r"^app:qd\ncommand: qd\n.*\n\\x1B\[1m\\xC3\\xA9\nrefused: "))
    check_run(["parse", ""], 1, re.compile(r"^refused: empty at byte 0: "))
    check_run(["parse", "--", "--json"], 1, re.compile(r"^refused: unknown-scheme at byte 0: "))
    check_run(["parse", "--scheme", "MyPhone", "myphone:?_cmd=app%3Aqd"], 0, "command: qd\n  form: scheme\n")


def check_json():
    status, lines = parse_json(TOP_UP)
    check(
        status == 0
        and lines == [{
            "ok": True, "kind": "command", "form": "scheme", "command": "settings/topup",
            "params": {"action": "buy", "product_id": "com.myapp.credit1"}, "warnings": [],
        }],
        "a command as JSON",
    )  # fmt: skip
    status, lines = parse_json("cloudsip:*911?dialAction=autoCall", "cloudsip:alice@example.com")
    check(
        status == 0
        and lines == [
            {"ok": True, "kind": "call", "form": "scheme", "number": "*911", "dialAction": "autoCall", "warnings": []},
            {"ok": True, "kind": "call", "form": "scheme", "number": "alice@example.com", "dialAction": None, "warnings": []},
        ],
        "calls as JSON",
    )  # fmt: skip
    status, lines = parse_json("app:keypad?x=%zz")
    message = lines[0].pop("message")
    check(
        status == 1 and message and lines == [{"ok": False, "error": "bad-percent-encoding", "offset": 13}],
        "a refusal as JSON",
    )
    status, lines = parse_json('app:settings/topup?product_id="\\%22%5C/é%F0%9F%93%9E')
    check(status == 0 and lines[0]["params"]["product_id"] == '"\\"\\/é📞', "texts survive JSON")
    _, lines = parse_json("app:nosuch?product_id=secret-value", "cloudsip:secret value")
    check("secret" not in json.dumps(lines), "a refusal repeats nothing of what was sent")


def check_standard_input():
    status, lines = parse_json("-", text=b"app:qd\r\napp:keypad\n\napp:nosuch")
    check(
        status == 1 and [line.get("command", line.get("error")) for line in lines]
        == ["qd", "keypad", "empty", "unknown-command"],
        "standard input, one URI a line",
    )  # fmt: skip
    status, lines = parse_json("-", text=b"")
    check(status == 0 and lines == [], "empty standard input")
    longest = b"app:keypad#" + b"a" * (8192 - 11)
    status, lines = parse_json("-", text=longest + b"\n" + longest + b"a\n" + longest + b"\r\n" + b"x" * 1000000 + b"\napp:qd\n")
    check(
        [line.get("command", line.get("error")) for line in lines]
        == ["keypad", "too-long", "keypad", "too-long", "qd"],
        "long lines are told from too long ones",
    )
    status, lines = parse_json("-", text=b"app:q\0d\n\xff\n")
    check([line["error"] for line in lines] == ["control-character", "bad-utf8"], "bytes of all kinds")
    status, lines = parse_json("app:qd", "-", "app:keypad", text=b"app:history\n")
    check([line["command"] for line in lines] == ["qd", "history", "keypad"], "standard input among others")


def check_build():
    check_run(["build", "settings/topup", "action=buy", "product_id=com.myapp.credit1", "--scheme", "cloudsip"], 0, TOP_UP + "\n", "")
    check_run(["build", "settings/topup", "product_id=a b&c"], 0, "app:settings/topup?product_id=a%20b%26c\n", "")
    check_run(["build", "settings/topup", "product_id=a=b"], 0, "app:settings/topup?product_id=a%3Db\n", "")
    check_run(["build", "topup"], 1, "", "cmduri: unknown-command: there is no such command; the nearest known one is settings/topup\n")
    check_run(["build", ""], 1, "", re.compile("^cmduri: no-command: "))
    for arguments, told in (
        (["keypad", "x=y"], "keypad takes no such x, but none at all"),
        (["settings/topup", "action=sell"], "settings/topup takes no such action, but product_id, action=buy"),
        (["settings/addons", "colour=red"], "settings/addons takes no such colour, but product_id, action=buy"),
        (["browser", "reload=yes"], "browser takes no such reload, but relative, reload=true, reset=true"),
        (["provisioning-update", "only=x"],
         "provisioning-update takes no such only, but only=provisioning,theme,extprov,global_extprov, or some of these"),
    ):  # fmt: skip
        check_run(["build", *arguments], 1, "", f"cmduri: unsupported: {told}\n")
    check_run(["build", "settings/topup", "product_id=a\nb"], 1, "", re.compile("^cmduri: control-character: "))
    check_run(["build", "settings/topup", "product_id=" + "x" * 9000], 1, "", re.compile("^cmduri: too-long: "))
    for command in COMMANDS:
        _, app, _ = run("build", command)
        _, wrapped, _ = run("build", "--scheme", "myphone", command)
        status, lines = parse_json("--scheme", "myphone", app.strip(), wrapped.strip())
        check(
            status == 0 and [(line["command"], line["form"], line["warnings"]) for line in lines]
            == [(command, "app", []), (command, "scheme", [])],
            f"{command} is built and read in both forms",
        )  # fmt: skip


def check_lint():
    with tempfile.TemporaryDirectory() as folder:
        good = pathlib.Path(folder, "good.html")
        bad = pathlib.Path(folder, "bad page.html")
        good.write_text('<a href="app:settings/topup?action=buy&amp;product_id=x">Top up</a>\n')
        bad.write_text(
            "<p>é</p>\n<a href='cloudsip:?_cmd=app:settings/topup?product_id=x&action=buy'>Top up</a>\n"
            "<script>location = 'app:setings'</script>\n"
        )
        check_run(["lint", str(good)], 0, "", "")
        check_run(
            ["lint", str(good), str(bad)], 1,
            f"{bad}:2:25: unencoded-command: the app: URI inside _cmd should be percent-encoded\n"
            f"{bad}:2:57: lost-parameters: a raw & ends the _cmd value, so the parameters after it are lost; write %26\n"
            f"{bad}:3:25: unknown-command: there is no such command; the nearest known one is settings\n", "",
        )  # fmt: skip
        check_run(["lint", str(good), folder + "/nosuch", str(bad)], 2, re.compile("unknown-command"), re.compile("nosuch: No such file"))
        check_run(["lint", folder], 2, "", re.compile("^cmduri: .+"))
        huge = pathlib.Path(folder, "huge.html")
        with huge.open("wb") as file:
            file.truncate(64 * 1024 * 1024 + 1)
        check_run(["lint", str(huge)], 2, "", re.compile("huge.html: File too large"))
        huge.unlink()
        check_run(["lint", "-"], 1, "-:1:6: unknown-command: there is no such command; the nearest known one is keypad\n", "", b"'app:keypd'")
        check_run(["lint", "--scheme", "tel", "-"], 1, "-:1:7: bad-number: this is not a number or address that can be called\n", "", b"'tel:1 2' 'cloudsip:1 2'")
        check_run(["lint", "-"], 0, "", "", b"")
        source = b"'app:keypd' 'app:keypad#x' 'app:keypad?x=1'"
        check_run(["lint", "--allow", "unknown-command", "-"], 1, re.compile(r"^-:1:24: fragment: .*\n-:1:40: unknown-parameter: .*\n$"), "", source)
        every = ["--allow", "unknown-command", "--allow=fragment", "--allow", "unknown-parameter"]
        check_run(["lint", *every, "-"], 0, "", "", source)
        status, output, _ = run("lint", *every[2:], "--format", "sarif", "-", text=source)
        ids = [result["ruleId"] for result in json.loads(output)["runs"][0]["results"]]
        check((status, ids) == (1, ["unknown-command"]), "what is allowed is no result")
        status, output, _ = run("lint", "-", text=b"'app:keypd'\n" * 20000)
        check(status == 1 and output.count("\n") == 20000 and output.endswith("\n") and "-:20000:6: " in output, "a long file")


def check_commands():
    status, output, _ = run("commands", "--json")
    table = json.loads(output)
    check(status == 0 and [row["command"] for row in table] == COMMANDS, "the table as JSON")
    check(
        [row["command"] for row in table if row["kind"] == "update"] == COMMANDS[:3]
        and all(row["kind"] in ("navigation", "update") and row["effect"] for row in table),
        "its kinds and effects",
    )
    check(
        [row["command"] for row in table if row["params"] == ["product_id", "action"]] == ["settings/topup", "settings/addons"]
        and sum(row["params"] == [] for row in table) == 11,
        "its parameters",
    )
    status, output, error = run("commands")
    check(status == 0 and [line.split()[0] for line in output.splitlines()] == COMMANDS and error == "", "the table as text")


def check_trouble():
    with open("/dev/full", "wb") as full:
        result = subprocess.run([TOOL, "parse", "app:qd"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=30)
    check(result.returncode == 2 and b"cannot be written" in result.stderr, "a full disk is told")


def check_man_page():
    text = pathlib.Path(MAN_PAGE).read_text(encoding="utf-8")
    _, usage, _ = run("--help")
    check(all(option in usage for option in ("--scheme", "--json", "--format", "--allow", "--help", "--version")), "the summary names all options")
    check(
        all(f".Cm {command}" in text and command in usage for command in ("parse", "build", "lint", "commands"))
        and all(f"Fl -{option}" in text for option in ("scheme", "json", "format", "allow", "help", "version")),
        "the man page names all commands and options",
    )
    source = pathlib.Path(__file__).resolve().parents[1].joinpath("name.c").read_text(encoding="utf-8")
    codes = re.findall(r"\[CMDURI_(?:ERROR|WARNING)_\w+\] = \{\s*\"([a-z0-9-]+)\"", source)
    check(
        len(codes) == 28 and [code for code in codes if code != "none" and f".Cm {code}" not in text] == [],
        "the man page names all codes",
    )


if __name__ == "__main__":
    check_usage()
    check_parse()
    check_json()
    check_standard_input()
    check_build()
    check_lint()
    check_commands()
    check_trouble()
    check_man_page()
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)
