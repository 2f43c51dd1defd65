# SPDX-License-Identifier: Apache-2.0
"""Who answers every call and says again what is heard, as a real process."""

import pathlib
import subprocess
import sys

from harness import process_tree
from harness.waiting import wait_until

ACCOUNT = "echo"
HARNESS = pathlib.Path(__file__).resolve().parent


class EchoPeer:
    """The account "echo" of a Registrar."""

    def __init__(self, folder, host, secret):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / "echo.log"
        self._host, self._secret = host, secret
        self.process = None

    def start(self):
        """Returns when it can be called."""
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "harness.echo_account", ACCOUNT, self._host],
                stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=HARNESS.parent, start_new_session=True,
                preexec_fn=process_tree.die_with_parent,
            )  # fmt: skip
        with self.process.stdin as secret:
            secret.write(f"{self._secret}\n".encode("utf-8"))
        wait_until(self._is_registered, f"the echo is registered; see {self.log}", 20)
        return self

    def _is_registered(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the echo ended: see {self.log}")
        return "registered\n" in self.read_log()

    def read_log(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def close(self):
        if self.process is not None:
            process_tree.end_child(self.process)
            self.process = None
