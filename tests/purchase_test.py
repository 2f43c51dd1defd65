# SPDX-License-Identifier: Apache-2.0
"""No link spends money: a purchase needs the person's click in the phone, and is credited once."""

import os
import pathlib
import re
import signal
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.language import see  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.subscriber import Subscriber  # noqa: E402
from harness.walk import click_reported  # noqa: E402
from harness.waiting import stays_true, wait_until  # noqa: E402

BUY = re.compile("^Buy for ")


class Purchase(unittest.TestCase):
    def setUp(self):
        self.scene = Scene(relay=True)
        self.addCleanup(self.scene.close)
        self.phone = self.scene.phone
        self.scene.sign_in()
        self.alice = Subscriber(self.scene.portal)
        self.product = self.alice.list_products("topup")[0]
        self.before = self.alice.read_balance()["balance"]
        self.phone.wait_for_status(lambda s: s["balance"]["text"], "the balance")

    def orders_posted(self, since=0):
        return [r for r in self.scene.relay.requests[since:]
                if r.method == "POST" and r.path.startswith("/store/orders")]  # fmt: skip

    def ask_to_buy(self):
        self.phone.open_by_dbus(
            self.phone.outside("settings/topup", product_id=self.product["id"], action="buy")
        )
        self.phone.wait_for_screen("consent")
        see(self.phone.screen, "consent")

    def consent(self):
        self.phone.screen.press(BUY, "button")

    def pay(self):
        """The person's click on Pay in the checkout page."""
        page = wait_until(
            lambda: next((p for p in self.scene.portal.layouts() if p.startswith("/checkout/")), None),
            "the checkout page is shown", 30,
        )  # fmt: skip
        click_reported(self.scene, page, "pay")

    def assertCredited(self, times):
        self.assertAlmostEqual(
            self.before + times * self.product["price"] / 100, self.alice.read_balance()["balance"]
        )

    def test_nothing_is_bought_without_the_click(self):
        """From outside, from the page by click and script, and with every key but the consent's."""
        link = f"app:settings/topup?action=buy&product_id={self.product['id']}"
        self.scene.site.page("/start", f'<a id="buy" href="{link}">Top up</a>')
        self.scene.show_site()
        ways = (
            ("click in page", lambda: self.scene.site.click(self.scene.pointer, "buy")),
            ("script", lambda: self.scene.site.run_script(f"location = {link!r}")),
            ("loop", lambda: self.scene.site.run_script(
                f"for (let i = 0; i < 200; i++) setTimeout(() => location = {link!r}, i * 5)")),
            ("D-Bus", lambda: self.phone.open_by_dbus(self.phone.outside(
                "settings/topup", product_id=self.product["id"], action="buy"))),
            ("gio open", lambda: self.phone.open_by_gio(self.phone.outside(
                "settings/topup", product_id=self.product["id"], action="buy"))),
        )  # fmt: skip
        for way, fire in ways:
            with self.subTest(way=way):
                self.scene.show_site()
                fire()
                self.phone.wait_for_screen("consent")
                see(self.phone.screen, "consent")
                self.phone.screen.wait_for_text(re.escape(self.product["title"]))
                self.assertTrue(stays_true(lambda: not self.orders_posted(), 1.2))
        # The key that confirms in most dialogs must not be "buy" here.
        self.scene.pointer.press_key("Return")
        self.assertTrue(stays_true(lambda: not self.orders_posted(), 0.5))
        self.assertEqual([], self.alice.list_orders())
        self.assertCredited(0)

    def test_cancelled_consent_orders_nothing(self):
        self.ask_to_buy()
        self.phone.screen.press("Cancel", "button")
        self.phone.wait_for_status(lambda s: s["screen"] != "consent", "consent is left")
        self.assertEqual([], self.orders_posted())
        self.assertEqual([], self.alice.list_orders())

    def test_consent_that_a_link_leaves_is_over(self):
        """Wherever a link leads to from the question, nothing is waiting to be bought then."""
        for command in ("keypad", "settings", "settings/topup"):
            with self.subTest(command=command):
                self.ask_to_buy()
                self.phone.open_by_dbus(self.phone.outside(command))
                self.phone.wait_for_screen(command)
                self.phone.wait_for_status(lambda s: s["order"] is None, "no order")
                self.assertNotIn("Order", self.phone.command("status").stdout)
        self.phone.screen.wait_gone("Unfinished purchase")
        other = self.alice.list_products("topup")[1]
        self.ask_to_buy()
        self.phone.open_by_dbus(
            self.phone.outside("settings/topup", product_id=other["id"], action="buy")
        )
        self.phone.wait_for_status(
            lambda s: s["screen"] == "consent" and s["product"] == other["id"], "the other's consent"
        )
        self.assertEqual([], self.orders_posted())

    def test_purchase_is_credited_once(self):
        balance = self.phone.status()["balance"]["text"]
        self.ask_to_buy()
        self.consent()
        self.pay()
        self.phone.wait_for_status(lambda s: s["order"] and s["order"]["state"] == "paid", "paid", 30)
        self.phone.screen.wait_for_text("Thank you")
        self.phone.screen.wait_for("Receipt", "label")
        self.phone.screen.press("Done", "button")
        status = self.phone.wait_for_status(
            lambda s: s["balance"]["text"] != balance, "the balance changed"
        )
        self.phone.open_by_dbus(self.phone.outside("keypad"))
        self.phone.screen.wait_for(status["balance"]["text"], "label")
        self.assertCredited(1)
        self.assertEqual(["paid"], [order["state"] for order in self.alice.list_orders()])

    def test_cancelled_checkout_charges_nothing(self):
        self.ask_to_buy()
        self.consent()
        wait_until(lambda: self.alice.list_orders(), "an order", 20)
        page = wait_until(
            lambda: next((p for p in self.scene.portal.layouts() if p.startswith("/checkout/")), None),
            "the checkout page is shown", 30,
        )  # fmt: skip
        click_reported(self.scene, page, "cancel")
        self.phone.screen.wait_for_text("Purchase cancelled", 30)
        self.assertEqual(["cancelled"], [order["state"] for order in self.alice.list_orders()])
        self.assertCredited(0)

    def test_order_whose_answer_is_lost(self):
        """The shop made the order, the answer never came: trying again finds the same order."""
        lost = []

        def lose(request):
            self.scene.relay._hand_on(request)
            lost.append(request)
            self.scene.relay.routes.clear()
            os.kill(self.phone.pid, signal.SIGKILL)

        self.scene.relay.route("/store/orders", lose)
        self.ask_to_buy()
        self.consent()
        wait_until(lambda: lost, "the order was posted")
        wait_until(lambda: self.phone.pid is None, "the phone is gone")
        self.assertEqual(1, len(self.alice.list_orders()))
        self.phone.start()
        self.phone.wait_for_status(lambda s: s["order"] and s["order"]["id"], "the order is known", 20)
        time.sleep(1)
        self.assertEqual(1, len(self.alice.list_orders()), "one order, whatever was lost")

    def test_kill_between_consent_and_receipt(self):
        """The phone dies while the checkout is open; the payment is told at the next start."""
        self.ask_to_buy()
        self.consent()
        wait_until(
            lambda: any(p.startswith("/checkout/") for p in self.scene.portal.layouts()),
            "the checkout page is shown", 30,
        )  # fmt: skip
        self.phone.kill()
        order = self.alice.list_orders()[0]
        self.alice.pay(order)
        self.alice.pay(order)
        self.phone.start()
        self.phone.wait_for_status(
            lambda s: s["order"] and s["order"]["state"] == "paid" and s["order"]["id"] == order["id"],
            "the payment is told", 30,
        )  # fmt: skip
        self.assertCredited(1)
        self.assertEqual(1, len(self.alice.list_orders()))

    def test_purchase_is_given_up_after_a_restart(self):
        """An order that nobody pays keeps nobody from buying something else."""
        self.ask_to_buy()
        self.consent()
        wait_until(
            lambda: any(p.startswith("/checkout/") for p in self.scene.portal.layouts()),
            "the checkout page is shown", 30,
        )  # fmt: skip
        self.phone.kill()
        self.phone.start()
        self.phone.open_by_dbus(self.phone.outside("settings/topup"))
        self.phone.screen.wait_for_text("Unfinished purchase")
        row = self.phone.screen.find(self.product["title"], "label")
        window = row
        while window.parent is not None:
            window = window.parent
        left, top = self.scene.locate_window(window)
        self.scene.pointer.click(left + row.box[0] + 5, top + row.box[1] + 5)
        self.phone.screen.wait_for("Back to checkout", "button")
        self.phone.screen.press("Cancel purchase", "button")
        self.phone.screen.wait_for_text("Purchase cancelled")
        self.assertEqual(["cancelled"], [order["state"] for order in self.alice.list_orders()])
        self.ask_to_buy()

    def test_kill_at_random_moments(self):
        """However often the phone dies around an order, consents and orders are one to one."""
        for number in range(6):
            with self.subTest(round=number):
                before = len(self.alice.list_orders())
                self.ask_to_buy()
                self.consent()
                time.sleep(0.004 * number)
                self.phone.kill()
                self.phone.start()
                time.sleep(1)
                self.assertLessEqual(len(self.alice.list_orders()) - before, 1)
                self.phone.command("sign-out")
                self.phone.stop()
                self.phone.forget()
                self.phone.start()
                self.scene.sign_in()
        self.assertCredited(0)

    def test_unknown_product(self):
        self.phone.open_by_dbus(
            self.phone.outside("settings/topup", product_id="com.example.nothing", action="buy")
        )
        self.phone.wait_for_screen("settings/topup")
        see(self.phone.screen, "settings/topup")
        self.phone.wait_for_status(lambda s: s["notice"], "a notice")
        self.assertNotIn("com.example.nothing", self.phone.status()["notice"])

    def test_buy_without_a_product(self):
        self.phone.open_by_dbus(self.phone.outside("settings/topup", action="buy"))
        self.phone.wait_for_screen("settings/topup")
        see(self.phone.screen, "settings/topup")


if __name__ == "__main__":
    tap.main()
