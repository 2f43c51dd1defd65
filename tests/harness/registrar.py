# SPDX-License-Identifier: Apache-2.0
"""A registrar, as a real process: Kamailio, which asks the portal's database who may register."""

import pathlib
import shutil
import socket
import subprocess
import tempfile

from harness import process_tree
from harness.waiting import wait_until

CONFIGURATION = pathlib.Path(__file__).resolve().parents[2] / "portal" / "registrar" / "kamailio.cfg"
ADDRESS = "127.0.0.1"

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


def find_port():
    """A port that is free for UDP and for TCP, below those that the kernel hands out by itself."""
    for port in range(5160, 5960):
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
        ):
            try:
                udp.bind((ADDRESS, port))
                tcp.bind((ADDRESS, port))
                return port
            except OSError:
                continue
    raise RuntimeError("no port is free for a registrar")


class Registrar:
    """On a free loopback port, UDP and TCP."""

    def __init__(self, folder, port=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = port or find_port()
        self.host = f"{ADDRESS}:{self.port}"
        self.process = None
        self._runtime = None

    def start(self, database):
        """`database`: the portal's portal.db. Returns when calls can be made."""
        # Kamailio's sockets have room for 107 bytes of path.
        self._runtime = tempfile.mkdtemp(prefix="whinchat-sip-")
        with open(self.folder / "kamailio.log", "ab") as log:
            self.process = subprocess.Popen(
                ["kamailio", "-f", str(CONFIGURATION), "-DD", "-E", "-m", "32", "-M", "4",
                 "-Y", self._runtime, "-P", f"{self._runtime}/pid",
                 "-A", f'ADDRESS="{ADDRESS}"', "-A", f"PORT={self.port}",
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
                return probe.recv(4096).startswith(b"SIP/2.0 200")
            except OSError:
                return False

    def close(self):
        if self.process is not None:
            process_tree.end_child(self.process)
            self.process = None
        if self._runtime is not None:
            shutil.rmtree(self._runtime, ignore_errors=True)
            self._runtime = None
