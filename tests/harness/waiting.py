# SPDX-License-Identifier: Apache-2.0
"""Waiting for something to become true, always with an end."""

import time

# For whatever must come; it costs only when it does not, and a loaded machine needs it.
DEADLINE = 30.0


class Overdue(AssertionError):
    """What was waited for did not happen in time."""


def wait_until(condition, what, seconds=DEADLINE, every=0.02):
    """The first true value of condition(); Overdue, naming `what`, after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= deadline:
            raise Overdue(f"not within {seconds:g} s: {what() if callable(what) else what}")
        time.sleep(every)


def stays_true(condition, seconds=1.0, every=0.05):
    """Whether condition() holds during all of `seconds`; for effects that must not come."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not condition():
            return False
        time.sleep(every)
    return bool(condition())
