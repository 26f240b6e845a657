"""Words for search: the lemma of each word and, of a compound, its parts."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from corpus.dictionary import DICTIONARIES, WORDS
from corpus.lemmas import Analyser, choose, chosen, lemma_of, parts_of
from corpus.types import LANGUAGES, Language

_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,/])|\d+(?:[.,/]\d+)*|[^\W\d_]+\d*(?:[-‐‑:'’][^\W\d_]+\d*)*"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_MODULES = (
    "alike",
    "analysis",
    "asks",
    "compounds",
    "covers",
    "dictionary",
    "facets",
    "lemmas",
    "lexical",
    "lines",
    "measures",
    "phrases",
    "ragged",
    "spelling",
    "told",
    "voikko",
)
_LISTS = ("alike.toml", "asks.toml", "compounds.toml", "lemmas.toml")
_PLAIN = str.maketrans("åäö", "aao")
_ENDING: dict[Language, str] = {
    "fi": r":?i?(?:n|[aä]|t[aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|[aeiouy]n|seen|t)?(?:kin|k[oö]|kaan)?",
    "sv": r":?s?",
    "en": r"(?:['’]?s)?",
}
"""What may follow a name in a sentence."""


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


def choose_analyser(analyser: Analyser) -> None:
    """Read Finnish with this analyser from now on. Called once, at the start. Raises AnalyserMissing."""
    choose(analyser)
    for remembered in (_word, _synonyms, field_words):
        remembered.cache_clear()


def fingerprint() -> str:
    """Changes when what is made of texts for an index changes, so that an index made in another way is noticed."""
    digest = sha256(f"{version('simplemma')} {chosen()}".encode())
    modules = (Path(__file__).with_name(f"{name}.py") for name in _MODULES)
    for path in (
        *modules,
        *(WORDS / name for name in _LISTS),
        *sorted(WORDS.glob("*.txt")),
        *sorted(WORDS.glob("*.fst")),
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
    """The words that say nothing about what is asked, also as people type them without å, ä and ö."""
    own = _stop_words(language)
    plain = {word.translate(_PLAIN) for word in own} - own
    return own | {word for word in plain if not any(word in _stop_words(other) for other in LANGUAGES)}


@lru_cache(maxsize=8)
def _stop_words(language: Language) -> frozenset[str]:
    lines = (WORDS / f"{language}.stop.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def synonyms(lemma: str, language: Language) -> tuple[str, ...]:
    """Other words that people use for the same, without the word itself."""
    return _synonyms(language).get(lemma, ())


@lru_cache(maxsize=8)
def _synonyms(language: Language) -> dict[str, tuple[str, ...]]:
    groups: list[list[str]] = tomllib.loads((WORDS / "synonyms.toml").read_text(encoding="utf-8"))[language]
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        lemmas = [_word(word, language).lemma for word in group]
        for lemma in lemmas:
            found.setdefault(lemma, {}).update(dict.fromkeys(other for other in lemmas if other != lemma))
    return {lemma: tuple(others) for lemma, others in found.items()}


@lru_cache(maxsize=8)
def field_words(language: Language) -> frozenset[str]:
    """The lemmas that show that a text is about procurement green deals at all."""
    words: list[str] = tomllib.loads((WORDS / "field.toml").read_text(encoding="utf-8"))[language]
    return frozenset(_word(word, language).lemma for word in words)


@lru_cache(maxsize=100_000)
def _word(surface: str, language: Language) -> Word:
    lower = surface.lower()
    if lower[0].isdigit():
        # 9.9.2020 is found by its year too, and 2,5 as 2.5
        date_parts = tuple(part for part in lower.split(".") if len(part) == 4) if lower.count(".") == 2 else ()
        return Word(lower, _number(lower, language), date_parts)
    stem = re.split(r"[:'’]", lower)[0]  # KEINO:n, EU:s, city's
    if "-" in stem or "‑" in stem or "‐" in stem:
        pieces = [piece for piece in re.split(r"[-‐‑]", stem) if piece]
        words = [_word(piece, language) for piece in pieces]
        return Word(lower, "-".join(word.lemma for word in words), tuple(t for word in words for t in word.tokens))
    if name := _name(lower, language):
        return Word(lower, name, parts_of(name, language) if language == "fi" and len(name) > 12 else ())
    lemma = lemma_of(stem, language)
    return Word(lower, lemma, parts_of(lemma, language))


def _number(typed: str, language: Language) -> str:
    """1 000 000 and, in English, 1,000,000 as 1000000; 2,5 as 2.5."""
    if language == "en" and _THOUSANDS.fullmatch(typed):
        return typed.replace(",", "")
    return re.sub(r"\s", "", typed).replace(",", ".")


def _name(word: str, language: Language) -> str | None:
    """The base form of a name of the field, whatever its ending."""
    match = _names(language).fullmatch(word)
    return _name_of_stem()[match[1]] if match else None


@lru_cache(maxsize=8)
def _names(language: Language) -> re.Pattern[str]:
    stems = "|".join(re.escape(stem) for stem in sorted(_name_of_stem(), key=len, reverse=True))
    return re.compile(rf"({stems}){_ENDING[language]}")


def name_stems() -> frozenset[str]:
    """The names of the field, in base form and in the forms that endings go to; also the Swedish ones."""
    return frozenset(_name_of_stem())


@lru_cache(maxsize=1)
def _name_of_stem() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (WORDS / "names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            base, _, stems = line.partition(":")
            found |= {stem.strip(): base for stem in (base, *stems.split(",")) if stem.strip()}
    return found


def is_word(text: str, language: Language) -> bool:
    """Whether the language's dictionary has the word in this form."""
    return text.lower() in DICTIONARIES.get_dictionary(language)
