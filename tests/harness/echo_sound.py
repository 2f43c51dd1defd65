# SPDX-License-Identifier: Apache-2.0
"""The sound of one call to the echo: what comes goes back, packet by packet, in a stream of its own.

No codec is needed for that, so every one will do. Its numbers are its own (RFC 3550): source, sequence
and time go on evenly, whatever the caller's do across a hold, and it reports what it received.
"""

import secrets
import socket
import struct
import time

REPORT_SECONDS = 5.0
# Longer than that, and a stream begins anew (RFC 3551, section 4.1).
PAUSE_SECONDS = 0.2
LARGEST_PACKET = 2048
PORT_ATTEMPTS = 100
SECONDS_FROM_1900 = 2208988800


def _bind_pair(address):
    """Sockets of an even port and of the next one."""
    for _ in range(PORT_ATTEMPTS):
        pair = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]
        try:
            pair[0].bind((address, 0))
            port = pair[0].getsockname()[1]
            pair[1].bind((address, port + 1))
            if port % 2 == 0:
                return pair
        except (OSError, OverflowError):
            pass
        for each in pair:
            each.close()
    raise OSError(f"no pair of ports is free on {address}")


class EchoSound:
    """`sockets`: whoever waits for them calls take() when one has something."""

    def __init__(self, address):
        self.sockets = _bind_pair(address)
        for each in self.sockets:
            each.setblocking(False)
        self.port = self.sockets[0].getsockname()[1]
        self.heard_at = time.monotonic()
        self._target = self._payload = None
        self._rate = 8000
        self._sends = False
        self._own = secrets.randbits(32)
        self._sequence = secrets.randbits(15)
        self._time = secrets.randbits(31)  # of the packet that was sent last
        self._shift = 0  # from the caller's time to ours
        self._sent_at = None
        self._sent = self._sent_bytes = self._sent_at_report = 0
        self._forget_caller(None)
        self._report_due = time.monotonic() + REPORT_SECONDS

    def _forget_caller(self, source):
        self._source = source
        self._first = self._highest = None
        self._received = self._expected_at_report = self._received_at_report = 0
        self._jitter = self._transit = 0
        self._their_report = (0, 0.0)

    def aim(self, target, payload, rate, sends):
        """`target`: (address, port) of the caller; `payload`: the type that goes back; `sends`: no hold."""
        self._target, self._payload, self._rate, self._sends = target, payload, rate, sends

    def _now(self):
        """The time of a packet that was sent now."""
        passed = 0 if self._sent_at is None else time.monotonic() - self._sent_at
        return self._time + round(passed * self._rate) & 0xFFFFFFFF

    def take(self, ready):
        try:
            data, source = ready.recvfrom(LARGEST_PACKET)
        except OSError:
            return  # the caller's port is closed
        if self._target is None or source[0] != self._target[0] or len(data) < 12 or data[0] >> 6 != 2:
            return
        self.heard_at = time.monotonic()
        if ready is self.sockets[1]:
            if data[1] == 200 and len(data) >= 28:
                self._their_report = (struct.unpack("!I", data[10:14])[0], self.heard_at)
        else:
            self._take_sound(data)

    def _take_sound(self, data):
        kind, sequence, stamp, source = struct.unpack("!xBHII", data[:12])
        if kind & 0x7F != self._payload:
            return  # keys, not sound
        anew = source != self._source
        if anew:
            self._forget_caller(source)
        self._count(sequence, stamp)
        if not self._sends:
            return
        if anew or self._sent_at is None or time.monotonic() - self._sent_at > PAUSE_SECONDS:
            self._shift = self._now() - stamp
            kind |= 0x80
        self._time = stamp + self._shift & 0xFFFFFFFF
        self._sequence = self._sequence + 1 & 0xFFFF
        self._sent_at = time.monotonic()
        self._sent += 1
        self._sent_bytes += len(data) - 12
        # The first byte says how the rest is laid out, and stays.
        self._send(0, data[:1] + struct.pack("!BHII", kind, self._sequence, self._time, self._own) + data[12:])

    def _count(self, sequence, stamp):
        """RFC 3550, appendices A.1, A.3 and A.8."""
        if self._first is None:
            self._first = self._highest = sequence
        ahead = sequence - self._highest & 0xFFFF
        if ahead < 0x8000:
            self._highest += ahead
        self._received += 1
        transit = round(time.monotonic() * self._rate) - stamp & 0xFFFFFFFF
        if self._received > 1:
            step = transit - self._transit & 0xFFFFFFFF
            self._jitter += (min(step, 0x100000000 - step) - self._jitter) / 16
        self._transit = transit

    def _send(self, number, data):
        try:
            self.sockets[number].sendto(data, (self._target[0], self._target[1] + number))
        except OSError:
            pass  # the caller's port is closed

    def report_when_due(self):
        if time.monotonic() < self._report_due or self._target is None:
            return
        self._report_due = time.monotonic() + REPORT_SECONDS
        block = self._describe_reception()
        if self._sent > self._sent_at_report:
            now = time.time() + SECONDS_FROM_1900
            body = struct.pack("!QIII", int(now * 2**32), self._now(), self._sent, self._sent_bytes)
        else:
            body = b""
        self._sent_at_report = self._sent
        words = (8 + len(body) + len(block)) // 4 - 1
        head = struct.pack("!BBHI", 0x80 | bool(block), 200 if body else 201, words, self._own)
        # SDES with a CNAME of four bytes, and its end.
        name = struct.pack("!BBHIBB4sxx", 0x81, 202, 3, self._own, 1, 4, b"echo")
        self._send(1, head + body + block + name)

    def _describe_reception(self):
        if self._first is None:
            return b""
        expected = self._highest - self._first + 1
        lost = max(0, min(expected - self._received, 0x7FFFFF))
        lately = expected - self._expected_at_report
        lost_lately = max(0, lately - (self._received - self._received_at_report))
        self._expected_at_report, self._received_at_report = expected, self._received
        share = min(255, lost_lately * 256 // lately) if lately > 0 else 0
        middle, came_at = self._their_report
        delay = round((time.monotonic() - came_at) * 65536) if middle else 0
        return struct.pack("!IIIIII", self._source, share << 24 | lost, self._highest & 0xFFFFFFFF,
                           round(self._jitter), middle, delay & 0xFFFFFFFF)  # fmt: skip

    def close(self):
        for each in self.sockets:
            each.close()
