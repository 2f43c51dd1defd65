# SPDX-License-Identifier: Apache-2.0
"""A registrar, as a real process: Kamailio, which asks the portal's database who may register."""

import os
import pathlib
import random
import secrets
import shutil
import socket
import subprocess
import tempfile

from harness import process_tree
from harness.waiting import wait_until

CONFIGURATION = pathlib.Path(__file__).resolve().parents[2] / "portal" / "registrar" / "kamailio.cfg"
ADDRESS = "127.0.0.1"
# Debian gives ordinary people no path to programs for administration.
PROGRAM = shutil.which("kamailio", path=f"{os.environ['PATH']}:/usr/sbin") or "kamailio"

OPTIONS = """OPTIONS sip:{address} SIP/2.0\r
Via: SIP/2.0/UDP {own};rport;branch=z9hG4bK{branch}\r
From: <sip:probe@{own}>;tag=1\r
To: <sip:{address}>\r
Call-ID: probe@{own}\r
CSeq: 1 OPTIONS\r
Max-Forwards: 1\r
Content-Length: 0\r
\r
"""


# Below the ports that the kernel hands out by itself.
FIRST_PORT, LAST_PORT = 5100, 15000
ATTEMPTS = 200


def hold_port():
    """(port, sockets): a port that is free for UDP and for TCP, and nobody else's until the sockets
    are closed. Anywhere: runs beside each other look for one at the same time."""
    for _ in range(ATTEMPTS):
        port = random.randint(FIRST_PORT, LAST_PORT)
        sockets = [
            socket.socket(socket.AF_INET, kind) for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM)
        ]
        try:
            for each in sockets:
                each.bind((ADDRESS, port))
            return port, sockets
        except OSError:
            for each in sockets:
                each.close()
    raise RuntimeError("no port is free for a registrar")


class Registrar:
    """On a free loopback port, UDP and TCP."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port, self._held = hold_port()
        self._server = f"Server: {secrets.token_hex(8)}"
        self.host = f"{ADDRESS}:{self.port}"
        self.process = None
        self._runtime = None

    def start(self, database):
        """`database`: the portal's portal.db. Returns when calls can be made."""
        # Kamailio's sockets have room for 107 bytes of path.
        self._runtime = tempfile.mkdtemp(prefix="whinchat-sip-")
        self._let_go()
        with open(self.folder / "kamailio.log", "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "-f", str(CONFIGURATION), "-DD", "-E", "-m", "32", "-M", "4",
                 "-Y", self._runtime, "-P", f"{self._runtime}/pid",
                 "-A", f'SERVER_HEADER="{self._server}"', "-A", f'ADDRESS="{ADDRESS}"', "-A", f"PORT={self.port}",
                 "-A", f'DATABASE="sqlite:///{database}"', "-A", f'DATABASE_FILE="{database}"'],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=process_tree.die_with_parent,
            )  # fmt: skip
        wait_until(self._answers, f"the registrar answers; see {self.folder}/kamailio.log", 20)
        return self

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the registrar ended: see {self.folder}/kamailio.log")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((ADDRESS, 0))
            probe.settimeout(0.3)
            own = f"{ADDRESS}:{probe.getsockname()[1]}"
            text = OPTIONS.format(address=self.host, own=own, branch=probe.getsockname()[1])
            try:
                probe.sendto(text.encode("ascii"), (ADDRESS, self.port))
                answer = probe.recv(4096).decode("utf-8", "replace")
            except OSError:
                return False
        # Not another one that has the port meanwhile; this one is about to end then.
        return answer.startswith("SIP/2.0 200") and self._server in answer.split("\r\n")

    def _let_go(self):
        for each in self._held:
            each.close()
        self._held = []

    def close(self):
        self._let_go()
        try:
            if self.process is not None:
                process_tree.end_child(self.process)
                self.process = None
        finally:
            if self._runtime is not None:
                shutil.rmtree(self._runtime, ignore_errors=True)
                self._runtime = None
