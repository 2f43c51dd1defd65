# SPDX-License-Identifier: Apache-2.0
"""package_test.py TARBALL CMDURI: what is published, and `npx cmduri lint` beside the C tool."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from package_case import NODE, Project  # noqa: E402

TARBALL, TOOL = (os.path.abspath(path) for path in sys.argv[1:3])
MOST_BYTES = 60 * 1024

results = []


def check(holds, name):
    results.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(results)} - {name}", flush=True)


def check_same(actual, expected, name):
    check(actual == expected, name)
    if actual != expected:
        print(f"# expected {expected!r}\n# actual   {actual!r}"[:4000])


def check_contents(project):
    with tarfile.open(TARBALL) as archive:
        members = archive.getmembers()
    names = sorted(member.name.removeprefix("package/") for member in members)
    size = sum(member.size for member in members)
    manifest = json.loads((project.package / "package.json").read_text())
    check(size < MOST_BYTES, f"{size} bytes unpacked are under 60 KiB")
    check(os.path.getsize(TARBALL) < MOST_BYTES // 2, f"{os.path.getsize(TARBALL)} bytes packed are under half of that")
    check_same(names, sorted([*manifest["files"], "LICENSE", "README.md", "package.json"]), "nothing else is in it")
    version = subprocess.run([TOOL, "--version"], capture_output=True, text=True, check=True).stdout
    check_same(f"cmduri {manifest['version']}\n", version, "its version is the tool's")
    check("dependencies" not in manifest and "scripts" not in manifest, "it needs nothing and runs nothing when installed")
    code = "".join((project.package / name).read_text() for name in ("index.js", "wasm.js"))
    check(not re.search(r"node:|\brequire\b|\bprocess\b|\bfetch\b|\beval\b|new Function", code), "the module is of the language alone")


def check_types(project):
    exports = subprocess.run(
        [NODE, "--input-type=module", "-e", "import * as c from 'cmduri'; console.log(Object.keys(c).join())"],
        cwd=project.folder, capture_output=True, text=True, check=False,
    ).stdout.strip().split(",")  # fmt: skip
    project.write("old.cjs", "(async () => { const { parse } = await import('cmduri'); console.log(parse('app:qd').command); })();")
    check_same(project.run(NODE, "old.cjs")[:2], (0, b"qd\n"), "CommonJS has it by import()")
    types = (project.package / "index.d.ts").read_text()
    declared = re.findall(r"^export (?:function|class|const) (\w+)", types, re.M)
    check_same(sorted(exports), sorted(set(declared)), "every export has its type")
    source = pathlib.Path(__file__).resolve().parents[2].joinpath("name.c").read_text(encoding="utf-8")
    codes = set(re.findall(r"\[CMDURI_(?:ERROR|WARNING)_\w+\] = \{\s*\"([a-z0-9-]+)\"", source)) - {"none"}
    names = json.loads(subprocess.run([TOOL, "commands", "--json"], capture_output=True, check=True).stdout)
    for name in sorted(codes | {row["command"] for row in names}):
        check(f"| '{name}'" in types, f"the types know {name}")

    project.write(
        "good.ts",
        "import { parse, build, buildCall, wrap, lint, sarif, SarifLog, CommandUriError, type Parsed } from 'cmduri';\n"
        "const result: Parsed = parse('app:keypad', { schemes: ['myphone'] });\n"
        "if (!result.ok) { const offset: number = result.offset; console.log(offset, result.hint); }\n"
        "else if (result.kind === 'call') { const number: string = result.number; console.log(number); }\n"
        "else { const id: string | undefined = result.params.product_id; console.log(id, build(result.command, result.params)); }\n"
        "const uri: string = wrap(build('settings/topup', { product_id: 'x', action: 'buy' }), { scheme: 'myphone' });\n"
        "const line: number = lint(new Uint8Array(1), { allow: ['fragment'] })[0]?.line ?? 0;\n"
        "const log: string = sarif([{ name: 'x', text: uri }, { name: 'y', text: null }]);\n"
        "new SarifLog((piece: string) => console.log(piece)).add('x', log);\n"
        "try { buildCall('1', { dialAction: 'autoCall' }); } catch (error) { if (error instanceof CommandUriError) console.log(error.code, line); }\n",
    )
    wrong = [
        "build('topup')", "build('settings/topup', { action: 'sell' })", "build('settings/topup', { colour: 'red' })",
        "parse(7)", "parse('app:qd').command", "lint('x')[0].code === 'nosuch'", "wrap('app:qd', { schema: 'x' })",
        "lint('x', { allow: ['nosuch'] })", "parse('app:qd', { schemes: ['a'], allow: [] })", "parse('app:qd', { schemes: 'myphone' })",
    ]  # fmt: skip
    project.write("bad.ts", "import * as c from 'cmduri';\n" + "".join(f"c.{line};\n" for line in wrong))
    options = {"noEmit": True, "strict": True, "target": "es2022", "module": "node16", "moduleResolution": "node16", "types": []}
    for name in ("good", "bad"):
        config = {"compilerOptions": {**options, "lib": ["es2022", "dom"]}, "files": [f"{name}.ts"]}
        project.write(f"{name}.json", json.dumps(config))
    project.write("package.json", '{"type": "module"}')
    status, output, _ = project.run("/usr/bin/tsc", "-p", "good.json")
    check_same((status, output), (0, b""), "a program is checked against the types")
    status, output, _ = project.run("/usr/bin/tsc", "-p", "bad.json")
    lines = sorted({int(line) for line in re.findall(r"^bad\.ts\((\d+),", output.decode(), re.M)})
    check_same(lines, list(range(2, 2 + len(wrong))), "mistakes are found by them")


PAGES = {
    "src/good.html": "<a href='app:settings/topup?action=buy&amp;product_id=x'>Top up</a>\n",
    "src/bad page.html": "<p>é😀</p>\n<a href='cloudsip:?_cmd=app:settings/topup?product_id=x&action=buy'>Top up</a>\n",
    "src/deep/er/page.html": "<script>location = 'app:setings'</script>\r\n\t'app:keypad#x'",
    "src/deep/code.js": "location = 'myphone:?_cmd=app%3Akeypd'\n",
    "src/bytes.html": b"\xff'app:keypad?x=%zz'\xff\n",
    "src/empty.html": "",
    "src/[odd]*.html": "'app:qdd'",
    "src/.hidden/x.html": "'app:qdd'",
    "src/node_modules/x/x.html": "'app:qdd'",
}


def check_equal(project, *arguments, text=b"", name=None):
    """The same output and status as the C tool; texts on standard error differ in the system's words."""
    mine = project.cli("lint", *arguments, text=text)
    tool = project.run(TOOL, "lint", *arguments, text=text)
    check_same(mine[:2], tool[:2], name or f"as the C tool: {' '.join(arguments)[:80]!r}")
    check_same(bool(mine[2]), bool(tool[2]), "and as quiet")
    return mine


def check_tool(project):
    for name, content in PAGES.items():
        project.write(name, content)
    files = [name for name in PAGES if name.endswith(".html")]
    for more in ([], ["--format", "text"], ["--format=sarif"]):
        status, _, _ = check_equal(project, *more, *files)
        check_same(status, 1, "findings give 1")
        check_same(check_equal(project, *more, "src/good.html", "src/empty.html")[0], 0, "none give 0")
        check_same(check_equal(project, *more, "src/nosuch.html", *files, "src", "src/gone")[0], 2, "unreadable files give 2")
        check_equal(project, *more, "--scheme", "myphone", "--scheme", "cloudsip", "src/deep/code.js", *files)
        check_equal(project, *more, "-", text=b"\xf0\x9f\x93\x9e 'app:keypd'")
        check_equal(project, *more, "--allow", "unknown-command", "--allow=lost-parameters", *files)
        check_same(check_equal(project, *more, "--allow", "unknown-command", "src/deep/er/page.html", name="one code")[0], 1, "leaves the other")
        check_equal(project, *more, "-", text=b"")
        check_equal(project, *more, "-", text=b"\xf0\x9f\x93\x9e'app:keypd' " * 30000, name="as the C tool: a large text")
        check_equal(project, *more, str(project.folder / "src/bytes.html"), "./src/bytes.html", "src/../src//bytes.html")
    corpus = pathlib.Path(__file__).resolve().parents[2] / "corpus"
    check_equal(project, "--format", "sarif", *map(str, sorted(corpus.iterdir())), name="as the C tool: the corpus itself")
    project.write("large.html", b" " * (64 * 1024 * 1024))
    for more in ([], ["--format", "sarif"]):
        check_same(check_equal(project, *more, "large.html", "src/good.html", name="a file of 64 MiB")[0], 2, "is not read")
    project.write("large.html", b"'app:keypd'" + b" " * (64 * 1024 * 1024 - 12))
    check_same(check_equal(project, "large.html", name="a byte less")[0], 1, "is")
    (project.folder / "large.html").unlink()


def check_patterns(project):
    def files(*patterns):
        status, output, error = project.cli("lint", "--format", "text", *patterns)
        return status, sorted({line.split(":")[0] for line in output.decode().splitlines()}), error.decode()

    everything = sorted(["src/[odd]*.html", "src/bad page.html", "src/bytes.html", "src/deep/er/page.html"])
    check_same(files("src/**/*.html"), (1, everything, ""), "** reaches every folder, but hidden ones and node_modules")
    check_same(files("./src/**/*.{html,js}")[1], sorted("./" + name for name in everything), "{…,…}")
    check_same(files("**/*.html")[1], everything, "from here")
    check_same(files("src/**/page.html")[1], ["src/deep/er/page.html"], "** and a name")
    check_same(files(f"{project.folder}/src/*/*/page.html")[1], [f"{project.folder}/src/deep/er/page.html"], "from the root")
    check_same(files("src/b?tes.[hx]tml")[1], ["src/bytes.html"], "? and […]")
    check_same(files("src/[!b]*.html")[1], ["src/[odd]*.html"], "[!…]")
    check_same(files("src/[odd]*.html")[1], ["src/[odd]*.html"], "a file of that very name comes first")
    check_same(files("src/.hidden/*.html")[1], ["src/.hidden/x.html"], "hidden folders count when they are named")
    check_same(files("src/node_modules/*/*.html")[1], ["src/node_modules/x/x.html"], "so does node_modules")
    check_same(files("src/deep/../bytes.html", "src/deep/../b*.html")[1], ["src/deep/../bad page.html", "src/deep/../bytes.html"], "a folder up")
    check_same(files("src/good.htm?"), (0, [], ""), "nothing is found in a good file")
    status, _, error = files("src/**/*.php")
    check(status == 2 and "no file matches 'src/**/*.php'" in error, "a pattern without files is a mistake")
    status, _, error = files("{a,b}" * 7)
    check(status == 2 and "alternatives" in error, "alternatives are bounded")
    (project.folder / "src/loop").symlink_to(project.folder / "src", target_is_directory=True)
    check_same(files("src/**/*.html")[1], everything, "links to folders are not followed")
    (project.folder / "src/loop").unlink()
    deep = project.folder / "deep"
    (deep / "/".join("d" * 70)).mkdir(parents=True)
    status, _, error = files("deep/**/*.html")
    check(status == 2 and "deeper" in error, "depth is bounded")
    shutil.rmtree(deep)


def check_usage(project):
    for arguments in ([], ["nosuch"], ["lint"], ["lint", "--nosuch", "x"], ["lint", "--format", "xml", "-"], ["lint", "--format"],
                      ["lint", "--scheme"], ["lint", "--allow"], ["lint", "--allow", "none", "-"], ["lint", "--scheme", "app", "-"], ["lint", "--scheme", "a b", "-"],
                      ["lint", *["--scheme=a"] * 17, "-"]):  # fmt: skip
        status, output, error = project.cli(*arguments)
        check(status == 2 and output == b"" and re.match(rb"^cmduri: .+\nTry 'cmduri --help'\.\n$", error), f"refused: {arguments}")
    _, _, error = project.cli("parse", "app:qd")
    check(b"'parse' is a command of the C tool; here there are lint, and parse() in JavaScript" in error, "what is the C tool's is told")
    for arguments in (["--help"], ["-h"], ["lint", "--help"]):
        status, output, error = project.cli(*arguments)
        check(status == 0 and output.startswith(b"Usage:\n  cmduri lint ") and error == b"", f"help: {arguments}")
    check_same(project.cli("--version")[1], project.run(TOOL, "--version")[1], "the version")
    project.write("-x.html", "'app:qdd'")
    check_same(project.cli("lint", "--", "-x.html")[0], 1, "-- ends the options")


def check_npx(project):
    npm = "/usr/bin/npm"
    if not os.path.exists(npm):
        # npm is a package of its own in Debian: what it would link is run instead.
        link = project.package.parent / ".bin" / "cmduri"
        link.parent.mkdir()
        link.symlink_to("../cmduri/cli.js")
        check_same(project.run(str(link), "lint", "src/**/*.html")[0], 1, "the command that npx runs")
        return
    environment = {**os.environ, "npm_config_cache": str(project.folder / ".npm"), "npm_config_offline": "true",
                   "npm_config_audit": "false", "npm_config_fund": "false", "npm_config_update_notifier": "false",
                   "PATH": f"/usr/bin:{os.environ['PATH']}"}  # fmt: skip
    shutil.rmtree(project.package.parent)
    project.write("package.json", '{"name": "site", "private": true}')
    status, output, error = project.run(npm, "install", TARBALL, env=environment)
    check(status == 0, f"npm installs it offline {(output + error).decode()[-300:] if status else ''}")
    status, output, _ = project.run("/usr/bin/npx", "--no-install", "cmduri", "lint", "src/**/*.html", env=environment)
    check(status == 1 and b"src/deep/er/page.html:1:25: unknown-command: " in output, "npx cmduri lint 'src/**/*.html'")


if __name__ == "__main__":
    with Project(TARBALL) as project:
        check_contents(project)
        check_types(project)
        check_tool(project)
        check_patterns(project)
        check_usage(project)
        check_npx(project)
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)
