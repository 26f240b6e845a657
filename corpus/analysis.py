"""Words for search: the lemma of each word and, of a compound, its parts."""

import inspect
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from corpus.types import Language

_WORD = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+(?:[-‐‑:'’][^\W\d_]+)*")
_WORDS_FOLDER = Path(__file__).parent / "words"
_COMPOUNDING: frozenset[Language] = frozenset({"fi", "sv"})
_SHORTEST_PART = 4
_SHORT_PARTS = frozenset({"työ", "maa", "pää", "yö", "tie", "puu", "suo", "jää", "ala", "osa", "itä", "ikä"})
"""Finnish first parts of fewer letters than the shortest part that is taken for one."""
_WITHOUT = re.compile(r"(.+[^t])tt([oö])m\w{1,6}$")
"""Finnish words for being without something ("päästöttömien": päästötön), which the dictionary mostly lacks."""
_ENDING: dict[Language, str] = {
    "fi": r":?(?:i?n|[aä]|t[aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|[aeiouy]n|seen|t)?(?:kin|k[oö]|kaan)?",
    "sv": r":?s?",
    "en": r"(?:['’]?s)?",
}
"""What may follow a name in a sentence."""

# Simplemma's plain dictionary takes 400 MB for Finnish; the stream factory reads the same data in 40.
_DICTIONARIES = StreamDictionaryFactory()
_LEMMATIZER = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_DICTIONARIES))


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed, its lemma, and the lemmas of its parts where it is a compound."""

    surface: str
    lemma: str
    parts: tuple[str, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        """What is put into the index and looked up in it."""
        return (self.lemma, *self.parts)


def fingerprint() -> str:
    """Changes when the way of making tokens changes, so that an index made in another way is noticed."""
    code = inspect.getsource(sys.modules[__name__]) + version("simplemma")
    files = (*sorted(_WORDS_FOLDER.glob("*.txt")), _WORDS_FOLDER / "lemmas.toml")
    words = "".join(path.read_text(encoding="utf-8") for path in files)
    return sha256((code + words).encode()).hexdigest()[:16]


def analyse(text: str, language: Language) -> list[Word]:
    """The words of a text in order, with lemma and parts."""
    return [_word(match, language) for match in _WORD.findall(text)]


def content_words(text: str, language: Language) -> list[Word]:
    """The words of a text that say what it is about: without function words, polite words and question words."""
    stops = stop_words(language)
    return [word for word in analyse(text, language) if word.surface not in stops and word.lemma not in stops]


def named_words(text: str, language: Language) -> tuple[set[str], set[str]]:
    """The lemmas that a sentence writes with a capital letter inside it, and those that it writes small there."""
    inside = [match[0] for match in _WORD.finditer(text)][1:]
    written = [(word[0].isupper(), _word(word, language).lemma) for word in inside if word[0].isalpha()]
    return {lemma for upper, lemma in written if upper}, {lemma for upper, lemma in written if not upper}


def tokens(text: str, language: Language) -> list[str]:
    """The tokens of a text for the lexical index."""
    return [token for word in content_words(text, language) for token in word.tokens]


@lru_cache(maxsize=8)
def stop_words(language: Language) -> frozenset[str]:
    """The words that say nothing about what is asked."""
    lines = (_WORDS_FOLDER / f"{language}.stop.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def synonyms(lemma: str, language: Language) -> tuple[str, ...]:
    """Other words that people use for the same, without the word itself."""
    return _synonyms(language).get(lemma, ())


@lru_cache(maxsize=8)
def _synonyms(language: Language) -> dict[str, tuple[str, ...]]:
    groups: list[list[str]] = tomllib.loads((_WORDS_FOLDER / "synonyms.toml").read_text(encoding="utf-8"))[language]
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        lemmas = [_word(word, language).lemma for word in group]
        for lemma in lemmas:
            found.setdefault(lemma, {}).update(dict.fromkeys(other for other in lemmas if other != lemma))
    return {lemma: tuple(others) for lemma, others in found.items()}


@lru_cache(maxsize=8)
def field_words(language: Language) -> frozenset[str]:
    """The lemmas that show that a text is about procurement green deals at all."""
    words: list[str] = tomllib.loads((_WORDS_FOLDER / "field.toml").read_text(encoding="utf-8"))[language]
    return frozenset(_word(word, language).lemma for word in words)


@lru_cache(maxsize=100_000)
def _word(surface: str, language: Language) -> Word:
    lower = surface.lower()
    if lower[0].isdigit():
        # 9.9.2020 is found by its year too, and 2,5 as 2.5
        date_parts = tuple(part for part in lower.split(".") if len(part) == 4) if lower.count(".") == 2 else ()
        return Word(lower, lower.replace(",", "."), date_parts)
    stem = re.split(r"[:'’]", lower)[0]  # KEINO:n, EU:s, city's
    if "-" in stem or "‑" in stem or "‐" in stem:
        pieces = [piece for piece in re.split(r"[-‐‑]", stem) if piece]
        words = [_word(piece, language) for piece in pieces]
        return Word(lower, "-".join(word.lemma for word in words), tuple(t for word in words for t in word.tokens))
    if name := _name(lower, language):
        return Word(lower, name, tuple(_parts(name, language)) if language == "fi" and len(name) > 12 else ())
    lemma = _lemma(stem, language)
    return Word(lower, lemma, tuple(_parts(lemma, language)) if language in _COMPOUNDING else ())


def _name(word: str, language: Language) -> str | None:
    """The base form of a name of the field, whatever its ending."""
    match = _names(language).fullmatch(word)
    return _name_of_stem()[match[1]] if match else None


@lru_cache(maxsize=8)
def _names(language: Language) -> re.Pattern[str]:
    stems = "|".join(re.escape(stem) for stem in sorted(_name_of_stem(), key=len, reverse=True))
    return re.compile(rf"({stems}){_ENDING[language]}")


@lru_cache(maxsize=1)
def _name_of_stem() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (_WORDS_FOLDER / "names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            base, _, stems = line.partition(":")
            found |= {stem.strip(): base for stem in (base, *stems.split(",")) if stem.strip()}
    return found


@lru_cache(maxsize=8)
def _lemmas(language: Language) -> dict[str, str]:
    table: dict[str, str] = tomllib.loads((_WORDS_FOLDER / "lemmas.toml").read_text(encoding="utf-8"))[language]
    return table


def is_word(text: str, language: Language) -> bool:
    """Whether the language's dictionary has the word in this form."""
    return _DICTIONARIES.get_dictionary(language).get(text.lower()) is not None


def _lemma(word: str, language: Language) -> str:
    if fixed := _lemmas(language).get(word):
        return fixed
    if language == "fi" and (without := _WITHOUT.match(word)):
        return f"{without[1]}t{without[2]}n"
    return str(_LEMMATIZER.lemmatize(word, language)).lower()


def _parts(lemma: str, language: Language) -> Iterator[str]:
    """The lemmas of a compound's parts, from left to right; nothing for a word that is no compound."""
    cut = _cut(lemma, language)
    if cut is None:
        return
    for piece in cut:
        part = _lemma(piece, language)
        yield part
        if len(part) < len(lemma):  # a dictionary lemma may be longer than the piece; then it is no smaller word
            yield from _parts(part, language)


def _cut(lemma: str, language: Language) -> tuple[str, str] | None:
    """Cut a compound in two known words, the last one as long as can be; None for a word that is no compound."""
    if len(lemma) < 2 * _SHORTEST_PART - 1:
        return None
    for position in range(3, len(lemma) - _SHORTEST_PART + 1):
        first, last = lemma[:position], lemma[position:]
        if _is_first_part(first, language) and _is_word(last, language):
            return first, last
    return None


def _is_first_part(text: str, language: Language) -> bool:
    if len(text) < _SHORTEST_PART:
        return text in _SHORT_PARTS and language == "fi"
    if language == "sv" and text.endswith("s") and _is_word(text[:-1], language):
        return True  # arbets-plats
    return _is_word(text, language)


def _is_word(text: str, language: Language) -> bool:
    return (len(text) >= _SHORTEST_PART and _DICTIONARIES.get_dictionary(language).get(text) is not None) or (
        language == "fi" and text in _SHORT_PARTS
    )
