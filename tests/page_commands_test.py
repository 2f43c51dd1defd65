# SPDX-License-Identifier: Apache-2.0
"""Every command, in every way in which a trusted page can navigate (command-uris, section 5)."""

import json
import pathlib
import secrets
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import tap  # noqa: E402
from harness.language import COMMANDS, NAVIGATION, arrived, see  # noqa: E402
from harness.scene import Scene  # noqa: E402
from harness.site import Answer, Site  # noqa: E402
from harness.subscriber import Subscriber  # noqa: E402
from harness.waiting import wait_until  # noqa: E402


def uri(command):
    return f"app:{command}"


def slug(command):
    return command.replace("/", "-")


def build_site():
    """The page from which all is tried: one row a command, one column a way that needs a click."""
    site = Site()
    rows = []
    for command in COMMANDS:
        name = slug(command)
        rows.append(
            f"<tr><td>{command}</td>"
            f'<td><a id="click-{name}" href="{uri(command)}">link</a></td>'
            f'<td><a id="blank-{name}" target="_blank" href="{uri(command)}">blank</a></td>'
            f'<td><button id="open-{name}" onclick="window.open(\'{uri(command)}\')">open</button></td>'
            f'<td><button id="script-{name}" onclick="location = \'{uri(command)}\'">script</button></td>'
            f'<td><form action="{uri(command)}"><button id="form-{name}">form</button></form></td>'
            f'<td><a id="redirect-{name}" href="/redirect/{name}">302</a></td>'
            f'<td><a id="meta-{name}" href="/meta/{name}">meta</a></td></tr>'
        )
        site.route(f"/redirect/{name}", Answer(b"", 302, None, {"Location": uri(command)}))
        site.page(
            f"/meta/{name}", f"<p>{command}</p>",
            head=f'<meta http-equiv="refresh" content="0;url={uri(command)}">',
        )  # fmt: skip
        site.route(f"/frame/{name}", f"<script>location = {json.dumps(uri(command))}</script>")
    site.page("/start", f"<style>form{{margin:0}}td{{padding:2px 12px}}</style><table>{''.join(rows)}</table>")
    return site


class PageCommands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.page = build_site()
        cls.addClassCleanup(cls.page.close)
        # The page lies in the second tab, so that `browser`, which shows the first, is seen too.
        cls.scene = Scene(other_tabs=[("Second", cls.page.url + "/start")])
        cls.addClassCleanup(cls.scene.close)
        cls.scene.sign_in()
        cls.scene.fill_display()
        cls.tab = cls.scene.screen.wait_for("Second", "tab")
        cls.show_page()
        cls.page.wait_for_page("/start", 30)
        cls.origin = cls.page.locate(cls.scene.pointer)

    @classmethod
    def show_page(cls):
        cls.scene.phone.open_by_dbus(cls.scene.phone.outside("keypad"))
        cls.scene.phone.wait_for_screen("keypad")
        cls.scene.screen.activate(cls.tab)
        cls.scene.phone.wait_for_screen("browser")

    def try_all(self, way, trigger, commands=COMMANDS):
        for command in commands:
            with self.subTest(way=way, command=command):
                self.show_page()
                if self.page.current_path != "/start":
                    self.page.go("/start")
                since = self.scene.portal.mark()
                trigger(slug(command))
                if command in NAVIGATION:
                    see(self.scene.screen, command)
                else:
                    arrived(self.scene.portal, command, since)

    def click(self, way):
        return lambda name: self.page.click(self.scene.pointer, f"{way}-{name}", self.origin)

    def test_click(self):
        self.try_all("click", self.click("click"))

    def test_click_target_blank(self):
        self.try_all("target=_blank", self.click("blank"))

    def test_click_window_open(self):
        self.try_all("window.open", self.click("open"))

    def test_click_script(self):
        self.try_all("script after a click", self.click("script"))

    def test_click_form(self):
        self.try_all("form", self.click("form"))

    def test_http_redirect(self):
        self.try_all("HTTP redirect", self.click("redirect"))

    def test_meta_refresh(self):
        self.try_all("meta refresh", self.click("meta"))

    def test_script_by_itself(self):
        self.try_all(
            "script",
            lambda name: self.page.run_script(
                f"location = document.getElementById('click-{name}').getAttribute('href')"
            ),
        )

    def test_frame_of_the_same_origin(self):
        self.try_all(
            "iframe",
            lambda name: self.page.run_script(
                "document.querySelectorAll('iframe').forEach(frame => frame.remove());"
                f"document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/frame/{name}\"></iframe>')"
            ),
        )

    def test_parameters_arrive(self):
        """A page's link names a product, by its full ID and without the application ID."""
        product = Subscriber(self.scene.portal).list_products("topup")[0]
        short = product["id"].removeprefix(self.scene.phone.application_id + ".")
        for name in (product["id"], short):
            with self.subTest(product_id=name):
                self.show_page()
                self.page.run_script(f"location = 'app:settings/topup?product_id={name}'")
                self.scene.screen.wait_for(product["description"])
                self.scene.phone.wait_for_status(
                    lambda s: s["screen"] == "settings/topup" and s["product"] == product["id"],
                    f"the detail of {product['id']} is shown",
                )

    def test_changed_setting_reaches_the_phone(self):
        """The account is changed on the server; `extprov-update` in the page brings it here."""
        name = "Alice " + secrets.token_hex(4)
        Subscriber(self.scene.portal).change_name(name)
        self.show_page()
        self.page.run_script("location = 'app:extprov-update'")
        self.scene.phone.wait_for_status(
            lambda s: s["account"]["nodes"].get("userDisplayName") == name, "the new name is here"
        )
        stored = wait_until(
            lambda: [path for path in self.scene.phone.data_folder.rglob("*")
                     if path.is_file() and name.encode() in path.read_bytes()],
            "the new name is on disk",
        )  # fmt: skip
        self.assertEqual(0o600, stored[0].stat().st_mode & 0o777)


if __name__ == "__main__":
    tap.main()
