# SPDX-License-Identifier: Apache-2.0
"""whinchat-portal under stress: attackers, concurrency, and kill -9 while money moves."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import random
import signal
import socket
import threading
import time
import urllib.parse

from portal_case import FORM, PortalCase

from harness import tap


class Throttling(PortalCase):
    def test_attempts_are_throttled(self):
        statuses = [self.sign_in("alice", f"guess-{number}").status for number in range(12)]
        self.assertEqual([401] * 5, statuses[:5])
        self.assertIn(429, statuses[5:])
        refused = self.sign_in("alice", "demo")
        self.assertEqual(429, refused.status, "the right password has to wait too")
        self.assertGreaterEqual(int(refused["Retry-After"]), 1)
        self.assertTrue(refused.message.startswith("Too many attempts."))
        self.assertEqual(200, self.sign_in("bob").status, "others don't")

    def test_attempts_at_the_same_time_are_too(self):
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            statuses = list(pool.map(lambda number: self.sign_in("mallory", f"x{number}").status, range(40)))
        self.assertLessEqual(statuses.count(401), 8)
        self.assertEqual({401, 429}, set(statuses))

    def test_others_are_served_meanwhile(self):
        """A flood of sign-ins, each of another name, holds up neither balances nor payments."""
        token = self.token("bob")
        orders = [self.checkout(self.order(token).json) for _ in range(20)]
        before = self.balance(token)
        stop = threading.Event()

        def guess(number):
            while not stop.is_set():
                self.sign_in(f"user-{number}-{random.random()}", "x")

        def took(ask, status):
            began = time.monotonic()
            self.assertEqual(status, ask().status)
            return time.monotonic() - began

        with concurrent.futures.ThreadPoolExecutor(40) as pool:
            for number in range(40):
                pool.submit(guess, number)
            try:
                time.sleep(0.5)
                reading = [took(lambda: self.get("/balance", token), 200) for _ in range(30)]
                paying = [took(lambda: self.post(base + "/pay", {"key": key}), 303) for _, base, key in orders]
            finally:
                stop.set()
        self.assertLess(sorted(reading)[15], 0.1)
        self.assertLess(sorted(paying)[10], 0.2)
        self.assertAlmostEqual(before + 200, self.balance(token))


class MoneyMovesOnce(PortalCase):
    """Whatever is repeated, concurrent or lost."""

    def assertBooked(self):
        with self.database() as database:
            self.assertEqual([], database.execute(
                "SELECT id FROM purchase WHERE kind = 'topup' AND (state = 'paid') <>"
                " (SELECT count (*) FROM ledger WHERE purchase_id = purchase.id)").fetchall())  # fmt: skip
            for account, total in database.execute("SELECT account_id, sum (amount) FROM ledger GROUP BY 1").fetchall():
                newest = database.execute(
                    "SELECT balance FROM ledger WHERE account_id = ? ORDER BY number DESC LIMIT 1", (account,)
                ).fetchone()[0]  # fmt: skip
                self.assertEqual(total, newest)
            self.assertEqual("ok", database.execute("PRAGMA integrity_check").fetchone()[0])

    def test_concurrent_payments_of_one_order(self):
        token = self.token()
        before = self.balance(token)
        page, base, key = self.checkout(self.order(token).json)
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: self.post(base + "/pay", {"key": key}).status, range(64)))
        self.assertEqual({303}, set(answers))
        self.assertAlmostEqual(before + 10, self.balance(token))
        self.assertBooked()

    def test_concurrent_orders_with_one_key(self):
        token = self.token()
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(lambda _: self.order(token, key="once"), range(48)))
        self.assertEqual(1, sum(answer.status == 201 for answer in answers))
        self.assertEqual(1, len({answer.json["id"] for answer in answers}))

    def test_pay_against_cancel(self):
        token = self.token()
        for _ in range(10):
            before = self.balance(token)
            order = self.order(token).json
            page, base, key = self.checkout(order)
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                list(pool.map(lambda action: self.post(base + action, {"key": key}), ("/pay", "/cancel", "/pay", "/cancel")))
            state = self.get(f"/store/orders/{order['id']}", token).json["state"]
            self.assertIn(state, ("paid", "cancelled"))
            self.assertAlmostEqual(before + (10 if state == "paid" else 0), self.balance(token))
        self.assertBooked()

    def test_balance_is_never_stale(self):
        """The moment a payment is answered, every thread of the server knows."""
        token = self.token()
        connections = [http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=10) for _ in range(8)]
        for _ in range(10):
            expected = self.balance(token) + 10
            page, base, key = self.checkout(self.order(token).json)
            self.post(base + "/pay", {"key": key})
            for connection in connections:
                connection.request("GET", "/balance?format=json", headers={"Authorization": f"Bearer {token}"})
                self.assertAlmostEqual(expected, json.loads(connection.getresponse().read())["balance"])
        for connection in connections:
            connection.close()

    def test_killed_while_paying(self):
        token = self.token()
        keys = []
        for round in range(8):
            orders = [self.order(token).json for _ in range(6)]
            before = self.balance(token)

            def pay(order):
                page, base, key = self.checkout(order)
                try:
                    return self.post(base + "/pay", {"key": key}).status
                except (OSError, http.client.HTTPException):
                    return None

            with concurrent.futures.ThreadPoolExecutor(6) as pool:
                answers = [pool.submit(pay, order) for order in orders]
                time.sleep(random.uniform(0.0005, 0.02))
                os.kill(self.portal.process.pid, signal.SIGKILL)
                told = [answer.result() for answer in answers]
            self.portal.process.wait()
            self.portal.stop()
            self.portal.start()
            paid = 0
            for order, answer in zip(orders, told):
                state = self.get(f"/store/orders/{order['id']}", token).json["state"]
                self.assertIn(state, ("paid", "pending"))
                if answer == 303:
                    self.assertEqual("paid", state, "what was told as paid stays paid")
                paid += state == "paid"
            self.assertAlmostEqual(before + 10 * paid, self.balance(token))
            keys.append(paid)
            for order in orders:
                self.assertEqual(303, pay(order))
            self.assertAlmostEqual(before + 60, self.balance(token))
            self.assertBooked()


class BrokenDatabase(PortalCase):
    """A database that fails is never told as an unknown token, order or brand: a phone would believe it."""

    def rename(self, old, new):
        with self.database() as database:
            database.execute("PRAGMA legacy_alter_table = ON")
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")

    @contextlib.contextmanager
    def hidden(self, table):
        self.rename(table, "hidden")
        try:
            yield
        finally:
            self.rename("hidden", table)

    def test_reading(self):
        token = self.token()
        order = self.order(token).json
        cookie = self.web_sign_in(token)
        page, base, key = self.checkout(order)
        for table, asks in {
            "token": (lambda: self.get("/balance", token), lambda: self.get("/provisioning/account", token), lambda: self.get("/store/orders", token)),
            "account": (lambda: self.get("/balance", token), lambda: self.sign_in(), lambda: self.get("/selfcare/", Cookie=cookie)),
            "ledger": (lambda: self.get("/balance", token), lambda: self.get("/selfcare/", Cookie=cookie)),
            "purchase": (lambda: self.get(f"/store/orders/{order['id']}", token), lambda: self.get("/store/orders", token), lambda: self.get(page),
                         lambda: self.post(base + "/pay", {"key": key}), lambda: self.order(token)),
            "product": (lambda: self.get("/store/products", token), lambda: self.order(token)),
            "brand": (lambda: self.get("/brand/DEMO"), lambda: self.get("/provisioning/global"), lambda: self.sign_in()),
            "meta": (lambda: self.get(page), lambda: self.get("/provisioning/account", token), lambda: self.get("/selfcare/", Cookie=cookie)),
            "session": (lambda: self.get("/selfcare/", Cookie=cookie),),
            "sign_in_attempt": (lambda: self.sign_in(),),
        }.items():  # fmt: skip
            with self.subTest(table), self.hidden(table):
                for ask in asks:
                    answer = ask()
                    self.assertEqual(503, answer.status, answer.text)
                    self.assertTrue(answer["Retry-After"])
                    self.assertIn("try again", answer.message)
        self.assertEqual(200, self.get("/balance", token).status)
        self.assertEqual("pending", self.get(f"/store/orders/{order['id']}", token).json["state"])

    def test_another_writer_that_never_ends(self):
        """Reading goes on; writing gives up in time, and nothing is booked."""
        token = self.token()
        before = self.balance(token)
        page, base, key = self.checkout(self.order(token).json)
        with self.database() as database:
            database.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            answer = self.post(base + "/pay", {"key": key})
            self.assertLess(time.monotonic() - began, 9)
            self.assertEqual(503, answer.status)
            self.assertEqual(before, self.balance(token))
        self.assertEqual(303, self.post(base + "/pay", {"key": key}).status)
        self.assertAlmostEqual(before + 10, self.balance(token))


class Ending(PortalCase):
    def test_while_connections_stay_open(self):
        """SIGTERM with clients that go on sending over the connections they have."""
        token = self.token()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        wrong = []

        def work():
            connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=10)
            while True:
                try:
                    connection.request("POST", "/store/orders", "{}", headers)
                    answer = connection.getresponse()
                    answer.read()
                except (OSError, http.client.HTTPException):
                    return
                if answer.status not in (400, 503):
                    wrong.append(answer.status)

        for _ in range(8):
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                for _ in range(8):
                    pool.submit(work)
                time.sleep(0.1)
                process = self.portal.process
                process.send_signal(signal.SIGTERM)
                self.assertEqual(0, process.wait(timeout=10))
            self.portal.stop()
            self.portal.start()
        self.assertEqual([], wrong)


class Hostile(PortalCase):
    def exchange(self, data, seconds=5):
        """Sends bytes as they are; returns what came back until the server closed or fell silent."""
        with socket.create_connection(("127.0.0.1", self.portal.port), timeout=seconds) as connection:
            try:
                connection.sendall(data)
                answer = b""
                while part := connection.recv(65536):
                    answer += part
                    if b"Connection: close" not in answer and b"\r\n\r\n" in answer:
                        break
            except (TimeoutError, ConnectionError):
                pass
        return answer

    def assertAlive(self):
        self.assertIsNone(self.portal.process.poll())
        self.assertEqual(200, self.get("/brand/DEMO").status)

    def test_broken_requests(self):
        host = b"Host: x\r\n"
        for data in (
            b"\r\n\r\n", b"\0" * 100, b"GET\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
            b"GET http://example.com/ HTTP/1.1\r\n" + host + b"\r\n", b"GET * HTTP/1.1\r\n" + host + b"\r\n",
            b"GET /%00 HTTP/1.1\r\n" + host + b"\r\n", b"GET /\xff HTTP/1.1\r\n" + host + b"\r\n",
            b"GET /../../etc/passwd HTTP/1.1\r\n" + host + b"\r\n", b"GET /static/..%2f..%2fetc/passwd HTTP/1.1\r\n" + host + b"\r\n",
            b"POST /provisioning/initial HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
            b"POST /provisioning/initial HTTP/1.1\r\n" + host + b"Content-Length: 99999999999999999999\r\n\r\n",
            b"POST /provisioning/initial HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 100000 + b"\r\n\r\n",
            b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\n" + host + b"\r\n",
            b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(5000)) + b"\r\n",
            b"GET /balance HTTP/1.1\r\n" + host + b"Cookie: " + b"a=b; " * 2000 + b"\r\n\r\n",
        ):  # fmt: skip
            answer = self.exchange(data, 1)
            self.assertNotIn(b" 200 ", answer.split(b"\r\n")[0], data[:60])
            self.assertNotIn(b"root:", answer)
        self.assertAlive()

    def test_bodies_are_bounded(self):
        answer = self.post("/provisioning/initial", {"username": "x" * 70000})
        self.assertEqual((413, "That is too long."), (answer.status, answer.message))
        chunk = b"4000\r\n" + b"x" * 0x4000 + b"\r\n"
        head = b"POST /provisioning/initial HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM.encode() + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
        self.assertIn(b" 413 ", self.exchange(head + chunk * 8 + b"0\r\n\r\n"))
        self.exchange(head + chunk * 200)
        self.assertEqual(413, self.ask("POST", "/layout", "x" * 65537, {"Content-Type": "application/json"}).status)
        self.assertAlive()

    def test_ambiguous_lengths(self):
        """RFC 9112, section 6.3: a server in front may have read another end of the request; nothing follows it."""
        second = b"GET /brand/DEMO HTTP/1.1\r\nHost: x\r\n\r\n"
        head = b"POST /provisioning/initial HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM.encode() + b"\r\n"
        for lengths, body in (
            (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
            (b"Transfer-Encoding: chunked\r\ncontent-length: 5\r\n", b"0\r\n\r\n"),
            (b"Content-Length: 0\r\nContent-Length: 6\r\n", b""),
            (b"Content-Length: 6\r\nContent-Length: 0\r\n", b""),
            (b"Content-Length: 0, 6\r\n", b""), (b"Content-Length: +0\r\n", b""), (b"Content-Length: 0x0\r\n", b""),
            (b"Transfer-Encoding: gzip, chunked\r\n", b"0\r\n\r\n"), (b"Transfer-Encoding: xchunked\r\n", b""),
            (b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", b"0\r\n\r\n"),
        ):  # fmt: skip
            with socket.create_connection(("127.0.0.1", self.portal.port), timeout=2) as connection:
                answer = b""
                try:
                    connection.sendall(head + lengths + b"\r\n" + body + second)
                    while part := connection.recv(65536):
                        answer += part
                except ConnectionError:
                    pass  # closed before all was read
            self.assertIn(answer[:12], (b"HTTP/1.1 400", b""), lengths)
            self.assertNotIn(b"<brand", answer, lengths)
        self.assertAlive()

    def test_clients_that_leave(self):
        body = urllib.parse.urlencode({"username": "gone", "password": "x", "cloud_id": "DEMO"}).encode()
        head = b"POST /provisioning/initial HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (FORM.encode(), len(body))
        for data in (head, head + body[:10], head + body):
            for _ in range(20):
                with socket.create_connection(("127.0.0.1", self.portal.port)) as connection:
                    connection.sendall(data)
        self.assertAlive()

    def test_random_bytes(self):
        source = random.Random(1)
        for _ in range(150):
            head = source.choice((b"", b"GET /", b"POST /store/orders HTTP/1.1\r\n", b"GET /brand/", b"GET /selfcare/?token="))
            self.exchange(head + source.randbytes(source.randrange(400)) + b"\r\n\r\n", 0.05)
        self.assertAlive()


if __name__ == "__main__":
    tap.main()
