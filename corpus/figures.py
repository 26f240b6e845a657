"""The numbers and dates in a text, in one notation for Finnish, Swedish and English.

9.9.2020 = 9 September 2020 = den 9 september 2020; 30 000 = 30,000; 2,5 = 2.5; 50 % = 50 prosenttia = hälften.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus.types import Language

_LISTS = Path(__file__).parent / "words" / "figures.toml"
_MONTHS: dict[Language, str] = {
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "january february march april may june july august september october november december",
}
_SUFFIX: dict[Language, str] = {"fi": r"kuu\w*", "sv": "", "en": ""}
_MONTH = {
    language: {name: number for number, name in enumerate(names.split(), start=1)}
    for language, names in _MONTHS.items()
}
_IN_WORDS = {
    language: re.compile(
        rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|:e|:a)?\.? )?({'|'.join(months)}){_SUFFIX[language]}(?: (\d{{4}}))?\b",
        re.IGNORECASE,
    )
    for language, months in _MONTH.items()
}
_MONTH_FIRST = re.compile(rf"\b({'|'.join(_MONTH['en'])}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_IN_DIGITS = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
_ACT = re.compile(r"\b\d+/\d{4}\b|\b\d{4}/\d+(?:/[A-Z]+)?\b|\b\d+/20\d\d\b")
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f,.]\d{3}(?!\d))+|\d+[.,]\d+|\d+")
_SPACE = r"[ \u00a0\u202f-]?"
_JOINED = re.compile(r"\s?(?:[–—-]|,|ja|tai|och|eller|till|and|or|to)\s?\Z")
"""What stands between two numbers that share the unit of the second: 20–30 %, 5 and 20 per cent."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A date, act or number where it stands in a text, from `start` to `end` with its unit.

    `value` is as `figures` counts it. `unit` is what a number counts ("percent", "million tonne"), empty where that is
    no known unit. `in_words` is true for "two" and "half", of which `figures` knows nothing.
    """

    value: str
    unit: str
    start: int
    end: int
    in_words: bool = False


def figures(text: str, language: Language) -> Counter[str]:
    """Count the dates (as 2020-09-09, 2020-09 or --09-09), acts (as 740/2021) and numbers (as 30000, 2.5) of a text."""
    return Counter(figure.value for figure in _in_digits(text, language)[0])


def read_figures(text: str, language: Language) -> tuple[Figure, ...]:
    """The figures of a text in order, with the units of the numbers and the numbers that are told in words."""
    found, rest = _in_digits(text, language)
    lower = text.lower()
    found = [_with_unit(figure, lower, language) if "-" not in figure.value else figure for figure in found]
    found += _numbers_in_words(rest.lower(), language)
    found.sort(key=lambda figure: figure.start)
    return _with_shared_units(found, lower)


def format_date(day: date, language: Language) -> str:
    """Write a date as the language does in running text."""
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    month = _MONTHS[language].split()[day.month - 1]
    if language == "sv":
        return f"den {day.day} {month} {day.year}"
    return f"{day.day} {month.capitalize()} {day.year}"


def _in_digits(text: str, language: Language) -> tuple[list[Figure], str]:
    """The figures that are written with digits, and the text with something else in their place."""
    found: list[Figure] = []

    def take(match: re.Match[str], value: str) -> str:
        found.append(Figure(value, "", match.start(), match.end()))
        return "_" * len(match[0])

    def take_words(match: re.Match[str]) -> str:
        day, month, year = match[1], _MONTH[language][match[2].lower()], match[3]
        if day is None and year is None:
            return match[0]  # "may" the verb, "mars" the planet: a month alone is no figure
        return take(match, _iso(year, month, day))

    rest = _ISO.sub(lambda m: take(m, m[0]), text)
    rest = _IN_DIGITS.sub(lambda m: take(m, _iso(m[3], int(m[2]), m[1])), rest)
    if language == "en":
        rest = _MONTH_FIRST.sub(lambda m: take(m, _iso(m[3], _MONTH["en"][m[1].lower()], m[2])), rest)
    rest = _IN_WORDS[language].sub(take_words, rest)
    rest = _ACT.sub(lambda m: take(m, m[0]), rest)
    rest = _NUMBER.sub(lambda m: take(m, _plain(m[0])), rest)
    return found, rest


def _with_unit(figure: Figure, lower: str, language: Language) -> Figure:
    """The number with the units after it ("million tonne"), or the one before it ("annex 1")."""
    units, end = [], figure.end
    for _ in range(2):
        match = _units(language)[0].match(lower, end)
        if match and match.lastgroup:
            units.append(match.lastgroup.partition("_")[0])
            end = match.end()
    if not units and (before := _units(language)[1].search(lower, 0, figure.start)) and before.lastgroup:
        return replace(figure, unit=before.lastgroup.partition("_")[0], start=before.start())
    return replace(figure, unit=" ".join(units), end=end)


def _with_shared_units(found: list[Figure], lower: str) -> tuple[Figure, ...]:
    """Numbers before "and", "to" or a dash have the unit of the number after it."""
    for position in range(len(found) - 2, -1, -1):
        figure, following = found[position], found[position + 1]
        joined = _JOINED.match(lower[figure.end : following.start])
        if joined and not figure.unit and "-" not in figure.value and following.unit:
            found[position] = replace(figure, unit=following.unit)
    return tuple(found)


def _numbers_in_words(rest: str, language: Language) -> Iterator[Figure]:
    for match in _words(language)[0].finditer(rest):
        value, _, unit = _words(language)[1][match.lastgroup or ""].partition(" ")
        figure = Figure(value, unit, match.start(), match.end(), in_words=True)
        yield figure if unit else _with_unit(figure, rest, language)


@lru_cache(maxsize=8)
def _units(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The units after a number, and those before one."""
    table: dict[str, list[str]] = tomllib.loads(_LISTS.read_text(encoding="utf-8"))["units"][language]
    after = [
        f"(?P<{unit}_>{'|'.join(form for form in forms if form[0] != '^')})"
        for unit, forms in table.items()
        if any(form[0] != "^" for form in forms)
    ]
    before = [
        f"(?P<{unit}_>{'|'.join(form[1:] for form in forms if form[0] == '^')})"
        for unit, forms in table.items()
        if any(form[0] == "^" for form in forms)
    ]
    return (
        re.compile(rf"{_SPACE}(?:{'|'.join(after)})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{'|'.join(before)}){_SPACE}\Z"),
    )


@lru_cache(maxsize=8)
def _words(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = tomllib.loads(_LISTS.read_text(encoding="utf-8"))["words"][language]
    groups = {f"w{position}": value for position, value in enumerate(table)}
    forms = (f"(?P<{group}>{table[value]})" for group, value in groups.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?!\w)"), groups


def _iso(year: str | None, month: int, day: str | None) -> str:
    written = f"{year or '-'}-{month:02}"
    return f"{written}-{int(day):02}" if day else written


def _plain(number: str) -> str:
    """Take out thousands separators and write the decimal sign as a point."""
    if re.fullmatch(r"\d+(?:[ \u00a0\u202f,.]\d{3})+", number):
        return re.sub(r"\D", "", number)
    return number.replace(",", ".")
