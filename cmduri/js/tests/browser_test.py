# SPDX-License-Identifier: Apache-2.0
"""browser_test.py TARBALL CORPUS: the package passes the corpus in Chromium, under a strict policy."""

import functools
import http.server
import pathlib
import shutil
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from chromium import Chromium  # noqa: E402
from package_case import Project  # noqa: E402

TARBALL, CORPUS = sys.argv[1:3]
HERE = pathlib.Path(__file__).resolve().parent
POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Corpus</title><script type="module" src="run.js"></script>"""
RUN = """
import * as cmduri from './node_modules/cmduri/index.js';
import { checkCorpus } from './corpus.js';
import { Tap } from './tap.js';
const lines = [];
const tap = new Tap((line) => lines.push(line));
await checkCorpus(tap, cmduri, async (name) => (await fetch(`corpus/${name}`)).text());
tap.end();
globalThis.results = lines.join('\\n');
"""


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".js": "text/javascript", ".html": "text/html", ".txt": "text/plain; charset=utf-8"}

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_):
        pass


def main():
    with Project(TARBALL) as project:
        project.write("page.html", PAGE)
        project.write("run.js", RUN)
        for name in ("corpus.js", "tap.js"):
            shutil.copy(HERE / name, project.folder)
        shutil.copytree(CORPUS, project.folder / "corpus")
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Handler, directory=str(project.folder))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with Chromium() as browser:
            browser.open(f"http://127.0.0.1:{server.server_port}/page.html")
            lines = browser.wait("globalThis.results").split("\n")
            complaints = [text for text in browser.complaints if "favicon" not in text and "404" not in text]
        server.shutdown()

    count = int(lines.pop().removeprefix("1.."))
    print("\n".join(lines))
    print(f"{'not ok' if complaints else 'ok'} {count + 1} - Chromium has nothing to complain about")
    print("".join(f"# {line}\n" for line in complaints), end="")
    print(f"1..{count + 1}")
    return 1 if complaints or any(line.startswith("not ok") for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
