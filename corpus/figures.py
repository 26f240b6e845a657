"""The numbers and dates in a text, in one notation for Finnish, Swedish and English.

9.9.2020 = 9 September 2020 = den 9 september 2020; 30 000 = 30,000; 2,5 = 2.5.
"""

import re
from collections import Counter
from datetime import date

from corpus.types import Language

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
        rf"\b(?:(\d{{1,2}})\.? )?({'|'.join(months)}){_SUFFIX[language]}(?: (\d{{4}}))?\b", re.IGNORECASE
    )
    for language, months in _MONTH.items()
}
_IN_DIGITS = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_ACT = re.compile(r"\b\d+/\d{4}\b|\b\d{4}/\d+(?:/[A-Z]+)?\b|\b\d+/20\d\d\b")
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f,.]\d{3}(?!\d))+|\d+[.,]\d+|\d+")


def figures(text: str, language: Language) -> Counter[str]:
    """Count the dates (as 2020-09-09, 2020-09 or --09-09), acts (as 740/2021) and numbers (as 30000, 2.5) of a text."""
    found: Counter[str] = Counter()

    def take_words(match: re.Match[str]) -> str:
        day, month, year = match[1], _MONTH[language][match[2].lower()], match[3]
        if day is None and year is None:
            return match[0]  # "may" the verb, "mars" the planet: a month alone is no figure
        found[_iso(year, month, day)] += 1
        return " "

    def take_digits(match: re.Match[str]) -> str:
        found[_iso(match[3], int(match[2]), match[1])] += 1
        return " "

    def take_act(match: re.Match[str]) -> str:
        found[match[0]] += 1
        return " "

    rest = _IN_DIGITS.sub(take_digits, text)
    rest = _IN_WORDS[language].sub(take_words, rest)
    rest = _ACT.sub(take_act, rest)
    for match in _NUMBER.finditer(rest):
        found[_plain(match[0])] += 1
    return found


def format_date(day: date, language: Language) -> str:
    """Write a date as the language does in running text."""
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    month = _MONTHS[language].split()[day.month - 1]
    if language == "sv":
        return f"den {day.day} {month} {day.year}"
    return f"{day.day} {month.capitalize()} {day.year}"


def _iso(year: str | None, month: int, day: str | None) -> str:
    written = f"{year or '-'}-{month:02}"
    return f"{written}-{int(day):02}" if day else written


def _plain(number: str) -> str:
    """Take out thousands separators and write the decimal sign as a point."""
    if re.fullmatch(r"\d+(?:[ \u00a0\u202f,.]\d{3})+", number):
        return re.sub(r"\D", "", number)
    return number.replace(",", ".")
