# SPDX-License-Identifier: Apache-2.0
"""oracle.py: reads lines of `differential_test … show` and has urllib.parse take the URIs apart.

Prints what differs, then one line of JSON with counts.
"""

import json
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

result = {"compared": 0, "different": 0, "rules": {}}


def count(rule):
    result["rules"][rule] = result["rules"].get(rule, 0) + 1
    return True


def is_true(value):
    return value in ("true", "1")


def agrees(text, smart, meaning, layered=False):
    try:
        parts = urlsplit(text)
    except ValueError:
        return count("CU-40") if "://" in text[:64] else False
    first = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True, errors="strict"):
        first.setdefault(name, value)
    if meaning["kind"] == "command" and meaning["form"] == "scheme" and not layered:
        return "_cmd" in first and agrees(first["_cmd"], smart, meaning, True)
    result["compared"] += 1
    path = unquote(parts.path, errors="strict")
    if meaning["kind"] == "call":
        number = path.split(";")[0] if "uri-parameters" in meaning["warnings"] else path
        return number == meaning["number"] and (first.get("dialAction") or None) == meaning["dialAction"]
    command, params = meaning["command"], meaning["params"]
    if smart:
        if first.get("action") == "reprovision":
            return command.endswith("-update")
        if first.get("action") != "navigate" or path or first.get("tab") not in (None, command):
            return False
        return command != "browser" or (
            first.get("relative") == params.get("relative")
            and all(is_true(first.get(name)) == (params.get(name) == "true") for name in ("reload", "reset"))
        )
    if "://" in text[:16]:
        count("CU-40")
    elif path.lstrip("/").removesuffix("/") != command:
        return False
    if command not in ("settings/topup", "settings/addons"):
        return True
    return first.get("product_id") == params.get("product_id") and (first.get("action") == "buy") == (params.get("action") == "buy")


for line in sys.stdin:
    one = json.loads(line)
    if not agrees(one["uri"], one["smart"], one["meaning"]):
        result["different"] += 1
        if result["different"] <= 20:
            print(f"differs: {line.rstrip()}")
print(json.dumps(result))
