"""Names of organisations, places and persons, as one thing whatever the language and the ending.

Known names come from `names.toml`, the parties of the deals and `corpus/words/names.txt`; any other word with a capital
letter inside a sentence is a name that is compared as it is written.
"""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from corpus.analysis import analyse
from corpus.deals import read_deals
from corpus.types import LANGUAGES, Language

_LIST = Path(__file__).with_name("names.toml")
_GENERIC = frozenset({"kaupunki", "stad", "city", "of", "the", "oy", "ry"})
"""What a name may be said with or without."""

Form = tuple[str, ...]
"""The lemmas of a name, in order."""


def known_name_at(lemmas: Sequence[str], start: int, capital: bool, language: Language) -> tuple[str, int]:
    """The longest known name that begins at a word, and how many words it has; ("", 0) where none does.

    A name that is listed with a capital letter is none where it is written without (`capital`): "keino" is a way.
    """
    for form, name, proper in _forms(language).get(lemmas[start], ()):
        if tuple(lemmas[start : start + len(form)]) == form and (capital or not proper):
            return name, len(form)
    return "", 0


def same_name(one: str, other: str) -> bool:
    """Whether two written names may be one: alike but for an ending."""
    if one == other:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 4 and len(one) - shared <= 3 and len(other) - shared <= 3


@lru_cache(maxsize=8)
def _forms(language: Language) -> dict[str, tuple[tuple[Form, str, bool], ...]]:
    """The names by the first lemma, the longest first, and whether each is written with a capital letter."""
    found: dict[Form, tuple[str, bool]] = {}
    for names in (*_parties(), *_listed()):
        forms = _lemmas(names[language], language)
        key = next((found[form][0] for form in forms if form in found), names["fi"][0])
        found |= {form: (key, proper) for form, proper in forms.items()}
    by_first: dict[str, list[tuple[Form, str, bool]]] = {}
    for form, (name, proper) in found.items():
        by_first.setdefault(form[0], []).append((form, name, proper))
    return {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in by_first.items()}


def _lemmas(names: Sequence[str], language: Language) -> dict[Form, bool]:
    forms: dict[Form, bool] = {}
    for name in names:
        lemmas = [word.lemma for word in analyse(name, language)]
        # "Ministry of the Environment" keeps what is inside it; a city is known without "City of"
        while lemmas and lemmas[0] in _GENERIC:
            lemmas.pop(0)
        while lemmas and lemmas[-1] in _GENERIC:
            lemmas.pop()
        if lemmas:
            forms[tuple(lemmas)] = name[0].isupper()
    return forms


def _parties() -> list[dict[Language, list[str]]]:
    parties = (party for deal in read_deals().values() for party in deal.parties)
    return [{language: [party.name[language]] for language in LANGUAGES} for party in parties]


def _listed() -> list[dict[Language, list[str]]]:
    listed: list[dict[Language, list[str]]] = tomllib.loads(_LIST.read_text(encoding="utf-8"))["name"]
    return listed
