"""Every figure of a sentence stands in what it cites, with its unit."""

import re
from collections.abc import Iterator, Sequence

from assistant.proof.reading import Reading
from assistant.types import Fault, Rule
from corpus.figures import Figure

_END_OF_YEAR = re.compile(r"(?<!\w)(?:lop\w+|utgång\w*|slut\w*|ends?)(?!\w)")


def faults_of_figures(sentence: Reading, quotes: Sequence[Reading], leads: Sequence[Reading]) -> Iterator[Fault]:
    """The figures, addresses and acts of a sentence that no quote holds.

    The line that leads into a quoted list item proves a figure too, where the sentence has each figure of the quotes.
    """
    told = _figures(quotes)
    said = {token.key for token in sentence.tokens}
    if all(figure.value in said for figure in told):
        told += _figures(leads)
    ends = any(_END_OF_YEAR.search(reading.lower) for reading in quotes)
    addresses = {token.key for reading in (*quotes, *leads) for token in reading.tokens if token.kind == "address"}
    for token in sentence.tokens:
        if token.figure and not any(_proves(other, token.figure, ends) for other in told):
            legal = "/" in token.key or token.figure.unit in {"annex", "article", "section"}
            yield Fault(Rule.LEGAL_REFERENCE if legal else Rule.FIGURE, token.text)
        if token.kind == "address" and token.key not in addresses:
            yield Fault(Rule.FIGURE, token.text)


def _figures(readings: Sequence[Reading]) -> list[Figure]:
    return [token.figure for reading in readings for token in reading.tokens if token.figure]


def _proves(told: Figure, said: Figure, ends: bool) -> bool:
    """Whether a figure of a source proves one of a sentence: the same, or a date that the other is a part of."""
    if told.value == said.value:
        return told.unit == said.unit or (said.in_words and not said.unit) or (told.in_words and not told.unit)
    if said.value.startswith("--"):
        return told.value.endswith(said.value[2:]) and len(told.value) == 10
    return told.value.startswith(f"{said.value}-") or (ends and said.value == f"{told.value}-12-31")
