"""A page's Markdown -> what it shows: no invisible characters, no comments, no tags, no images, links as their words.

Whatever becomes a document goes through here before it is stored, so that a quote stands word for word in what is kept.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.instructions import instructs
from corpus.types import Document
from corpus.visible import visible

_TARGET = r"(?:\([^()\n]{0,1000}(?:\([^()\n]{0,200}\))?[^()\n]{0,200}\)|\[[^\[\]\n]{0,100}\])"
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]" + _TARGET)
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]" + _TARGET)
_AUTOLINK = re.compile(r"<(?:[a-z][a-z0-9+.-]{1,20}:[^<>\s]{1,1000}|[^<>\s@]{1,100}@[^<>\s]{1,100})>", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]{1,100}\]:[^\n]*$", re.MULTILINE)
_MARK = re.compile(r" ?\[\d{1,3}\]")  # looks like the number of a citation, which only an answer may have
_ENTITY = re.compile(r"&#?\w{2,10};")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})((?:[^<>\"']|\"[^\"<]{0,1000}\"|'[^'<]{0,1000}'){0,1000}+)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_DECLARATION = re.compile(r"<[!?][^<>]{0,1000}>")
_SILENT = frozenset(["script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title", "textarea"])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# They mean nothing in a page, and are kept so that the line is seen to instruct.
_OF_PROMPTS = frozenset(
    [
        "system",
        "sys",
        "assistant",
        "user",
        "human",
        "inst",
        "instruction",
        "instructions",
        "prompt",
        "passage",
        "passages",
        "context",
        "documents",
        "sources",
        "admin",
        "override",
        "ohje",
        "ohjeet",
        "kehote",
        "lähteet",
        "källor",
    ]
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|font-size\s*:\s*0*(?:1(?:px|pt)|0(?:\.[01]\d*)?\s*(?:px|pt|em|rem|%|;|$))"
    r"|(?<![\w-])color\s*:\s*(?:white\b|#fff\b|#ffffff\b|transparent|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}|clip\s*:\s*rect\(0|(?<![\w-])(?:max-)?(?:width|height)\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A line of a document that instructs the machine that reads it. Line 0 is the title."""

    document: str
    line: int
    text: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "the title"
        return f"{self.document}, {where} instructs whoever reads it by machine and is left out: “{self.text[:200]}”"


def clean(markdown: str) -> str:
    """The text of a page without what its readers do not see, and without what would do something where it is shown."""
    text = visible(markdown)
    text = _IMAGE.sub("", text)
    text = _DEFINITION.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _MARK.sub("", text)
    text = _AUTOLINK.sub(lambda match: match[0][1:-1], text)
    return visible(_ENTITY.sub(_character, _without_tags(text)))


def clean_line(text: str) -> str:
    """A title in one line, cleaned."""
    return " ".join(clean(text).split())


def suspicions(document: Document) -> Iterator[Suspicion]:
    """The lines of a document that instruct."""
    for number, line in enumerate((document.title, *document.text.splitlines())):
        if instructs(line):
            yield Suspicion(document.id, number, line.strip())


def _character(entity: re.Match[str]) -> str:
    """A character that is written by its name or number; those of tags are left written so."""
    return html.escape(html.unescape(entity[0]), quote=False)


def _without_tags(text: str) -> str:
    """The text that is seen: no tags, no comments, nothing of what stands in an element that is hidden.

    Read in one go and never back, so that no page can take more time than its length.
    """
    pieces: list[str] = []
    hidden, depth, position = "", 0, 0
    while (start := text.find("<", position)) >= 0:
        if not depth:
            pieces.append(text[position:start])
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            if end < 0:
                return "".join(pieces)  # an open comment hides all that comes after it
            position = end + 3
        elif (tag := _TAG.match(text, start)) and tag[2].lower() not in _OF_PROMPTS:
            name, position = tag[2].lower(), tag.end()
            if depth:
                depth += (-1 if tag[1] else 1) if name == hidden else 0
            elif not tag[1] and name not in _VOID and (name in _SILENT or hides(tag[3])):
                hidden, depth = name, 1
        elif declaration := _DECLARATION.match(text, start):
            position = declaration.end()
        else:
            pieces += [] if depth else ["<"]
            position = start + 1
    return "".join(pieces) if depth else "".join([*pieces, text[position:]])


def hides(attributes: str) -> bool:
    """Whether an element with these attributes is not seen."""
    given = {name.lower(): value.strip("\"'").lower() for name, value in _ATTRIBUTE.findall(attributes)}
    return (
        "hidden" in given
        or given.get("aria-hidden") == "true"
        or _UNSEEN.search(given.get("style", "")) is not None
        or given.get("color") in ("white", "#fff", "#ffffff")
    )
