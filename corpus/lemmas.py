"""The lemma of a word and the parts of a compound, by the analyser that was chosen for Finnish."""

import re
import tomllib
from functools import lru_cache
from typing import Literal

from corpus.compounds import compounds
from corpus.dictionary import DICTIONARIES, WORDS, base_form, guess_base_form
from corpus.spelling import american, spellings
from corpus.types import Language
from corpus.voikko import VoikkoAnalyser

Analyser = Literal["simplemma", "voikko"]
_WITHOUT = re.compile(r"(.+[^t])tt([oö])m\w{1,6}$")
"""Finnish words for being without something ("päästöttömien": päästötön), which the dictionary mostly lacks."""
_PLURAL = re.compile(r"(?=.{6})[a-z]*(?<!i)[a-z](?<![aiousy])s$")
"""English words that the dictionary has not, of which the last s is an ending ("ecolabels", but not "kilpailutus")."""

_CHOSEN: list[VoikkoAnalyser] = []
"""The analyser that was asked for; empty for the tables, which need nothing installed."""


def choose(analyser: Analyser) -> None:
    """Read Finnish with this analyser from now on. Raises AnalyserMissing. Call `corpus.analysis.choose_analyser`."""
    _CHOSEN[:] = [VoikkoAnalyser()] if analyser == "voikko" else []


def chosen() -> str:
    """The name and version of the analyser in use, for the fingerprint of an index."""
    return _CHOSEN[0].version if _CHOSEN else ""


def lemma_of(word: str, language: Language) -> str:
    """The lemma of a word in small letters: from our own list, the dictionary, as a compound, with dots, by guess."""
    if fixed := _fixed(language).get(word):
        return fixed
    if language == "fi" and (without := _WITHOUT.match(word)):
        lacking = _without(without[1], without[2])
        return _fixed(language).get(lacking, lacking)  # "paastoton" is without a fast, but nobody asks for that here
    if known := _known(word, language):
        # the dictionary has "kalusteissa" as the plural "kalusteet"
        return _fixed(language).get(known, known)
    typed = next(iter(spellings(word, language)), word)
    return _known(typed, language) or _guessed(word, language)


def parts_of(lemma: str, language: Language) -> tuple[str, ...]:
    """The lemmas of a compound's parts, the smallest first; nothing for a word that is no compound."""
    if language == "en":
        return ()
    return _CHOSEN[0].parts(lemma) if _CHOSEN and language == "fi" else compounds(language).parts(lemma)


def _known(word: str, language: Language) -> str | None:
    if language == "fi" and _CHOSEN:
        return _CHOSEN[0].base(word)
    found = base_form(word, language) or (compounds(language).base(word) if language != "en" else None)
    if found and language == "en":
        return american(found.lower())
    return found.lower() if found else None


def _guessed(word: str, language: Language) -> str:
    """Of a word that nothing has: by simplemma's rules in Finnish, by its ending in Swedish and English."""
    if language == "sv":
        return compounds(language).base_by_ending(word) or word
    if language == "en" and _PLURAL.match(word):
        return word[:-1]
    return guess_base_form(word, language).lower()


def _without(stem: str, vowel: str) -> str:
    known = stem if stem in DICTIONARIES.get_dictionary("fi") else next(iter(spellings(stem, "fi")), stem)
    return f"{known}t{vowel if known == stem else 'ö'}n"


@lru_cache(maxsize=8)
def _fixed(language: Language) -> dict[str, str]:
    table: dict[str, str] = tomllib.loads((WORDS / "lemmas.toml").read_text(encoding="utf-8"))[language]
    return table
