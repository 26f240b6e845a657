"""What belongs to what: two figures, or two names, that a sentence has exchanged.

For each pair that a quote holds too, the words around each are compared with the words around both places in the quote.
Where the pair fits better the other way round, it was exchanged.
"""

from collections.abc import Iterator
from itertools import combinations

from assistant.proof.linking import Links
from assistant.proof.reading import Reading, Token
from assistant.types import Fault, Rule

_REACH = 7
"""How many tokens on either side still belong to a figure or name."""
_MARGIN = 1.05
_MARGIN_ACROSS = 1.2
"""How much better the other way round has to fit; another language puts words in another order."""


def faults_of_ties(sentence: Reading, quote: Reading, links: Links) -> Iterator[Fault]:
    """The pairs of a sentence that a quote has the other way round."""
    places = {
        position: sorted(links[position])
        for position, token in enumerate(sentence.tokens)
        if _kind(token) and links[position]
    }
    for one, other in combinations(places, 2):
        first, second = sentence.tokens[one], sentence.tokens[other]
        if _kind(first) != _kind(second) or set(places[one]) & set(places[other]):
            continue
        kept = _best(sentence, quote, links, one, places[one]) + _best(sentence, quote, links, other, places[other])
        moved = _best(sentence, quote, links, one, places[other]) + _best(sentence, quote, links, other, places[one])
        margin = _MARGIN if sentence.language == quote.language else _MARGIN_ACROSS
        if moved > kept * margin:
            rule = Rule.FIGURE_MOVED if first.kind == "figure" else Rule.NAME_MOVED
            yield Fault(rule, f"{first.text} / {second.text}")


def _kind(token: Token) -> str:
    if token.kind == "figure" and token.figure:
        return "date" if "-" in token.key or (len(token.key) == 4 and not token.figure.unit) else "number"
    return token.kind if token.kind in {"name", "known"} else ""


def _best(sentence: Reading, quote: Reading, links: Links, position: int, places: list[int]) -> float:
    return max(_affinity(sentence, quote, links, position, place) for place in places)


def _affinity(sentence: Reading, quote: Reading, links: Links, position: int, place: int) -> float:
    """How alike the words around a place of the sentence and one of the quote are; the nearer, the more they count."""
    total = 0.0
    for near in range(max(0, position - _REACH), min(len(sentence.tokens), position + _REACH + 1)):
        if near == position:
            continue
        here = _nearness(sentence, near, position)
        total += here * max(
            (
                _nearness(quote, there, place) * (1.5 if (near < position) == (there < place) else 1.0)
                for there in links[near]
                if there != place and abs(there - place) <= _REACH
            ),
            default=0.0,
        )
    return total


def _nearness(reading: Reading, near: int, position: int) -> float:
    apart = abs(near - position)
    return (1.0 if reading.tokens[near].clause == reading.tokens[position].clause else 0.5) / apart
