# SPDX-License-Identifier: Apache-2.0
"""brand-values.py: what the build learns of a brand, and what it refuses to install."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SOURCE / "tests"))
from harness import tap  # noqa: E402

BRAND = "[Brand]\nName=Example Phone\nApplicationId=com.example.Phone\n"


class BrandValues(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def read(self, text):
        file = self.folder / "brand.ini"
        file.write_text(text, encoding="utf-8")
        return subprocess.run(
            [sys.executable, str(SOURCE / "data" / "brand-values.py"), str(file)],
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip

    def test_the_least(self):
        self.assertEqual("com.example.Phone\ncloudsip\nExample Phone\n-\ncomplete\n", self.read(BRAND).stdout)

    def test_an_icon_of_ones_own(self):
        for icon in ("icon.svg", "our logo.png"):
            (self.folder / icon).write_text("")
            result = self.read(f"{BRAND}Scheme=ExampleSip\nIcon={icon}\n")
            self.assertEqual(f"com.example.Phone\nexamplesip\nExample Phone\n{icon}\ncomplete\n", result.stdout)

    def test_a_portal_to_be_filled_in(self):
        self.assertEqual("open", self.read(f"{BRAND}PortalUrl=@PORTAL@\n").stdout.splitlines()[4])
        url = "PortalUrl=https://portal.example.com\nTrustedOrigins=@PORTAL@\n"
        self.assertEqual("complete", self.read(BRAND + url).stdout.splitlines()[4])

    def test_an_icon_that_could_not_be_shown(self):
        (self.folder / "icon.gif").write_text("")
        for icon in ("missing.svg", "icon.gif", "../icon.svg", "/icon.svg"):
            result = self.read(f"{BRAND}Icon={icon}\n")
            self.assertEqual((1, ""), (result.returncode, result.stdout))
            self.assertIn(repr(icon), result.stderr)

    def test_brands_of_this_repository(self):
        files = list((SOURCE / "brands").glob("*/brand.ini"))
        self.assertTrue(files)
        for file in files:
            self.assertEqual(0, self.read(file.read_text(encoding="utf-8").replace("Icon=", "#")).returncode)


tap.main()
