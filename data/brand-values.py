#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints application ID, scheme, name, icon (- without one) of a brand.ini, and whether it is complete
or has a portal's address to be filled in ("open"), one a line, for the build."""

import configparser
import pathlib
import re
import sys


def main():
    brand = configparser.RawConfigParser(interpolation=None, strict=False)
    brand.optionxform = str
    with open(sys.argv[1], encoding="utf-8") as file:
        brand.read_file(file)
    values = brand["Brand"]
    application_id = values["ApplicationId"].strip()
    scheme = values.get("Scheme", "cloudsip").strip().lower()
    name = values["Name"].strip()
    if not re.fullmatch(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)+", application_id, re.ASCII):
        sys.exit(f"ApplicationId {application_id!r} is no application ID")
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme):
        sys.exit(f"Scheme {scheme!r} is no URI scheme")
    if not name or any(ord(c) < 0x20 for c in name):
        sys.exit("Name is needed")
    icon = values.get("Icon", "").strip() or "-"
    if icon != "-":
        if not re.fullmatch(r"[^/]+\.(svg|png)", icon):
            sys.exit(f"Icon {icon!r} must be an SVG or PNG file in the folder of brand.ini")
        if not pathlib.Path(sys.argv[1]).with_name(icon).is_file():
            sys.exit(f"Icon {icon!r} is not in the folder of brand.ini")
    state = "open" if "@PORTAL@" in values.get("PortalUrl", "") else "complete"
    print(application_id, scheme, name, icon, state, sep="\n")


main()
