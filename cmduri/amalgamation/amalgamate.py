# SPDX-License-Identifier: Apache-2.0
"""amalgamate.py FOLDER: writes the library as cmduri.c and cmduri.h into FOLDER.

With them come a meson.build and the licence, so that FOLDER is a Meson subproject as it stands.
Comments stay; includes of the project's own headers are replaced by the headers, each once. Needs
Python alone: the version and the list of sources are read from the meson.build files.
"""

import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
CMDURI = HERE.parent
ROOT = CMDURI.parent
LICENCE_LINE = "/* SPDX-License-Identifier: Apache-2.0 */\n"

# A freestanding implementation has no <string.h>; the program brings these five.
STRING_H = """#if __STDC_HOSTED__
#include <string.h>
#else
void *memcpy (void *to, const void *from, size_t size);
int memcmp (const void *a, const void *b, size_t size);
void *memset (void *to, int byte, size_t size);
void *memchr (const void *text, int byte, size_t size);
size_t strlen (const char *text);
#endif
"""


def read(path):
    text = path.read_text(encoding="utf-8")
    if not text.startswith(LICENCE_LINE):
        sys.exit(f"{path}: no licence line")
    return text[len(LICENCE_LINE) :].lstrip("\n")


def find(pattern, path):
    match = re.search(pattern, path.read_text(encoding="utf-8"), flags=re.M | re.S)
    if match is None:
        sys.exit(f"{path}: nothing matches {pattern}")
    return match.group(1)


def read_list(name):
    """The files of a list in meson.build."""
    return [CMDURI / file for file in re.findall(r"'([^']+)'", find(rf"^{name} = files\((.*?)\)", CMDURI / "meson.build"))]


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    version = find(r"^project\([^)]*?\bversion: '([^']+)'", ROOT / "meson.build")
    sources = read_list("cmduri_sources")
    headers = {path.name: path for path in read_list("cmduri_headers")}
    public = headers.pop("cmduri.h")
    seen = {"cmduri.h"}
    systems = set()

    def expand(path):
        out = []
        for line in read(path).splitlines(keepends=True):
            if match := re.match(r'#include "cmduri/([^"]+)"', line):
                name = match.group(1)
                if name not in seen:
                    seen.add(name)
                    out.append(expand(headers[name]))
            elif match := re.match(r"#include <([^>]+)>", line):
                systems.add(match.group(1))
            else:
                out.append(line)
        return re.sub(r"\n{3,}", "\n\n", "".join(out)).strip("\n") + "\n"

    parts = [f"/* ---- {path.name} {'-' * (90 - len(path.name))} */\n\n{expand(path)}" for path in sources]
    includes = "".join(f"#include <{name}>\n" for name in sorted(systems - {"string.h"}))
    (folder / "cmduri.c").write_text(
        f'{LICENCE_LINE}/* libcmduri {version} in one file, made from its sources: change those. */\n\n#include "cmduri.h"\n\n'
        f"{includes}{STRING_H}\n" + "\n".join(parts),
        encoding="utf-8",
    )
    (folder / "cmduri.h").write_text(public.read_text(encoding="utf-8"), encoding="utf-8")
    meson = (HERE / "subproject.meson").read_text(encoding="utf-8").replace("@VERSION@", version)
    (folder / "meson.build").write_text(meson, encoding="utf-8")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")


if __name__ == "__main__":
    if sys.argv[1:] == ["--help"]:
        print(__doc__)
    elif len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    else:
        main(sys.argv[1])
