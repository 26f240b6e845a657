"""The words of a docx paragraph as they are shown: insertions kept; deletions, comments and what is hidden left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    [
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:txbxContent", "w:instrText", "w:delText")),
        f"{_MC}Fallback",
    ]
)
"""Deleted, or no text: a text box is told by itself, and what stands in it a second time for older programs is not."""
_SIGNS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_TINY = 2.0  # points


@dataclass(slots=True)
class Words:
    """What a paragraph says, and what it points to. `bold` is True if all of it is; `size` is in points."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)  # the relation's id and the words
    notes: list[tuple[str, str]] = field(default_factory=list)  # the kind and the note's id
    bold: bool = True
    size: float = 0.0


class Styles:
    """What a document's styles say, each with the styles that it stands on."""

    def __init__(self, document: Docx) -> None:
        self._elements: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        for element in document.styles.element.iter(qn("w:style")):
            if identity := element.get(qn("w:styleId")):
                self._elements[identity] = element
                self.names[identity] = (value(element, "w:name") or "").lower()
        self.default = next((i for i, e in self._elements.items() if _is_default(e)), "")
        default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:sz')}")
        self.size = half_points(default.get(qn("w:val")) if default is not None else None) or 11.0

    def find(self, identity: str | None, path: str) -> Any:
        """The first element under `path` in a style or one that it stands on; None where there is none."""
        for _ in range(20):
            element = self._elements.get(identity or "")
            if element is None:
                return None
            if (found := element.find("/".join(map(qn, path.split("/"))))) is not None:
                return found
            identity = value(element, "w:basedOn")
        return None


def _is_default(style: Any) -> bool:
    return style.get(qn("w:default")) in ("1", "true") and style.get(qn("w:type")) == "paragraph"


def value(element: Any, child: str) -> str | None:
    """The value of a child of an element."""
    found = element.find(qn(child)) if element is not None else None
    return found.get(qn("w:val")) if found is not None else None


def is_on(element: Any) -> bool:
    """Whether a property that can be switched is there and on."""
    return element is not None and element.get(qn("w:val"), "1") not in ("0", "false", "off")


def half_points(text: str | None) -> float:
    """A size in points from one in half points; 0 for none."""
    return int(text) / 2 if text and text.isdecimal() and len(text) < 5 else 0.0


def words_of(paragraph: Any, styles: Styles) -> Words:
    """What a paragraph's element says."""
    style = value(paragraph.find(qn("w:pPr")), "w:pStyle")
    words = Words()
    pieces = []
    for run, link in _runs(paragraph, ""):
        if _hidden(run, style, styles):
            continue
        text = "".join(_signs(run, words))
        pieces.append(text)
        if link:
            words.links.append((link, text))
        if text.strip():
            words.bold = words.bold and is_on(_property(run, style, styles, "w:b"))
            words.size = max(words.size, _size(run, style, styles) or styles.size)
    words.text = " ".join("".join(pieces).replace("\u00ad", "").split())
    return words


def _runs(element: Any, link: str) -> Iterator[tuple[Any, str]]:
    for child in element.iterchildren():
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == qn("w:r"):
            yield child, link
        elif child.tag == qn("w:hyperlink"):
            yield from _runs(child, child.get(qn("r:id")) or link)
        else:
            yield from _runs(child, link)


def _signs(run: Any, words: Words) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _NOTES:
            words.notes.append((_NOTES[child.tag], child.get(qn("w:id")) or ""))


def _property(run: Any, style: str | None, styles: Styles, name: str) -> Any:
    own = run.find(f"{qn('w:rPr')}/{qn(name)}")
    if own is not None:
        return own
    of_run = styles.find(value(run.find(qn("w:rPr")), "w:rStyle"), f"w:rPr/{name}")
    return of_run if of_run is not None else styles.find(style, f"w:rPr/{name}")


def _size(run: Any, style: str | None, styles: Styles) -> float:
    found = _property(run, style, styles, "w:sz")
    return half_points(found.get(qn("w:val"))) if found is not None else 0.0


def _hidden(run: Any, style: str | None, styles: Styles) -> bool:
    """Whether a run is not seen: hidden, too small, or white on nothing."""
    if 0 < _size(run, style, styles) <= _TINY:
        return True
    if is_on(_property(run, style, styles, "w:vanish")) or is_on(_property(run, style, styles, "w:webHidden")):
        return True
    color = _property(run, style, styles, "w:color")
    white = color is not None and (color.get(qn("w:val")) or "").upper() == "FFFFFF"
    return white and not _has_ground(run)


def _has_ground(run: Any) -> bool:
    """Whether something may be filled with a colour below a run: its own shade, its paragraph's, its table's."""
    for element in (run, *run.iterancestors()):
        if element.tag == qn("w:tbl"):
            return True
        for properties in ("w:rPr", "w:pPr", "w:tcPr"):
            if element.find(f"{qn(properties)}/{qn('w:shd')}") is not None:
                return True
    return False
