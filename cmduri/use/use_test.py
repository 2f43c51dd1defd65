# SPDX-License-Identifier: Apache-2.0
"""use_test.py BUILD SOURCE: every way of using libcmduri, by a consumer that is built and run."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from building import STRICT, check, check_builds, check_runs, finish, run

BUILD, SOURCE = map(pathlib.Path, sys.argv[1:3])
USE = SOURCE / "cmduri" / "use"
AMALGAMATION = BUILD / "cmduri" / "amalgamation"
# Code and tables of the shared library.
MOST_BYTES = 40 * 1024


def declared_functions():
    header = re.sub(r"/\*.*?\*/", "", (SOURCE / "cmduri" / "cmduri.h").read_text(encoding="utf-8"), flags=re.S)
    return sorted(set(re.findall(r"\b(cmduri_[a-z0-9_]+) \((?!\*)", header)) - {"cmduri_finding_func"})


def install(folder):
    environment = {**os.environ, "DESTDIR": str(folder)}
    good, output = run("meson", "install", "-C", BUILD, "--no-rebuild", env=environment)
    if not check(good, "the library is installed", output):
        sys.exit(finish())
    (config,) = folder.rglob("cmduri.pc")
    library = config.parents[1]
    prefix = next(parent for parent in config.parents if (parent / "include").is_dir())
    return prefix, library, config.parent


def check_symbols(library):
    output = subprocess.run(
        ["nm", "-D", "--defined-only", "--with-symbol-versions", library / "libcmduri.so"],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    symbols = sorted(line.split()[-1] for line in output.splitlines() if line.split()[-2] != "A")
    expected = [f"{name}@@CMDURI_0.1" for name in declared_functions()]
    check(symbols == expected, "the public functions are exported with their version, and nothing else", set(symbols) ^ set(expected))
    output = subprocess.run(
        ["nm", "-g", "--defined-only", library / "libcmduri.a"], capture_output=True, check=True, text=True
    ).stdout
    names = [line.split()[-1] for line in output.splitlines() if len(line.split()) == 3]
    check(names and all(name.startswith("cmduri_") for name in names), "the static library keeps to its prefix", names)
    output = subprocess.run(["readelf", "-d", library / "libcmduri.so"], capture_output=True, check=True, text=True).stdout
    needed = re.findall(r"NEEDED.*\[(.*)\]", output)
    check(needed == ["libc.so.6"] and "libcmduri.so.0" in output, "it needs the C library alone", output)


def check_size(library):
    output = subprocess.run(["size", "-A", library / "libcmduri.so"], capture_output=True, check=True, text=True).stdout
    sizes = {line.split()[0]: int(line.split()[1]) for line in output.splitlines() if line.startswith(".")}
    parts = (".text", ".rodata", ".data", ".data.rel.ro", ".bss", ".eh_frame", ".eh_frame_hdr")
    total = sum(sizes.get(part, 0) for part in parts)
    print(f"# {total} bytes: " + ", ".join(f"{part} {sizes.get(part, 0)}" for part in parts))
    check(0 < total < MOST_BYTES, f"code and tables stay under {MOST_BYTES} bytes", sizes)
    check(sizes.get(".bss", 0) + sizes.get(".data", 0) <= 16, "it keeps no state", sizes)


def check_pkg_config(folder, prefix, library, config):
    environment = {**os.environ, "PKG_CONFIG_PATH": str(config), "PKG_CONFIG_SYSROOT_DIR": str(folder / "root")}
    flags = subprocess.run(
        ["pkg-config", "--cflags", "--libs", "cmduri"], capture_output=True, check=True, text=True, env=environment
    ).stdout.split()
    # In C++ a function beside a struct of its name counts as shadowing.
    cxx = ["-std=c++17", "-Wno-shadow", "consumer.cpp"]
    for compiler, *options, source in (("gcc", "consumer.c"), ("clang", "consumer.c"), ("g++", *cxx), ("clang++", *cxx)):
        program = folder / f"pkg-config-{compiler}"
        name = f"shared library by pkg-config, {compiler}"
        if check_builds(name, compiler, *STRICT, *options, USE / source, "-o", program, *flags):
            check_runs(name, program, env={**os.environ, "LD_LIBRARY_PATH": str(library)})
    program = folder / "static"
    if check_builds("static library", "gcc", *STRICT, f"-I{prefix / 'include'}", USE / "consumer.c", library / "libcmduri.a", "-o", program):
        check_runs("static library", program)


def check_cmake(folder, prefix, library):
    project = folder / "cmake"
    project.mkdir()
    for name in ("consumer.c", "consumer.cpp"):
        shutil.copy(USE / name, project)
    project.joinpath("CMakeLists.txt").write_text(
        "cmake_minimum_required (VERSION 3.16)\nproject (consumer C CXX)\nset (CMAKE_CXX_STANDARD 17)\n"
        "find_package (cmduri 0.1 REQUIRED)\n"
        "add_executable (shared consumer.c)\ntarget_link_libraries (shared cmduri::cmduri)\n"
        "add_executable (static consumer.c)\ntarget_link_libraries (static cmduri::static)\n"
        "add_executable (cxx consumer.cpp)\ntarget_link_libraries (cxx cmduri::cmduri)\n"
    )
    out = project / "out"
    good, output = run("cmake", "-S", project, "-B", out, f"-DCMAKE_PREFIX_PATH={prefix}")
    if good:
        good, output = run("cmake", "--build", out)
    if check(good, "CMake finds the library and builds with it", output):
        for name in ("shared", "static", "cxx"):
            check_runs(f"CMake, {name}", out / name, env={**os.environ, "LD_LIBRARY_PATH": str(library)})
    text = project.joinpath("CMakeLists.txt").read_text().replace("cmduri 0.1 ", "cmduri 9.0 ")
    project.joinpath("CMakeLists.txt").write_text(text)
    good, output = run("cmake", "-S", project, "-B", project / "newer", f"-DCMAKE_PREFIX_PATH={prefix}")
    check(not good and "9.0" in output, "CMake refuses a version that this isn't", output)


def check_subproject(folder):
    project = folder / "subproject"
    shutil.copytree(AMALGAMATION, project / "subprojects" / "cmduri", ignore=shutil.ignore_patterns("*.p"))
    shutil.copy(USE / "consumer.c", project)
    project.joinpath("meson.build").write_text(
        "project('consumer', 'c', default_options: ['c_std=c11', 'warning_level=3', 'werror=true'])\n"
        "cmduri_dep = dependency('cmduri', version: '>= 0.1', fallback: 'cmduri')\n"
        "executable('consumer', 'consumer.c', c_args: '-DCONSUMER_HEADER_ALONE', dependencies: cmduri_dep)\n"
    )
    good, output = run("meson", "setup", project / "out", project, "--wrap-mode=nodownload")
    if good:
        good, output = run("meson", "compile", "-C", project / "out", "-j", "2")
    if check(good, "the amalgamation is a Meson subproject", output):
        check_runs("Meson subproject", project / "out" / "consumer")


def check_amalgamation(folder):
    dropped = folder / "dropped"
    dropped.mkdir()
    for name in ("cmduri.c", "cmduri.h"):
        shutil.copy(AMALGAMATION / name, dropped)
    text = (dropped / "cmduri.c").read_text()
    includes = set(re.findall(r"#include [\"<]([^\">]+)", text))
    check(includes == {"cmduri.h", "limits.h", "string.h"}, "the two files need the C library alone", includes)
    for compiler in ("gcc", "clang"):
        for standard in ("c11", "c17"):
            for level in ("-O0", "-O2", "-Os"):
                name = f"two files, {compiler} -std={standard} {level}"
                program = folder / f"dropped-{compiler}-{standard}{level}"
                if check_builds(
                    name, compiler, f"-std={standard}", level, *STRICT, "-DCONSUMER_HEADER_ALONE", f"-I{dropped}",
                    dropped / "cmduri.c", USE / "consumer.c", "-o", program,
                ):  # fmt: skip
                    check_runs(name, program)
    for compiler in ("g++", "clang++"):
        for standard in ("c++11", "c++20"):
            name = f"its header in {standard}, {compiler}"
            good, output = run(compiler, f"-std={standard}", *STRICT, "-Wno-shadow", "-fsyntax-only", "-x", "c++", dropped / "cmduri.h")
            check(good, name, output)


def check_amalgamate(folder):
    """What Python makes by itself is what the build makes, and needs no build."""
    script = SOURCE / "cmduri" / "amalgamation" / "amalgamate.py"
    made = folder / "made"
    good, output = run("/usr/bin/python3", "-I", script, made, cwd=folder)
    if check(good, "amalgamate.py needs a folder alone", output):
        names = sorted(path.name for path in made.iterdir())
        check(names == ["LICENSE", "cmduri.c", "cmduri.h", "meson.build"], "it makes four files", names)
        differ = [name for name in names if (made / name).read_bytes() != (AMALGAMATION / name).read_bytes()]
        check(not differ, "they are those of the build", differ)
    good, output = run("/usr/bin/python3", script)
    check(not good and "Traceback" not in output and "amalgamate.py FOLDER" in output, "without one it says what it wants", output)


def check_include_lines(folder, text):
    """The include line that README.md gives for each way of getting the library finds the header."""
    ways = {"two files": f"-I{AMALGAMATION}", "Meson subproject": f"-I{AMALGAMATION}", "pkg-config": f"-I{SOURCE}", "CMake": f"-I{SOURCE}"}
    for way, flag in ways.items():
        row = re.search(rf"^\| {way} \|.*`(#include [^`]+)` \|$", text, flags=re.M)
        source = folder / "include.c"
        source.write_text(f"{row.group(1) if row else '#error'}\nint main (void) {{ return (int)cmduri_text_of (NULL).length; }}\n")
        good, output = run("gcc", "-std=c11", "-fsyntax-only", flag, source)
        check(good, f"README.md: the include line of the way: {way}", output)


def check_readme(folder):
    """The example that README.md builds up step by step is C, and does what it says."""
    text = (SOURCE / "cmduri" / "README.md").read_text(encoding="utf-8")
    check_include_lines(folder, text)
    text = text[text.index("    #include <cmduri/cmduri.h>") : text.index("**5. Run the corpus**")]
    code = "\n".join(line[4:] for line in text.split("\n") if line.startswith("    ") and line.strip() != "…")
    for phrase in ("the texts live as long", "show_notice (message)"):
        check(phrase in code, f"README.md: the example is all there: {phrase}")
    program = folder / "readme"
    (folder / "readme.c").write_text(
        "#include <cmduri/cmduri.h>\n#include <stdio.h>\n#include <string.h>\n"
        "static void show_notice (const char *message) { puts (message); }\n"
        'static void ask_person (const struct cmduri *uri) { puts (uri->buy ? "ask" : "ring?"); }\n'
        "static void fill_in (const char *start, size_t length) { fwrite (start, 1, length, stdout); puts (\"\"); }\n"
        'static void read_balance (void) { puts ("balance"); }\n'
        'static void open_top_up (struct cmduri_text id, bool buy) { printf ("%d %d\\n", (int)id.length, buy); }\n'
        + code
        + "\nint main (void)\n{\n"
        + "".join(
            f'  on_link ("{uri}", strlen ("{uri}"), CMDURI_SOURCE_{source});\n'
            for uri, source in (
                ("app:balance-update", "TRUSTED_PAGE"), ("app:settings/topup?product_id=x", "OUTSIDE"),
                ("app:settings/topup?product_id=x&action=buy", "OUTSIDE"), ("myphone:*911", "OUTSIDE"),
                ("app:balance-update", "OTHER_PAGE"), ("app:", "OUTSIDE"),
            )
        )
        + "  return 0;\n}\n"
    )  # fmt: skip
    if check_builds("README.md", "gcc", *STRICT, f"-I{SOURCE}", folder / "readme.c", BUILD / "cmduri" / "libcmduri.a", "-o", program):
        check_runs("README.md: its example runs", program, expected="balance\n1 0\nask\n*911\nthe URI names no command\n")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        root = folder / "root"
        prefix, library, config = install(root)
        check_symbols(library)
        check_size(library)
        check_pkg_config(folder, prefix, library, config)
        check_cmake(folder, prefix, library)
        check_subproject(folder)
        check_amalgamation(folder)
        check_amalgamate(folder)
        check_readme(folder)
    return finish()


if __name__ == "__main__":
    sys.exit(main())
