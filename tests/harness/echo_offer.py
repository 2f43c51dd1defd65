# SPDX-License-Identifier: Apache-2.0
"""What the echo reads in an offer and answers to it (RFC 3264): the caller's first codec, and hold."""

import re

# What the caller does → what is left for the echo.
DIRECTIONS = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
# Types that need no rtpmap (RFC 3551, section 6).
STATIC = {"0": "PCMU/8000", "8": "PCMA/8000", "9": "G722/8000"}


def _split(text):
    """The lines of the session, and of each medium."""
    parts = [[]]
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith("m="):
            parts.append([])
        if line:
            parts[-1].append(line)
    return parts


def _attributes(lines, name):
    return [line.removeprefix(f"a={name}:") for line in lines if line.startswith(f"a={name}:")]


class Offer:
    """`target`: (address, port); `payload`: number of the codec's type; `codec`: "opus/48000/2";
    `rate`: of its time stamps; `sends`: whether the caller wants to hear."""

    def __init__(self, text):
        """Raises ValueError where there is no sound in it that could go back."""
        session, *self._media = _split(text)
        self._chosen = next((lines for lines in self._media if self._read(session, lines)), None)
        if self._chosen is None:
            raise ValueError("an offer without sound in plain RTP")

    def _read(self, session, lines):
        match = re.fullmatch(r"m=audio (\d{1,5}) RTP/AVP ([\d ]+)", lines[0])
        connection = next((line for line in lines + session if line.startswith("c=IN IP4 ")), None)
        # RTCP has the next port.
        if match is None or connection is None or not 0 < int(match[1]) < 65535:
            return False
        self.target = connection.split()[2].split("/")[0], int(match[1])
        codecs = dict(STATIC)
        codecs.update(entry.split(" ", 1) for entry in _attributes(lines, "rtpmap") if " " in entry)
        for kind in match[2].split():
            name = codecs.get(kind, "")
            rate = re.fullmatch(r"[^/]+/(\d+)(/\d+)?", name)
            if rate and not name.lower().startswith(("telephone-event/", "cn/")):
                break
        else:
            return False
        self.payload, self.codec, self.rate = int(kind), name, int(rate[1])
        # Its keys are understood, though nothing is done with them.
        self._keys = next((other for other in match[2].split()
                           if codecs.get(other, "").lower() == f"telephone-event/{rate[1]}"), None)  # fmt: skip
        said = [line[2:] for line in lines + session if line[2:] in DIRECTIONS]
        self._direction = DIRECTIONS[said[0] if said else "sendrecv"]
        self.sends = self._direction.startswith("send")
        return True

    def _describe(self, lines, port):
        if lines is not self._chosen:
            fields = lines[0].split(" ")
            return [" ".join([fields[0], "0", *fields[2:]])]
        kinds = [str(self.payload), *([self._keys] if self._keys else [])]
        answer = [f"m=audio {port} RTP/AVP {' '.join(kinds)}"]
        for name in ("rtpmap", "fmtp"):
            answer += [f"a={name}:{entry}" for entry in _attributes(lines, name) if entry.split(" ")[0] in kinds]
        return [*answer, f"a={self._direction}"]

    def answer(self, address, port, session):
        """The text of the answer. `session`: number of the call's, and its version, which counts up."""
        number, version = session
        lines = ["v=0", f"o=echo {number} {version} IN IP4 {address}", "s=-", f"c=IN IP4 {address}", "t=0 0"]
        for medium in self._media:
            lines += self._describe(medium, port)
        return "\r\n".join(lines) + "\r\n"
