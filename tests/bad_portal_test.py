# SPDX-License-Identifier: Apache-2.0
"""A portal that is unreachable, slow or lying: nothing is lost, and the person is told."""

import pathlib
import re
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.language import see  # noqa: E402
from harness.relay import MISBEHAVIOURS  # noqa: E402
from harness.scene import Scene  # noqa: E402


class BadPortal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = Scene(site=False, relay=True)
        cls.addClassCleanup(cls.scene.close)
        cls.scene.sign_in()
        cls.phone = cls.scene.phone
        cls.phone.wait_for_status(lambda s: s["balance"]["text"], "the balance")
        cls.good = cls.phone.status()

    def setUp(self):
        self.scene.relay.behave()

    def tearDown(self):
        self.scene.relay.behave()

    def send(self, command, path):
        since = self.scene.relay.mark()
        self.phone.open_by_dbus(self.phone.outside(command))
        self.scene.relay.wait_for(path, since)

    def recover(self):
        self.scene.relay.behave()
        self.phone.open_by_dbus(self.phone.outside("balance-update"))
        self.phone.wait_for_status(
            lambda s: not s["balance"]["stale"] and s["balance"]["error"] is None, "recovered"
        )

    def assertSame(self, status):
        self.assertTrue(status["signedIn"])
        for key in ("title", "username", "host"):
            self.assertEqual(self.good["account"][key], status["account"][key])
        self.assertEqual(self.good["balance"]["text"], status["balance"]["text"])

    def test_balance(self):
        self.phone.open_by_dbus(self.phone.outside("keypad"))
        for name in MISBEHAVIOURS:
            with self.subTest(answer=name):
                self.recover()
                self.scene.relay.behave(name)
                self.send("balance-update", "/balance")
                status = self.phone.wait_for_status(lambda s: s["balance"]["stale"], "stale")
                self.assertSame(status)
                self.phone.screen.wait_for(self.good["balance"]["text"], "label")
                self.phone.screen.wait_for_text(re.escape(status["balance"]["error"]))

    def test_provisioning(self):
        for name in MISBEHAVIOURS:
            with self.subTest(answer=name):
                self.recover()
                before = self.phone.status()["account"]["nodes"]
                self.scene.relay.behave(name)
                self.send("provisioning-update", "/brand/DEMO")
                self.phone.wait_for_status(lambda s: s["notice"], "the person is told")
                time.sleep(0.3)
                status = self.phone.status()
                self.assertSame(status)
                self.assertEqual(before, status["account"]["nodes"])

    def test_external_provisioning(self):
        for name in MISBEHAVIOURS:
            with self.subTest(answer=name):
                self.recover()
                before = self.phone.status()["account"]["nodes"]
                self.scene.relay.behave(name, only=("/provisioning/account",))
                self.send("extprov-update", "/provisioning/account")
                self.phone.wait_for_status(lambda s: s["notice"], "the person is told")
                time.sleep(0.3)
                self.assertEqual(before, self.phone.status()["account"]["nodes"])

    def test_store(self):
        for name in MISBEHAVIOURS:
            with self.subTest(answer=name):
                self.phone.stop()
                self.phone.start()
                self.recover()
                self.scene.relay.behave(name, only=("/store",))
                self.send("settings/topup", "/store/products")
                see(self.phone.screen, "store error")
                self.scene.relay.behave()
                self.phone.screen.press(re.compile("^(Try again|Retry)"), "button")
                see(self.phone.screen, "settings/topup")

    def test_slow_portal_leaves_the_window_alive(self):
        self.recover()
        self.scene.relay.behave("slow")
        self.phone.open_by_dbus(self.phone.outside("balance-update"))
        self.phone.open_by_dbus(self.phone.outside("provisioning-update"))
        for screen in ("history", "qd", "contacts", "keypad"):
            began = time.monotonic()
            self.phone.open_by_dbus(self.phone.outside(screen))
            see(self.phone.screen, screen)
            self.assertLess(time.monotonic() - began, 2)
        self.assertSame(self.phone.status())
        self.scene.relay.behave()

    def test_unreachable_portal(self):
        self.recover()
        self.scene.portal.stop()
        self.scene.relay.target = "http://127.0.0.1:9"
        try:
            self.send("balance-update", "/balance")
            status = self.phone.wait_for_status(lambda s: s["balance"]["stale"], "stale")
            self.assertSame(status)
            # A start without a network shows what was known, as old.
            self.phone.stop()
            self.phone.start()
            status = self.phone.wait_for_status(lambda s: s["balance"]["error"], "the error is told")
            self.assertSame(status)
            self.assertEqual(self.good["webTab"] is None, status["webTab"] is None)
        finally:
            self.scene.portal.start()
            self.scene.relay.target = self.scene.portal.url
        self.recover()


class BadPortalAtSignIn(unittest.TestCase):
    def test_sign_in(self):
        with Scene(site=False, relay=True) as scene:
            for name in MISBEHAVIOURS:
                with self.subTest(answer=name):
                    scene.relay.behave(name)
                    result = scene.phone.sign_in("alice", "demo")
                    self.assertEqual(1, result.returncode, result.stdout)
                    self.assertTrue(result.stderr.strip())
                    self.assertFalse(scene.phone.status()["signedIn"])
            scene.relay.behave()
            scene.sign_in()


if __name__ == "__main__":
    tap.main()
