"""Compounds: a word -> the parts it is made of, by how many words of the language each part makes.

Of all ways to cut a word into known parts the one with the highest geometric mean of the parts' counts is taken (Koehn
& Knight 2003, "Empirical methods for compound splitting"). Their counts are of running text; ours are of the words of
the dictionary that a part begins or ends, which tell "kemi-" (none) from "työ-" (274) without a large text.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ducer

from corpus.dictionary import DICTIONARIES, WORDS, apply_edit, open_table, read_edits

FEWEST = 3.0
"""The lowest geometric mean that a cut is believed for: from 1.5 to 6 the tuning half of tests/corpus/compounds.tsv has
the same rows right."""
_MOST_PARTS = 5
_FURTHER = 2.0
"""How much higher the mean has to be for each part beyond the second: without it frequent short words win
("kokonaisurakka" as koko, nainen, urakka). From 2 to 4 the tuning half had 200 of 203 Finnish rows right; at 1
198, at 6 199."""
_LONG = 5
"""Letters from which a word that makes no other in the dictionary may still be a part, as if it made one."""
_FEWEST_BEFORE = 3
"""Letters before the last part of a word of which no more is known."""
_BASE = 0xFFFF


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a word as it stands there, its base form, and the number of words that it makes."""

    form: str
    base: str
    count: float


def geometric_mean(counts: Sequence[float]) -> float:
    """The geometric mean; nothing where a count is nothing or less."""
    product = 1.0
    for count in counts:
        product *= max(count, 0.0)
    return float(product ** (1 / len(counts)))


def _unseen(form: str) -> int:
    """What a long word counts for that makes no other: the longer it is, the less it stands there by chance."""
    return len(form) - _LONG + 1


class Compounds:
    """Cuts the compounds of a language."""

    def __init__(self, language: str) -> None:
        self._forms: Mapping[str, str] = DICTIONARIES.get_dictionary(language)
        self._first = open_table(WORDS / f"{language}.first.fst")
        self._bases = read_edits(WORDS / f"{language}.first.edits.txt")
        self._last: ducer.Map = open_table(WORDS / f"{language}.last.fst")
        rules = tomllib.loads((WORDS / "compounds.toml").read_text(encoding="utf-8"))[language]
        self._not_first, self._not_last = frozenset(rules["not_first"]), frozenset(rules["not_last"])
        self._fixed: dict[str, tuple[str, ...]] = dict.fromkeys(rules["simple"], ())
        self._fixed |= {word: tuple(parts) for word, parts in rules["parts"].items()}
        self._singular: dict[str, str] = rules["singular"]
        self._never_between = frozenset(2 * vowel for vowel in "aeiouyäö") if language == "fi" else frozenset()
        self._long_firsts = ("", "n") if language == "fi" else ("", "s")

    def parts(self, word: str) -> tuple[str, ...]:
        """The smallest parts of a word in base form, left to right, then the compounds among them that are words.

        Nothing for a word that is no compound.
        """
        pieces = self._pieces(word)
        if not pieces:
            return ()
        smallest = [part for piece in pieces for part in self.smallest(piece.base, word)]
        return tuple(dict.fromkeys((*smallest, *self._middle(word, pieces), *(piece.base for piece in pieces))))

    def smallest(self, word: str, within: str = "") -> tuple[str, ...]:
        """The smallest parts of a word in base form, left to right; the word itself where it is no compound."""
        if within and len(word) >= len(within):
            return (word,)  # a base form may be longer than its piece; then it is no smaller word
        if (fixed := self._fixed.get(word)) is not None:
            return fixed or (word,)
        pieces = self._pieces(word)
        return tuple(part for piece in pieces for part in self.smallest(piece.base, word)) or (word,)

    def base(self, form: str) -> str | None:
        """The base form of an inflected compound that the dictionary has not; None for what cannot be cut."""
        pieces = self._cut(form, self._inflected_last)
        return form[: -len(pieces[-1].form)] + pieces[-1].base if pieces else None

    def base_by_ending(self, form: str) -> str | None:
        """The base form of a word that ends with an inflected word and begins with what is known nowhere."""
        for start in range(_FEWEST_BEFORE, len(form) - _LONG + 1):
            if (ending := self._inflected_last(form[start:])) and ending.form != ending.base:
                return form[:start] + ending.base
        return None

    def _pieces(self, word: str) -> tuple[_Part, ...]:
        if (fixed := self._fixed.get(word)) is not None:
            return tuple(_Part(part, part, 0) for part in fixed)
        return self._cut(word, self._known_last if word in self._forms else self._any_last)

    def _cut(self, word: str, last: Callable[[str], _Part | None]) -> tuple[_Part, ...]:
        """The best cut; nothing for a word that has none good enough."""
        best: tuple[float, tuple[_Part, ...]] = (FEWEST, ())
        for parts in self._ways(word, last, _MOST_PARTS):
            score = geometric_mean([part.count for part in parts]) / _FURTHER ** (len(parts) - 2)
            if len(parts) > 1 and score > best[0]:
                best = score, parts
        return best[1]

    def _ways(self, word: str, last: Callable[[str], _Part | None], most: int) -> Iterator[tuple[_Part, ...]]:
        if ending := last(word):
            yield (ending,)
        if most > 1:
            for position in range(2, len(word) - 2):
                # Finnish puts a hyphen between the same vowels: kuormaajassa is no kuorma-aika
                if word[position - 1 : position + 1] not in self._never_between and (
                    first := self._first_part(word[:position])
                ):
                    yield from ((first, *rest) for rest in self._ways(word[position:], last, most - 1))

    def _first_part(self, form: str) -> _Part | None:
        if (found := self._first.get(form.encode())) is not None:
            return _Part(form, apply_edit(form, self._bases[found & _BASE]), max(found >> 16, _unseen(form)))
        if len(form) < _LONG or form in self._not_first or not form.endswith(self._long_firsts):
            return None
        base = self._forms.get(form)
        fits = base and (base == form or form[-1] == self._long_firsts[1])
        return _Part(form, base, _unseen(form)) if base and fits else None

    def _known_last(self, word: str) -> _Part | None:
        """A last part of a word that the dictionary has: it makes others there too."""
        count = self._last.get(word.encode())
        return _Part(word, word, count) if count else None

    def _any_last(self, word: str) -> _Part | None:
        known = self._last.get(word.encode()) or 0
        if not known and (len(word) < _LONG or self._forms.get(word) != word):
            return None
        return _Part(word, word, max(known, _unseen(word)))

    def _inflected_last(self, form: str) -> _Part | None:
        base = self._forms.get(form)
        if base is None or form in self._not_last:
            return None
        base = self._singular.get(base, base)
        part = self._any_last(base)
        return _Part(form, base, part.count) if part else None

    def _middle(self, word: str, pieces: Sequence[_Part]) -> Iterator[str]:
        """The compounds of some but not all pieces that the dictionary has: päiväkoti of päivä-koti-ympäristö."""
        ends = [0]
        for piece in pieces:
            ends.append(ends[-1] + len(piece.form))
        taken = 0
        for start in range(len(pieces)):
            for end in range(len(pieces), start + 1, -1):
                base = self._forms.get(word[ends[start] : ends[end]]) if end - start < len(pieces) else None
                if base and start >= taken:
                    taken = end
                    yield base


@lru_cache(maxsize=4)
def compounds(language: str) -> Compounds:
    """The cutter of a language's compounds; Finnish and Swedish have one."""
    return Compounds(language)
