# SPDX-License-Identifier: Apache-2.0
"""tally.py RESULTS [BROKEN...]: prints what failed and, last, "N passed, N failed".

RESULTS holds, for each step, meson's NAME.json (one object a line and test) and NAME.junit.xml (one
case a TAP subtest). A test that ended badly without a failed subtest (crash, time-out, bad plan)
counts as one failure, and so does each name in BROKEN (a build). Exit status 1 when anything failed
or nothing passed.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

# What XML 1.0 (section 2.2) has no place for, and meson writes all the same when a test printed it.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}


def read_cases(path):
    """Test's name → [passed, failed, skipped] and the failed cases' names."""
    suites = {}
    if not path.exists():
        return suites
    text = NO_XML.sub("\ufffd", path.read_text(encoding="utf-8", errors="replace"))
    # fromstring() wants bytes where a declaration names an encoding.
    for suite in ElementTree.fromstring(text.encode("utf-8")).iter("testsuite"):
        counts = suites.setdefault(suite.get("name", ""), [0, 0, 0, []])
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                counts[1] += 1
                counts[3].append(case.get("name", "?"))
            elif case.find("skipped") is not None:
                counts[2] += 1
            else:
                counts[0] += 1
    return suites


def main(arguments):
    results = pathlib.Path(arguments[0])
    failures = [f"{name}: does not pass" for name in arguments[1:]]
    passed = skipped = 0

    for report in sorted(results.glob("*.json")):
        step = report.stem
        suites = read_cases(report.with_suffix(".junit.xml"))
        for ok, failed, left_out, names in suites.values():
            passed += ok
            skipped += left_out
        for suite_name, (_, _, _, names) in suites.items():
            failures += [f"{step}: {suite_name}: {name}" for name in names]
        # A suite is named after the project, a point, and the test whose subtests it holds; tests
        # without subtests are the cases of the one suite that has the project's name alone.
        told = set()
        for suite_name, (_, failed, _, names) in suites.items():
            test_name = suite_name.partition(".")[2]
            if test_name and failed:
                told.add(test_name)
            elif not test_name:
                told.update(names)
        for line in report.read_text(encoding="utf-8").splitlines():
            test = json.loads(line)
            if test["result"] in GOOD:
                continue
            if test["name"] not in told:
                failures.append(f"{step}: {test['name']}: {test['result']}")

    for failure in failures:
        print(f"failed: {failure}")
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
