# SPDX-License-Identifier: Apache-2.0
"""The npm package as a project has it: unpacked below node_modules, in a folder that goes away.

package_case.py TARBALL SCRIPT ARGUMENT...: runs a script in Debian's Node with the package's index.js
before its arguments.
"""

import pathlib
import subprocess
import sys
import tarfile
import tempfile

NODE = "/usr/bin/node"


class Project:
    """A folder with the package installed."""

    def __init__(self, tarball):
        self.tarball = pathlib.Path(tarball).resolve()
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        self.package = self.folder / "node_modules" / "cmduri"

    def __enter__(self):
        self.package.parent.mkdir()
        with tarfile.open(self.tarball) as archive:
            archive.extractall(self.package.parent)
        (self.package.parent / "package").rename(self.package)
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    def run(self, *command, text=b"", **more):
        result = subprocess.run(
            command, input=text, capture_output=True, timeout=120, check=False, cwd=self.folder, **more
        )
        return result.returncode, result.stdout, result.stderr

    def cli(self, *arguments, text=b"", **more):
        return self.run(NODE, str(self.package / "cli.js"), *arguments, text=text, **more)


if __name__ == "__main__":
    with Project(sys.argv[1]) as project:
        script, *rest = sys.argv[2:]
        sys.exit(subprocess.run([NODE, script, project.package / "index.js", *rest], check=False).returncode)
