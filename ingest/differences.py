"""Where our own texts and official pages tell the same with other numbers, percentages or dates: a list for people."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.alike import Likeness, differing
from corpus.measures import DAY, Measure, holds
from corpus.told import Candidates, Told, is_official, is_own, statements_of
from corpus.types import Document, Kind, Language, Passage
from ingest.report.types import Difference
from ingest.split import split

ALIKE = 0.6
"""Statements with words this alike are held to tell the same; set on half of `tests/ingest/figure_pairs.toml`."""

ALIKE_BUT_FOR_A_DAY = 0.8
"""The same for those that differ in a date: much happens to one organisation on several days."""


def differences(documents: Sequence[Document]) -> tuple[Difference, ...]:
    """What differs, by our documents in their order, each pair of statements once.

    Statements that agree with one of the other side are left out: two goals for two years are not one goal in dispute.
    """
    by_language: dict[Language, list[Passage]] = defaultdict(list)
    for document in documents:
        if document.kind is not Kind.GAP:  # what it tells beside the gap, the other texts tell
            by_language[document.language] += split(document)
    found = [
        difference
        for passages in by_language.values()
        for difference in _differing(
            statements_of(filter(is_own, passages)), statements_of(filter(is_official, passages))
        )
    ]
    order = {document.id: position for position, document in enumerate(documents)}
    return tuple(dict.fromkeys(sorted(found, key=lambda difference: order[difference.document])))


def _differing(ours: Sequence[Told], official: Sequence[Told]) -> Iterator[Difference]:
    """Those of one language."""
    likeness, candidates = Likeness([told.reading for told in (*ours, *official)]), Candidates(official)
    pairs = [
        (own, other, score, differing(own.reading, other.reading))
        for own in ours
        if own.reading.measures
        for other in candidates.of(own)
        if (score := likeness.of(own.reading, other.reading, with_figures=False)) >= ALIKE and other.reading.measures
    ]
    agreeing = {(own.place, other.passage.document_id) for own, other, _, figures in pairs if not figures}
    agreed = {other.place for _, other, _, figures in pairs if not figures}
    for own, other, score, figures in pairs:
        if (
            figures
            and other.place not in agreed
            and (own.place, other.passage.document_id) not in agreeing
            and (figures[0][0].of != DAY or (score >= ALIKE_BUT_FOR_A_DAY and _agree_but_for_days(own, other)))
        ):
            yield _difference(own, other, figures)


def _agree_but_for_days(own: Told, other: Told) -> bool:
    """Whether what else is counted is the same on both sides."""
    one, two = ([m for m in told.reading.measures if m.of != DAY] for told in (own, other))
    return all(holds(two, measure) for measure in one) and all(holds(one, measure) for measure in two)


def _difference(own: Told, other: Told, figures: Sequence[tuple[Measure, Measure]]) -> Difference:
    return Difference(
        document=own.passage.document_id,
        statement=own.statement.text,
        figures=tuple(dict.fromkeys(measure.text for measure, _ in figures)),
        official_url=other.statement.sources[0].url,
        official_statement=other.statement.text,
        official_figures=tuple(dict.fromkeys(measure.text for _, measure in figures)),
    )
