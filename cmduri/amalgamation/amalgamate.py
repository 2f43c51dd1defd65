# SPDX-License-Identifier: Apache-2.0
"""amalgamate.py VERSION FOLDER SOURCE...: writes the library as cmduri.c and cmduri.h into FOLDER.

SOURCE are the library's .c files and its headers; with them come a meson.build and the licence, so
that FOLDER is a Meson subproject as it stands. Comments stay; includes of the project's own headers
are replaced by the headers, each once.
"""

import pathlib
import re
import shutil
import sys

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


def main(version, folder, *sources):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [pathlib.Path(source) for source in sources]
    headers = {path.name: path for path in paths if path.suffix == ".h" and path.name != "cmduri.h"}
    (public,) = (path for path in paths if path.name == "cmduri.h")
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

    parts = [
        f"/* ---- {path.name} {'-' * (90 - len(path.name))} */\n\n{expand(path)}" for path in paths if path.suffix == ".c"
    ]
    includes = "".join(f"#include <{name}>\n" for name in sorted(systems - {"string.h"}))
    (folder / "cmduri.c").write_text(
        f'{LICENCE_LINE}/* libcmduri {version} in one file, made from its sources: change those. */\n\n#include "cmduri.h"\n\n'
        f"{includes}{STRING_H}\n" + "\n".join(parts),
        encoding="utf-8",
    )
    (folder / "cmduri.h").write_text(public.read_text(encoding="utf-8"), encoding="utf-8")
    here = pathlib.Path(__file__).resolve().parent
    meson = (here / "subproject.meson").read_text(encoding="utf-8").replace("@VERSION@", version)
    (folder / "meson.build").write_text(meson, encoding="utf-8")
    shutil.copyfile(here.parents[1] / "LICENSE", folder / "LICENSE")


if __name__ == "__main__":
    main(*sys.argv[1:])
