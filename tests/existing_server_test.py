# SPDX-License-Identifier: Apache-2.0
"""The phone without a portal of ours: brands/existing-server/ against servers that answer in the
shapes and error forms of wire-protocols, sections 1 to 4. What the server saw, and what a person
sees, is what counts."""

import hashlib
import json
import pathlib
import re
import sys
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.desktop import Desktop  # noqa: E402
from harness.language import see  # noqa: E402
from harness.phone import Phone, adapt_brand  # noqa: E402
from harness.pointer import Pointer  # noqa: E402
from harness.scene import SOURCE, find_build  # noqa: E402
from harness.site import Answer, Site  # noqa: E402
from harness.waiting import Overdue  # noqa: E402

USER, PASSWORD = "carol", 'p&ss "wörd" 100%'
TOKEN = "t0ken/+&=first"
XML = "application/xml"
JSON = "application/json"

ACCOUNT = f"""<?xml version="1.0" encoding="UTF-8"?>
<account>
  <title>Carol's line</title><username>1003</username><password>sip-secret</password>
  <cloud_username>carol.cloud</cloud_username><cloud_password>{TOKEN.replace("&", "&amp;")}</cloud_password>
  <host>pbx.example.com</host><userDisplayName>Carol Čapková</userDisplayName>
  <somethingUnknown>kept</somethingUnknown>
</account>"""

QUICK_DIALS = """<anything><quickDial maxQuickDialReplacePriority="21">
<item id="qd1" priority="50"><displayName>Reception</displayName><uri>100</uri></item>
<item id="qd2"><displayName>Night desk</displayName><uri>200</uri></item>
<item id="qd3" action="remove"/>
</quickDial></anything>"""


class ExistingServer(unittest.TestCase):
    def setUp(self):
        self.desktop = Desktop()
        self.addCleanup(self.desktop.close)
        self.api = Site()
        self.addCleanup(self.api.close)
        self.my = Site()
        self.addCleanup(self.my.close)
        self.my.page("/start", '<a id="keypad" href="app:keypad">keypad</a>')
        self.my.page("/help", "<h1>Help</h1>")
        self.api.route("/login", Answer(ACCOUNT, content_type=XML))
        self.api.route("/account", Answer("<account></account>", content_type="text/xml"))
        self.api.route("/quickdials.xml", Answer(QUICK_DIALS, content_type="text/xml"))
        self.api.route("/balance", Answer('{"balanceString":"USD 12.34"}', content_type=JSON))
        self.phone = None

    def build_phone(self, changes=None):
        """The brand as it lies in the tree, its example addresses replaced by this test's."""
        original = SOURCE / "brands" / "existing-server" / "brand.ini"
        text = original.read_text(encoding="utf-8")
        text = text.replace("https://api.example.com", self.api.url)
        text = text.replace("https://my.example.com", self.my.url)
        folder = self.desktop.folder / "brand"
        folder.mkdir(exist_ok=True)
        source = folder / "source.ini"
        source.write_text(text, encoding="utf-8")
        brand = adapt_brand(source, folder / "brand.ini", changes or {})
        self.phone = Phone(self.desktop, find_build(), brand)
        self.addCleanup(self.phone.close)
        return self.phone

    def sign_in(self, changes=None):
        phone = self.build_phone(changes)
        result = phone.sign_in(USER, PASSWORD)
        self.assertEqual(0, result.returncode, result.stderr)
        return phone.wait_for_status(lambda s: s["signedIn"], "signed in")

    def refuse(self, answer):
        """What `sign-in` prints when the server answers so; the phone stays signed out."""
        self.api.route("/login", answer)
        phone = self.phone or self.build_phone()
        result = phone.sign_in(USER, PASSWORD)
        self.assertEqual(1, result.returncode, result.stdout)
        self.assertFalse(phone.status()["signedIn"])
        self.assertNotIn(PASSWORD, result.stderr + result.stdout)
        return result.stderr

    # Sign-in

    def test_the_three_steps(self):
        status = self.sign_in()
        login = self.api.wait_for("/login")
        self.assertEqual("POST", login.method)
        self.assertEqual("application/x-www-form-urlencoded", login.headers["Content-Type"])
        form = urllib.parse.parse_qs(login.body.decode("ascii"), keep_blank_values=True)
        self.assertEqual({"username": [USER], "password": [PASSWORD], "cloud_id": [""]}, form)
        self.assertRegex(login.headers["User-Agent"].lower(), r"^cloudsoftphone/")

        account = status["account"]
        self.assertEqual("Carol's line", account["title"])
        self.assertEqual("1003", account["username"])
        self.assertEqual("pbx.example.com", account["host"])
        self.assertEqual("Carol Čapková", account["nodes"]["userDisplayName"])
        self.assertEqual("kept", account["nodes"]["somethingUnknown"])
        self.assertEqual("tls", account["nodes"]["transport"], "the brand file's default counts")
        text = json.dumps(status, ensure_ascii=False)
        for secret in (PASSWORD, "sip-secret", TOKEN):
            self.assertNotIn(secret, text)

        self.api.wait_for("/quickdials.xml")
        balance = self.api.wait_for("/balance")
        self.assertEqual("POST", balance.method)
        self.assertEqual("application/json", balance.headers["Content-Type"])
        body = json.loads(balance.body)
        self.assertEqual(("carol.cloud", TOKEN), (body["user"], body["key"]))
        self.assertTrue(body["locale"])

    def test_later_provisioning_carries_the_token(self):
        self.sign_in()
        since = self.api.mark()
        self.phone.open_by_dbus(self.phone.outside("extprov-update"))
        request = self.api.wait_for("/account", since)
        self.assertEqual("GET", request.method)
        self.assertEqual("user=carol.cloud", request.query)
        self.assertEqual(TOKEN, request.headers["X-Token"])
        self.assertTrue(request.headers["X-Install"])
        first = request.headers["X-Install"]

        # A partial answer rotates the token; the rest stays; the install ID is for ever.
        self.api.route("/account", Answer("<account><cloud_password>second</cloud_password></account>", content_type=XML, headers={"ETag": '"e1"'}))  # fmt: skip

        def ask_again():
            # An update that comes while one is under way joins it.
            for _ in range(10):
                mark = self.api.mark()
                self.phone.open_by_dbus(self.phone.outside("extprov-update"))
                try:
                    return self.api.wait_for("/account", mark, 1)
                except Overdue:
                    continue
            return self.fail("the server is not asked again")

        ask_again()
        request = ask_again()
        self.assertEqual("second", request.headers["X-Token"])
        self.assertEqual('"e1"', request.headers["If-None-Match"])
        self.api.route("/account", Answer(b"", 304, None, {"ETag": '"e1"'}))
        ask_again()
        self.phone.kill()
        self.phone.start()
        status = self.phone.wait_for_status(lambda s: s["signedIn"], "signed in again")
        self.assertEqual("Carol's line", status["account"]["title"])
        request = ask_again()
        self.assertEqual("second", request.headers["X-Token"])
        self.assertEqual(first, request.headers["X-Install"])

    def test_error_forms_of_sign_in(self):
        for answer, text in (
            (Answer('{"message":"Wrong password, Carol"}', 403, JSON), "Wrong password, Carol"),
            (Answer('{"error":"This key was used"}', 410, JSON), "This key was used"),
            (Answer("<error><message>Line is blocked</message></error>", 400, XML), "Line is blocked"),
            (Answer("Bad username", 400, "text/plain"), "Bad username"),
            # Without a text of the server's, the phone has one of its own.
            (Answer(b"", 401, None), "did not accept the user name or password"),
            (Answer(b"", 403, None), "does not allow"),
            (Answer(b"", 404, None), "404"),
            (Answer("<html><h1>Oops</h1></html>", 500), "500"),
        ):
            with self.subTest(status=answer.status, text=text):
                told = self.refuse(answer)
                self.assertIn(text, told)
                self.assertNotIn("<", told, "no markup for people")

    def test_a_refusal_counts_also_without_quick_dials(self):
        self.api.route("/quickdials.xml", Answer(b"", 503, None))
        told = self.refuse(Answer('{"message":"Wrong password, Carol"}', 403, JSON))
        self.assertIn("Wrong password, Carol", told)

    def test_quick_dials_may_be_missing(self):
        self.api.route("/quickdials.xml", Answer(b"", 503, None))
        self.assertEqual("Carol's line", self.sign_in()["account"]["title"])

    def test_answers_that_are_no_account(self):
        for name, answer in (
            ("HTML with 200", Answer("<html><body>hello</body></html>")),
            ("another root", Answer("<accounts><title>x</title></accounts>", content_type=XML)),
            ("malformed", Answer("<account><title>x</account>", content_type=XML)),
            ("without a title", Answer("<account><username>1</username></account>", content_type=XML)),
            ("empty", Answer(b"", content_type=XML)),
            ("too large", Answer("<account><title>" + "x" * 2_000_000 + "</title></account>", content_type=XML)),
            ("an entity bomb", Answer('<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><account><title>&b;</title></account>'.replace("&b;", "&b;" * 5000), content_type=XML)),
            ("an external entity", Answer('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><account><title>&x;</title><password>1</password></account>', content_type=XML)),
        ):  # fmt: skip
            with self.subTest(answer=name):
                changes = {("Account", "title"): None} if self.phone is None else None
                if self.phone is None:
                    self.build_phone(changes)
                self.assertTrue(self.refuse(answer).strip())

    def test_without_initial_provisioning(self):
        """What was typed becomes the account."""
        status = self.sign_in(
            {("Account", "InitialProvisioningUrl"): None, ("Account", "InitialProvisioningPostData"): None}
        )
        self.assertEqual(USER, status["account"]["username"])
        self.assertEqual("Example Telecom", status["account"]["title"])
        self.assertEqual("sip.example.com", status["account"]["host"])

    # Balance

    def show_balance(self, answer):
        self.api.route("/balance", answer)
        since = self.api.mark()
        self.phone.open_by_dbus(self.phone.outside("balance-update"))
        self.api.wait_for("/balance", since)

    def test_shapes_of_a_balance(self):
        self.sign_in()
        self.phone.open_by_dbus(self.phone.outside("keypad"))
        for text, answer in (
            ("$12.34", Answer("<response><error>0</error><balanceString>$12.34</balanceString></response>", content_type=XML)),
            ("€ 1 234,50", Answer("<?xml version='1.0'?>\n<response><balanceString>€ 1 234,50</balanceString></response>", content_type="text/xml")),
            ("USD 9.99", Answer('{"balanceString":"USD 9.99","balance":9.99,"currency":"USD"}', content_type=JSON)),
            ("12 units left", Answer('{"balanceString":"12 units left"}', content_type=JSON)),
            ("<b>3</b> & more", Answer('{"balanceString":"<b>3</b> & more"}', content_type=JSON)),
            ("USD 7", Answer('{"balanceString":"USD 7"}', content_type="text/html")),
        ):  # fmt: skip
            with self.subTest(balance=text):
                self.show_balance(answer)
                self.phone.screen.wait_for(text, "label")
                balance = self.phone.wait_for_status(lambda s: s["balance"]["text"] == text, text)["balance"]
                self.assertFalse(balance["stale"])
                self.assertIsNone(balance["error"])

    def test_failed_balance_keeps_the_last_good_one(self):
        self.sign_in()
        self.phone.open_by_dbus(self.phone.outside("keypad"))
        self.phone.screen.wait_for("USD 12.34", "label")
        for name, answer, text in (
            ("error in XML", Answer("<response><error>1</error><balanceString>x</balanceString></response>", content_type=XML), ""),
            ("message", Answer('{"message":"No such customer"}', 400, JSON), "No such customer"),
            ("XML message", Answer("<error><message>Closed for today</message></error>", 403, XML), "Closed for today"),
            ("410", Answer('{"error":"Gone away"}', 410, JSON), "Gone away"),
            ("empty 404", Answer(b"", 404, None), "404"),
            ("malformed XML", Answer("<response><balanceString>", content_type=XML), ""),
            ("malformed JSON", Answer('{"balanceString":', content_type=JSON), ""),
            ("no string", Answer('{"balance":3}', content_type=JSON), ""),
            ("another type", Answer('{"balanceString":{"a":1}}', content_type=JSON), ""),
            ("deep", Answer("[" * 300_000, content_type=JSON), ""),
            ("huge", Answer('{"balanceString":"' + "9" * 3_000_000 + '"}', content_type=JSON), ""),
        ):  # fmt: skip
            with self.subTest(answer=name):
                self.show_balance(Answer('{"balanceString":"USD 12.34"}', content_type=JSON))
                self.phone.wait_for_status(lambda s: not s["balance"]["stale"], "a good balance")
                self.show_balance(answer)
                balance = self.phone.wait_for_status(lambda s: s["balance"]["stale"], "stale")["balance"]
                self.assertEqual("USD 12.34", balance["text"])
                self.assertTrue(balance["error"])
                self.assertIn(text, balance["error"])
                self.phone.screen.wait_for("USD 12.34", "label")
                self.phone.screen.wait_for_text(re.escape(balance["error"]))

    # Request shapes

    def test_authentication_by_digest(self):
        realm, nonce = "example", "abc123"

        def answer(request):
            given = request.headers.get("Authorization", "")
            if not given.startswith("Digest "):
                return Answer(b"", 401, None, {"WWW-Authenticate": f'Digest realm="{realm}", nonce="{nonce}", algorithm=MD5, qop="auth"'})  # fmt: skip
            fields = dict(re.findall(r'(\w+)="?([^",]*)"?', given))
            ha1 = hashlib.md5(f"{fields['username']}:{realm}:{TOKEN}".encode()).hexdigest()
            ha2 = hashlib.md5(f"{request.method}:{fields['uri']}".encode()).hexdigest()
            expected = hashlib.md5(
                f"{ha1}:{nonce}:{fields['nc']}:{fields['cnonce']}:auth:{ha2}".encode()
            ).hexdigest()
            good = fields["response"] == expected and fields["username"] == "carol.cloud"
            return Answer('{"balanceString":"by digest"}', content_type=JSON) if good else Answer(b"", 403, None)

        self.api.route("/balance", answer)
        self.sign_in(
            {
                ("Account", "genericBalanceCheckAuthUsername"): "%account[cloud_username]%",
                ("Account", "genericBalanceCheckAuthPassword"): "%account[cloud_password]%",
            }
        )
        self.phone.wait_for_status(lambda s: s["balance"]["text"] == "by digest", "the balance")

    def test_placeholders_are_escaped_for_their_place(self):
        nasty = 'a"b\\c&d=e<f>%g\r\nX-Evil: 1'
        escaped = nasty.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r\n", "&#13;&#10;")  # fmt: skip
        self.api.route(
            "/login",
            Answer(ACCOUNT.replace("kept", escaped), content_type=XML),
        )
        for content_type, template, read in (
            (JSON, '{"v":"%account[somethingUnknown]%"}', lambda body: json.loads(body)["v"]),
            ("application/x-www-form-urlencoded", "v=%account[somethingUnknown]%",
             lambda body: urllib.parse.parse_qs(body)["v"][0]),
        ):  # fmt: skip
            with self.subTest(content_type=content_type):
                self.sign_in(
                    {
                        ("Account", "genericBalanceCheckUrl"): self.api.url + "/balance?q=%account[somethingUnknown]%",
                        ("Account", "genericBalanceCheckPostData"): template,
                        ("Account", "genericBalanceCheckContentType"): content_type,
                        ("Account", "genericBalanceCheckCustomHeaders"): "X-Value: %account[somethingUnknown]%",
                    }
                )
                request = self.api.wait_for("/balance")
                self.assertEqual(nasty, read(request.body.decode("utf-8")))
                self.assertEqual([nasty], urllib.parse.parse_qs(request.query)["q"])
                self.assertIsNone(request.headers.get("X-Evil"))
                self.assertNotIn("\n", request.headers["X-Value"])
                self.phone.command("sign-out")
                self.phone.close()
                self.api.requests.clear()

    def test_redirect_never_carries_a_secret_elsewhere(self):
        thief = Site("127.0.0.2")
        self.addCleanup(thief.close)
        thief.fallback = Answer('{"balanceString":"stolen"}', content_type=JSON)
        self.api.route("/balance", Answer(b"", 307, None, {"Location": thief.url + "/take"}))
        self.sign_in()
        self.phone.wait_for_status(lambda s: s["balance"]["error"], "the redirect is refused")
        self.assertEqual([], thief.paths())
        self.assertNotEqual("stolen", self.phone.status()["balance"]["text"])

    # Quick dials and web tabs

    def test_quick_dials(self):
        self.sign_in()
        self.phone.open_by_dbus(self.phone.outside("qd"))
        self.phone.screen.wait_for_text("Reception")
        self.phone.screen.wait_for_text("Night desk")
        changed = """<x><quickDial><item id="qd2" action="remove"/>
        <item id="qd1" priority="10"><displayName>Lower priority</displayName><uri>1</uri></item>
        <item id="qd9"><displayName>New one</displayName><uri>900</uri></item></quickDial></x>"""
        self.api.route("/quickdials.xml", Answer(changed, content_type=XML))
        self.phone.open_by_dbus(self.phone.outside("provisioning-update"))
        self.phone.screen.wait_for_text("New one")
        self.phone.screen.wait_gone(re.compile("Night desk"))
        self.assertTrue(self.phone.screen.sees("Reception"))
        self.assertFalse(self.phone.screen.sees("Lower priority"))

    def test_a_provider_without_a_shop_is_no_shop(self):
        self.sign_in()
        self.phone.open_by_dbus(self.phone.outside("settings"))
        self.phone.screen.wait_for("Preferences", "label")
        for name in ("Top up", "Add-ons"):
            self.assertIsNone(self.phone.screen.find(name, "label"))
        self.phone.open_by_dbus(self.phone.outside("settings/topup"))
        self.phone.screen.wait_for_text("sells nothing here")

    def test_web_tabs(self):
        self.sign_in()
        self.phone.open_by_dbus(self.phone.outside("browser"))
        request = self.my.wait_for("/start", seconds=30)
        query = urllib.parse.parse_qs(request.query)
        self.assertEqual(["carol.cloud"], query["user"])
        self.assertEqual([hashlib.sha1(TOKEN.encode()).hexdigest()], query["sig"])
        self.my.wait_for_page("/start")
        status = self.phone.status()
        self.assertNotIn("?", status["webTab"]["uri"])
        pointer = Pointer(self.desktop)
        self.my.click(pointer, "keypad", self.my.locate(pointer))
        see(self.phone.screen, "keypad")
        self.phone.screen.press("Help", "tab")
        self.my.wait_for("/help", seconds=30)


if __name__ == "__main__":
    tap.main()
