# SPDX-License-Identifier: Apache-2.0
"""whinchat-portal and clients that take their time: every request ends, and nobody else waits."""

import socket
import time

from portal_case import FORM, PortalCase

from harness import tap

HEADER_SECONDS = 12  # WATCH_HEADER_SECONDS of connection-watch.h
SLACK = 4


class Slow(PortalCase):
    def test_headers_that_never_end(self):
        """One byte a second keeps no connection, whether it is the first request on it or not."""
        fresh = socket.create_connection(("127.0.0.1", self.portal.port))
        used = socket.create_connection(("127.0.0.1", self.portal.port))
        used.sendall(b"GET /brand/DEMO HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertIn(b" 200 ", used.recv(65536))
        for connection in (fresh, used):
            connection.settimeout(1)
            connection.sendall(b"GET /brand/DEMO HTTP/1.1\r\nX: ")
        began = time.monotonic()
        ended = {}
        while len(ended) < 2 and time.monotonic() - began < HEADER_SECONDS + SLACK:
            for name, connection in (("fresh", fresh), ("used", used)):
                if name in ended:
                    continue
                try:
                    connection.sendall(b"x")
                    connection.settimeout(0.4)
                    if connection.recv(4096) == b"":
                        ended[name] = time.monotonic() - began
                except TimeoutError:
                    pass
                except ConnectionError:
                    ended[name] = time.monotonic() - began
            took = time.monotonic()
            self.assertEqual(200, self.get("/brand/DEMO").status)
            self.assertLess(time.monotonic() - took, 1)
        self.assertEqual({"fresh", "used"}, set(ended))
        for seconds in ended.values():
            self.assertGreater(seconds, HEADER_SECONDS - SLACK)
        fresh.close()
        used.close()

    def test_bodies_that_stop(self):
        with socket.create_connection(("127.0.0.1", self.portal.port), timeout=HEADER_SECONDS + SLACK) as connection:
            head = f"POST /provisioning/initial HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 99\r\n\r\nuser"
            connection.sendall(head.encode())
            answer = connection.recv(4096)
            self.assertNotIn(b" 200 ", answer)

    def test_silent_connections_are_closed(self):
        with socket.create_connection(("127.0.0.1", self.portal.port), timeout=HEADER_SECONDS + SLACK) as connection:
            self.assertEqual(b"", connection.recv(1))


if __name__ == "__main__":
    tap.main()
