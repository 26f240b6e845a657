"""Pairs that training does not see, to choose the recipe by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.types import Language
from training.prepare import Group, Texts
from training.texts import Pair

_SEED = 7
_PAIRS = 1_000
_CANDIDATES = 20_000
_SHORTEST = 4  # pieces; what is shorter is often said in several ways


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Texts to find the translations of, among the candidates; the first candidates are the translations."""

    name: str
    source: NDArray[np.int64]
    candidates: NDArray[np.int64]

    @property
    def texts(self) -> NDArray[np.int64]:
        """The texts that no training pair may have."""
        return np.concatenate([self.source, self.candidates[: len(self.source)]])


_SETS: tuple[tuple[str, Language, Language, tuple[str, ...]], ...] = (
    ("en-fi", "en", "fi", ("manuals", "software")),
    ("sv-fi", "sv", "fi", ("manuals", "software")),
)


def held_out(pairs: Sequence[Pair], texts: Texts) -> list[HeldOut]:
    """The held-out sets: each 1,000 pairs and 20,000 candidates, so that even near texts stand in the way."""
    random = np.random.default_rng(_SEED)
    long = np.array([pieces.count(" ") + 1 >= _SHORTEST for pieces in texts.pieces])
    return [_set(name, source, target, kinds, pairs, texts, long, random) for name, source, target, kinds in _SETS]


def _set(
    name: str,
    source: Language,
    target: Language,
    kinds: tuple[str, ...],
    pairs: Sequence[Pair],
    texts: Texts,
    long: NDArray[np.bool_],
    random: np.random.Generator,
) -> HeldOut:
    fitting = np.array([_fits(pair, source, target, kinds) for pair in pairs])
    chosen = random.choice(np.flatnonzero(fitting & long[texts.left] & long[texts.right]), _PAIRS, replace=False)
    ahead = np.array([pairs[number].left_language == source for number in chosen])
    left, right = texts.left[chosen], texts.right[chosen]
    found = np.where(ahead, right, left)
    others = np.flatnonzero(long & (np.array(texts.languages) == target))
    others = random.permutation(np.setdiff1d(others, found))[: _CANDIDATES - _PAIRS]
    return HeldOut(name, np.where(ahead, left, right), np.concatenate([found, others]))


def _fits(pair: Pair, source: Language, target: Language, kinds: tuple[str, ...]) -> bool:
    return pair.source in kinds and {pair.left_language, pair.right_language} == {source, target}


def seen_in_training(
    groups: dict[Group, NDArray[np.int64]], texts: Texts, held: Sequence[HeldOut]
) -> dict[Group, NDArray[np.int64]]:
    """The groups without the pairs that share a text with a held-out one, and without texts that have no pieces."""
    usable = np.array([bool(pieces) for pieces in texts.pieces])
    for one in held:
        usable[one.texts] = False
    kept = usable[texts.left] & usable[texts.right]
    return {group: numbers[kept[numbers]] for group, numbers in groups.items()}
