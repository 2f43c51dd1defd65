# SPDX-License-Identifier: Apache-2.0
"""What WebAssembly needs to be text, and modules to be scripts; there is no bundler.

pack.py package VERSION OUTPUT WASM FILE...   the npm package, as `npm install` takes it
pack.py script OUTPUT WASM INDEX              index.js as a classic script, for pages that are opened from
                                              disk, where modules are not loaded; sets `cmduri` to a promise
"""

import gzip
import io
import json
import pathlib
import re
import struct
import sys
import tarfile
import zlib

LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"


# The digits of base 85: printable characters that need no escape in a string.
DIGITS = [chr(code) for code in range(40, 126) if code != 92]


def literal(wasm):
    """The deflated bytes as a string: how many bytes are too many at the end, and five digits for each
    four bytes. base64 would make the package a kilobyte larger."""
    data = zlib.compress(wasm, 9)
    padding = -len(data) % 4
    digits = [DIGITS[padding]]
    for (number,) in struct.iter_unpack(">I", data + bytes(padding)):
        digits += [DIGITS[number // 85**place % 85] for place in range(4, -1, -1)]
    return "'" + "".join(digits) + "'"


def read_literal(text):
    """The bytes of a literal, without its quotation marks."""
    values = [DIGITS.index(digit) for digit in text]
    numbers = (sum(value * 85 ** (4 - i) for i, value in enumerate(values[at : at + 5])) for at in range(1, len(values), 5))
    data = b"".join(struct.pack(">I", number) for number in numbers)
    return zlib.decompress(data[: len(data) - values[0]])


def make_module(wasm):
    return f"{LICENCE}// Made by pack.py: libcmduri as WebAssembly, deflated.\nexport const wasm = {literal(wasm)};\n"


def replace_once(pattern, replacement, text):
    result, count = re.subn(pattern, lambda _: replacement, text, flags=re.M | re.S)
    if count != 1:
        raise SystemExit(f"pack.py: {count} places match {pattern}")
    return result


def make_script(index, wasm):
    body = index.removeprefix(LICENCE)
    body = replace_once(r"^import \{ wasm \} from './wasm\.js';$", f"const wasm = {literal(wasm)};", body)
    names = re.search(r"^export (\{.*?\});$", body, flags=re.M | re.S).group(1)
    body = replace_once(r"^export \{.*?\};$", f"return {names};", body)
    return (
        f"{LICENCE}// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.\n"
        f"globalThis.cmduri = (async () => {{\n'use strict';\n{body}}})();\n"
    )


def without_comments(code):
    """A module without the comments that have lines of their own, but for the licence's line."""
    return re.sub(rb"^ *(?://(?! SPDX).*|/\*\*(?:.|\n)*?\*/)\n", b"", code, flags=re.M)


def make_package(version, wasm, files):
    """The same bytes for the same files: no times, no owners."""
    contents = {path.name: path.read_bytes() for path in files}
    contents = {name: without_comments(data) if name.endswith(".js") else data for name, data in contents.items()}
    manifest = json.loads(contents["package.json"])
    contents["package.json"] = (json.dumps({**manifest, "version": version}, indent=2) + "\n").encode("utf-8")
    contents["wasm.js"] = make_module(wasm).encode("utf-8")
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in sorted(contents.items()):
            entry = tarfile.TarInfo("package/" + name)
            entry.size = len(data)
            entry.mode = 0o755 if data.startswith(b"#!") else 0o644
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(tar.getvalue(), 9, mtime=0)


def main(arguments):
    kind, *rest = arguments
    version = rest.pop(0) if kind == "package" else ""
    output, wasm, *files = (pathlib.Path(path) for path in rest)
    if kind == "package":
        output.write_bytes(make_package(version, wasm.read_bytes(), files))
    else:
        output.write_text(make_script(files[0].read_text(encoding="utf-8"), wasm.read_bytes()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
