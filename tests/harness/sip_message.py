# SPDX-License-Identifier: Apache-2.0
"""SIP messages (RFC 3261) as text: read, answered, and proven by digest (RFC 2617)."""

import hashlib
import re
import secrets

_SHORT = {"v": "via", "f": "from", "t": "to", "i": "call-id", "m": "contact", "l": "content-length",
          "c": "content-type", "k": "supported"}  # fmt: skip


class Message:
    """`first`: its first line; `body`: text."""

    def __init__(self, data):
        """Raises ValueError when it is none."""
        head, separator, self.body = data.decode("utf-8").partition("\r\n\r\n")
        lines = re.sub(r"\r\n[ \t]+", " ", head).split("\r\n")
        self.first = lines[0]
        self._fields = []
        for line in lines[1:]:
            name, colon, value = line.partition(":")
            name = name.strip().lower()
            self._fields.append((_SHORT.get(name, name), value.strip()))
        missing = {"via", "from", "to", "call-id", "cseq"} - {name for name, _ in self._fields}
        if not separator or missing or len(self.first.split()) < 3 or len(self.get("cseq").split()) != 2:
            raise ValueError(f"no SIP message: {self.first}")

    def get_all(self, name):
        return [value for found, value in self._fields if found == name]

    def get(self, name):
        """The first of these, "" without one."""
        return next(iter(self.get_all(name)), "")

    @property
    def status(self):
        """Of an answer; 0 for a request."""
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0 ") else 0

    @property
    def method(self):
        return self.get("cseq").split()[1]

    @property
    def number(self):
        return self.get("cseq").split()[0]

    def answer(self, status, tag, fields=(), body=""):
        """The text of an answer to this request. `fields`: further lines."""
        to = self.get("to")
        lines = [f"SIP/2.0 {status}"]
        lines += [f"Via: {value}" for value in self.get_all("via")]
        lines += [f"Record-Route: {value}" for value in self.get_all("record-route")]
        lines += [f"From: {self.get('from')}", f"To: {to}" if ";tag=" in to else f"To: {to};tag={tag}",
                  f"Call-ID: {self.get('call-id')}", f"CSeq: {self.get('cseq')}", *fields]  # fmt: skip
        if body:
            lines.append("Content-Type: application/sdp")
        return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", body])


def prove(challenge, method, uri, user, secret):
    """The value of Authorization for this value of WWW-Authenticate."""
    asked = {name.lower(): quoted or plain
             for name, quoted, plain in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,"]+))', challenge)}  # fmt: skip

    def digest(*parts):
        return hashlib.md5(":".join(parts).encode("utf-8")).hexdigest()

    realm, nonce = asked.get("realm", ""), asked.get("nonce", "")
    keys = digest(user, realm, secret), digest(method, uri)
    fields = f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}"'
    if "auth" in re.split(r"[\s,]+", asked.get("qop", "")):
        own = secrets.token_hex(8)
        response = digest(keys[0], nonce, "00000001", own, "auth", keys[1])
        return f'{fields}, response="{response}", qop=auth, nc=00000001, cnonce="{own}"'
    return f'{fields}, response="{digest(keys[0], nonce, keys[1])}"'
