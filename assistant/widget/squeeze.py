"""Takes out of a script and of its styles what only those who read the source need: comments and white space.

No name is changed and no code rewritten: what a browser's debugger shows still reads as the source.
"""

import re
from collections.abc import Callable

_STRING = r'"(?:\\.|[^"\\\n])*"'
_INNER = r"`(?:\\.|[^`\\])*`"
_TEMPLATE = rf"`(?:\\.|\$\{{(?:[^{{}}`]|{_INNER}|\{{[^{{}}`]*\}})*\}}|[^`\\$]|\$(?!\{{))*`"
# A slash begins a regular expression after these, and divides after anything else.
_REGEX = r"(?:(?<=[(=,:?!&|\[])|(?<=return)|(?<==>))\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
_JS_COMMENT = r"//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/"
_JS = re.compile(f"(?P<kept>{_STRING}|{_TEMPLATE}|{_REGEX})|{_JS_COMMENT}")
_CSS = re.compile(rf"(?P<kept>{_STRING})|/\*(?:[^*]|\*(?!/))*\*/")

_AROUND = re.compile(r"[ \t]*([{}()\[\],;:?=<>*&|!]+)[ \t]*")
_BLANK = re.compile(r"\s*\n\s*")
# A line that ends or begins so goes on: no semicolon is ever put between. After "}" only a block may end without one.
_GOES_ON_AFTER = re.compile(r"(?<=[{}(\[,;:?=&|])\n|(?<==>)\n")
_GOES_ON_BEFORE = re.compile(r"\n(?=[})\].?:&|])")
_HOLE = "\0"  # stands for a text while the code around it is made tight; no source holds one


def squeeze_script(code: str) -> str:
    """A script without comments and needless white space. A template may hold one more inside it, and no third."""
    return _outside(_JS, code, _tight)


def squeeze_styles(css: str) -> str:
    """A style sheet without comments and needless white space."""
    return _outside(_CSS, css, _tight_styles)


def _outside(kept: re.Pattern[str], source: str, tighten: Callable[[str], str]) -> str:
    """Tighten all but strings, templates and regular expressions; a comment becomes nothing."""
    parts: list[str] = []
    texts: list[str] = []
    end = 0
    for match in kept.finditer(source):
        parts.append(source[end : match.start()])
        if (text := match["kept"]) is not None:
            parts.append(_HOLE)
            texts.append(text.strip())
        end = match.end()
    parts.append(source[end:])
    filled = iter(texts)
    return re.sub(_HOLE, lambda _: next(filled), tighten("".join(parts)))


def _tight(code: str) -> str:
    code = _AROUND.sub(r"\1", _BLANK.sub("\n", code))
    return _GOES_ON_BEFORE.sub("", _GOES_ON_AFTER.sub("", code)).lstrip()


def _tight_styles(css: str) -> str:
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s+|\s+(?= )", r"\1", css).replace(";}", "}").replace("\n", " ").strip()
