"""The words of a sentence that nothing in what it cites says, as far as lemmas, synonyms and translations tell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.proof.reading import Reading
from assistant.types import Fault, Rule

COPY = 0.8
"""From this share of words in the same order a sentence is a copy, and each content word in it must be the source's."""

LOOSE = 0.8
"""A sentence with more than this share of content words of its own says something else. Its figures and names that the
source has count as words that it has."""

_ANCHORS = frozenset({"figure", "known", "name"})


def copied(sentence: Reading, quotes: Sequence[Reading]) -> float:
    """The share of a sentence's words that stand in the quotes, one after the other, in the same order.

    0 where they have so few words in common that the share is below `COPY` in any order.
    """
    keys = [token.key for token in sentence.tokens]
    others = [token.key for quote in quotes for token in quote.tokens]
    if sum((Counter(keys) & Counter(others)).values()) < COPY * len(keys):
        return 0.0
    blocks = SequenceMatcher(None, keys, others, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(keys))


def faults_of_meaning(sentence: Reading, known: Sequence[bool], is_copy: bool) -> Iterator[Fault]:
    """The content words that are not `known` (one truth for each token), where they are too many."""
    strange = [position for position in sentence.content if not known[position]]
    proven = sum(told for told, token in zip(known, sentence.tokens, strict=True) if token.kind in _ANCHORS)
    least = max(3.0, LOOSE * (len(sentence.content) + proven))
    if strange and (is_copy or len(strange) > least):
        yield Fault(Rule.MEANING, ", ".join(sentence.tokens[position].text for position in strange))
