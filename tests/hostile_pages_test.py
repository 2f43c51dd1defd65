# SPDX-License-Identifier: Apache-2.0
"""Pages that may not drive the phone have no effect (command-uris, section 5).

Every case ends with a proof that the phone still listens: a command of the trusted page works.
"""

import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.language import see  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.site import Answer, Site  # noqa: E402
from harness.waiting import stays_true  # noqa: E402

COMMAND = "app:settings/prefs"
UPDATE = "app:balance-update"
# How long nothing must happen; an effect of a trusted page comes within a tenth of it.
QUIET_SECONDS = 1.0


def add_pages(site, prefix=""):
    """Pages of which each fires the command in its own way."""
    site.page(
        prefix + "/page",
        f'<a id="link" href="{COMMAND}">link</a> <a id="blank" target="_blank" href="{COMMAND}">blank</a>'
        f"<button id=\"open\" onclick=\"window.open('{COMMAND}')\">open</button>"
        f'<form action="{COMMAND}"><button id="form">form</button></form>'
        '<a id="redirect" href="/redirect">302</a>',
    )
    site.route("/redirect", Answer(b"", 302, None, {"Location": COMMAND}))
    site.route("/fire", f"<script>location = {json.dumps(COMMAND)}</script>fires")
    site.route("/top", f"<script>top.location = {json.dumps(COMMAND)}</script>fires at the top")
    site.route("/meta", f'<meta http-equiv="refresh" content="0;url={COMMAND}">fires')
    # An open redirector: sends the visitor wherever the query says.
    site.route("/away", lambda request: Answer(b"", 302, None, {"Location": _unquote(request.query)}))


def _unquote(query):
    import urllib.parse

    return urllib.parse.unquote(query.partition("=")[2])


class HostilePages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scene = Scene()
        cls.addClassCleanup(cls.scene.close)
        cls.site = cls.scene.site
        add_pages(cls.site)
        # Another site, and another port of the same host: neither is the tab's origin.
        cls.foreign = Site("127.0.0.2")
        cls.addClassCleanup(cls.foreign.close)
        cls.neighbour = Site("127.0.0.1")
        cls.addClassCleanup(cls.neighbour.close)
        for other in (cls.foreign, cls.neighbour):
            add_pages(other)
        cls.scene.sign_in()
        cls.scene.show_site()

    def setUp(self):
        """The trusted page is shown."""
        phone = self.scene.phone
        reset = f"{phone.scheme}:?_cmd=app%3A%3Faction%3Dnavigate%26tab%3Dbrowser%26reset%3Dtrue%26reload%3Dtrue"
        since = self.site.mark()
        phone.open_by_dbus(reset)
        phone.wait_for_screen("browser")
        self.site.wait_for("/start", since)
        self.site.wait_for_page("/start")
        self.origin = self.site.locate(self.scene.pointer)

    def nothing_happens(self, fire, notice_names=None):
        """fire() leaves the screen and the server alone; a notice names the origin."""
        since = self.scene.portal.mark()
        fire()
        self.assertTrue(
            stays_true(
                lambda: self.scene.phone.status()["screen"] == "browser"
                and "/balance" not in self.scene.portal.paths(since),
                QUIET_SECONDS,
            ),
            f"the screen became {self.scene.phone.status()['screen']}; {self.scene.portal.paths(since)}",
        )
        self.assertIsNone(self.scene.screen.find("Appearance"))
        if notice_names is not None:
            status = self.scene.phone.wait_for_status(
                lambda s: notice_names in (s["notice"] or ""), f"a notice names {notice_names}"
            )
            self.assertNotIn("settings/prefs", status["notice"])

    def still_listens(self):
        self.setUp()
        self.site.run_script(f"location = '{COMMAND}'")
        see(self.scene.screen, "settings/prefs")

    def visit(self, other, path="/page"):
        """Takes the tab to a page of another origin."""
        self.site.run_script(f"location = {json.dumps(other.url + path)}")
        other.wait_for_page(path)

    def test_page_of_another_origin(self):
        for name, other in (("another site", self.foreign), ("another port", self.neighbour)):
            for way in ("link", "blank", "open", "form", "redirect"):
                with self.subTest(origin=name, way=way):
                    self.setUp()
                    self.visit(other)
                    self.nothing_happens(
                        lambda: other.click(self.scene.pointer, way, other.locate(self.scene.pointer)),
                        other.url.removeprefix("http://"),
                    )
            for way in ("/fire", "/meta"):
                with self.subTest(origin=name, way=way):
                    self.setUp()
                    self.nothing_happens(
                        lambda: self.site.run_script(f"location = {json.dumps(other.url + way)}"),
                        other.url.removeprefix("http://"),
                    )
        self.still_listens()

    def test_foreign_redirector(self):
        """A trusted page's link goes to another site, which redirects to a command."""
        for name, other in (("another site", self.foreign), ("another port", self.neighbour)):
            with self.subTest(origin=name):
                self.setUp()
                self.nothing_happens(
                    lambda: self.site.run_script(f"location = {json.dumps(other.url + '/redirect')}")
                )
        self.still_listens()

    def test_open_redirector_used_by_a_foreign_page(self):
        """A foreign page sends the tab to an open redirector of the trusted site."""
        for target in (COMMAND, UPDATE):
            with self.subTest(target=target):
                self.setUp()
                self.visit(self.foreign)
                self.nothing_happens(
                    lambda: self.foreign.run_script(
                        f"location = {json.dumps(self.site.url + '/away?to=' + target)}"
                    ),
                    "127.0.0.2",
                )
        self.still_listens()

    def test_chain_of_redirects_through_a_foreign_hop(self):
        """trusted → foreign → trusted → command: one foreign hop spoils the chain."""
        back = f"{self.site.url}/away?to={COMMAND}"
        self.foreign.route("/bounce", Answer(b"", 302, None, {"Location": back}))
        self.nothing_happens(
            lambda: self.site.run_script(
                f"location = '/away?to={self.foreign.url}/bounce'"
            )
        )
        self.still_listens()

    def test_third_party_frame(self):
        for name, other in (("another site", self.foreign), ("another port", self.neighbour)):
            for path in ("/fire", "/top", "/meta", "/redirect"):
                with self.subTest(origin=name, path=path):
                    self.setUp()
                    frame = f'<iframe src="{other.url}{path}"></iframe>'
                    self.nothing_happens(
                        lambda: self.site.run_script(
                            f"document.body.insertAdjacentHTML('beforeend', {json.dumps(frame)})"
                        )
                    )
        self.still_listens()

    def test_trusted_frame_that_leaves(self):
        """A frame that began on the trusted site and moved on to another."""
        self.site.route(
            "/leaves", f"<script>location = {json.dumps(self.foreign.url + '/fire')}</script>"
        )
        self.nothing_happens(
            lambda: self.site.run_script(
                "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/leaves\"></iframe>')"
            )
        )
        self.still_listens()

    def test_sandboxed_frame(self):
        """Content without an address of its own has no origin that could be trusted. (A document
        that the trusted site serves itself counts as the site's word, in a sandbox too.)"""
        frames = (
            f"<iframe sandbox=\"allow-scripts\" srcdoc=\"<script>location='{COMMAND}'</script>\"></iframe>",
            f"<iframe srcdoc=\"<script>location='{COMMAND}'</script>\"></iframe>",
            f"<iframe sandbox=\"allow-scripts\" src=\"data:text/html,<script>location='{COMMAND}'</script>\"></iframe>",
            f'<iframe sandbox="allow-scripts" src="{self.foreign.url}/fire"></iframe>',
            f'<iframe sandbox="allow-scripts allow-top-navigation" src="{self.foreign.url}/top"></iframe>',
        )
        for document in frames:
            with self.subTest(document=document[:60]):
                self.setUp()
                self.nothing_happens(
                    lambda: self.site.run_script(
                        f"document.body.insertAdjacentHTML('beforeend', {json.dumps(document)})"
                    )
                )
        with self.subTest(document="blob:"):
            self.setUp()
            self.nothing_happens(
                lambda: self.site.run_script(
                    f"const b = new Blob([\"<script>location='{COMMAND}'</\" + 'script>'], {{type: 'text/html'}});"
                    "const f = document.createElement('iframe'); f.sandbox = 'allow-scripts';"
                    "f.src = URL.createObjectURL(b); document.body.append(f);"
                )
            )
        self.still_listens()

    def test_subresources(self):
        for script in (
            f"fetch('{UPDATE}').catch(() => 0)",
            f"new Image().src = '{COMMAND}'",
            f"document.body.append(Object.assign(document.createElement('script'), {{src: '{COMMAND}'}}))",
            f"document.head.append(Object.assign(document.createElement('link'), {{rel: 'stylesheet', href: '{COMMAND}'}}))",
            f"new XMLHttpRequest().open('GET', '{UPDATE}')",
            f"navigator.sendBeacon('{UPDATE}')",
            f"document.body.style.background = 'url({COMMAND})'",
            f"new Audio('{COMMAND}').play().catch(() => 0)",
        ):
            with self.subTest(script=script[:40]):
                self.nothing_happens(lambda: self.site.run_script(script))
        self.still_listens()

    def test_dangerous_addresses_are_not_opened(self):
        for target in ("file:///etc/passwd", "ftp://127.0.0.1/x", "smb://127.0.0.1/x"):
            with self.subTest(target=target):
                self.nothing_happens(lambda: self.site.run_script(f"location = {json.dumps(target)}"))
                self.assertEqual("/start", self.site.current_path)
        self.still_listens()


class ListedOrigin(unittest.TestCase):
    """An origin that the provider lists may drive the phone; its neighbour may not."""

    def test_listed_origin(self):
        listed = Site("127.0.0.3")
        self.addCleanup(listed.close)
        add_pages(listed)
        with Scene(trusted=[listed.url]) as scene:
            scene.sign_in()
            scene.show_site()
            scene.site.run_script(f"location = {json.dumps(listed.url + '/page')}")
            listed.wait_for_page("/page")
            listed.click(scene.pointer, "link", listed.locate(scene.pointer))
            see(scene.screen, "settings/prefs")


if __name__ == "__main__":
    tap.main()
