"""Lines -> a text: a word that a line's end has broken is whole again, a hyphen that belongs to it stays."""

import re
from collections.abc import Iterable, Sequence

from corpus.compounds import compounds
from corpus.dictionary import DICTIONARIES
from corpus.types import LANGUAGES

_SOFT = "\u00ad"
_HYPHENS = ("-", "\u2010", "\u2011", _SOFT)
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AND = frozenset(["ja", "tai", "sekä", "eli", "taikka", "eikä", "och", "eller", "samt", "respektive", "and", "or"])
_ADDRESS = re.compile(r"https?://|www\.")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words that stand whole in lines, in small letters: how the text itself writes them."""
    found: set[str] = set()
    for line in lines:
        whole = line.rpartition(" ")[0] if line.endswith(_HYPHENS) else line
        found.update(word.lower() for word in _WORD.findall(whole))
    return frozenset(found)


def join(lines: Sequence[str], whole: frozenset[str] = frozenset()) -> str:
    """The lines of a paragraph as one line; `whole` are words that the text has elsewhere."""
    text = ""
    for line in lines:
        text = _joined(text, line.strip(), whole) if text else line.strip()
    return text.replace(_SOFT, "")


def _joined(left: str, right: str, whole: frozenset[str]) -> str:
    last = left.rpartition(" ")[2]
    part = last[:-1]
    if not right or not last.endswith(_HYPHENS) or not part[-1:].isalnum():
        between = "" if _ADDRESS.match(last) and last.endswith("/") and right[:1].isalnum() else " "
        return f"{left}{between}{right}"
    if left.endswith(_SOFT):
        return left[:-1] + right
    following = _FIRST_WORD.match(right)
    if following and _suspended(part, following[0]):
        return f"{left} {right}"
    if not following or _keeps_hyphen(part, following[0], whole):
        return left + right
    return left[:-1] + right


def _suspended(part: str, following: str) -> bool:
    """Whether the hyphen stands for what is said later (“työkone- ja kuljetuskalusto”).

    “ja” also ends words (“hankkija”): then the part makes no compounds and the whole is a word.
    """
    if following not in _AND:
        return False
    return not _known(part + following, exactly=True) or _begins_compounds(part)


def _keeps_hyphen(part: str, following: str, whole: frozenset[str]) -> bool:
    last = re.split(r"[^\w]", part)[-1]
    if _ADDRESS.match(part) or not following[0].islower() or not last[-1:].islower() or not last.isalpha():
        return True  # “EU-asetus”, “Helsinki-Vantaa”, “2020-luku”
    head, tail = last.lower(), following.split("-")[0].lower()
    if f"{head}-{tail}" in whole or head + tail in whole:
        return head + tail not in whole
    meet = head[-1] == tail[0] and head[-1] in "aeiouyåäö"  # Finnish has a hyphen between the same vowels of two words
    if meet and _in(head, "fi") and _in(tail, "fi"):
        return True
    if _known(head + tail) or (not meet and _finnish_or_swedish(head + tail)):
        return False
    return meet or last != part or (_in(head, "en") and _in(tail, "en"))  # “green-deal-sopimus”, “zero-emission”


def _known(word: str, *, exactly: bool = False) -> bool:
    """Whether a word is in a dictionary of ours; `exactly`: in its base form, so “työkoneja” is not."""
    for language in LANGUAGES:
        base = DICTIONARIES.get_dictionary(language).get(word)
        if base is not None and (base == word or not exactly):
            return True
    return False


def _in(word: str, language: str) -> bool:
    return len(word) > 1 and DICTIONARIES.get_dictionary(language).get(word) is not None


def _finnish_or_swedish(word: str) -> bool:
    """Whether a word the dictionary has not is a compound of words that it has."""
    return any(compounds(language).base(word) is not None for language in ("fi", "sv"))


def _begins_compounds(part: str) -> bool:
    """Whether a part stands at the head of compounds; what follows it then is named later."""
    return any(compounds(language).base(part + ending) for language, ending in (("fi", "sopimus"), ("sv", "avtal")))
