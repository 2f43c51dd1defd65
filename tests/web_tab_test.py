# SPDX-License-Identifier: Apache-2.0
"""The web tab itself: errors that a person can understand and mend, and what it keeps to itself."""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import process_tree, tap  # noqa: E402
from harness.language import see  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.site import Answer, Site  # noqa: E402
from harness.waiting import stays_true, wait_until  # noqa: E402


def make_certificate(folder):
    """A certificate that nobody vouches for."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-out", str(certificate), "-keyout", str(key)],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


class WebTab(unittest.TestCase):
    def setUp(self):
        self.second = Site()
        self.addCleanup(self.second.close)
        self.scene = Scene(other_tabs=[("Second", self.second.url + "/start")])
        self.addCleanup(self.scene.close)
        self.phone, self.site = self.scene.phone, self.scene.site
        self.scene.sign_in()

    def test_tab_is_made_when_first_shown(self):
        see(self.phone.screen, "keypad")
        web_processes = lambda: [p for p in process_tree.descendants()  # noqa: E731
                                 if "WebKitWebProcess" in process_tree.command_of(p)]  # fmt: skip
        self.assertTrue(stays_true(lambda: not web_processes(), 1))
        self.assertEqual([], self.site.paths())
        self.scene.show_site()
        self.assertTrue(web_processes())
        self.assertEqual([], self.second.paths(), "the other tab was not shown")

    def test_smart_links(self):
        self.site.page("/start/deeper", "<h1>Deeper</h1>")
        self.site.page("/deeper", "<h1>Deeper</h1>")
        self.scene.show_site()
        scheme = self.phone.scheme

        def smart(query):
            inner = f"app:?action=navigate&tab=browser&{query}"
            self.phone.open_by_dbus(f"{scheme}:?_cmd=" + inner.replace("&", "%26").replace("?", "%3F"))

        smart("relative=/deeper")
        self.site.wait_for_page("/deeper")
        since = self.site.mark()
        smart("relative=/deeper%26reload=true".replace("%26", "&"))
        self.site.wait_for("/deeper", since)
        smart("reset=true")
        self.site.wait_for_page("/start")
        # `relative` can't lead to another origin.
        for hostile in ("//127.0.0.2/x", "http://127.0.0.2/x", "\\\\\\\\127.0.0.2\\\\x", "javascript:alert(1)"):
            with self.subTest(relative=hostile):
                smart("relative=" + hostile)
                self.assertTrue(
                    stays_true(lambda: self.phone.status()["webTab"]["uri"].startswith(self.site.url), 0.7)
                )

    def test_page_that_cannot_be_reached(self):
        self.scene.show_site()
        port = self.site.port
        self.site.run_script("setTimeout(() => location = '/start', 600)")
        self.site.close()
        self.phone.screen.wait_for_text("can’t be reached", 20)
        again = Site(port=port)
        self.addCleanup(again.close)
        again.page("/start", "<h1>Back</h1>")
        self.phone.screen.press("Try again", "button")
        again.wait_for_page("/start", 20)

    def test_links_that_other_programs_open(self):
        self.site.page(
            "/links",
            '<p><a id="mail" href="mailto:alice@example.com">mail</a></p>'
            '<p><a id="map" href="geo:1,2">map</a></p>'
            '<p><a id="window" target="_blank" href="https://example.com/help">help</a></p>',
        )
        self.scene.show_site()
        self.site.go("/links")
        said = self.scene.desktop.folder / "said"
        self.scene.desktop.add_program("reader", said, ["mailto", "https"])
        for element, uri in (("mail", "mailto:alice@example.com"), ("window", "https://example.com/help")):
            with self.subTest(element=element):
                said.unlink(missing_ok=True)
                self.site.click(self.scene.pointer, element)
                wait_until(said.exists, "the program was started")
                arguments, environment = said.read_text(encoding="utf-8").split("\n", 1)
                self.assertEqual(uri, arguments)
                # It draws as it would have without the phone.
                self.assertNotRegex(environment, "(?m)^(GSK_RENDERER|GDK_DEBUG)=")
        said.unlink()
        self.site.click(self.scene.pointer, "map")
        self.phone.screen.wait_for_text("No program here opens this link")
        self.assertFalse(said.exists())

    def test_downloads_nobody_clicked_on(self):
        """As a new window does, what the tab can't show becomes the browser's after a real click alone."""
        self.site.route("/file", Answer(b"x", 200, "application/octet-stream"))
        self.site.page(
            "/storm",
            '<p><a id="file" href="/file?clicked">file</a></p>'
            "<script>let n = 0; setInterval(() => { if (n++ < 5) location = '/file?' + n; }, 300);</script>",
        )
        self.scene.show_site()
        said = self.scene.desktop.folder / "said"
        self.scene.desktop.add_program("reader", said, ["http", "https"])
        self.site.go("/storm")
        wait_until(lambda: self.site.paths().count("/file") >= 5, "the page has tried")
        self.assertTrue(stays_true(lambda: not said.exists(), 1))
        self.site.click(self.scene.pointer, "file")
        wait_until(said.exists, "the browser was started")
        self.assertEqual(self.site.url + "/file?clicked", said.read_text(encoding="utf-8").split("\n", 1)[0])

    def test_without_a_graphics_processor_none_is_played(self):
        """Before a tab is shown: WebKit itself draws pages with what Mesa has."""
        see(self.phone.screen, "keypad")
        with open(f"/proc/{self.phone.pid}/maps", encoding="utf-8") as file:
            mapped = {os.path.basename(line.split()[-1]) for line in file if "/" in line}
        self.assertIn("libgtk-4.so.1", {name[: len("libgtk-4.so.1")] for name in mapped})
        self.assertEqual([], [name for name in mapped if name.startswith(("libLLVM", "swrast_dri"))])

    def test_web_process_that_dies(self):
        self.scene.show_site()
        for pid in process_tree.descendants():
            if "WebKitWebProcess" in process_tree.command_of(pid).split(" ")[0]:
                os.kill(pid, signal.SIGKILL)
        self.phone.screen.wait_for_text("stopped working", 20)
        since = self.site.mark()
        self.phone.screen.press("Reload", "button")
        self.site.wait_for("/start", since, 20)

    def test_certificate_that_nobody_vouches_for(self):
        secure = Site(certificate=make_certificate(self.scene.desktop.folder))
        self.addCleanup(secure.close)
        secure.page("/start", "<h1>Hello</h1>")
        self.scene.show_site()
        self.site.run_script(f"location = {json.dumps(secure.url + '/start')}")
        self.phone.screen.wait_for_text("isn’t secure", 20)
        self.assertEqual([], secure.paths(), "nothing was sent")

    def test_leaving_the_providers_pages_is_shown(self):
        other = Site("127.0.0.2")
        self.addCleanup(other.close)
        other.page("/page", "<h1>Elsewhere</h1>")
        self.scene.show_site()
        self.site.run_script(f"location = {json.dumps(other.url + '/page')}")
        other.wait_for_page("/page", 20)
        self.phone.screen.wait_for_text("127\\.0\\.0\\.2")
        since = self.site.mark()
        self.phone.screen.press(re.compile("^Back to "), "button")
        self.site.wait_for("/start", since, 20)
        self.phone.screen.wait_gone(re.compile("^Back to "), "button")

    def test_permissions_are_denied(self):
        self.scene.show_site()
        self.site.run_script(
            "const say = text => fetch('/said?' + text);"
            "Notification.requestPermission().then(say, () => say('failed'))"
        )
        request = self.site.wait_for("/said")
        self.assertIn(request.query, ("denied", "default", "failed"))
        since = self.site.mark()
        self.site.run_script(
            "(navigator.mediaDevices ? navigator.mediaDevices.getUserMedia({audio: true})"
            " : Promise.reject()).then(() => fetch('/media?given'), () => fetch('/media?denied'))"
        )
        self.assertEqual("denied", self.site.wait_for("/media", since).query)

    def test_sign_out_clears_the_tabs_storage(self):
        def start(request):
            seen = request.headers.get("Cookie", "")
            return Answer(
                f"<title>{seen}</title><script>localStorage.visited = (localStorage.visited || 0) * 1 + 1;"
                "fetch('/visits?' + localStorage.visited)</script>",
                headers={"Set-Cookie": "person=alice; Max-Age=86400"},
            )

        self.site.route("/start", start)
        self.phone.open_by_dbus(self.phone.outside("browser"))
        self.assertEqual("1", self.site.wait_for("/visits", seconds=30).query)
        # Kept over a restart…
        self.phone.stop()
        since = self.site.mark()
        self.phone.open_by_dbus(self.phone.outside("browser"))
        self.assertEqual("2", self.site.wait_for("/visits", since, 30).query)
        self.assertIn("person=alice", self.site.wait_for("/start", since).headers.get("Cookie", ""))
        # …and gone for the next person.
        self.assertEqual(0, self.phone.command("sign-out").returncode)
        since = self.site.mark()
        self.scene.sign_in("bob")
        self.phone.open_by_dbus(self.phone.outside("browser"))
        self.assertEqual("1", self.site.wait_for("/visits", since, 30).query)
        self.assertNotIn("person=alice", self.site.wait_for("/start", since).headers.get("Cookie", ""))

    def test_first_load_that_redirects_to_a_command(self):
        """Nothing is committed yet: the hops alone count."""
        self.site.route("/start", Answer(b"", 302, None, {"Location": "app:history"}))
        self.phone.open_by_dbus(self.phone.outside("browser"))
        see(self.phone.screen, "history", seconds=30)

    def test_first_load_by_a_foreign_redirector(self):
        other = Site("127.0.0.2")
        self.addCleanup(other.close)
        other.route("/hop", Answer(b"", 302, None, {"Location": "app:history"}))
        self.site.route("/start", Answer(b"", 302, None, {"Location": other.url + "/hop"}))
        self.phone.open_by_dbus(self.phone.outside("browser"))
        other.wait_for("/hop", seconds=30)
        self.assertTrue(stays_true(lambda: self.phone.status()["screen"] == "browser", 1))
        wait_until(lambda: self.phone.status()["notice"], "a notice")


if __name__ == "__main__":
    tap.main()
