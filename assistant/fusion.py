"""Lists of ranked passages -> one list: fused, in the language of the question, each section once. Pure."""

import numpy as np

from corpus.index import Index
from corpus.lexical import Ranked
from corpus.ragged import Numbers, Reals, places_in
from corpus.types import LANGUAGES, Language


def fuse(lexical: Ranked, dense: Ranked, dense_share: float) -> Ranked:
    """Each list's scores over its maximum, then their weighted sum, by position."""
    positions, scores = [], []
    for hits, share in ((lexical, 1 - dense_share), (dense, dense_share)):
        if share > 0 and len(hits.scores) and (top := hits.scores.max()) > 0:
            counts = hits.scores > 0
            positions.append(hits.positions[counts])
            scores.append(share * hits.scores[counts] / top)
    if not positions:
        return Ranked(np.empty(0, dtype=np.int64), np.empty(0))
    found, place = np.unique(np.concatenate(positions), return_inverse=True)
    return Ranked(found, np.bincount(place, np.concatenate(scores)).astype(np.float64))


def with_untranslated(words: Ranked, across: Ranked, most: float, language: Language, index: Index) -> Ranked:
    """What the question's own words find, and what its translations do of the sections that its language has not.

    No more than `most` is given: a term of several words counts as often in translation, and would outdo what is found
    by its own words. A section that the language has is found by these alone, whatever else is in the index.
    """
    has, lacks = (
        (index.facets.in_language[index.facets.section[found.positions], LANGUAGES.index(language)] >= 0) == own
        for found, own in ((words, True), (across, False))
    )
    positions = np.concatenate([words.positions[has], across.positions[lacks]])
    return Ranked(positions, np.concatenate([words.scores[has], np.minimum(across.scores[lacks], most)]))


def translated(found: Ranked, language: Language, index: Index) -> Ranked:
    """Each section in a language where it has it, with the best score that it has in any."""
    own = index.facets.in_language[index.facets.section[found.positions], LANGUAGES.index(language)]
    chosen, place = np.unique(np.where(own >= 0, own, found.positions), return_inverse=True)
    scores = np.zeros(len(chosen))
    np.maximum.at(scores, place, found.scores)
    return Ranked(chosen, scores)


def of_section(found: Ranked, positions: Numbers, index: Index) -> Reals:
    """The best score that each passage's section has in a list, in any language; 0 for a section that is not there."""
    sections, place = np.unique(index.facets.section[positions], return_inverse=True)
    best = np.zeros(len(sections))
    at = places_in(sections, index.facets.section[found.positions])
    np.maximum.at(best, at[at >= 0], found.scores[at >= 0])
    return best[place]


def best(found: Ranked, index: Index, k: int) -> Ranked:
    """The k best, each section once, ties by id."""
    order = np.lexsort((index.passages.rank[found.positions], -found.scores))
    _, best_of_section = np.unique(index.facets.section[found.positions[order]], return_index=True)
    chosen = order[np.sort(best_of_section)[:k]]
    return Ranked(found.positions[chosen], found.scores[chosen])
