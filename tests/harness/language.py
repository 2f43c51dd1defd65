# SPDX-License-Identifier: Apache-2.0
"""The thirteen commands (command-uris, section 2) and what a person or the server sees of each."""

import re

from harness.waiting import DEADLINE, wait_until

NAVIGATION = (
    "settings", "settings/prefs", "settings/topup", "settings/addons",
    "qd", "history", "keypad", "messages", "contacts", "browser",
)  # fmt: skip
UPDATES = ("balance-update", "provisioning-update", "extprov-update")
COMMANDS = NAVIGATION + UPDATES

# The requests that each update must cause, and the ones that it must not.
REQUESTS = {
    "balance-update": (("/balance",), ("/brand/DEMO", "/provisioning/account")),
    "provisioning-update": (("/brand/DEMO", "/provisioning/global", "/provisioning/account"), ()),
    "extprov-update": (("/provisioning/account",), ("/brand/DEMO", "/provisioning/global")),
}

PRICE = re.compile(r"\$\d+\.\d\d")

# What a person sees of each screen: all of these controls (name or pattern, role, state).
SEEN = {
    "keypad": [("Keypad", "tab", "selected"), ("Refresh balance", "button", None)],
    "qd": [("Quick Dial", "tab", "selected")],
    "history": [("History", "tab", "selected")],
    "messages": [("Messages", "tab", "selected")],
    "contacts": [("Contacts", "tab", "selected")],
    "settings": [("Settings", None, None), ("Update from provider", None, None)],
    "settings/prefs": [("Preferences", None, None), ("Account", "label", None)],
    "settings/topup": [("Top up", None, None), ("Back", "button", None), (PRICE, "label", None)],
    "settings/addons": [("Add-ons", None, None), ("Back", "button", None), (PRICE, "label", None)],
    "consent": [("Confirm purchase", None, None), (re.compile("^Buy for "), "button", None)],
    "store error": [("The shop can’t be reached", None, None)],
    "sign-in": [("Sign in", "button", None), ("Password", None, None)],
}


def see(screen, command, first_tab="Site", seconds=DEADLINE):
    """Waits until a person sees what the navigation command leads to."""
    wanted = SEEN.get(command) or [(first_tab, "tab", "selected")]
    wait_until(
        lambda: all(screen.find_each(wanted)),
        lambda: f"{command} is seen; seen are {screen.texts()}",
        seconds,
    )


def arrived(portal, command, since, seconds=DEADLINE, alone=True):
    """Waits until the server was asked for all that the update needs; `alone`: fails when it was
    asked for what the update must leave alone."""
    needed, forbidden = REQUESTS[command]
    wait_until(
        lambda: set(needed) <= set(portal.paths(since)),
        lambda: f"{command} asks for {needed}; asked was {portal.paths(since)}",
        seconds,
    )
    paths = portal.paths(since)
    wrong = [path for path in forbidden if path in paths]
    if alone and wrong:
        raise AssertionError(f"{command} asked for {wrong}")
