# SPDX-License-Identifier: Apache-2.0
"""Writes the man pages of libcmduri from the comments of its header.

man-pages.py --list HEADER          prints their names
man-pages.py FOLDER HEADER TOOL.1   writes them; the date is that of the tool's page

A function's page holds the comment before its declaration; functions that share a comment share the
text of their pages. cmduri.7 holds the comment at the top, the limits, the types
and a list of the functions.
"""

import pathlib
import re
import sys
import textwrap

SHARED = ("cmduri(7)",)
WORD = re.compile(r"^(?P<open>[(]?)(?P<core>`[^`]+`|cmduri_\w+\(\)|CMDURI_\w+|NULL)(?P<close>[.,;:)]*)$")


FUNCTION = re.compile(
    r"(?ms)^(?P<type>(?:const )?(?:struct \w+|enum \w+|bool|size_t|char)\s*\*?)\s*(?P<name>cmduri_\w+) \((?P<arguments>[^;]*)\);"
)


class Declaration:
    """A comment and what it stands before."""

    def __init__(self, section, comment, code):
        self.section, self.comment, self.code = section, comment, code
        self.functions = [
            tuple(" ".join(part.split()) for part in match.group("type", "name", "arguments")) for match in FUNCTION.finditer(code)
        ]
        # What stands there beside functions: limits and types.
        self.types = FUNCTION.sub("", code).strip()


def strip_comment(comment):
    lines = [re.sub(r"^\s*\*? ?", "", line) for line in comment.removeprefix("/*").removesuffix("*/").split("\n")]
    return "\n".join(line.rstrip() for line in lines).strip()


def parse(header):
    """The comment at the top, and the declarations in their order."""
    text = header.read_text(encoding="utf-8")
    top = strip_comment(re.findall(r"(?s)/\*.*?\*/", text)[1])
    body = text[text.index('extern "C" {') :].split("#endif", 1)[1].split("#ifdef __cplusplus")[0]
    declarations, section = [], "Types"
    for match in re.finditer(r"(?m)^/\*(?P<comment>(?:[^*]|\*(?!/))*)\*/\n(?P<code>(?:(?!/\*).*\n)*)", body):
        comment = strip_comment("/*" + match.group("comment") + "*/")
        if heading := re.match(r"---- (.*?) -+", comment):
            section = heading.group(1)
            continue
        code = match.group("code").strip()
        if code:
            declarations.append(Declaration(section, comment, code))
    return top, declarations


def escape(text):
    return re.sub(r"(?m)^([.'])", r"\\&\1", text.replace("\\", "\\e").replace("…", "..."))


def wrap(line):
    """Text for filling; no word is broken, and no line begins with a control character."""
    lines = textwrap.wrap(line, 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join(escape(part) for part in lines)


def roff(text):
    """Paragraphs and indented examples of a comment as mdoc."""
    out = []
    for paragraph in re.split(r"\n\s*\n", text):
        if paragraph.startswith("  "):
            out += [".Bd -literal -offset indent", escape(textwrap.dedent(paragraph)), ".Ed"]
            continue
        if out:
            out.append(".Pp")
        line = ""
        for word in re.sub(r"`([^`\n]+)\s+([^`]+)`", r"`\1 \2`", paragraph).split():
            match = WORD.match(word)
            if match is None:
                if re.search(r"[.!?][)]?$", line):
                    out.append(wrap(line))
                    line = ""
                line = f"{line} {word}".strip()
                continue
            if line:
                out.append(wrap(line))
                line = ""
            core = match.group("core").strip("`")
            if core.endswith("()"):
                core, macro = f"{core[:-2]} 3", "Xr"
            elif re.fullmatch(r"CMDURI_\w+|NULL", core):
                macro = "Dv"
            else:
                macro = "Fa" if re.fullmatch(r"\*?\w+", core) else "Ql"
            prefix = "Pf ( " if match.group("open") else ""
            out.append(f".{prefix}{macro} {core} {' '.join(match.group('close'))}".rstrip())
        if line:
            out.append(wrap(line))
    return "\n".join(out)


def summarise(comment):
    """The first sentence of a comment without its full stop."""
    sentence = re.split(r"(?<=[a-z`)A-Z0-9])[.;:](?:\s|$)", comment, maxsplit=1)[0]
    sentence = " ".join(sentence.replace("`", "").split())
    if not sentence[:2].isupper():
        sentence = sentence[0].lower() + sentence[1:]
    return wrap(sentence)


def synopsis(declaration):
    out = [".In cmduri/cmduri.h"]
    for kind, name, arguments in declaration.functions:
        out += [f".Ft {kind.strip()}", f".Fo {name}"]
        out += [f'.Fa "{" ".join(argument.split())}"' for argument in re.split(r",\s*", arguments) if argument.strip() != "void"]
        out.append(".Fc")
    return out


def see_also(names):
    names = sorted(names, key=lambda name: (name[-2], name))
    return [f".Xr {name[:-3]} {name[-2]}{' ,' if name != names[-1] else ''}" for name in names]


def function_page(title, declaration, declarations, date):
    names = [name for _, name, _ in declaration.functions]
    neighbours = {
        f"{name}(3)"
        for other in declarations
        if other.section == declaration.section and other is not declaration
        for _, name, _ in other.functions
    }
    heading = [f".Dd {date}", f".Dt {title.upper()} 3", ".Os", ".Sh NAME"]
    heading += [f".Nm {name}{' ,' if name != names[-1] else ''}" for name in names]
    extra = [code for code in re.findall(r"(?m)^#define (\w+) .*$", declaration.code)]
    types = sorted(set(re.findall(r"\b(?:struct|enum) cmduri\w*\b", declaration.code)))
    out = [
        *heading, ".Nd " + summarise(declaration.comment).replace("\n", " "), ".Sh LIBRARY", "The Command URI library (libcmduri,", ".Fl lcmduri )",
        ".Sh SYNOPSIS", *synopsis(declaration), ".Sh DESCRIPTION", roff(declaration.comment),
    ]  # fmt: skip
    if types or extra:
        out += [".Pp", "Described in", ".Xr cmduri 7 :"]
        words = [*(f".Vt {name}" for name in types), *(f".Dv {name}" for name in extra)]
        out += [f"{word} ," if word != words[-1] else f"{word} ." for word in words]
    return out + [".Sh SEE ALSO", *see_also(neighbours | set(SHARED))]


def overview(top, declarations, date):
    functions = [declaration for declaration in declarations if declaration.functions]
    out = [
        f".Dd {date}", ".Dt CMDURI 7", ".Os", ".Sh NAME", ".Nm cmduri", ".Nd the Command URI library", ".Sh SYNOPSIS",
        ".In cmduri/cmduri.h", ".Pp", "cc ... $(pkg-config --cflags --libs cmduri)", ".Sh DESCRIPTION", roff(top),
    ]  # fmt: skip
    section = None
    out.append(".Sh FUNCTIONS")
    for declaration in functions:
        if declaration.section != section:
            if section is not None:
                out.append(".El")
            section = declaration.section
            out += [f".Ss {section}", ".Bl -tag -width Ds"]
        first, *rest = [name for _, name, _ in declaration.functions]
        out.append(".It " + " , ".join(f"Xr {name} 3" for name in (first, *rest)))
        out.append(summarise(declaration.comment))
    out += [".El", ".Sh TYPES AND LIMITS", "In the order of the header:"]
    for declaration in declarations:
        if declaration.types:
            out += [".Pp", roff(declaration.comment), ".Bd -literal -offset indent", escape(declaration.types), ".Ed"]
    return out + [
        ".Sh SEE ALSO", ".Xr cmduri 1 ,", ".Xr cmduri_build 3 ,", ".Xr cmduri_lint 3 ,", ".Xr cmduri_parse 3",
        ".Sh STANDARDS", "The language is that of docs/specification.md.",
    ]  # fmt: skip


def pages(header, date):
    top, declarations = parse(header)
    out = {"cmduri.7": overview(top, declarations, date)}
    for declaration in declarations:
        if declaration.functions:
            for _, name, _ in declaration.functions:
                out[f"{name}.3"] = function_page(name, declaration, declarations, date)
    return out


def main(arguments):
    if arguments[0] == "--list":
        print("\n".join(sorted(pages(pathlib.Path(arguments[1]), ""))))
        return
    folder, header, tool = map(pathlib.Path, arguments)
    date = re.search(r"(?m)^\.Dd (.*)$", tool.read_text(encoding="utf-8")).group(1)
    licence = '.\\" SPDX-License-Identifier: Apache-2.0\n.\\" Made from cmduri.h; change its comments.\n'
    for name, lines in pages(header, date).items():
        text = "\n".join(line for line in lines if line) + "\n"
        (folder / name).write_text(licence + text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
