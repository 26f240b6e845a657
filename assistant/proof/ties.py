"""What belongs to what: two figures, or two names, that a sentence has exchanged.

For each pair that a quote holds too, the words around each are compared with the words around both places in the quote.
Where the pair fits better the other way round, it was exchanged. The fewer places a word has in the quote, the more it
tells; "the" and "of" tell little. A list of names has no order, so names that are listed in both are not compared.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from assistant.proof.linking import Links
from assistant.proof.reading import Reading, Token
from assistant.types import Fault, Rule

_REACH = 7
"""How many tokens on either side still belong to a figure or name."""
_MARGIN = 1.05
_MARGIN_ACROSS = 1.25
"""How much better the other way round has to fit; another language puts words in another order. These and the weights
below were set on the tuning half: of 119 exchanges 116 are caught, and of 3,448 true sentences this rule strikes 2
(`python -m benchmarks.proof --tuning`)."""
_ANOTHER_CLAUSE = 0.3
_FUNCTION_WORD = 0.3
_SAME_SIDE = 1.5

_AND = frozenset({"ja", "tai", "sekä", "och", "eller", "samt", "and", "or"})
_COMMA = re.compile(r"[,/]")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d/")


def faults_of_ties(sentence: Reading, quote: Reading, links: Links) -> Iterator[Fault]:
    """The pairs of a sentence that a quote has the other way round."""
    places = {
        position: sorted(links[position])
        for position, token in enumerate(sentence.tokens)
        if _kind(token) and links[position]
    }
    if len(places) < 2:
        return
    links = _exact(sentence, quote, links)
    for one, other in combinations(places, 2):
        first, second = sentence.tokens[one], sentence.tokens[other]
        if _kind(first) != _kind(second) or set(places[one]) & set(places[other]):
            continue
        if _turned(sentence, quote, one, other, places) or _fits_turned(sentence, quote, links, one, other, places):
            rule = Rule.FIGURE_MOVED if first.kind == "figure" else Rule.NAME_MOVED
            yield Fault(rule, f"{first.text} / {second.text}")


def _kind(token: Token) -> str:
    """What may change places with a token's like; an act ("740/2021") is never taken for a directive ("2019/1161")."""
    if token.kind == "figure" and token.figure:
        if "/" in token.key:
            return "directive" if _YEAR_FIRST.match(token.key) else "act"
        return "date" if "-" in token.key or (len(token.key) == 4 and not token.figure.unit) else "number"
    return token.kind if token.kind in {"name", "known"} else ""


def _exact(sentence: Reading, quote: Reading, links: Links) -> Links:
    """Without the near words of a word that the quote has itself."""
    same = (
        frozenset(at for at in found if quote.tokens[at].key == token.key)
        for token, found in zip(sentence.tokens, links, strict=True)
    )
    return tuple(exact or found for exact, found in zip(same, links, strict=True))


def _turned(sentence: Reading, quote: Reading, one: int, other: int, places: dict[int, list[int]]) -> bool:
    """Whether two words of one name have changed places: "Helsingin Kulosaari" for "Kulosaaren Helsinki"."""
    if sentence.language != quote.language or other != one + 1 or len(places[one]) + len(places[other]) != 2:
        return False
    first, second = places[other][0], places[one][0]
    return second == first + 1 and not (_is_listed(sentence, one, other) or _is_listed(quote, first, second))


def _fits_turned(
    sentence: Reading, quote: Reading, links: Links, one: int, other: int, places: dict[int, list[int]]
) -> bool:
    if _is_listed(sentence, one, other) and any(_is_listed(quote, a, b) for a in places[one] for b in places[other]):
        return False

    def best(position: int, at: list[int]) -> float:
        return max(_affinity(sentence, quote, links, position, place) for place in at)

    kept = best(one, places[one]) + best(other, places[other])
    moved = best(one, places[other]) + best(other, places[one])
    return moved > kept * (_MARGIN if sentence.language == quote.language else _MARGIN_ACROSS)


def _is_listed(reading: Reading, one: int, other: int) -> bool:
    """Whether two names stand in one list, with only names between them; a list of figures has its order."""
    first, last = sorted((one, other))
    if reading.tokens[first].kind == "figure":
        return False
    written = reading.text[reading.tokens[first].end : reading.tokens[last].start]
    between = reading.tokens[first + 1 : last]
    if not all(_kind(t) == _kind(reading.tokens[one]) or t.key in _AND for t in between):
        return False
    return bool(_COMMA.search(written)) or any(token.key in _AND for token in between)


def _affinity(sentence: Reading, quote: Reading, links: Links, position: int, place: int) -> float:
    """How alike the words around a place of the sentence and one of the quote are; the nearer, the more they count."""
    total = 0.0
    for near in range(max(0, position - _REACH), min(len(sentence.tokens), position + _REACH + 1)):
        if near == position or not links[near]:
            continue
        weight = (_FUNCTION_WORD if sentence.tokens[near].kind == "function" else 1.0) / len(links[near])
        total += (weight * _nearness(sentence, near, position)) * max(
            (
                _nearness(quote, there, place) * (_SAME_SIDE if (near < position) == (there < place) else 1.0)
                for there in links[near]
                if there != place and abs(there - place) <= _REACH
            ),
            default=0.0,
        )
    return total


def _nearness(reading: Reading, near: int, position: int) -> float:
    same = reading.tokens[near].clause == reading.tokens[position].clause
    return (1.0 if same else _ANOTHER_CLAUSE) / abs(near - position)
