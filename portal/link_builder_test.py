# SPDX-License-Identifier: Apache-2.0
"""The link builder as the portal serves it, in Chromium: the policy lets it work, and nothing more."""

import pathlib
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cmduri" / "js" / "tests"))
from chromium import Chromium  # noqa: E402
from harness import tap  # noqa: E402
from portal_case import PortalCase  # noqa: E402


class LinkBuilder(PortalCase):
    def test_it_works_under_the_portals_policy(self):
        origin = f"http://127.0.0.1:{self.portal.port}"
        with Chromium() as browser:
            browser.open(origin + "/link-builder")
            browser.wait("document.documentElement.dataset.ready")
            forms = browser.evaluate(
                "Object.fromEntries([...document.querySelectorAll('#forms li')].map((row) =>"
                " [row.dataset.id, row.querySelector('code')?.textContent]))"
            )
            self.assertEqual("cloudsip", browser.evaluate("document.getElementById('scheme').value"))
            self.assertTrue(browser.evaluate("document.querySelector('#qr svg') !== null"))
            self.assertEqual([], browser.complaints)
            places = {urllib.parse.urlsplit(url).netloc for url in browser.requests if not url.startswith(("about:", "blob:"))}
            self.assertEqual({f"127.0.0.1:{self.portal.port}"}, places)

            browser.evaluate(
                "{ const script = document.createElement('script'); script.textContent = 'globalThis.injected = true';"
                " document.body.append(script); }"
            )
            self.assertEqual("undefined", browser.evaluate("typeof globalThis.injected"))

        self.assertTrue(forms["deep"].startswith(origin + "/open?cmd="), forms)
        page = self.get(forms["deep"].removeprefix(origin))
        self.assertEqual(200, page.status)
        self.assertIn(f'href="{forms["wrapped"]}"', page.text)

    def test_another_brands_scheme(self):
        with Chromium() as browser:
            browser.open(f"http://127.0.0.1:{self.portal.port}/link-builder/?scheme=myphone")
            browser.wait("document.documentElement.dataset.ready")
            links = browser.evaluate("[...document.querySelectorAll('#forms code')].map(({ textContent }) => textContent)")
            self.assertTrue(any(link.startswith("myphone:?_cmd=") for link in links), links)


if __name__ == "__main__":
    tap.main()
