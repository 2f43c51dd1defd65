# SPDX-License-Identifier: Apache-2.0
"""whinchat-portal as its clients see it: a real server process, every endpoint, good and bad."""

import concurrent.futures
import hmac
import html.parser
import http.client
import json
import random
import re
import signal
import statistics
import tempfile
import threading
import time
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree

from portal_case import ADDON, CREDIT, FORM, PROGRAM, Portal, PortalCase

from harness import tap
from harness.waiting import wait_until


class Brand(PortalCase):
    def test_brand_document(self):
        answer = self.get("/brand/DEMO")
        self.assertEqual(200, answer.status)
        self.assertTrue(answer["Content-Type"].startswith("application/xml"))
        brand = answer.xml
        self.assertEqual(("brand", "DEMO", "0"), (brand.tag, brand.get("code"), brand.get("editable")))
        self.assertEqual("cloudsip", brand.findtext("scheme"))
        self.assertEqual("org.whinchat.Whinchat", brand.findtext("applicationId"))
        self.assertEqual(f"{self.portal.url}/balance", brand.findtext("account/genericBalanceCheckUrl"))
        self.assertEqual(
            f"{self.portal.url}/selfcare/?token=%account[webToken]%", brand.findtext("webTab")
        )
        self.assertNotIn("@PORTAL@", answer.text)

    def test_test_version_and_case(self):
        for path in ("/brand/DEMO*", "/brand/DEMO%2A", "/brand/demo%2a"):
            self.assertEqual("1", self.get(path).xml.get("editable"), path)

    def test_unknown_brands(self):
        for path in ("/brand/NONE", "/brand/", "/brand/DEMO/x", "/brand/DEMO**", "/brand/%20", "/brand/" + "A" * 300):
            answer = self.get(path)
            self.assertEqual(404, answer.status, path)
            self.assertEqual("This cloud ID isn't known here.", answer.message)

    def test_conditional_request(self):
        etag = self.get("/brand/DEMO")["ETag"]
        for known, status in ((etag, 304), (f'"other", {etag}', 304), (f"W/{etag}", 304), ("*", 304), ('"other"', 200)):
            answer = self.get("/brand/DEMO", If_None_Match=known)
            self.assertEqual(status, answer.status, known)
            self.assertEqual(etag, answer["ETag"])
            self.assertEqual(status == 304, answer.body == b"")

    def test_import_replaces_what_is_served(self):
        text = "[Brand]\nCloudId=NEW\nName=New & old\nScheme=newsip\n[Account]\nhost=sip.example.org\n"
        file = self.portal.folder / "brand.ini"
        file.write_text(text)
        self.portal.command("brand", "import", str(self.portal.data), str(file))
        self.assertEqual("New & old", self.get("/brand/NEW").xml.findtext("name"))
        file.write_text(text.replace("old", "newer"))
        self.portal.command("brand", "import", "--test", str(self.portal.data), str(file))
        self.assertEqual("New & old", self.get("/brand/NEW").xml.findtext("name"))
        self.assertEqual("New & newer", self.get("/brand/NEW*").xml.findtext("name"))
        self.assertIn("NEW*\tNew & newer\tnewsip\n", self.portal.command("brand", "list", str(self.portal.data)))


class Provisioning(PortalCase):
    def test_first_sign_in(self):
        answer = self.sign_in()
        self.assertEqual(200, answer.status)
        self.assertEqual("no-store", answer["Cache-Control"])
        account = {child.tag: child.text for child in answer.xml}
        self.assertEqual("account", answer.xml.tag)
        self.assertEqual("Alice", account["title"])
        self.assertEqual("alice", account["cloud_username"])
        self.assertRegex(account["cloud_password"], "^[0-9a-f]{64}$")
        self.assertNotIn("demo", (account["password"], account["cloud_password"]))
        with self.database() as database:
            kept = [row[0] for row in database.execute("SELECT digest FROM token")]
            hashes = [row[0] for row in database.execute("SELECT password_hash FROM account")]
        self.assertNotIn(bytes.fromhex(account["cloud_password"]), kept)
        self.assertTrue(all(text.startswith("$y$") for text in hashes))

    def test_user_name_and_cloud_id_in_any_case(self):
        self.assertEqual(200, self.sign_in("ALICE", cloud_id="demo*").status)

    def test_each_sign_in_has_its_token_and_both_work(self):
        first, second = self.token(), self.token()
        self.assertNotEqual(first, second)
        for token in (first, second):
            self.assertEqual(200, self.get("/provisioning/account", token).status)

    def test_wrong_answers_look_alike(self):
        wrong = self.sign_in("bob", "wrong")
        unknown = self.sign_in("nobody", "wrong")
        empty = self.sign_in("bob", "")
        long = self.sign_in("bob", "x" * 5000)
        for answer in (wrong, unknown, empty, long):
            self.assertEqual((401, wrong.body), (answer.status, answer.body))
        self.assertEqual("The user name or the password is wrong.", wrong.message)
        self.assertEqual(200, self.sign_in("bob").status)

    def test_wrong_answers_take_alike(self):
        """A name that exists costs an attacker as long as one that doesn't."""
        def took(name):
            began = time.monotonic()
            self.assertEqual(401, self.sign_in(name, "wrong").status)
            return time.monotonic() - began

        for number in range(8):
            self.portal.command("user", "add", str(self.portal.data), f"timed-{number}", input="x\n")
        known, unknown = [], []
        for number in range(24):  # three attempts a name: none is throttled
            known.append(took(f"timed-{number % 8}"))
            unknown.append(took(f"other-{number % 8}"))
        ratio = statistics.median(known) / statistics.median(unknown)
        self.assertGreater(ratio, 0.6)
        self.assertLess(ratio, 1.6)

    def test_malformed_sign_ins(self):
        self.assertEqual(403, self.sign_in(cloud_id="NONE").status)
        self.assertEqual(403, self.sign_in(cloud_id="").status)
        self.assertEqual(400, self.post("/provisioning/initial", {"username": "alice"}).status)
        broken = self.ask("POST", "/provisioning/initial", "username=%zz", {"Content-Type": FORM})
        self.assertEqual((400, "The form is malformed."), (broken.status, broken.message))
        self.assertEqual(415, self.ask("POST", "/provisioning/initial", "{}", {"Content-Type": "application/json"}).status)

    def test_account_and_its_etag(self):
        token = self.token()
        first = self.get("/provisioning/account", token)
        self.assertEqual(200, first.status)
        account = {child.tag: child.text for child in first.xml}
        self.assertEqual(
            {"title", "username", "password", "host", "userDisplayName", "voiceMailNumber",
             "subscribeForVoicemail", "webToken"}, set(account))  # fmt: skip
        self.assertEqual("1", account["subscribeForVoicemail"])
        again = self.get("/provisioning/account", token, If_None_Match=first["ETag"])
        if again.status != 304:  # the web token's window ended between the two
            again = self.get("/provisioning/account", token, If_None_Match=again["ETag"])
        self.assertEqual((304, b""), (again.status, again.body))

    def test_unknown_tokens(self):
        for path in ("/provisioning/account", "/balance", "/store/products", "/store/orders"):
            for header in ("", "Bearer", "Bearer ", "Bearer " + "0" * 64, "Bearer x", "Basic YTpi", "Bearer " + "0" * 6000):
                answer = self.ask("GET", path, headers={"Authorization": header} if header else {})
                self.assertEqual((401, "Please sign in again."), (answer.status, answer.message))
                self.assertTrue(answer["WWW-Authenticate"].startswith("Bearer"))

    def test_global_provisioning(self):
        answer = self.get("/provisioning/global")
        self.assertEqual("quickDials", answer.xml.tag)
        items = answer.xml.findall("quickDial/item")
        self.assertEqual(["Voice mail", "Reception", "Support", "Echo test"], [i.findtext("displayName") for i in items])
        self.assertEqual(304, self.get("/provisioning/global", If_None_Match=answer["ETag"]).status)
        self.assertEqual(answer.body, self.get("/provisioning/global?cloud_id=DEMO*").body)
        self.assertEqual(answer.body, self.get("/provisioning/global?cloud_id=").body)
        self.assertEqual(404, self.get("/provisioning/global?cloud_id=NONE").status)

    def test_quick_dials_of_the_test_version(self):
        """The address that the demo's brand gives asks for the version that the person signed in to."""
        template = self.get("/brand/DEMO*").xml.findtext("account/initialGlobalProvisioningUrl")
        self.assertEqual(f"{self.portal.url}/provisioning/global?cloud_id=%fullcode%", template)
        file = self.portal.folder / "dials.ini"
        file.write_text("[Brand]\nCloudId=DIALS\nName=x\n[QuickDial a]\nDisplayName=Live\nUri=1\n")
        self.portal.command("brand", "import", str(self.portal.data), str(file))
        file.write_text("[Brand]\nCloudId=DIALS\nName=x\n[QuickDial a]\nDisplayName=Test\nUri=1\n")
        self.portal.command("brand", "import", "--test", str(self.portal.data), str(file))
        for code, name in (("DIALS", "Live"), ("DIALS%2A", "Test")):
            path = "/provisioning/global?cloud_id=" + code
            self.assertEqual(name, self.get(path).xml.findtext("quickDial/item/displayName"), code)

    def test_new_password_ends_tokens(self):
        self.portal.command("user", "add", str(self.portal.data), "carol", input="one\n")
        token = self.sign_in("carol", "one").xml.findtext("cloud_password")
        cookie = self.web_sign_in(token)
        web_token = self.get("/provisioning/account", token).xml.findtext("webToken")
        self.portal.command("user", "password", str(self.portal.data), "carol", input="two\n")
        self.assertEqual(401, self.get("/balance", token).status)
        self.assertEqual(401, self.get("/selfcare/", Cookie=cookie).status)
        self.assertEqual(401, self.get("/selfcare/?token=" + web_token).status)
        self.assertEqual(401, self.sign_in("carol", "one").status)
        self.assertEqual(200, self.sign_in("carol", "two").status)


class Balance(PortalCase):
    def test_forms(self):
        token = self.token("bob")
        xml = self.get("/balance", token)
        self.assertEqual(("response", "0", "$2.50"), (xml.xml.tag, xml.xml.findtext("error"), xml.xml.findtext("balanceString")))
        expected = {"balanceString": "$2.50", "balance": 2.5, "currency": "USD"}
        self.assertEqual(expected, self.get("/balance?format=json", token).json)
        self.assertEqual(expected, self.get("/balance", token, Accept="application/json").json)
        self.assertEqual("response", self.get("/balance?format=xml", token, Accept="application/json").xml.tag)
        self.assertEqual("no-store", xml["Cache-Control"])

    def test_other_currency(self):
        self.portal.command("user", "add", str(self.portal.data), "dora", "--currency", "EUR", input="x\n")
        token = self.sign_in("dora", "x").xml.findtext("cloud_password")
        self.assertEqual({"balanceString": "€0.00", "balance": 0, "currency": "EUR"}, self.get("/balance?format=json", token).json)
        self.assertEqual([], self.get("/store/products", token).json["products"])


class Store(PortalCase):
    def setUp(self):
        self.alice = self.token()

    def test_products(self):
        products = self.get("/store/products", self.alice).json["products"]
        self.assertEqual(["topup"] * 4 + ["addon"] * 2, [product["kind"] for product in products])
        credit = next(product for product in products if product["id"] == CREDIT)
        self.assertEqual((1000, "USD", "$10.00"), (credit["price"], credit["currency"], credit["priceString"]))
        self.assertTrue(credit["title"] and credit["description"])
        self.assertEqual(2, len(self.get("/store/products?kind=addon", self.alice).json["products"]))
        self.assertEqual(400, self.get("/store/products?kind=x", self.alice).status)

    def test_order_and_repetition(self):
        made = self.order(self.alice, key="same")
        self.assertEqual(201, made.status)
        order = made.json
        self.assertEqual(
            {"id", "productId", "title", "price", "currency", "priceString", "state", "checkoutUrl",
             "createdAt", "expiresAt", "paidAt", "receipt"}, set(order))  # fmt: skip
        self.assertEqual((CREDIT, "pending", None, None), (order["productId"], order["state"], order["paidAt"], order["receipt"]))
        self.assertTrue(order["checkoutUrl"].startswith(self.portal.url))
        self.assertRegex(order["createdAt"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        repeated = self.order(self.alice, key="same")
        self.assertEqual((200, order), (repeated.status, repeated.json))
        by_header = self.ask(
            "POST", "/store/orders", json.dumps({"productId": CREDIT}),
            {"Authorization": f"Bearer {self.alice}", "Content-Type": "application/json", "Idempotency-Key": "same"},
        )  # fmt: skip
        self.assertEqual((200, order), (by_header.status, by_header.json))
        self.assertEqual(order, self.get(f"/store/orders/{order['id']}", self.alice).json)
        self.assertIn(order, self.get("/store/orders", self.alice).json["orders"])

    def test_refused_orders(self):
        self.order(self.alice, key="taken")
        for status, answer in (
            (409, self.order(self.alice, ADDON, key="taken")),
            (404, self.order(self.alice, "org.whinchat.Whinchat.none")),
            (404, self.order(self.alice, "' OR 1=1 --")),
            (400, self.order(self.alice, key="a b")),
            (400, self.order(self.alice, key="x" * 129)),
            (400, self.order(self.alice, key="one", Idempotency_Key="two")),
            (400, self.order(self.alice, "x" * 500)),
        ):
            self.assertEqual(status, answer.status, answer.text)
            self.assertTrue(answer.message)
        bearer = {"Authorization": f"Bearer {self.alice}"}
        for body, kind, status in (
            ("{", "application/json", 400), ("[]", "application/json", 400), ("", "application/json", 400),
            ('{"productId":1,"idempotencyKey":"k"}', "application/json", 400),
            ('{"productId":"a","productId":"b"}', "application/json", 400),
            ("[" * 60000, "application/json", 400),
            ('{"productId":"x","idempotencyKey":"k"}', FORM, 415),
        ):  # fmt: skip
            answer = self.ask("POST", "/store/orders", body, {**bearer, "Content-Type": kind})
            self.assertEqual(status, answer.status, body[:40])

    def test_orders_of_others_do_not_exist(self):
        order = self.order(self.alice).json
        bob = self.token("bob")
        self.assertEqual(404, self.get(f"/store/orders/{order['id']}", bob).status)
        cancel = self.ask("POST", f"/store/orders/{order['id']}/cancel", headers={"Authorization": f"Bearer {bob}"})
        self.assertEqual(404, cancel.status)
        self.assertEqual([], self.get("/store/orders", bob).json["orders"])
        self.assertEqual("pending", self.get(f"/store/orders/{order['id']}", self.alice).json["state"])
        for path in ("x", "../orders", "0" * 32, "0" * 32 + "/cancel", "%00"):
            self.assertIn(self.get(f"/store/orders/{path}", self.alice).status, (400, 404), path)

    def test_same_key_of_two_accounts_is_two_orders(self):
        bob = self.token("bob")
        self.assertNotEqual(self.order(self.alice, key="both").json["id"], self.order(bob, key="both").json["id"])

    def test_cancel(self):
        order = self.order(self.alice).json
        path = f"/store/orders/{order['id']}/cancel"
        for _ in range(2):
            answer = self.ask("POST", path, headers={"Authorization": f"Bearer {self.alice}"})
            self.assertEqual((200, "cancelled"), (answer.status, answer.json["state"]))
        page, base, key = self.checkout(order)
        before = self.balance(self.alice)
        self.assertEqual(303, self.post(base + "/pay", {"key": key}).status)
        self.assertEqual("cancelled", self.get(f"/store/orders/{order['id']}", self.alice).json["state"])
        self.assertEqual(before, self.balance(self.alice))

    def test_expired_orders_are_never_paid(self):
        order = self.order(self.alice).json
        before = self.balance(self.alice)
        with self.database() as database:
            database.execute("UPDATE purchase SET expires_at = 1 WHERE id = ?", (order["id"],))
        self.assertEqual("expired", self.get(f"/store/orders/{order['id']}", self.alice).json["state"])
        page, base, key = self.checkout(order)
        self.assertEqual(303, self.get(page).status)
        self.post(base + "/pay", {"key": key})
        self.assertIn("Expired", self.get(f"{base}/done?key={key}").text)
        self.assertEqual(before, self.balance(self.alice))


class Checkout(PortalCase):
    def setUp(self):
        self.alice = self.token()
        self.made = self.order(self.alice).json
        self.page, self.base, self.key = self.checkout(self.made)

    def test_pay(self):
        before = self.balance(self.alice)
        page = self.get(self.page)
        self.assertEqual(200, page.status)
        self.assertIn("Pay $10.00", page.text)
        self.assertIn("Regular credit", page.text)
        for _ in range(3):
            paid = self.post(self.base + "/pay", {"key": self.key})
            self.assertEqual((303, f"{self.base}/done?key={self.key}"), (paid.status, paid["Location"]))
            self.assertAlmostEqual(before + 10, self.balance(self.alice))
        order = self.get(f"/store/orders/{self.made['id']}", self.alice).json
        self.assertEqual("paid", order["state"])
        self.assertTrue(order["paidAt"])
        done = self.get(paid["Location"])
        self.assertIn(order["receipt"], done.text)
        self.assertIn('data-fire="app:balance-update"', done.text)
        self.assertIn('href="app:balance-update"', done.text)
        self.assertEqual(303, self.get(self.page).status, "a finished checkout has no Pay button any more")

    def test_cancel_and_decline(self):
        before = self.balance(self.alice)
        for action, state, words in (("cancel", "cancelled", "Cancelled"), ("decline", "failed", "Payment declined")):
            order = self.order(self.alice).json
            page, base, key = self.checkout(order)
            answer = self.post(f"{base}/{action}", {"key": key})
            self.assertIn(words, self.get(answer["Location"]).text)
            self.post(base + "/pay", {"key": key})
            self.assertEqual(state, self.get(f"/store/orders/{order['id']}", self.alice).json["state"])
        self.assertEqual(before, self.balance(self.alice))

    def test_cancelled_too_late(self):
        """Cancel after Pay, on the page and by the app: it stays paid, and both are told so."""
        before = self.balance(self.alice)
        self.post(self.base + "/pay", {"key": self.key})
        answer = self.post(self.base + "/cancel", {"key": self.key})
        self.assertIn('data-state="paid"', self.get(answer["Location"]).text)
        answer = self.ask("POST", f"/store/orders/{self.made['id']}/cancel", headers={"Authorization": f"Bearer {self.alice}"})
        self.assertEqual((200, "paid"), (answer.status, answer.json["state"]))
        self.assertAlmostEqual(before + 10, self.balance(self.alice))

    def test_addon_is_not_credit_but_shown(self):
        before = self.balance(self.alice)
        page, base, key = self.checkout(self.order(self.alice, ADDON).json)
        self.post(base + "/pay", {"key": key})
        self.assertEqual(before, self.balance(self.alice))
        page = self.get("/selfcare/", Cookie=self.web_sign_in(self.alice)).text
        self.assertIn("Europe unlimited</span><small>Active since", page)

    def test_the_key_belongs_to_the_order(self):
        other_key = self.checkout(self.order(self.alice).json)[2]
        before = self.balance(self.alice)
        for key in ("", "x", other_key, self.key[:-1], self.key + "0", self.key.upper()):
            self.assertEqual(404, self.get(f"{self.base}?key={key}").status, key)
            self.assertEqual(404, self.get(f"{self.base}/done?key={key}").status, key)
            self.assertEqual(404, self.post(self.base + "/pay", {"key": key}).status, key)
        self.assertEqual(404, self.post(self.base + "/pay").status)
        self.assertEqual(404, self.post(self.base + "/pay?key=" + self.key).status, "not from the address")
        self.assertEqual(404, self.post(self.base + "/refund", {"key": self.key}).status)
        self.assertEqual(404, self.get("/checkout/" + "0" * 32 + "?key=" + self.key).status)
        self.assertEqual(before, self.balance(self.alice))

    def test_hostile_titles_are_text(self):
        title = '<script>alert(1)</script>"&\''
        self.portal.command("product", "add", str(self.portal.data), "x.hostile", "1.00", title)
        page = self.get(self.checkout(self.order(self.alice, "x.hostile").json)[0]).text
        self.assertNotIn("<script>alert", page)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;&#39;", page)


class SelfCare(PortalCase):
    def setUp(self):
        self.alice = self.token()
        self.cookie = self.web_sign_in(self.alice)

    def csrf(self, cookie=None):
        return re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get("/selfcare/", Cookie=cookie or self.cookie).text).group(1)

    def test_the_token_leaves_the_address(self):
        web_token = self.get("/provisioning/account", self.alice).xml.findtext("webToken")
        answer = self.get("/selfcare/?token=" + web_token)
        self.assertEqual((303, "/selfcare/"), (answer.status, answer["Location"]))
        cookie = answer["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Lax", "Path=/selfcare", "Max-Age=3600"):
            self.assertIn(part, cookie)
        self.assertNotIn("Secure", cookie)
        self.assertNotIn(web_token, cookie)

    def test_page(self):
        page = self.get("/selfcare/", Cookie=self.cookie)
        self.assertEqual(200, page.status)
        for text in ('id="balance">$', "alice@sip.example.com", 'id="settings-save"', "app:settings/topup?action=buy&amp;product_id="):
            self.assertIn(text, page.text)
        self.assertEqual(("DENY", "no-store", "no-referrer"), (page["X-Frame-Options"], page["Cache-Control"], page["Referrer-Policy"]))
        policy = page["Content-Security-Policy"]
        for part in ("default-src 'none'", "frame-ancestors 'none'", "script-src 'self'", "base-uri 'none'"):
            self.assertIn(part, policy)
        self.assertNotIn("unsafe", policy)
        self.assertNotRegex(page.text, r"<script>|<style|style=| on\w+=|https?://")

    def test_without_a_session(self):
        for cookie in ("", "whinchat_session=", "whinchat_session=" + "0" * 64, "whinchat_session=" + "x" * 9000):
            answer = self.get("/selfcare/", Cookie=cookie) if len(cookie) < 8000 else self.get("/selfcare/")
            self.assertEqual(401, answer.status)
            self.assertIn('data-fire="app:extprov-update"', answer.text)
            self.assertIn('data-then="app:?action=navigate&amp;tab=browser&amp;reset=true"', answer.text)
            self.assertIn('data-once="renewal"', answer.text)
            self.assertIn("<button", answer.text)

    def test_wrong_web_tokens(self):
        with self.database() as database:
            key = database.execute("SELECT value FROM meta WHERE name = 'web-token'").fetchone()[0]
            hashes = dict(database.execute("SELECT id, password_hash FROM account").fetchall())
        now = int(time.time()) // 300

        def make(account, window):
            text = f"{account}.{window}"
            signed = f"{text}.{hashes.get(account, '')}"
            return f"{text}.{hmac.digest(key, signed.encode(), 'sha256').hex()}"

        self.assertEqual(303, self.get("/selfcare/?token=" + make(1, now)).status)
        self.assertEqual(303, self.get("/selfcare/?token=" + make(1, now - 1)).status)
        for token in (make(1, now - 4), make(1, now + 2), make(99, now), make(1, now)[:-1] + "g", "", "x", "1.1.1", "%00"):
            self.assertIn(self.get("/selfcare/?token=" + token).status, (400, 401), token)

    def test_settings_are_saved_and_provisioned(self):
        answer = self.post(
            "/selfcare/settings", {"csrf": self.csrf(), "userDisplayName": "Alice <b>&"}, Cookie=self.cookie
        )
        self.assertEqual((303, "/selfcare/saved"), (answer.status, answer["Location"]))
        saved = self.get("/selfcare/saved", Cookie=self.cookie)
        self.assertIn("Alice &lt;b&gt;&amp;", saved.text)
        self.assertIn('data-fire="app:extprov-update"', saved.text)
        self.assertIn('href="app:extprov-update"', saved.text)
        account = self.get("/provisioning/account", self.alice).xml
        self.assertEqual(("Alice <b>&", "0"), (account.findtext("userDisplayName"), account.findtext("subscribeForVoicemail")))
        self.post("/selfcare/settings", {"csrf": self.csrf(), "userDisplayName": "Alice Example", "subscribeForVoicemail": "1"}, Cookie=self.cookie)
        self.assertEqual("1", self.get("/provisioning/account", self.alice).xml.findtext("subscribeForVoicemail"))

    def test_names_of_every_script(self):
        """As long as the page's field allows, whatever a character takes."""
        for name in ("Ж" * 64, "漢" * 64, "🐦" * 64, "  Alice  Example "):
            answer = self.post("/selfcare/settings", {"csrf": self.csrf(), "userDisplayName": name}, Cookie=self.cookie)
            self.assertEqual(303, answer.status, name)
            self.assertEqual(name.strip(), self.get("/provisioning/account", self.alice).xml.findtext("userDisplayName"))
        self.post("/selfcare/settings", {"csrf": self.csrf(), "userDisplayName": "Alice Example"}, Cookie=self.cookie)

    def test_bad_settings_change_nothing(self):
        for name in ("", " ", "x" * 65, "漢" * 65, "x" * 200, "a\nb", "a\x01b", "a\uffffb", "a\ufffeb"):
            answer = self.post("/selfcare/settings", {"csrf": self.csrf(), "userDisplayName": name}, Cookie=self.cookie)
            self.assertEqual(400, answer.status, repr(name))
        self.assertEqual("Alice Example", self.get("/provisioning/account", self.alice).xml.findtext("userDisplayName"))

    def test_csrf(self):
        bob = self.web_sign_in(self.token("bob"))
        for token in (None, "", "0" * 64, self.csrf(bob)):
            fields = {"userDisplayName": "Forged", **({"csrf": token} if token is not None else {})}
            answer = self.post("/selfcare/settings", fields, Cookie=self.cookie)
            self.assertEqual(403, answer.status, token)
            self.assertEqual(403, self.post("/selfcare/sign-out", {"csrf": token or ""}, Cookie=self.cookie).status)
        self.assertEqual(401, self.post("/selfcare/settings", {"csrf": self.csrf(), "userDisplayName": "x"}).status)
        self.assertEqual("Alice Example", self.get("/provisioning/account", self.alice).xml.findtext("userDisplayName"))

    def test_sign_out(self):
        answer = self.post("/selfcare/sign-out", {"csrf": self.csrf()}, Cookie=self.cookie)
        self.assertEqual(200, answer.status)
        self.assertIn("Max-Age=0", answer["Set-Cookie"])
        self.assertEqual(401, self.get("/selfcare/", Cookie=self.cookie).status)
        self.assertEqual(200, self.get("/balance", self.alice).status, "the phone stays signed in")

    def test_session_expires(self):
        with self.database() as database:
            database.execute("UPDATE session SET expires_at = 1")
        self.assertEqual(401, self.get("/selfcare/", Cookie=self.cookie).status)


class Commands(PortalCase):
    NAMES = (
        "balance-update", "provisioning-update", "extprov-update", "settings", "settings/prefs", "settings/topup",
        "settings/addons", "qd", "history", "keypad", "messages", "contacts", "browser",
    )  # fmt: skip

    def test_gallery_holds_every_command_in_every_way(self):
        page = self.get("/selfcare/commands")
        self.assertEqual(200, page.status)
        for name in self.NAMES:
            slug = name.replace("/", "-")
            for kind in ("link", "blank", "script", "window", "form", "redirect", "refresh", "outside", "copy"):
                self.assertEqual(1, page.text.count(f'id="{kind}-{slug}"'), f"{kind}-{slug}")
            self.assertIn(f'href="app:{name}"', page.text)
            self.assertIn("cloudsip:?_cmd=" + urllib.parse.quote(f"app:{name}", safe=""), page.text)
        ids = re.findall(r' id="([^"]*)"', page.text)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertIn("form-action 'self' app: cloudsip:", page["Content-Security-Policy"])
        self.assertIn("cloudsip:?_cmd=app%3Asettings%2Ftopup%3Faction%3Dbuy%26product_id%3D", page.text)
        for address in ("cloudsip:100?dialAction=autoCall", "tel:+12025550143", "cloudsip:*43?dialAction=autoCall"):
            self.assertEqual(1, page.text.count(f'href="{address}"'))

    def test_redirect_and_refresh(self):
        for name in self.NAMES:
            answer = self.get(f"/selfcare/go/302/{name}")
            self.assertEqual((302, f"app:{name}"), (answer.status, answer["Location"]))
            answer = self.get(f"/selfcare/go/meta/{name}")
            self.assertIn(f'http-equiv="refresh" content="0; url=app:{name}"', answer.text)
        query = "action=buy&product_id=x"
        self.assertEqual(f"app:settings/topup?{query}", self.get(f"/selfcare/go/302/settings/topup?{query}")["Location"])
        smart = "?action=navigate&tab=browser&reset=true"
        self.assertEqual("app:" + smart, self.get("/selfcare/go/302/" + smart)["Location"])

    def test_they_are_no_open_redirects(self):
        for path in ("302/https://example.com", "302///example.com", "302/javascript:1", "302/unknown", "302/", "302",
                     "301/keypad", "302/keypad%0d%0aX:y", "meta/%22%3E%3Cscript%3E", "302/keypad?a=%zz"):  # fmt: skip
            for answer in (self.get("/selfcare/go/" + path), self.get("/selfcare/go/" + path.replace("302", "meta", 1))):
                self.assertIn(answer.status, (400, 404), path)
                self.assertIsNone(answer["Location"])
                self.assertNotIn("<script>", answer.text)

    def test_deep_link(self):
        for path in ("/open?cmd=app%3Asettings%2Ftopup%3Fproduct_id%3Dx", "/open/settings/topup?product_id=x"):
            page = self.get(path)
            self.assertEqual(200, page.status)
            self.assertIn('href="cloudsip:?_cmd=app%3Asettings%2Ftopup%3Fproduct_id%3Dx"', page.text)
            self.assertIn("have the app yet?", page.text)
        for path in ("/open", "/open?cmd=", "/open?cmd=https://example.com", "/open?cmd=cloudsip:123", "/open?cmd=cloudsip:%3F_cmd%3Dapp%253Akeypad", "/open/x"):
            self.assertEqual(400, self.get(path).status, path)
        self.assertIn("This link is not right: there is no such command; the nearest known one is keypad.", self.get("/open/keypd").text)


class Pages(PortalCase):
    def test_static_files(self):
        for name, kind in (("portal.css", "text/css"), ("portal.js", "text/javascript"), ("layout.js", "text/javascript"), ("icon.svg", "image/svg+xml")):
            answer = self.get("/static/" + name)
            self.assertEqual(200, answer.status)
            self.assertTrue(answer["Content-Type"].startswith(kind))
            self.assertEqual(304, self.get("/static/" + name, If_None_Match=answer["ETag"]).status)
        self.assertIn("--brand: #", self.get("/static/accent/DEMO.css").text)
        self.assertIn("--on-accent: #ffffff", self.get("/static/accent/DEMO.css").text)
        self.assertEqual(self.get("/static/accent/NONE.css").status, 200)

    def test_a_light_brand_has_dark_words_on_it(self):
        file = self.portal.folder / "light.ini"
        file.write_text("[Brand]\nCloudId=LIGHT\nName=Light\nAccentColor=#ffe000\n")
        self.portal.command("brand", "import", str(self.portal.data), str(file))
        css = self.get("/static/accent/LIGHT.css").text
        self.assertEqual(2, css.count("--on-accent: #1a1a1d"), "light and dark")
        self.assertNotIn("--accent-text: #ffe000", css.split("@media")[0])

    def test_nothing_else_is_static(self):
        for path in ("brand.ini", "schema.sql", "shell.html", "", "../portal.db", "..%2fportal.db", "%2e%2e/portal.db",
                     "accent/", "accent/.css", "accent/" + "x" * 99 + ".css", "accent/..%2fx.css", "portal.css/"):  # fmt: skip
            self.assertIn(self.get("/static/" + path).status, (400, 404), path)

    def test_link_builder(self):
        self.assertEqual("/link-builder/?scheme=cloudsip", self.get("/link-builder")["Location"])
        page = self.get("/link-builder/")
        self.assertEqual(200, page.status)
        names = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        self.assertIn("page.js", names)
        for name in names:
            answer = self.get("/link-builder/" + name)
            self.assertEqual(200, answer.status, name)
            self.assertEqual(304, self.get("/link-builder/" + name, If_None_Match=answer["ETag"]).status)
            self.assertIn("default-src 'none'", answer["Content-Security-Policy"])
        for path in ("x", "../static/portal.css", "schema.sql", "index.html/", "shell.html"):
            self.assertIn(self.get("/link-builder/" + path).status, (400, 404), path)

    def test_root_leads_to_self_care(self):
        answer = self.get("/")
        self.assertEqual((303, "/selfcare/"), (answer.status, answer["Location"]))

    def test_head(self):
        answer = self.ask("HEAD", "/brand/DEMO")
        self.assertEqual((200, b""), (answer.status, answer.body))
        self.assertEqual(len(self.get("/brand/DEMO").body), int(answer["Content-Length"]))

    def test_other_methods(self):
        for method, path, allowed in (("POST", "/balance", "GET, HEAD"), ("GET", "/provisioning/initial", "POST"),
                                      ("DELETE", "/store/orders", "GET, HEAD"), ("PUT", "/brand/DEMO", "GET, HEAD")):  # fmt: skip
            answer = self.ask(method, path)
            self.assertEqual((405, allowed), (answer.status, answer["Allow"]), path)
        self.assertEqual(404, self.get("/nothing").status)
        self.assertTrue(self.get("/nothing").message)

    def test_layout_reports(self):
        self.assertIn("/static/layout.js", self.get("/selfcare/commands").text)
        kind = {"Content-Type": "application/json"}
        good = {"page": "/selfcare/", "elements": [{"id": "a", "x": 1}]}
        self.assertEqual(204, self.ask("POST", "/layout", json.dumps(good), kind).status)
        report = self.portal.layouts()["/selfcare/"]
        self.assertEqual(good["elements"], report["elements"])
        self.assertTrue(report["time"])
        for bad in ("", "[]", "{}", '{"page":1,"elements":[]}', "{"):
            self.assertEqual(400, self.ask("POST", "/layout", bad, kind).status, bad)


class Markup(html.parser.HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words += data


class HostileTexts(PortalCase):
    """Whatever stands in a name or a title is text on every page, in XML and in JSON."""

    TEXT = "</p><script>alert(1)</script><img src=x onerror=\"alert(1)\"> '\"> &lt; {{content}} %s %n ]]>"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = str(cls.portal.data)
        brand = cls.portal.folder / "hostile.ini"
        brand.write_text(
            f"[Brand]\nCloudId=AAA\nName={cls.TEXT}\n[Account]\ntitle=x{cls.TEXT}\n[WebTab {'x'}]\nTitle={cls.TEXT}\n"
            f"Url=https://example.com/{cls.TEXT}\n[QuickDial q]\nDisplayName={cls.TEXT}\nUri={cls.TEXT}\n"
        )
        cls.portal.command("brand", "import", data, str(brand))
        cls.portal.command("user", "add", data, "eve", "--cloud-id", "AAA", "--title", cls.TEXT, "--display-name", cls.TEXT[:64],
                           "--sip-user", cls.TEXT, "--currency", "GBP", "--sip-secret", input=f"x\n{cls.TEXT}\n")  # fmt: skip
        for kind in ("topup", "addon"):
            cls.portal.command("product", "add", data, "--kind", kind, "--currency", "GBP", "--description", cls.TEXT, "x." + kind, "1", cls.TEXT)

    def assertOnlyText(self, page, wanted):
        self.assertEqual(200, page.status)
        markup = Markup(page.text)
        self.assertNotIn("img", [tag for tag, attributes in markup.tags if attributes.get("src") == "x"])
        for tag, attributes in markup.tags:
            self.assertFalse([name for name in attributes if name.startswith("on")], tag)
            if tag == "script":
                self.assertRegex(attributes["src"], "^/static/[a-z]+.js$")
        values = [value for _, attributes in markup.tags for value in attributes.values() if value]
        for text in wanted:
            self.assertTrue(text in markup.words or any(text in value for value in values), text)

    def test_everywhere(self):
        token = self.sign_in("eve", "x", "AAA").xml.findtext("cloud_password")
        account = self.get("/provisioning/account", token).xml
        for node, value in (("title", self.TEXT), ("username", self.TEXT), ("password", self.TEXT), ("userDisplayName", self.TEXT[:64])):
            self.assertEqual(value, account.findtext(node))
        brand = self.get("/brand/AAA").xml
        self.assertEqual((self.TEXT, "x" + self.TEXT, self.TEXT), (brand.findtext("name"), brand.findtext("account/title"), brand.find("webTab").get("title")))
        self.assertEqual(self.TEXT, self.get("/provisioning/global?cloud_id=AAA").xml.findtext("quickDial/item/uri"))
        products = self.get("/store/products", token).json["products"]
        self.assertEqual([(self.TEXT, self.TEXT)] * 2, [(product["title"], product["description"]) for product in products])

        orders = [self.order(token, product).json for product in ("x.topup", "x.addon")]
        cookie = self.web_sign_in(token)
        for order in orders:
            page, base, key = self.checkout(order)
            self.assertOnlyText(self.get(page), [self.TEXT])
            self.post(base + "/pay", {"key": key})
            self.assertOnlyText(self.get(f"{base}/done?key={key}"), [self.TEXT])
        self.assertOnlyText(self.get("/selfcare/", Cookie=cookie), [self.TEXT, self.TEXT[:64]])
        self.assertOnlyText(self.get("/selfcare/saved", Cookie=cookie), [self.TEXT[:64]])
        self.assertOnlyText(self.get("/selfcare/commands"), [])
        self.assertOnlyText(self.get("/open/keypad"), [self.TEXT])

    def test_addresses(self):
        for path in ("/open?cmd=", "/open/", "/checkout/", "/selfcare/go/302/", "/selfcare/go/meta/", "/selfcare/?token=", "/selfcare/", "/nothing/"):
            answer = self.get(path + urllib.parse.quote(self.TEXT))
            self.assertGreaterEqual(answer.status, 400, path)
            self.assertNotIn("<script>alert", answer.text, path)
            self.assertNotIn("<img src=x", answer.text, path)


class Log(PortalCase):
    def test_lines_and_no_secrets(self):
        token = self.token()
        cookie = self.web_sign_in(token)
        order = self.order(token).json
        page, base, key = self.checkout(order)
        self.post(base + "/pay", {"key": key})
        since = self.portal.mark()
        etag = self.get("/provisioning/account", token, User_Agent="CloudSoftphone/1 (test)")["ETag"]
        self.get("/provisioning/account?x=y", token, If_None_Match=etag)
        self.get("/balance")
        first, second, third = self.portal.requests(since)
        self.assertEqual({"time", "method", "path", "status", "account", "userAgent", "conditional", "ms"}, set(first))
        self.assertEqual(("GET", "/provisioning/account", 200, "alice", "CloudSoftphone/1 (test)", False),
                         tuple(first[name] for name in ("method", "path", "status", "account", "userAgent", "conditional")))  # fmt: skip
        self.assertTrue(second["conditional"])
        self.assertEqual((401, None, "/balance"), (third["status"], third["account"], third["path"]))
        everything = self.portal.request_log.read_text() + (self.portal.folder / "portal.log").read_text()
        for secret in (token, cookie.split("=")[1], key, "password=demo", "webToken", "token="):
            self.assertNotIn(secret, everything)

    def test_ends_cleanly_with_requests_under_way(self):
        stop = threading.Event()
        wrong = []

        def work():
            while not stop.is_set():
                try:
                    answer = self.sign_in(f"user-{random.random()}", "x")
                    if answer.status not in (401, 503):
                        wrong.append(answer.status)
                except (OSError, http.client.HTTPException):
                    return

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for _ in range(8):
                pool.submit(work)
            time.sleep(0.3)
            process = self.portal.process
            process.send_signal(signal.SIGTERM)
            try:
                self.assertEqual(0, process.wait(timeout=10))
            finally:
                stop.set()
        self.assertEqual([], wrong)
        self.portal.stop()
        self.portal.start()
        wait_until(lambda: self.get("/brand/DEMO").status == 200, "it serves again")


class Https(unittest.TestCase):
    def test_public_url(self):
        with tempfile.TemporaryDirectory(prefix="whinchat-portal-") as folder:
            portal = Portal(PROGRAM, folder)
            portal.public_url = "https://portal.example.com"
            portal.start()
            try:
                status, text = portal.ask("GET", "/brand/DEMO")
                self.assertEqual(200, status)
                self.assertIn("<storeUrl>https://portal.example.com/store</storeUrl>", text)
                form = "username=alice&password=demo&cloud_id=DEMO"
                status, text = portal.ask("POST", "/provisioning/initial", form, {"Content-Type": FORM})
                token = ElementTree.fromstring(text).findtext("webToken")
                connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=10)
                connection.request("GET", f"/selfcare/?token={token}")
                self.assertIn("; Secure", connection.getresponse().headers["Set-Cookie"])
                connection.close()
            finally:
                portal.stop()


if __name__ == "__main__":
    tap.main()
