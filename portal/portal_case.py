# SPDX-License-Identifier: Apache-2.0
"""What the tests of the running server share: requests to a real whinchat-portal."""

import http.client
import json
import os
import pathlib
import random
import re
import sqlite3
import sys
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests"))
from harness.portal import Portal  # noqa: E402

PROGRAM = os.environ["WHINCHAT_PORTAL"]
FORM = "application/x-www-form-urlencoded"
CREDIT = "org.whinchat.Whinchat.credit10"
ADDON = "org.whinchat.Whinchat.europe"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()
        self.text = self.body.decode("utf-8")

    def __getitem__(self, name):
        return self.headers.get(name)

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def xml(self):
        return ElementTree.fromstring(self.body)

    @property
    def message(self):
        """The error's text, as a client finds it."""
        if self["Content-Type"].startswith("application/json"):
            return self.json["message"]
        if self["Content-Type"].startswith("application/xml"):
            return self.xml.findtext("message")
        return re.search(r'id="message">([^<]*)<', self.text).group(1)


class PortalCase(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="whinchat-portal-")
        cls.addClassCleanup(folder.cleanup)
        cls.portal = Portal(PROGRAM, folder.name)
        cls.portal.start()
        cls.addClassCleanup(lambda: cls.portal.close())

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, token=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self.ask("GET", path, headers=headers)

    def post(self, path, fields=(), **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("POST", path, urllib.parse.urlencode(dict(fields)), {"Content-Type": FORM, **headers})

    def sign_in(self, user="alice", password="demo", cloud_id="DEMO"):
        return self.post(
            "/provisioning/initial", {"username": user, "password": password, "cloud_id": cloud_id}
        )

    def token(self, user="alice"):
        return self.sign_in(user).xml.findtext("cloud_password")

    def balance(self, token):
        return self.get("/balance?format=json", token).json["balance"]

    def order(self, token, product=CREDIT, key=None, **headers):
        key = key or f"key-{random.getrandbits(64):x}"
        return self.ask(
            "POST", "/store/orders", json.dumps({"productId": product, "idempotencyKey": key}),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json",
             **{name.replace("_", "-"): value for name, value in headers.items()}},
        )  # fmt: skip

    def checkout(self, order):
        """The order's checkout: its path with the key, its path alone, its key."""
        parts = urllib.parse.urlsplit(order["checkoutUrl"])
        key = urllib.parse.parse_qs(parts.query)["key"][0]
        return f"{parts.path}?{parts.query}", parts.path, key

    def web_sign_in(self, token):
        """A session cookie, got as the app's web tab gets it."""
        web_token = self.get("/provisioning/account", token).xml.findtext("webToken")
        answer = self.get("/selfcare/?token=" + urllib.parse.quote(web_token))
        self.assertEqual(303, answer.status)
        return answer["Set-Cookie"].split(";")[0]

    def database(self):
        return sqlite3.connect(self.portal.data / "portal.db", timeout=10)
