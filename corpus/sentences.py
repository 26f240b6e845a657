"""Sentence boundaries in Finnish, Swedish and English text."""

import re

_FINNISH = "esim ks mm ns nk n ym yms jne s v vrt milj mrd eur puh huom toim op ml tms"
_SWEDISH = "t.ex bl.a dvs osv s.k ca kl nr jfr st tel f.d m.m"
_ENGLISH = "e.g i.e etc no vs mr ms dr inc ltd approx cf"
_ABBREVIATIONS = frozenset(f"{_FINNISH} {_SWEDISH} {_ENGLISH}".split())
_BOUNDARY = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"”’(]*[A-ZÅÄÖÉ0-9])")
_LONGEST = 40  # characters, longer than any abbreviation
_LAST_WORD = re.compile(r"([\w.]+)\.$")


def split_sentences(text: str) -> list[str]:
    """Cut one paragraph into sentences; joined with single spaces they give the paragraph back.

    A full stop after an abbreviation, an initial or an ordinal number ("9. syyskuuta") ends no sentence.
    """
    sentences: list[str] = []
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        before = text[start : boundary.start()].rstrip()
        if _ends_with_abbreviation(before) or _is_ordinal(before, text[boundary.end() :]):
            continue
        sentences.append(text[start : boundary.end()].strip())
        start = boundary.end()
    if rest := text[start:].strip():
        sentences.append(rest)
    return sentences


def _ends_with_abbreviation(text: str) -> bool:
    word = _LAST_WORD.search(text[-_LONGEST:])  # from each letter of a long word the pattern would look to its end
    if word is None:
        return False
    stem = word[1]
    return stem.lower() in _ABBREVIATIONS or (len(stem) == 1 and stem.isupper())


def _is_ordinal(before: str, after: str) -> bool:
    """A one- or two-digit number with a full stop is an ordinal unless a new sentence plainly starts."""
    return bool(re.search(r"(?:^|\s)\d{1,2}\.$", before)) and not after[:1].isupper()
