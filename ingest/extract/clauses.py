"""Numbered clauses: `1`, `1.1`, `3 §`, `Liite 1`, `a)` at the head of a line, and whether they follow one another."""

import re
from dataclasses import dataclass
from typing import Literal

ClauseKind = Literal["number", "letter", "roman", "section", "article", "chapter", "annex"]

_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})[.)]?\s+(?=[\"“”»'(]?[A-ZÅÄÖÉÜ\d])")
_BARE = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,5})[.)]?")
_LETTER = re.compile(r"(?:\(?([a-zåäö])\)|([a-zåäö])\.)\s+(?=\S)")
_ROMAN = re.compile(r"\(?([ivx]{1,6})\)\s+(?=\S)")
_WORDS: dict[ClauseKind, str] = {
    "section": "§",
    "article": r"artikla|artikel|article",
    "chapter": r"luku|kapitel|kap\.|chapter",
    "annex": r"liite|bilaga|annex|appendix",
}
_NAMED = {
    kind: re.compile(
        rf"(?:(?:{word})\s{{0,3}}(\d{{1,3}})(?![\d,])|(\d{{1,3}})\s{{0,3}}(?:{word}))(?:\s?[.:–-])?(?=\s|$)\s*",
        re.IGNORECASE,
    )
    for kind, word in _WORDS.items()
}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_LONGEST_TITLE = 110  # characters
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Clause:
    """The head of a clause: its label as it is written, without the full stop after it, and what follows it.

    `numbers` has one number a level; a letter is numbered from 1, and so is a Roman numeral.
    """

    kind: ClauseKind
    label: str
    numbers: tuple[int, ...]
    rest: str


def read_clause(text: str) -> Clause | None:
    """The clause that a text begins, None where it begins none. Whether it is one, what came before must tell."""
    for kind, pattern in _NAMED.items():
        if (found := pattern.match(text)) and _heads(text[found.end() :]):
            label = found[0].strip().rstrip(".:–- ")
            return Clause(kind, label, (int(found[1] or found[2]),), text[found.end() :])
    if found := _NUMBER.match(text):
        numbers = tuple(map(int, found[1].split(".")))
        return Clause("number", found[1], numbers, text[found.end() :])
    if found := _BARE.fullmatch(text):
        return Clause("number", found[1], tuple(map(int, found[1].split("."))), "")
    return _lettered(text)


def _heads(rest: str) -> bool:
    """Whether a name of a clause stands before its title, and is no word of a sentence (“Liite 1 kuuluu …”)."""
    return not rest or rest[0].isupper() or rest[0].isdigit()


def _lettered(text: str) -> Clause | None:
    """A letter or a Roman numeral; `i)` is read as a numeral, and `as_letter` gives the letter that it also is."""
    if found := _ROMAN.match(text):
        return Clause("roman", found[0].strip(), (_roman(found[1]),), text[found.end() :])
    if found := _LETTER.match(text):
        letter = found[1] or found[2]
        return Clause("letter", found[0].strip(), (_place(letter),), text[found.end() :])
    return None


def as_letter(clause: Clause) -> Clause | None:
    """A Roman numeral of one letter read as that letter: `i)` after `h)`."""
    sign = clause.label.strip("()")
    is_letter = clause.kind == "roman" and len(sign) == 1
    return Clause("letter", clause.label, (_place(sign),), clause.rest) if is_letter else None


def _place(of: str) -> int:
    return "abcdefghijklmnopqrstuvwxyzåäö".index(of) + 1


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def is_title(text: str) -> bool:
    """Whether what follows a clause's number is its title, and not its first sentence."""
    return bool(text) and len(text) <= _LONGEST_TITLE and len(text.split()) <= _MOST_WORDS and text[-1] not in ".;,:!?"


def follows(last: tuple[int, ...], numbers: tuple[int, ...]) -> bool:
    """Whether a clause may come after the last one: the next of its level, the first below, or the next further up.

    The first of a text may be 0 or 1; one number may be missing, since an extraction can lose one.
    """
    if not last:
        return numbers[0] in (0, 1) and set(numbers[1:]) <= {1}
    same = 0
    while same < min(len(last), len(numbers)) and last[same] == numbers[same]:
        same += 1
    if same == len(last):
        return len(numbers) > same and set(numbers[same:]) <= {0, 1}
    if same == len(numbers):
        return False
    return numbers[same] - last[same] in (1, 2) and set(numbers[same + 1 :]) <= {0, 1}
