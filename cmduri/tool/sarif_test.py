# SPDX-License-Identifier: Apache-2.0
"""sarif_test.py CMDURI: `cmduri lint --format sarif` as a code scanning service reads it."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

TOOL = os.path.abspath(sys.argv[1])

# SARIF 2.1.0: of each object that the log may hold, the members it must have and those it may have.
SHAPES = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool", "results"}, {"columnKind", "invocations"}),
    "tool": ({"driver"}, set()),
    "driver": ({"name"}, {"version", "semanticVersion", "rules"}),
    "rule": ({"id"}, {"shortDescription", "help", "defaultConfiguration"}),
    "text": ({"text"}, set()),
    "configuration": (set(), {"level"}),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations"}),
    "location": (set(), {"physicalLocation"}),
    "physical": ({"artifactLocation"}, {"region"}),
    "artifact": (set(), {"uri", "uriBaseId"}),
    "region": ({"startLine"}, {"startColumn", "endLine", "endColumn", "byteOffset", "byteLength"}),
    "invocation": ({"executionSuccessful"}, {"toolExecutionNotifications"}),
    "notification": ({"message"}, {"level", "locations"}),
}
LEVELS = ("none", "note", "warning", "error")
# RFC 3986: a relative reference without a scheme, or a file URI; no query, no fragment.
REFERENCE = re.compile(r"^(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$")

results = []


def check(holds, name):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(results)} - {name}")


def take(value, shape):
    must, may = SHAPES[shape]
    assert isinstance(value, dict), f"{shape} is no object"
    assert must <= set(value) <= must | may, f"{shape} has {sorted(value)}"
    return value


def no_duplicates(pairs):
    assert len({name for name, _ in pairs}) == len(pairs), f"a member is repeated in {pairs}"
    return dict(pairs)


def validate_location(location, with_region):
    physical = take(take(location, "location")["physicalLocation"], "physical")
    artifact = take(physical["artifactLocation"], "artifact")
    assert REFERENCE.match(artifact["uri"]), artifact
    assert not artifact["uri"].startswith("//"), artifact
    assert (artifact.get("uriBaseId") == "%SRCROOT%") != artifact["uri"].startswith("file:///"), artifact
    assert ("region" in physical) == with_region
    if with_region:
        region = take(physical["region"], "region")
        assert all(isinstance(value, int) for value in region.values()), region
        assert region["startLine"] >= 1 and region["startColumn"] >= 1 and region["byteOffset"] >= 0, region
        start, end = ((region[f"{at}Line"], region[f"{at}Column"]) for at in ("start", "end"))
        assert start <= end and region["byteLength"] >= 0, region


def validate(output):
    """The run of a log; AssertionError when the log isn't one of SARIF 2.1.0."""
    log = take(json.loads(output.decode("utf-8"), object_pairs_hook=no_duplicates), "log")
    assert log["version"] == "2.1.0" and log["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert len(log["runs"]) == 1
    run = take(log["runs"][0], "run")
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = take(take(run["tool"], "tool")["driver"], "driver")
    rules = [take(rule, "rule") for rule in driver["rules"]]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert take(rule["shortDescription"], "text")["text"] and take(rule["help"], "text")["text"], rule
        assert take(rule["defaultConfiguration"], "configuration")["level"] in LEVELS
    for result in run["results"]:
        take(result, "result")
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"], result
        assert rules[result["ruleIndex"]]["defaultConfiguration"]["level"] == result["level"], result
        assert take(result["message"], "text")["text"], result
        assert len(result["locations"]) == 1
        validate_location(result["locations"][0], True)
    assert len(run["invocations"]) == 1
    for notification in take(run["invocations"][0], "invocation")["toolExecutionNotifications"]:
        assert take(notification, "notification")["level"] in LEVELS
        assert take(notification["message"], "text")["text"]
        validate_location(notification["locations"][0], False)
    return run


def lint(*arguments, text=b"", folder=None):
    result = subprocess.run(
        [TOOL, "lint", "--format", "sarif", *arguments],
        input=text, capture_output=True, timeout=60, check=False, cwd=folder,
    )  # fmt: skip
    return result.returncode, validate(result.stdout), result.stdout


def place(result):
    physical = result["locations"][0]["physicalLocation"]
    return physical["artifactLocation"]["uri"], physical["region"]


def check_nothing():
    status, run, _ = lint("-", text=b"")
    check(status == 0 and run["results"] == [], "an empty file has no results")
    check(run["invocations"][0] == {"toolExecutionNotifications": [], "executionSuccessful": True}, "and is a success")
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    source = pathlib.Path(__file__).resolve().parents[1].joinpath("name.c").read_text(encoding="utf-8")
    known = re.findall(r"\[CMDURI_(?:ERROR|WARNING)_\w+\] = \{\s*\"([a-z0-9-]+)\"", source)
    check(codes == [code for code in known if code != "none"], "every code is a rule, in the library's order")
    version = subprocess.run([TOOL, "--version"], capture_output=True, text=True, check=True).stdout
    driver = run["tool"]["driver"]
    check(f"{driver['name']} {driver['semanticVersion']}\n" == version, "the tool names itself and its version")


def check_places():
    text = "<p>é😀</p><a href='app:setings?x=1'>x</a>\r\n\t\"app:keypad#x\" 😀 'app:keypad?a=1&b=2'".encode()
    status, run, _ = lint("-", text=text)
    found = [(result["ruleId"], result["level"], place(result)[1]) for result in run["results"]]
    check(status == 1 and [code for code, _, _ in found] == ["unknown-command", "fragment", "unknown-parameter"], "codes")
    check([level for _, level, _ in found] == ["error", "warning", "warning"], "levels")
    check(run["columnKind"] == "utf16CodeUnits", "columns are those of UTF-16")
    lines = text.decode().split("\n")
    for code, _, region in found:
        line = lines[region["startLine"] - 1].encode("utf-16-le")
        cut = line[2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2].decode("utf-16-le")
        bytes_cut = text[region["byteOffset"] :][: region["byteLength"]].decode()
        wanted = {"unknown-command": "setings?x=1", "fragment": "#x", "unknown-parameter": "a=1&b=2"}[code]
        check(cut == bytes_cut == wanted, f"{code} is where its region says: {cut}")
    check(place(run["results"][0])[0] == "-", "standard input has its name")
    _, run, _ = lint("--scheme", "tel", "-", text=b"'tel:1 2' 'cloudsip:1 2'")
    check([result["ruleId"] for result in run["results"]] == ["bad-number"], "schemes count")
    _, run, _ = lint("-", text=b"'app:keypad/?a=1&a=2&b#c'\n" * 2)
    offsets = [place(result)[1]["byteOffset"] for result in run["results"]]
    check(len(offsets) == 6 and offsets == sorted(offsets), "several warnings of one URI")


def check_hostile():
    names = [
        b'a"b\\c.html', b"line\nbreak.html", b"100%.html", b"q?x#y.html", b"a:b.html", b"caf\xc3\xa9.html", b"bad\xff.html",
        b"<script>.html", b"\x7f\x01.html", b" .html",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            pathlib.Path(folder, os.fsdecode(name)).write_bytes(b"'app:keypd?x=\"</script>\\u0000\xff'")
        status, run, output = lint(*names, folder=folder)
        uris = [place(result)[0] for result in run["results"]]
        check(status == 1 and list(dict.fromkeys(uris)) == [urllib.parse.quote(name, safe="") for name in names], "names of all bytes")
        check(all(urllib.parse.unquote_to_bytes(uri) in names for uri in uris), "and back")
        check(output.isascii() is False and b"\xff" not in output and b"</script>" not in output, "nothing of the text is repeated")

        os.mkdir(folder + "/sub folder")
        pathlib.Path(folder, "sub folder/x.html").write_text("'app:keypd'")
        _, run, _ = lint("sub folder/x.html", "./sub folder/x.html", ".//x", f"{folder}/sub folder/x.html", f"//{folder}/100%.html", folder=folder)
        uris = [place(result)[0] for result in run["results"]]
        whole = "file://" + urllib.parse.quote(folder)
        check(uris[:2] == ["sub%20folder/x.html"] * 2, "paths keep their slashes")
        check(uris[2:] == [f"{whole}/sub%20folder/x.html", f"{whole}/100%25.html"], "absolute paths become file URIs")


def check_unreadable():
    with tempfile.TemporaryDirectory() as folder:
        good, bad = (pathlib.Path(folder, name) for name in ("good.html", "bad.html"))
        good.write_text("<a href='app:qd'>")
        bad.write_text("<a href='app:qdd'>")
        status, run, _ = lint("no\nsuch", "good.html", "bad.html", folder, "bad.html", folder=folder)
        notifications = run["invocations"][0]["toolExecutionNotifications"]
        names = [item["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for item in notifications]
        check(status == 2 and names == ["no%0Asuch", "file://" + folder], "what cannot be read is told")
        check(not run["invocations"][0]["executionSuccessful"], "and the run is no success")
        check([place(result)[0] for result in run["results"]] == ["bad.html"] * 2, "the others are judged all the same")


def check_large():
    count = 20000
    status, run, _ = lint("-", text=b"'app:keypd' \xf0\x9f\x93\x9e " * count)
    columns = [place(result)[1]["startColumn"] for result in run["results"]]
    check(status == 1 and columns == [6 + 15 * i for i in range(count)], "a line of 20000 findings")


def check_usage():
    for arguments in (["--format", "xml", "-"], ["--format"], ["--format", "", "-"], ["--format", "sarif"]):
        result = subprocess.run([TOOL, "lint", *arguments], capture_output=True, input=b"", timeout=30, check=False)
        check(result.returncode == 2 and result.stdout == b"" and result.stderr.startswith(b"cmduri: "), f"refused: {arguments}")
    text = [subprocess.run([TOOL, "lint", *more, "-"], capture_output=True, input=b"'app:keypd'", check=False) for more in ([], ["--format", "text"])]
    check(text[0].stdout == text[1].stdout and text[0].stdout.startswith(b"-:1:6: unknown-command: "), "text is the default")
    for command in ("parse", "build", "commands"):
        result = subprocess.run([TOOL, command, "--format", "sarif", "qd"], capture_output=True, check=False)
        check(result.returncode == 2, f"{command} has no formats")


if __name__ == "__main__":
    check_nothing()
    check_places()
    check_hostile()
    check_unreadable()
    check_large()
    check_usage()
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)
