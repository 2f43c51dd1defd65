# SPDX-License-Identifier: Apache-2.0
"""Runs unittest cases and prints TAP, one line a test or subtest.

A test file ends with `tap.main()`. Names on the command line run those tests alone, for instance
`Navigation.test_click`.
"""

import signal
import sys
import time
import traceback
import unittest

from harness import process_tree


class _Result(unittest.TestResult):
    def __init__(self, stream):
        super().__init__()
        self.stream = stream
        self.number = 0
        self.with_subtests = set()
        self.began = 0.0

    def _print(self, good, name, note=""):
        self.number += 1
        name = name.replace("#", "no.").replace("\n", " ")
        self.stream.write(f"{'ok' if good else 'not ok'} {self.number} - {name}{note}\n")
        self.stream.flush()

    def _explain(self, error):
        for line in "".join(traceback.format_exception(*error)).splitlines():
            self.stream.write(f"# {line}\n")
        self.stream.flush()

    @staticmethod
    def _name(test):
        return test.id().removeprefix("__main__.")

    def startTest(self, test):
        super().startTest(test)
        self.began = time.monotonic()

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        self.with_subtests.add(test.id())
        took = time.monotonic() - self.began
        self.began = time.monotonic()
        name = f"{self._name(test)} {subtest._subDescription()} ({took * 1000:.0f} ms)"
        if error is not None and issubclass(error[0], unittest.SkipTest):
            self._print(True, name, f" # SKIP {error[1]}")
            return
        self._print(error is None, name)
        if error is not None:
            self._explain(error)

    def addSuccess(self, test):
        super().addSuccess(test)
        if test.id() not in self.with_subtests:
            took = time.monotonic() - self.began
            self._print(True, f"{self._name(test)} ({took * 1000:.0f} ms)")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._print(False, self._name(test))
        self._explain(error)

    def addError(self, test, error):
        super().addError(test, error)
        self._print(False, self._name(test) if hasattr(test, "id") else str(test))
        self._explain(error)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._print(True, self._name(test), f" # SKIP {reason}")


def main():
    """Runs the calling file's tests and ends the process."""
    process_tree.adopt_orphans()
    # A time-out's SIGTERM unwinds, so that folders and processes go as usual.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    names = [f"__main__.{name}" for name in sys.argv[1:]]
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(names or ["__main__"])
    result = _Result(sys.stdout)
    try:
        suite.run(result)
        print(f"1..{result.number}", flush=True)
    finally:
        process_tree.end_all()
    sys.exit(0 if result.wasSuccessful() and result.number > 0 else 1)
