# SPDX-License-Identifier: Apache-2.0
"""link_builder_test.py CMDURI WASM FOLDER: docs/link-builder from disk, as a person uses it in Chromium."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from chromium import Chromium, ChromiumError  # noqa: E402
from pack import read_literal  # noqa: E402

TOOL, WASM, FOLDER = (pathlib.Path(path).resolve() for path in sys.argv[1:4])
CORPUS = pathlib.Path(__file__).resolve().parents[2] / "corpus"
INDEX = pathlib.Path(__file__).resolve().parents[1] / "index.js"
PAGE = (FOLDER / "index.html").as_uri()
READY = "document.documentElement.dataset.ready"

results = []


def check(holds, name, explain=""):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(results)} - {name}", flush=True)
    if not holds and explain != "":
        print("".join(f"# {line}\n" for line in str(explain)[:3000].splitlines()), end="")


def check_same(actual, expected, name):
    check(actual == expected, name, f"expected {expected!r}\nactual   {actual!r}")


def parse(uri, scheme="cloudsip"):
    output = subprocess.run([TOOL, "parse", "--json", "--scheme", scheme, "--", uri], capture_output=True, check=False).stdout
    return json.loads(output)


def lint(text, scheme="cloudsip"):
    return subprocess.run([TOOL, "lint", "--scheme", scheme, "-"], input=text.encode(), capture_output=True, check=False).stdout.decode()


def check_script():
    """The committed script is what pack.py makes of today's library."""
    advice = "run `ninja link-builder-script` in the build folder, and commit docs/link-builder/cmduri.js"
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder, "cmduri.js")
        pack = pathlib.Path(__file__).resolve().parents[1] / "pack.py"
        subprocess.run([sys.executable, pack, "script", fresh, WASM, INDEX], check=True)
        texts = [path.read_text(encoding="utf-8") for path in (fresh, FOLDER / "cmduri.js")]
    pattern = re.compile(r"(?<=^const wasm = ')[^']*(?=';$)", re.M)
    binaries = [read_literal(pattern.search(text).group(0)) for text in texts]
    check(pattern.sub("", texts[0]) == pattern.sub("", texts[1]), "the page's script is made of today's index.js", advice)
    check(binaries[0] == binaries[1], "and of today's C", advice)


def open_page(browser, anchor=""):
    browser.open("about:blank")
    browser.open(PAGE + anchor)
    browser.wait(READY)


def choose(browser, command):
    browser.evaluate(f"document.querySelector('input[name=command][value=\"{command}\"]').click()")


def fill(browser, name, value):
    browser.evaluate(
        f"{{ const field = document.getElementById({json.dumps(name)}); field.value = {json.dumps(value)};"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )


def rows(browser, where):
    return browser.evaluate(
        f"Object.fromEntries([...document.querySelectorAll('#{where} li')].map((row) =>"
        " [row.dataset.id, row.querySelector('code')?.textContent ?? null]))"
    )


def check_commands(browser):
    open_page(browser)
    table = json.loads(subprocess.run([TOOL, "commands", "--json"], capture_output=True, check=True).stdout)
    names = browser.evaluate("[...document.querySelectorAll('input[name=command]')].map(({ value }) => value)")
    check_same(sorted(names), sorted([row["command"] for row in table] + ["call"]), "every command can be chosen, and a call")
    fill(browser, "portal", "https://portal.example.com/x")
    for command in names:
        if command == "call":
            continue
        choose(browser, command)
        fill(browser, "product_id", "")
        made = {name: uri for name, uri in rows(browser, "forms").items() if uri is not None}
        read = {name: parse(uri) for name, uri in made.items() if name != "deep"}
        check({"app", "wrapped", "deep"} <= set(made), f"{command} has its forms", made)
        check(
            all((one["command"], one["params"], one["warnings"]) == (command, {}, []) for one in read.values()),
            f"{command} means the same in all of them", read,
        )  # fmt: skip
        check_same(
            {name: one["form"] for name, one in read.items()},
            {name: {"wrapped": "scheme"}.get(name, name) for name in read}, f"{command} in the forms that they claim",
        )  # fmt: skip
        check_same(made["deep"], "https://portal.example.com/open?cmd=" + made["wrapped"].partition("_cmd=")[2], f"{command} as a deep link")
        snippets = rows(browser, "snippets")
        check(all(made["app"] in text for text in snippets.values()) and lint("\n".join(snippets.values())) == "", f"{command} to paste", snippets)
    legacy = {}
    for command in ("balance-update", "provisioning-update", "keypad"):
        choose(browser, command)
        legacy[command] = rows(browser, "forms")["legacy"]
    check_same(legacy, {"balance-update": "cscommand:balance-update", "provisioning-update": "cscommand:provisioning-update", "keypad": None}, "older forms")


def check_parameters(browser):
    open_page(browser)
    hostile = "<img src=x onerror=alert(1)>'\"&é📞 %"
    fill(browser, "product_id", hostile)
    fill(browser, "words", hostile + "</script><script>alert(1)</script>")
    browser.evaluate("document.getElementById('buy').click()")
    made = rows(browser, "forms")
    check("Starts buying" in browser.evaluate("document.getElementById('effect').textContent"), "what it will do is said")
    for name in ("app", "wrapped"):
        check_same(parse(made[name])["params"], {"action": "buy", "product_id": hostile}, f"any product ID, {name}")
    check(made["smart"] is None and made["legacy"] is None, "no forms that would lose it")
    check_same(browser.evaluate("document.querySelectorAll('img[src=x], #snippets script, #snippets a').length"), 0, "what is typed is text")
    check("<script>alert" not in rows(browser, "snippets")["html"] and lint("\n".join(rows(browser, "snippets").values())) == "", "and stays text in what is pasted")

    choose(browser, "browser")
    fill(browser, "relative", "/x?y=1")
    browser.evaluate("document.getElementById('reload').click()")
    made = rows(browser, "forms")
    check_same(parse(made["smart"])["params"], {"relative": "/x?y=1", "reload": "true"}, "the web tab's parameters")
    check(made["app"] is None and parse(made["wrapped"])["params"] == parse(made["smart"])["params"], "only as a smart link, and wrapped")

    choose(browser, "provisioning-update")
    browser.evaluate("document.querySelectorAll('input[name=only]')[1].click()")
    check_same(parse(rows(browser, "forms")["smart"])["params"], {"only": "theme"}, "parts of provisioning")
    browser.evaluate("document.querySelectorAll('input[name=only]')[1].click(); document.querySelectorAll('input[name=only]')[2].click()")
    check_same(parse(rows(browser, "forms")["smart"])["command"], "extprov-update", "one part alone")
    check_same(rows(browser, "forms")["app"], "app:extprov-update", "has an app: form")

    choose(browser, "call")
    fill(browser, "number", "*911")
    fill(browser, "dial_action", "autoCall")
    check_same(rows(browser, "forms"), {"call": "cloudsip:*911?dialAction=autoCall"}, "a call")
    fill(browser, "scheme", "myphone")
    check_same(rows(browser, "forms")["call"][:8], "myphone:", "another scheme")
    for name, value, problem in (("number", "1 2", "number"), ("scheme", "a b", "scheme"), ("scheme", "app", "scheme")):
        fill(browser, name, value)
        told = browser.evaluate("document.getElementById('problem').textContent")
        check(problem in told and browser.evaluate("document.getElementById('outcome').hidden"), f"what cannot be is told: {value}", told)
        check_same(browser.evaluate("document.querySelector('[aria-invalid]').id"), name, "at its field")
        fill(browser, "number", "1")
        fill(browser, "scheme", "cloudsip")
    check(browser.evaluate("document.getElementById('problem').hidden"), "and mended")


def check_qr(browser):
    with tempfile.TemporaryDirectory() as folder:
        picture = folder + "/page.png"
        for width, dark, product in ((1280, False, "credit10"), (360, True, "x" * 200), (900, True, "é" * 60)):
            browser.resize(width, 900, dark)
            open_page(browser)
            fill(browser, "product_id", product)
            browser.screenshot(picture)
            seen = subprocess.run(["/usr/bin/zbarimg", "-q", "--raw", "--nodbus", picture], capture_output=True, check=False).stdout.decode().strip()
            check_same(seen, rows(browser, "forms")["wrapped"], f"a camera reads the code, {width} pixels wide")
        saved = browser.evaluate("fetch === undefined ? '' : document.getElementById('qr-save').href")
        check(saved.startswith("blob:"), "it can be saved")
        fill(browser, "product_id", "x" * 3000)
        check("too long" in browser.evaluate("document.getElementById('qr-note').textContent"), "what is too long for a code is told")
        fill(browser, "portal", "https://portal.example.com")
        fill(browser, "product_id", "credit10")
        browser.screenshot(picture)
        seen = subprocess.run(["/usr/bin/zbarimg", "-q", "--raw", "--nodbus", picture], capture_output=True, check=False).stdout.decode().strip()
        check_same(seen, rows(browser, "forms")["deep"], "with a portal it is the deep link")

        # Every version and level, at its very capacity.
        drawn = browser.evaluate(
            "['M', 'L'].flatMap((level) => Array.from({ length: 40 }, (_, i) => {"
            " const text = `${level}${i + 1}:${'cloudsip:?_cmd=app%3A'.repeat(150)}`.slice(0, linkBuilder.qr.capacity(i + 1, level));"
            " const symbol = linkBuilder.qr.encodeAt(new TextEncoder().encode(text), level);"
            " return [text, symbol.version, symbol.modules.map((row) => row.map(Number).join('')).join('\\n')]; }))"
        )
        wrong = []
        for i, (text, version, modules) in enumerate(drawn):
            lines = ["0" * (len(modules.splitlines()) + 8)] * 4
            lines += ["0000" + line + "0000" for line in modules.splitlines()] + lines
            pixels = "\n".join(" ".join(c for c in line for _ in range(3)) for line in lines for _ in range(3))
            path = pathlib.Path(folder, f"{i}.pbm")
            path.write_text(f"P1\n{3 * len(lines)} {3 * len(lines)}\n{pixels}\n")
            seen = subprocess.run(["/usr/bin/zbarimg", "-q", "--raw", "--nodbus", path], capture_output=True, check=False).stdout.decode().strip()
            if seen != text or version != i % 40 + 1:
                wrong.append((i, version, seen[:40]))
        check(len(drawn) == 80 and not wrong, "symbols of all 40 versions and both levels are read", wrong)


def corpus_uris():
    """The corpus' inputs that are text, with the default scheme."""
    for name in ("calls", "commands", "lenient", "parameters", "refused", "smart"):
        lines = (CORPUS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        for line in lines:
            if line and not line.startswith(("#", "rules: ", "--scheme", "{")) and "\\" not in line and line == line.strip():
                yield line


def check_explanations(browser):
    browser.resize(1100, 900)
    open_page(browser, "#explain")
    uris = list(corpus_uris())
    explained = browser.evaluate(
        f"cmduri.then((language) => {json.dumps(uris)}.map((uri) => linkBuilder.explain.explain(language, uri, {{ scheme: 'cloudsip' }})))"
    )
    wrong = []
    for uri, one in zip(uris, explained, strict=True):
        length = len(uri.encode())
        edges = [0, *(part["end"] for part in one["parts"])]
        starts = [part["start"] for part in one["parts"]]
        if length <= 8192 and (edges[-1] != length or edges[:-1] != starts):
            wrong.append(("parts", uri[:200], edges, starts))
        told = {key: value for key, value in parse(uri).items()}
        if any(one["result"].get(key) != value for key, value in told.items()):
            wrong.append(("result", uri[:200], told))
        codes = sorted(remark["code"] for remark in one["remarks"])
        if codes != sorted(told["warnings"] if told["ok"] else [told["error"]]) or not one["summary"].endswith("."):
            wrong.append(("remarks", uri[:200], codes))
        if any(not 0 <= remark["offset"] <= length for remark in one["remarks"]):
            wrong.append(("offset", uri[:200]))
    check(len(uris) > 300 and not wrong, f"{len(uris)} links of the corpus are taken apart without a gap", wrong[:5])

    fill(browser, "link", "cloudsip:?_cmd=app:settings/topup?product_id=é&action=buy#<b>")
    check_same(browser.evaluate("document.getElementById('written').textContent"),
               "cloudsip:?_cmd=app:settings/topup?product_id=é&action=buy#<b>", "the link is shown as it is written")  # fmt: skip
    check_same(browser.evaluate("document.querySelectorAll('#explain b').length"), 0, "as text")
    offsets = browser.evaluate("[...document.querySelectorAll('#remarks small')].map((note) => Number(note.textContent.match(/byte (\\d+)/)[1]))")
    check_same(offsets, [15, 48, 58], "remarks name their bytes")
    marked = browser.evaluate("[...document.querySelectorAll('#written mark')].map(({ textContent }) => textContent)")
    check_same(marked, ["app:", "action", "#<b>"], "and are marked there")
    check_same(browser.evaluate("[...document.querySelectorAll('#written mark')].map((mark) => getComputedStyle(mark, '::before').content)"), ['"1"', '"2"', '"3"'], "with their numbers")
    check("product \u2068é\u2069" in browser.evaluate("document.getElementById('verdict-text').textContent"), "what happens is said")
    tidy = rows(browser, "tidy")
    check_same(parse(tidy["wrapped"])["params"], {"product_id": "é"}, "and how it is written well")

    fill(browser, "link", "app:keypad?x=%zz")
    check_same(browser.evaluate("document.getElementById('verdict').className"), "card verdict bad", "a refusal looks like one")
    check_same(browser.evaluate("document.querySelector('#written mark').textContent"), "%zz", "and is marked at its byte")
    steering = "\u0080\u061c\u200e\u2028\u202e\u2066\u2069"
    fill(browser, "link", f"app:settings/topup?product_id=a{steering}b%E2%80%AEc")
    shown = browser.evaluate("document.getElementById('explained').innerText")
    check(not set(steering) & set(shown.replace("\u2068a\\u0080", "").replace("c\u2069", "")) and "a\\u0080\\u061C\\u200E" in shown and "b\\u202Ec" in shown,
          "what steers the direction of writing is shown", ascii(shown))  # fmt: skip
    check(browser.evaluate("[...document.querySelectorAll('#parts bdi, #written bdi')].length") > 4, "and values keep theirs to themselves")
    for uri in ("x" * 20000, "app:" + "&".join("a=b" for _ in range(5000)), "app:keypad?" + "%41" * 2000, "\ud83d", "cloudsip:?_cmd=" + "%2525" * 900):
        browser.evaluate("document.getElementById('link').value = " + json.dumps(uri))
        took = browser.evaluate("{ const began = performance.now(); document.getElementById('link').dispatchEvent(new Event('input', { bubbles: true })); performance.now() - began }")
        check(took < 1000, f"{len(uri)} characters are judged in {took:.0f} ms")
    fill(browser, "link", "")
    check(browser.evaluate("document.getElementById('explained').hidden"), "nothing is explained while there is nothing")


def check_keyboard(browser):
    browser.resize(1280, 900)
    open_page(browser)
    focused = "document.activeElement.id || document.activeElement.value"
    browser.key("Tab", number=9)
    check_same(browser.evaluate(focused), "tab-build", "the keyboard begins at the tabs")
    browser.key("Tab", number=9)
    browser.wait("document.activeElement.name === 'command'")
    check_same(browser.evaluate(focused), "settings/topup", "then the chosen command")
    browser.key("ArrowDown", number=40)
    check_same(browser.evaluate("document.querySelector('input[name=command]:checked').value"), "settings/addons", "arrows choose another")
    check_same(rows(browser, "forms")["app"], "app:settings/addons?product_id=credit10", "and the link follows")
    for _ in range(2):
        browser.key("Tab", number=9, modifiers=8)
    browser.evaluate("document.getElementById('tab-build').focus()")
    browser.key("ArrowRight", number=39)
    check_same(browser.evaluate(focused), "tab-explain", "arrows change tabs")
    browser.key("Tab", number=9)
    browser.type("app:keypd")
    check("keypad" in browser.evaluate("document.getElementById('verdict-text').textContent"), "what is typed is explained at once")
    check_same(browser.evaluate("document.getElementById('verdict').getAttribute('aria-live')"), "polite", "and read out")
    browser.key("ArrowLeft", number=37)
    check_same(browser.evaluate(focused), "link", "arrows stay in the text")

    open_page(browser)
    browser.evaluate("document.querySelector('#forms .copy').focus()")
    browser.key("Enter", number=13, text="\r")
    browser.wait("document.getElementById('status').textContent === 'Inside the phone copied'")
    check_same(browser.evaluate("document.activeElement.textContent"), "Copied", "copying is told, and the focus stays")
    browser.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>'); document.getElementById('paste').focus()")
    browser.call("Input.dispatchKeyEvent", type="keyDown", key="v", code="KeyV", windowsVirtualKeyCode=86, modifiers=2, commands=["paste"])
    check_same(browser.evaluate("document.getElementById('paste').value"), "app:settings/topup?product_id=credit10", "and what was copied can be pasted")


NAMED = ("button", "textbox", "radio", "checkbox", "switch", "tab", "combobox", "link", "image", "radiogroup", "group", "tablist", "tabpanel", "table")


def check_accessibility(browser):
    for anchor in ("", "#explain"):
        open_page(browser, anchor)
        if anchor:
            fill(browser, "link", "cloudsip:?_cmd=app:keypad/")
        browser.call("Accessibility.enable")
        nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
        known = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
        nameless = [role for role, name in known if role in NAMED and name.strip() == ""]
        check(len(known) > 50 and not nameless, f"everything that can be used has a name {anchor}", nameless)
        headings = [name for role, name in known if role == "heading"]
        check(headings and headings[0] == "Link builder", f"headings begin with the page's {anchor}", headings)


# The contrast of each text with what is behind it (WCAG 2.1, 1.4.3), at least 4.5.
CONTRAST = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const over = (layers) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((value) => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() === '' || !element.checkVisibility() || element.closest('.hidden, .off, noscript')) continue;
    const layers = [];
    for (let one = element; one !== null; one = one.parentElement) layers.unshift(getComputedStyle(one).backgroundColor);
    const [a, b] = [over(layers), over([...layers, getComputedStyle(element).color])].map(light);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.className || element.tagName}: ${walker.currentNode.textContent.trim().slice(0, 30)}`);
  }
  return found;
})()"""


def check_looks(browser):
    for dark in (False, True):
        browser.resize(1280, 900, dark)
        for anchor, uris in (("", [None]), ("#explain", ["cloudsip:?_cmd=app:keypad/&x=y", "app:keypd", "cloudsip:*911"])):
            open_page(browser, anchor)
            for uri in uris:
                if uri is not None:
                    fill(browser, "link", uri)
                browser.wait("document.getAnimations().every(({ playState }) => playState === 'finished')")
                low = browser.evaluate(CONTRAST)
                check(low == [], f"contrast {'dark' if dark else 'light'} {anchor} {uri or ''}", "\n".join(low))
    for width in (320, 360, 480, 620, 860, 1080, 1920):
        for anchor in ("", "#explain"):
            browser.resize(width, 800)
            open_page(browser, anchor)
            if anchor:
                fill(browser, "link", "cloudsip:?_cmd=app:settings/topup?product_id=" + "x" * 200 + "&action=buy")
            else:
                fill(browser, "product_id", "x" * 200)
            beyond = browser.evaluate(
                "[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)"
                ".map((one) => `${one.tagName} ${one.id} ${one.className}`)"
            )
            check(browser.evaluate("document.documentElement.scrollWidth") <= width and beyond == [], f"{width} pixels suffice {anchor}", beyond)


def main():
    check_script()
    with Chromium() as browser:
        for step in (check_commands, check_parameters, check_qr, check_explanations, check_keyboard, check_accessibility, check_looks):
            try:
                step(browser)
            except ChromiumError as error:
                check(False, f"{step.__name__} comes to its end", f"{error}\n{browser.complaints}")
        check(browser.complaints == [], "Chromium has nothing to complain about", browser.complaints)
        outside = [url for url in browser.requests if not url.startswith(("file:", "about:", "blob:", "data:"))]
        check(len(browser.requests) > 8 and outside == [], "nothing is asked of any network", outside)
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
