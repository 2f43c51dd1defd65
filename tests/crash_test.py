# SPDX-License-Identifier: Apache-2.0
"""kill -9 while the account is being provisioned: afterwards it is the old or the new one, never a
mixture, its secrets included."""

import pathlib
import random
import sys
import threading
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.desktop import Desktop  # noqa: E402
from harness.phone import Phone, adapt_brand  # noqa: E402
from harness.scene import SOURCE, find_build  # noqa: E402
from harness.site import Answer, Site  # noqa: E402

ROUNDS = 30
NODES = 60
ANSWER_SECONDS = 0.02


class Crash(unittest.TestCase):
    def setUp(self):
        self.version = 1
        self.desktop = Desktop()
        self.addCleanup(self.desktop.close)
        self.api = Site()
        self.addCleanup(self.api.close)
        answer = lambda _request: Answer(self.make_account(), content_type="application/xml")  # noqa: E731
        self.api.route("/login", answer)
        self.api.route("/account", answer)
        self.api.route("/quickdials.xml", Answer("<x/>", content_type="text/xml"))
        self.api.route("/balance", Answer('{"balanceString":"1"}', content_type="application/json"))
        original = SOURCE / "brands" / "existing-server" / "brand.ini"
        text = original.read_text(encoding="utf-8").replace("https://api.example.com", self.api.url)
        source = self.desktop.folder / "source.ini"
        source.write_text(text, encoding="utf-8")
        brand = adapt_brand(source, self.desktop.folder / "brand" / "brand.ini", {})
        self.phone = Phone(self.desktop, find_build(), brand)
        self.addCleanup(self.phone.close)

    def make_account(self):
        """Every value, secret or not, names the version it belongs to."""
        v = self.version
        nodes = "".join(f"<node{n}>{v}{'.' * 400}</node{n}>" for n in range(NODES))
        return (
            f"<account><title>v{v}</title><username>{v}</username><password>{v}</password>"
            f"<cloud_username>{v}</cloud_username><cloud_password>{v}</cloud_password>{nodes}</account>"
        )

    def read_versions(self):
        """The versions that the phone shows, and those it sends to the server."""
        since = self.api.mark()
        self.phone.start()
        status = self.phone.wait_for_status(lambda s: s["signedIn"], "still signed in")
        account = status["account"]
        shown = {account["title"].removeprefix("v"), account["username"]}
        shown |= {account["nodes"][f"node{n}"].rstrip(".") for n in range(NODES)}
        request = self.api.wait_for("/account", since)
        sent = {urllib.parse.parse_qs(request.query)["user"][0], request.headers["X-Token"]}
        return shown, sent

    def test_kill_while_provisioning(self):
        self.assertEqual(0, self.phone.sign_in("carol", "x").returncode)
        self.phone.wait_for_status(lambda s: s["account"]["title"] == "v1", "version 1")
        dice = random.Random(20110422)
        ends = {"old": 0, "new": 0}
        for number in range(ROUNDS):
            with self.subTest(round=number):
                # What the start itself provisioned is the version to begin with.
                self.phone.wait_for_status(
                    lambda s: s["account"]["title"] == f"v{self.version}", "the version before"
                )
                time.sleep(0.3)
                old = self.version
                self.version = old + 1
                asked = threading.Event()

                def answer(_request, asked=asked):
                    asked.set()
                    return Answer(self.make_account(), content_type="application/xml", delay=ANSWER_SECONDS)

                self.api.route("/account", answer)
                self.phone.open_by_dbus(self.phone.outside("extprov-update"))
                self.assertTrue(asked.wait(10), "the server is asked for /account")
                # Around the answer: before it, while it is read and written, and after.
                time.sleep(dice.uniform(0.5, 2.5) * ANSWER_SECONDS)
                self.phone.kill()
                # The next start must not provision before it was looked at: the server is silent.
                self.api.route("/account", Answer(b"", 304, None))
                shown, sent = self.read_versions()
                self.assertEqual(1, len(shown), f"a mixture: {shown}")
                self.assertEqual(shown, sent, "the secrets are of the same version")
                self.assertIn(next(iter(shown)), (str(old), str(old + 1)))
                self.version = int(shown.pop())
                ends["new" if self.version > old else "old"] += 1
        print(f"# ended old {ends['old']} times, new {ends['new']} times", flush=True)
        self.assertTrue(ends["old"] and ends["new"], "the kills fell before and after the change")

    def test_kill_at_first_sign_in(self):
        dice = random.Random(7)
        for number in range(8):
            with self.subTest(round=number):
                self.phone.start()
                process = self.desktop.spawn(
                    [self.phone.program, "sign-in", "carol"], log="sign-in.log", stdin=-1, text=True
                )
                process.stdin.write("x\n")
                process.stdin.close()
                time.sleep(dice.uniform(0, 0.08))
                self.phone.kill()
                process.wait(timeout=20)
                self.phone.start()
                status = self.phone.wait_for_status(lambda s: "signedIn" in s, "an answer")
                time.sleep(0.2)
                status = self.phone.status()
                if status["signedIn"]:
                    self.assertEqual("v1", status["account"]["title"])
                    self.assertEqual("1" + "." * 400, status["account"]["nodes"]["node59"])
                else:
                    self.assertEqual(0, self.phone.sign_in("carol", "x").returncode)
                self.assertEqual(0, self.phone.command("sign-out").returncode)
                self.phone.stop()


if __name__ == "__main__":
    tap.main()
