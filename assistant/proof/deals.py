"""Which deals a text names, by the names and aliases of `corpus/deals.toml`."""

from collections import Counter
from functools import lru_cache

from corpus.analysis import analyse
from corpus.deals import lemmas_of_names, read_deals
from corpus.types import Language


@lru_cache(maxsize=8192)
def deals_named(text: str, language: Language) -> Counter[str]:
    """How often a text names each deal, by id; of two names over the same words the longer one counts."""
    lemmas = [word.lemma for word in analyse(text, language)]
    found = [
        (start, start + len(name), deal)
        for deal, names in _names().items()
        for name in names
        for start in range(len(lemmas) - len(name) + 1)
        if name == frozenset(lemmas[start : start + len(name)])
    ]
    named: Counter[str] = Counter()
    reached = 0
    for start, end, deal in sorted(set(found), key=lambda name: (name[0], -name[1])):
        if start >= reached:
            named[deal] += 1
            reached = end
    return named


@lru_cache(maxsize=1)
def _names() -> dict[str, frozenset[frozenset[str]]]:
    return {deal.id: frozenset(lemmas_of_names(deal)) for deal in read_deals().values()}
