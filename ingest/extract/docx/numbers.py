"""The numbers that Word puts before paragraphs by itself: they stand in no text, and agreements are cited by them."""

from dataclasses import dataclass, field, replace
from typing import Any

from docx.document import Document as Docx
from docx.oxml.ns import qn

_DEEPEST = 9  # levels that a numbering has
_ROMANS = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10}
_ROMANS |= {"ix": 9, "v": 5, "iv": 4, "i": 1}
_STEP = 18.0  # points that a level stands further in where the file does not say
_HIGHEST = 3999  # that Roman numerals write


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph: the number as shown, empty for a bullet; `indent` is where, in points."""

    text: str
    indent: float


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    legal: bool  # numbers of all levels are written as decimals
    indent: float


@dataclass(slots=True)
class _List:
    """A numbering: how its levels are written, and how far each has come. Several lists may go on with one."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> Label | None:
        how = self.levels.get(level)
        if how is None or how.format == "none":
            return None
        self.counts[level] = self.counts.get(level, how.start - 1) + 1
        for deeper in [other for other in self.counts if other > level]:
            del self.counts[deeper]
        if how.format == "bullet":
            return Label("", how.indent)
        text = how.text
        for number in range(_DEEPEST):
            if f"%{number + 1}" in text:
                text = text.replace(f"%{number + 1}", self._written(number, how.legal))
        return Label(text.strip(), how.indent)

    def _written(self, level: int, legal: bool) -> str:
        how = self.levels.get(level)
        if how is None:
            return ""
        return written(self.counts.get(level, how.start), "decimal" if legal else how.format)


class Numbering:
    """The numberings of a document; `label` is asked once for each paragraph, in their order."""

    def __init__(self, document: Docx) -> None:
        self._lists: dict[int, _List] = {}
        abstract: dict[str, _List] = {}
        root: Any = document.part.numbering_part.element if _has_numbering(document) else ()
        found = [element for element in root if element.tag == qn("w:abstractNum")]
        for element in found:
            if element.find(qn("w:numStyleLink")) is None:
                abstract[element.get(qn("w:abstractNumId"))] = _List(_levels(element))
        styled = [element for element in found if _has_own(element, abstract)]
        named = {_value(element, "w:styleLink"): abstract[element.get(qn("w:abstractNumId"))] for element in styled}
        for element in found:
            if (link := _value(element, "w:numStyleLink")) in named:
                abstract[element.get(qn("w:abstractNumId"))] = named[link]
        for element in (element for element in root if element.tag == qn("w:num")):
            if base := abstract.get(_value(element, "w:abstractNumId")):
                self._lists[_number(element.get(qn("w:numId")))] = _overridden(base, element)

    def label(self, number: int, level: int) -> Label | None:
        """What stands before the next paragraph of the list `number` on a level; None for a list that is not there."""
        numbering = self._lists.get(number)
        return numbering.next(level) if numbering else None


def written(number: int, how: str) -> str:
    """A number in one of Word's formats; those that are not in use here are written as decimals."""
    match how:
        case "lowerLetter" | "upperLetter" if number > 0:
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return (letters if how == "lowerLetter" else letters.upper())[:50]
        case "lowerRoman" | "upperRoman" if 0 < number <= _HIGHEST:
            return _roman(number) if how == "lowerRoman" else _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    text = ""
    for sign, value in _ROMANS.items():
        text += sign * (number // value)
        number %= value
    return text


def _has_numbering(document: Docx) -> bool:
    return any(relation.reltype.endswith("/numbering") for relation in document.part.rels.values())


def _has_own(element: Any, abstract: dict[str, _List]) -> bool:
    return element.find(qn("w:styleLink")) is not None and element.get(qn("w:abstractNumId")) in abstract


def _levels(element: Any) -> dict[int, _Level]:
    return {_number(level.get(qn("w:ilvl"))): _level(level) for level in element.iter(qn("w:lvl"))}


def _level(element: Any) -> _Level:
    return _Level(
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText"),
        _number(_value(element, "w:start"), 1),
        element.find(qn("w:isLgl")) is not None,
        indent(element) or _STEP * _number(element.get(qn("w:ilvl"))),
    )


def indent(element: Any) -> float | None:
    """Where the paragraphs begin to which these properties are given, in points; None where they do not say."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    if found is None or not (left := found.get(qn("w:left")) or found.get(qn("w:start"))):
        return None
    return (_number(left) - _number(found.get(qn("w:hanging")))) / 20


def _overridden(base: _List, element: Any) -> _List:
    """The list of a `w:num`: the numbering that others share, or one of its own where it begins anew."""
    levels = dict(base.levels)
    for override in element.iter(qn("w:lvlOverride")):
        level = _number(override.get(qn("w:ilvl")))
        if (own := override.find(qn("w:lvl"))) is not None:
            levels[level] = _level(own)
        elif level in levels and (start := _value(override, "w:startOverride")):
            levels[level] = replace(levels[level], start=_number(start, 1))
        else:
            continue
    return base if element.find(qn("w:lvlOverride")) is None else _List(levels)


def _value(element: Any, child: str) -> str:
    found = element.find(qn(child))
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _number(text: str | None, default: int = 0) -> int:
    """A number that a file may give in any form."""
    return int(text) if text and text.isdecimal() and len(text) < 9 else default
