"""Which deals a text names: by name, alias, or as "both"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.understand.words import read
from corpus.analysis import Word, analyse
from corpus.deals import Deal
from corpus.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Named:
    """The ids of the deals that a text names, in the order of naming, and the lemmas that name them."""

    deals: tuple[str, ...] = ()
    naming: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    letters: int
    deal: str

    def gives_way_to(self, other: "_Place") -> bool:
        """Whether another deal has a longer name here."""
        overlap = other.start < self.end and self.start < other.end
        return overlap and other.letters > self.letters and other.deal != self.deal


class DealNames:
    """The names and aliases of the deals, to find them in texts."""

    def __init__(self, deals: Mapping[str, Deal]) -> None:
        self._by_first: dict[str, list[tuple[str, list[str]]]] = {}
        for deal in deals.values():
            for alias in _aliases(deal):
                self._by_first.setdefault(alias[0], []).append((deal.id, alias))
        self._procurement = tuple(deal.id for deal in deals.values() if deal.procurement)

    def named(self, text: str, language: Language) -> Named:
        """The deals that a text names; of overlapping names the longest counts, "both deals" are the two of buyers."""
        words = analyse(text, language)
        places = [place for start in range(len(words)) for place in self._beginning_at(words, start)]
        places.sort(key=lambda place: (place.start, place.end))
        kept = [place for place in places if not any(place.gives_way_to(other) for other in places)]
        if not kept and (both := _both(language).search(text.lower())):
            return Named(self._procurement, frozenset(word.lemma for word in analyse(both[0], language)))
        naming = (word.lemma for place in kept for word in words[place.start : place.end])
        return Named(tuple(dict.fromkeys(place.deal for place in kept)), frozenset(naming))

    def _beginning_at(self, words: list[Word], start: int) -> Iterable[_Place]:
        first = words[start]
        for token in {first.surface, *first.tokens}:
            for deal, alias in self._by_first.get(token, ()):
                here = words[start : start + len(alias)]
                if len(here) == len(alias) and all(map(_stands_for, alias, here)):
                    yield _Place(start, start + len(alias), sum(map(len, alias)), deal)

    def other_than(self, deals: Iterable[str]) -> tuple[str, ...]:
        """Of the two deals of public buyers, those that are not among some deals."""
        without = set(deals)
        return tuple(deal for deal in self._procurement if deal not in without)


def _aliases(deal: Deal) -> Iterable[list[str]]:
    for language in LANGUAGES:
        for name in (*deal.aliases[language], deal.short[language], deal.names[language]):
            yield [word.lemma for word in analyse(name, language)]


def _stands_for(lemma: str, word: Word) -> bool:
    return lemma in word.tokens or lemma == word.surface


@lru_cache(maxsize=8)
def _both(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(read("deals")["both"][language]))
