# SPDX-License-Identifier: Apache-2.0
"""A subscriber who uses the portal without the phone: another device, or a browser."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

from harness.portal import PASSWORD, USER


class Subscriber:
    def __init__(self, portal, user=USER, password=PASSWORD, cloud_id="DEMO"):
        self._url = portal.url
        self._browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        form = {"username": user, "password": password, "cloud_id": cloud_id}
        answer = self._fetch("/provisioning/initial", urllib.parse.urlencode(form))
        self._token = ElementTree.fromstring(answer).findtext("cloud_password")

    def _fetch(self, path, body=None):
        headers = {"Authorization": f"Bearer {self._token}"} if hasattr(self, "_token") else {}
        request = urllib.request.Request(
            self._url + path, None if body is None else body.encode("utf-8"), headers
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read().decode("utf-8")

    def read_account(self):
        """Node → text of the current settings."""
        root = ElementTree.fromstring(self._fetch("/provisioning/account"))
        return {child.tag: child.text or "" for child in root}

    def read_balance(self):
        return json.loads(self._fetch("/balance?format=json"))

    def list_products(self, kind=None):
        products = json.loads(self._fetch("/store/products"))["products"]
        return [product for product in products if kind in (None, product["kind"])]

    def list_orders(self):
        return json.loads(self._fetch("/store/orders"))["orders"]

    def change_name(self, name):
        """Changes the display name with the self-care page's form, as a browser does."""
        token = self.read_account()["webToken"]
        page = self._open(f"/selfcare/?token={urllib.parse.quote(token)}")
        form = re.search(r'<form[^>]*action="/selfcare/settings".*?</form>', page, re.S).group(0)
        fields = {}
        for field in re.findall(r"<input[^>]*>", form):
            attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', field))
            if attributes.get("type") == "checkbox" and " checked" not in field:
                continue
            if "name" in attributes:
                fields[attributes["name"]] = attributes.get("value", "")
        fields["userDisplayName"] = name
        self._open("/selfcare/settings", urllib.parse.urlencode(fields))

    def _open(self, path, body=None):
        request = urllib.request.Request(
            self._url + path, None if body is None else body.encode("ascii")
        )
        with self._browser.open(request, timeout=10) as answer:
            return answer.read().decode("utf-8")

    def pay(self, order):
        """Pays an order on its checkout page, as a browser does; False when the page has no Pay."""
        page = self._open(order["checkoutUrl"].removeprefix(self._public_url(order)))
        form = re.search(r'<form[^>]*action="(/checkout/[^"]+/pay)".*?</form>', page, re.S)
        if form is None:
            return False
        key = re.search(r'name="key" value="([^"]*)"', form.group(0)).group(1)
        try:
            self._open(form.group(1), urllib.parse.urlencode({"key": key}))
        except urllib.error.HTTPError as error:
            if error.code != 409:
                raise
            return False
        return True

    @staticmethod
    def _public_url(order):
        parts = urllib.parse.urlsplit(order["checkoutUrl"])
        return f"{parts.scheme}://{parts.netloc}"
