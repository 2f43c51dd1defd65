# SPDX-License-Identifier: Apache-2.0
"""Registrar and caller in one, over UDP, that notes when each message came."""

import re
import select
import socket
import threading
import time

from harness.waiting import wait_until

ADDRESS = "127.0.0.1"


def header(message, name):
    match = re.search(rf"^{name}\s*:\s*(.*?)\r?$", message, re.IGNORECASE | re.MULTILINE)
    return match.group(1) if match else ""


def vias(message):
    lines = re.findall(r"^(?:Via|v)\s*:.*?\r?$", message, re.IGNORECASE | re.MULTILINE)
    return "".join(line.rstrip("\r") + "\r\n" for line in lines)


class Peer:
    def __init__(self):
        self.sip = self._bind()
        self.rtp = self._bind()
        self.host = "%s:%d" % self.sip.getsockname()
        self.challenged_at = None
        self.register_seconds = []  # of each answer to a challenge
        self.binding = ""
        self.contact = None
        self.source = None
        self.times = {}  # of the call under way: what came → when
        self.invite = None
        self.number = 0
        self._ends = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @staticmethod
    def _bind():
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.bind((ADDRESS, 0))
        return made

    def _run(self):
        while not self._ends:
            ready, _, _ = select.select([self.sip, self.rtp], [], [], 0.1)
            now = time.perf_counter()
            if self.rtp in ready:
                self.rtp.recv(2048)
                self.times.setdefault("rtp", now)
            if self.sip in ready:
                data, self.source = self.sip.recvfrom(65535)
                if len(data.strip()) > 0:
                    self._take(data.decode("utf-8", "replace"), now)

    def _answer(self, request, status, extra=""):
        tag = "" if ";tag=" in header(request, "To") else ";tag=peer"
        self._send(
            f"SIP/2.0 {status}\r\n{vias(request)}From: {header(request, 'From')}\r\nTo: {header(request, 'To')}{tag}\r\n"
            f"Call-ID: {header(request, 'Call-ID')}\r\nCSeq: {header(request, 'CSeq')}\r\n{extra}Content-Length: 0\r\n\r\n"
        )

    def _send(self, text):
        self.sip.sendto(text.encode("utf-8"), self.source)

    def _take(self, message, now):
        first = message.split("\r\n", 1)[0]
        if first.startswith("SIP/2.0 "):
            self._take_answer(message, int(first.split()[1]), now)
        elif first.startswith("REGISTER "):
            if not header(message, "Authorization"):
                self.challenged_at = now
                self._answer(message, "401 Unauthorized",
                             'WWW-Authenticate: Digest realm="bench", nonce="0123456789abcdef", algorithm=MD5\r\n')  # fmt: skip
                return
            if self.challenged_at is not None:
                self.register_seconds.append(now - self.challenged_at)
                self.challenged_at = None
            # Without one it asks what is registered (RFC 3261, section 10.2.3).
            self.binding = header(message, "Contact") or self.binding
            self.contact = re.search(r"sip:[^>;,\s]+", self.binding).group(0)
            self._answer(message, "200 OK", f"Contact: {self.binding}\r\nExpires: 600\r\n")
        elif not first.startswith("ACK "):
            self._answer(message, "200 OK")

    def _take_answer(self, message, status, now):
        method = header(message, "CSeq").split()[-1]
        if method != "INVITE":
            return
        if status == 180:
            self.times.setdefault("ringing", now)
        if status == 200 and "answer" not in self.times:
            self.times["answer"] = now
            self.dialog = (header(message, "To"), header(message, "Call-ID"))
            self.target = re.search(r"sip:[^>;,\s]+", header(message, "Contact")).group(0)
            self._in_dialog("ACK", self.number)

    def _in_dialog(self, method, number):
        to, call_id = self.dialog
        self._send(
            f"{method} {self.target} SIP/2.0\r\nVia: SIP/2.0/UDP {self.host};rport;branch=z9hG4bK{method}{self.number}{time.monotonic_ns()}\r\n"
            f"From: <sip:bench@{self.host}>;tag=c{self.number}\r\nTo: {to}\r\nCall-ID: {call_id}\r\n"
            f"CSeq: {number} {method}\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        )

    def call(self):
        """Milliseconds: INVITE → ringing, answer → first audio."""
        self.number += 1
        self.times = {}
        body = (
            f"v=0\r\no=- {self.number} 1 IN IP4 {ADDRESS}\r\ns=-\r\nc=IN IP4 {ADDRESS}\r\nt=0 0\r\n"
            f"m=audio {self.rtp.getsockname()[1]} RTP/AVP 111\r\na=rtpmap:111 opus/48000/2\r\na=sendrecv\r\n"
        )
        began = time.perf_counter()
        self._send(
            f"INVITE {self.contact} SIP/2.0\r\nVia: SIP/2.0/UDP {self.host};rport;branch=z9hG4bKi{self.number}{time.monotonic_ns()}\r\n"
            f"From: <sip:bench@{self.host}>;tag=c{self.number}\r\nTo: <{self.contact}>\r\n"
            f"Call-ID: {self.number}-{time.monotonic_ns()}@bench\r\nCSeq: {self.number} INVITE\r\nMax-Forwards: 70\r\n"
            f"Contact: <sip:bench@{self.host}>\r\nContent-Type: application/sdp\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )
        wait_until(lambda: "rtp" in self.times and "answer" in self.times, "the call is answered and heard", 15)
        time.sleep(0.3)
        self._in_dialog("BYE", self.number + 1)
        time.sleep(0.5)
        ringing = self.times.get("ringing")
        return (
            None if ringing is None else (ringing - began) * 1000,
            max(0.0, self.times["rtp"] - self.times["answer"]) * 1000,
        )

    def close(self):
        self._ends = True
        self._thread.join()
        self.sip.close()
        self.rtp.close()
