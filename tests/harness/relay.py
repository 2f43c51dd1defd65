# SPDX-License-Identifier: Apache-2.0
"""A server in front of the portal that hands requests on, or misbehaves in one of the known ways."""

import http.client
import urllib.parse

from harness.site import Answer, Site

HUGE = 32 * 1024 * 1024
SLOW_SECONDS = 120

_HOP_HEADERS = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


def _huge(_request):
    return Answer(b"<account><title>" + b"A" * HUGE + b"</title></account>", content_type="text/xml")


# How a server may be bad: name → what it answers.
MISBEHAVIOURS = {
    "500": Answer("broken", 500, "text/plain"),
    "503 with a message": Answer('{"message":"Down for maintenance"}', 503, "application/json"),
    "garbage": Answer(bytes(range(256)) * 16, content_type="application/octet-stream"),
    "cut short": Answer("<account><title>Half", content_type="text/xml"),
    "huge": _huge,
    "wrong type": Answer("<html><body>Welcome to this hotel's network</body></html>"),
    "empty": Answer(b"", content_type="application/xml"),
    "deep": Answer("[" * 500_000, content_type="application/json"),
}


class Relay(Site):
    """`target`: the portal's own address, set once it is known. `behave(name)` chooses one of
    MISBEHAVIOURS, "slow", or None for handing on; `only` limits it to paths that begin so."""

    def __init__(self):
        super().__init__()
        self.target = None
        self._misbehaviour = None
        self._only = ("/",)
        self.fallback = self._hand_on

    def behave(self, name=None, only=("/",)):
        self._only = tuple(only)
        self._misbehaviour = name

    def _hand_on(self, request):
        if self._misbehaviour is not None and request.path.startswith(self._only):
            if self._misbehaviour == "slow":
                return Answer("late", 200, "text/plain", delay=SLOW_SECONDS)
            answer = MISBEHAVIOURS[self._misbehaviour]
            return answer(request) if callable(answer) else answer
        parts = urllib.parse.urlsplit(self.target)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        try:
            target = request.path + (f"?{request.query}" if request.query else "")
            connection.putrequest(request.method, target, skip_accept_encoding=True)
            for name, value in request.headers.items():
                if name.lower() not in _HOP_HEADERS:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(request.body)))
            connection.endheaders(request.body)
            answer = connection.getresponse()
            body = answer.read()
            headers = {n: v for n, v in answer.getheaders() if n.lower() not in _HOP_HEADERS}
            return Answer(body, answer.status, None, headers)
        except OSError as error:
            return Answer(f"relay: {error}", 502, "text/plain")
        finally:
            connection.close()
