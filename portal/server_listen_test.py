# SPDX-License-Identifier: Apache-2.0
"""Where whinchat-portal listens, and for how many: IPv6, all addresses, connections of one client."""

import http.client
import resource
import socket
import subprocess
import tempfile
import unittest

from portal_case import PROGRAM

from harness import process_tree, tap
from harness.waiting import wait_until


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


class Listening(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="whinchat-portal-")
        self.addCleanup(folder.cleanup)
        self.data = folder.name + "/data"
        subprocess.run([PROGRAM, "init", self.data], check=True, capture_output=True)

    def serve(self, *options, descriptors=None):
        """The address that a server started with the options tells."""

        def prepare():
            process_tree.die_with_parent()
            if descriptors is not None:
                resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))

        process = subprocess.Popen([PROGRAM, "serve", *options, self.data], stdout=subprocess.PIPE, text=True, preexec_fn=prepare)

        def stop():
            process.terminate()
            self.assertEqual(0, process.wait(timeout=10))
            process.stdout.close()

        self.addCleanup(stop)
        line = process.stdout.readline()
        self.assertTrue(line.startswith("listening on http://"), line)
        return line.removeprefix("listening on ").strip()

    def get(self, host, port, path="/brand/DEMO", source=None):
        connection = http.client.HTTPConnection(host, port, timeout=10, source_address=source and (source, 0))
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    @unittest.skipUnless(has_ipv6(), "no IPv6 here")
    def test_ipv6(self):
        url = self.serve("--listen", "[::1]:0")
        self.assertRegex(url, r"^http://\[::1\]:\d+$")
        status, text = self.get("::1", int(url.rsplit(":", 1)[1]))
        self.assertEqual(200, status)
        self.assertIn(f"<genericBalanceCheckUrl>{url}/balance<", text, "phones are sent there")

    @unittest.skipUnless(has_ipv6(), "no IPv6 here")
    def test_all_addresses(self):
        url = self.serve("--listen=[::]:0", "--public-url=https://portal.example.com")
        for host in ("::1", "127.0.0.1"):
            self.assertEqual(200, self.get(host, int(url.rsplit(":", 1)[1]))[0], host)

    def test_all_addresses_need_a_public_one(self):
        for address in ("0.0.0.0:0", "[::]:0"):
            result = subprocess.run([PROGRAM, "serve", "--listen", address, self.data], capture_output=True, text=True, timeout=10, check=False)
            self.assertEqual((2, ""), (result.returncode, result.stdout))
            self.assertIn("--public-url", result.stderr)

    def test_a_taken_port_is_named(self):
        address = self.serve().removeprefix("http://")
        result = subprocess.run([PROGRAM, "serve", "--listen", address, self.data], capture_output=True, text=True, timeout=10, check=False)
        self.assertEqual((1, ""), (result.returncode, result.stdout))
        self.assertIn(f"cannot listen on {address}: Address already in use", result.stderr)

    def test_wrong_counts(self):
        for count in ("", "x", "-1", "1001", "99999"):
            result = subprocess.run([PROGRAM, "serve", "--connections-per-address", count, self.data], capture_output=True, text=True, timeout=10, check=False)
            self.assertEqual(2, result.returncode, count)

    def is_refused(self, port):
        """The server closes a connection too many before it reads anything."""
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(b"GET /brand/DEMO HTTP/1.1\r\nHost: x\r\n\r\n")
                return connection.recv(16) == b""
        except ConnectionError:
            return True

    def test_connections_of_one_address(self):
        port = int(self.serve("--connections-per-address=3").rsplit(":", 1)[1])
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        wait_until(lambda: self.is_refused(port), "the fourth is refused")
        self.assertEqual(200, self.get("127.0.0.1", port, source="127.0.0.2")[0], "others are served")
        held.pop().close()
        wait_until(lambda: not self.is_refused(port), "one that ended makes room")
        for connection in held:
            connection.close()

    def test_one_client_leaves_room_for_others(self):
        """The bound that holds when nothing is said; and few open files at the start are no obstacle."""
        port = int(self.serve(descriptors=64).rsplit(":", 1)[1])
        held = []
        for _ in range(300):
            connection = socket.create_connection(("127.0.0.1", port))
            connection.settimeout(0.002)
            held.append(connection)
        self.assertEqual(200, self.get("127.0.0.1", port, source="127.0.0.3")[0])
        self.assertTrue(self.is_refused(port))
        for connection in held:
            connection.close()


if __name__ == "__main__":
    tap.main()
