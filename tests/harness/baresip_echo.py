# SPDX-License-Identifier: Apache-2.0
"""Another softphone that answers every call and says again what is heard: baresip with its echo module."""

import pathlib
import shutil
import subprocess
import tempfile

from harness import process_tree
from harness.waiting import wait_until

# It takes its leave of the registrar, and would wait long for one that is dead.
GRACE = 1.0
# Sound goes from the speaker of its echo straight to its microphone.
CONFIGURATION = """poll_method epoll
sip_listen 127.0.0.1:0
call_max_calls 16
audio_player aubridge,echo
audio_source aubridge,echo
audio_alert aubridge,echo
rtp_timeout 60
rtp_ports 21000-21998
net_interface 127.0.0.1
module_path /usr/lib/baresip/modules
module opus.so
module g722.so
module g711.so
module aubridge.so
module srtp.so
module_tmp account.so
module_app echo.so
"""


class BaresipEcho:
    """The account `name` of a Registrar; `encryption`: "srtp-mand" for calls with SRTP alone. One call at a
    time, and none is held: its echo doesn't go on after that."""

    def __init__(self, folder, host, name, secret, encryption=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        # The secret of its account lies in memory only, when the machine has a folder there.
        memory = "/dev/shm" if pathlib.Path("/dev/shm").is_dir() else None
        self._settings = pathlib.Path(tempfile.mkdtemp(prefix="whinchat-echo-", dir=memory))
        account = (
            f"<sip:{name}@{host};transport=udp>;auth_pass={secret};answermode=auto;regint=600"
            ";audio_codecs=opus/48000/2,G722/16000/1,pcmu,pcma"
            + (f";mediaenc={encryption}" if encryption else "")
            + "\n"
        )
        accounts = self._settings / "accounts"
        accounts.touch(0o600)
        accounts.write_text(account, encoding="utf-8")
        (self._settings / "config").write_text(CONFIGURATION, encoding="utf-8")
        self.log = self.folder / "baresip.log"
        self.process = None

    def start(self):
        """Returns when it can be called."""
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["baresip", "-f", str(self._settings), "-v"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=process_tree.die_with_parent,
            )  # fmt: skip
        wait_until(self._is_registered, f"the echo peer is registered; see {self.log}", 20)
        return self

    def _is_registered(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the echo peer ended: see {self.log}")
        return "200 OK" in self.read_log()

    def count_calls(self):
        """How many it has taken."""
        return self.read_log().count("Call established")

    def read_log(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def close(self):
        try:
            if self.process is not None:
                process_tree.end_child(self.process, GRACE)
                self.process = None
        finally:
            shutil.rmtree(self._settings, ignore_errors=True)
