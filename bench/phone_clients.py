# SPDX-License-Identifier: Apache-2.0
"""Phones that can be started, dial, and be stopped: ours without a screen, and two of Debian's."""

import json
import os
import pathlib
import socket
import subprocess

from harness import process_tree

SOURCE = pathlib.Path(__file__).resolve().parents[1]


def find_build():
    for name in (os.environ.get("WHINCHAT_BUILD"), SOURCE / "build" / "release", SOURCE / "build" / "dev"):
        if name and (pathlib.Path(name) / "bench" / "bench-phone").exists():
            return pathlib.Path(name).resolve()
    raise SystemExit("nothing is built: meson setup build/release && ninja -C build/release")


class Client:
    """`start` registers and from then on answers every call."""

    program = ""
    name = ""
    process = None

    @property
    def pid(self):
        return self.process.pid

    def spawn(self, folder, *arguments, **options):
        with open(folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                arguments, stdin=subprocess.PIPE, stdout=log, stderr=log, text=True, cwd=folder,
                preexec_fn=process_tree.die_with_parent, **options,
            )  # fmt: skip

    def write(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def stop(self):
        if self.process is not None:
            process_tree.end_child(self.process)
            self.process.stdin.close()
            self.process = None


class Whinchat(Client):
    name = "whinchat"

    @property
    def program(self):
        return str(find_build() / "bench" / "bench-phone")

    def start(self, folder, host, user, secret, encrypted):
        folder.mkdir()
        self.spawn(folder, self.program, host, user, "", "required" if encrypted else "")
        self.write(secret)

    def dial(self, uri):
        self.write("dial " + uri.removeprefix("sip:").split("@")[0])


class Baresip(Client):
    program = name = "baresip"

    def start(self, folder, host, user, secret, encrypted):
        folder.mkdir(mode=0o700)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (folder / "accounts").write_text(
            f"<sip:{user}@{host};transport=udp>;auth_pass={secret};answermode=auto;regint=600;audio_codecs=opus/48000/2"
            + (";mediaenc=srtp-mand\n" if encrypted else "\n"),
            encoding="utf-8",
        )
        (folder / "config").write_text(
            "poll_method epoll\nsip_listen 127.0.0.1:0\nnet_interface 127.0.0.1\nrtp_ports 23000-23998\n"
            f"audio_source ausine,440\naudio_player aubridge,none\naudio_alert aubridge,none\n"
            f"ctrl_tcp_listen 127.0.0.1:{self.port}\nmodule_path /usr/lib/baresip/modules\n"
            "module opus.so\nmodule g711.so\nmodule ausine.so\nmodule aubridge.so\nmodule srtp.so\n"
            "module_tmp account.so\nmodule_app ctrl_tcp.so\nmodule_app menu.so\n",
            encoding="utf-8",
        )
        self.spawn(folder, self.program, "-f", str(folder))

    def dial(self, uri):
        command = json.dumps({"command": "dial", "params": uri})
        with socket.create_connection(("127.0.0.1", self.port), 5) as control:
            control.sendall(f"{len(command)}:{command},".encode("utf-8"))
            control.recv(4096)


class Linphone(Client):
    name = "linphonec"
    program = "linphonec"

    def start(self, folder, host, user, secret, encrypted):
        (folder / ".local" / "share" / "linphone").mkdir(mode=0o700, parents=True)
        (folder / "linphonerc").write_text(
            f"[sip]\nsip_port=-1\nsip_tcp_port=0\nsip_tls_port=0\n"
            f"media_encryption={'srtp' if encrypted else 'none'}\n"
            f"[rtp]\naudio_rtp_port=24000-24998\n[video]\nenabled=0\n[misc]\nlog_collection_enabled=0\n",
            encoding="utf-8",
        )
        environment = dict(os.environ, HOME=str(folder))
        self.spawn(folder, self.program, "-c", str(folder / "linphonerc"), "-a", env=environment)
        self.write("soundcard use files")
        self.write(f"register sip:{user}@{host} sip:{host} {secret}")

    def dial(self, uri):
        self.write(f"call {uri}")
