"""How alike two texts are: by the runs of words that they share, and by the statements in which they differ.

Runs of words ("shingles"), resemblance and containment: Broder (1997), "On the resemblance and containment of
documents". Alone they cannot tell copies from pages of one template on the same site (Henzinger 2006, "Finding
near-duplicate web pages"), so whether two texts say the same is decided statement by statement. Some hundred texts are
compared exactly; sketches (MinHash) would estimate the same numbers for millions.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from rapidfuzz.distance import OSA

from corpus.analysis import is_word
from corpus.compounds import compounds
from corpus.sentences import split_sentences
from corpus.types import Language

RUN = 3
"""Words in a run."""

_MARKUP = re.compile(r"^(?:#{1,6} +|[-*] +|\d{1,3}[.)] +)")
_RULE = re.compile(r"[\s|:-]+")
"""The line under a table's first row."""
_MINUS = str.maketrans("–−", "--")
_TOKEN = re.compile(r"(?:(?<!\S)[-+])?\d+(?:[.,:/]\d+)*|[^\W\d_]+|[%‰€$£§<>≤≥±]")
_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}")
_CHANGED = re.compile(
    r"(?:sivua? )?(?:viimeksi )?(?:päivitetty|muokattu|julkaistu|julkaisuajankohta|julkaisupäivä|päiväys)\b"
    r"|(?:sidan )?(?:senast )?(?:uppdaterad|ändrad|publicerad|publiceringsdatum)\b"
    r"|(?:page )?(?:last )?(?:updated|modified|published)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d.*|klo|kl|at|on|den|\w+kuu(?:ta|n)?"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october",
    re.IGNORECASE,
)
_SHORTEST_TYPO = 5

Statement = tuple[str, ...]
"""The words of a sentence, item, heading or row, as they are written; marks that mean nothing left out."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a text says, for comparing.

    `letters` is all of it without spaces and capitals: the same for texts that are spaced or broken otherwise. `runs`
    are its runs of words, in small letters.
    """

    language: Language
    statements: tuple[Statement, ...]
    letters: str
    runs: frozenset[str]

    @property
    def digest(self) -> str:
        """A short digest of the letters."""
        return sha256(self.letters.encode()).hexdigest()[:6]


def read(text: str, language: Language, furniture: Collection[str] = ()) -> Content:
    """Take a text's statements, without the lines of `furniture` and those that tell when the page was changed."""
    lines = (line for line in lines_of(text) if line not in furniture)
    statements = tuple(_statements(lines))
    words = [word.lower() for statement in statements for word in statement]
    runs = (" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))) if words else ()
    return Content(language, statements, "".join(words), frozenset(runs))


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something, with single spaces and without marks for headings, items and cells."""
    composed = unicodedata.normalize("NFKC", text).translate(_MINUS)
    told = (line for line in composed.splitlines() if not _RULE.fullmatch(line))
    plain = (_MARKUP.sub("", " ".join(line.replace("|", " ").split())) for line in told)
    return [line for line in plain if line]


def resemblance(a: Content, b: Content) -> float:
    """Broder's resemblance: the share of runs, of all in either, that both have."""
    return len(a.runs & b.runs) / max(1, len(a.runs | b.runs))


def containment(a: Content, b: Content) -> float:
    """Broder's containment of the shorter text in the longer: the share of its runs that the other has."""
    return len(a.runs & b.runs) / max(1, min(len(a.runs), len(b.runs)))


def says_the_same(a: Content, b: Content) -> bool:
    """Whether nothing differs but spaces, marks, capitals and typing errors.

    What stands in another order differs: an item may have gone from one list to another.
    """
    if a.letters == b.letters:
        return True
    return len(a.statements) == len(b.statements) and all(
        _letters(x) == _letters(y) or _differ_by_typos(x, y, a.language)
        for x, y in zip(a.statements, b.statements, strict=True)
    )


def _statements(lines: Iterator[str]) -> Iterator[Statement]:
    for line in lines:
        for sentence in split_sentences(line):
            words = tuple(_TOKEN.findall(sentence))
            if words and not _is_stamp(sentence):
                yield words


def _is_stamp(sentence: str) -> bool:
    """Whether this is but a day ("15.1.2024"), or says but when the page was changed."""
    told = _CHANGED.match(sentence)
    words = _TOKEN.findall(sentence[told.end() :] if told else "")
    return _DAY.fullmatch(sentence) is not None or (bool(words) and all(map(_TIME.fullmatch, words)))


def _letters(statement: Statement) -> str:
    return "".join(statement).lower()


def _differ_by_typos(a: Statement, b: Statement, language: Language) -> bool:
    return len(a) == len(b) and all(
        x.lower() == y.lower() or _is_typo(x, y, language) for x, y in zip(a, b, strict=True)
    )


def _is_typo(a: str, b: str, language: Language) -> bool:
    """One slip apart (Damerau 1964), and one of the two is no word; names and figures are taken as they stand."""
    if min(len(a), len(b)) < _SHORTEST_TYPO or not (a.isalpha() and b.isalpha() and a[0].islower() and b[0].islower()):
        return False
    return OSA.distance(a, b, score_cutoff=1) == 1 and not (_known(a, language) and _known(b, language))


def _known(word: str, language: Language) -> bool:
    return is_word(word, language) or (language != "en" and compounds(language).base(word) is not None)
