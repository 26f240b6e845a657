"""Where an official page tells what our own texts tell, or what they say is not told.

The rule in full: docs/ingestion/official-first.md.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.alike import Likeness, Reading, read, tells_all_figures
from corpus.asks import read_ask
from corpus.measures import CLASS, DAY, holds
from corpus.told import Candidates, Told, is_official, is_own, statements_of
from corpus.types import Kind, Language, Passage

ENOUGH = 0.65
"""An official statement this alike to one of ours may cover it; set on half of `tests/ingest/figure_pairs.toml`."""

_KNOWN = 0.5  # this alike to one of ours, it tells nothing that ours do not
_KEPT = 0.8  # of what ours tells, so much has to be told in its place
_SHORTEST = 3  # words and figures of an item: shorter ones stand in many lists
_ANSWERS = 0.75  # of what our text says is asked and not told, this share has to be told, titles included
_ANSWERS_ITSELF = 0.6  # and this one by the statement itself
_FEWEST = 2  # words of what is asked, so that there is something to go by
_BINDING = (Kind.AGREEMENT, Kind.CRITERIA, Kind.CONCEPT)
_FIRST = (*_BINDING, Kind.PAGE, Kind.REPORT, Kind.NEWS)
"""Official texts, what binds first."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The statement of a passage of ours with this position is told by the statements `told` of an official `passage`.

    More than one are an item with what it stands under.
    """

    statement: int
    passage: str
    told: tuple[int, ...]


Covers = Mapping[str, tuple[Cover, ...]]
"""By the id of a passage of ours, in the order of its statements."""


def read_covers(path: Path) -> Covers:
    """Read what `write_covers` wrote. Raises OSError, ValueError."""
    content: dict[str, list[tuple[int, str, list[int]]]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        own: tuple(Cover(at, official, tuple(told)) for at, official, told in covers) for own, covers in content.items()
    }


def write_covers(path: Path, passages: Sequence[Passage]) -> None:
    """Find what official passages cover of ours and write it."""
    content = {
        own: [[cover.statement, cover.passage, list(cover.told)] for cover in covers]
        for own, covers in find_covers(passages).items()
    }
    path.write_text(json.dumps(content), encoding="utf-8")


def find_covers(passages: Iterable[Passage]) -> Covers:
    """For each passage of ours, the statements that an official one in its language tells, and by which."""
    by_language: dict[Language, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_language[passage.language].append(passage)
    found: dict[str, list[Cover]] = defaultdict(list)
    for in_language in by_language.values():
        official = statements_of(filter(is_official, in_language))
        if official:
            for own, cover in _covers_of(statements_of(filter(is_own, in_language)), official):
                found[own].append(cover)
    return {own: tuple(sorted(covers, key=lambda cover: cover.statement)) for own, covers in found.items()}


def _covers_of(ours: Sequence[Told], official: Sequence[Told]) -> Iterable[tuple[str, Cover]]:
    """Those of one language: first what ours tell, then what they say is not told."""
    likeness = Likeness([told.reading for told in (*ours, *official)])
    candidates = Candidates(official)
    known: set[tuple[str, int]] = set()
    for own in ours:
        if _says_not_told(own) or own.advises:
            continue
        alike = [(likeness.of(own.reading, o.reading, with_figures=True), o) for o in candidates.of(own)]
        known.update(
            other.place for score, other in alike if score >= _KNOWN and tells_all_figures(own.reading, other.reading)
        )
        if best := _best([(score, o) for score, o in alike if score >= ENOUGH and _may_stand_for(o, own, likeness)]):
            told = best.chain if own.statement.kind == "sentence" else (best.position,)
            yield own.passage.id, Cover(own.position, best.passage.id, told)
    news = [other for other in official if other.place not in known]
    for gap in filter(_says_not_told, ours):
        if best := _best(list(_telling(gap.passage, news, likeness))):
            yield gap.passage.id, Cover(gap.position, best.passage.id, best.chain)


def _best(found: Sequence[tuple[float, Told]]) -> Told | None:
    """What binds comes first, then what is most alike, then what is newest."""

    def order(pair: tuple[float, Told]) -> tuple[int, float, int, str, int]:
        score, told = pair
        day = told.passage.published or date.min
        return _FIRST.index(told.passage.kind), -round(score, 2), -day.toordinal(), *told.place

    return min(found, key=order)[1] if found else None


def _may_stand_for(official: Told, own: Told, likeness: Likeness) -> bool:
    """Whether it can be quoted in the place of ours: nothing is lost, and it is understood alone."""
    return (
        tells_all_figures(official.reading, own.reading)
        and bool(own.reading.measures) == bool(official.reading.measures)  # a number makes it another statement
        and likeness.held(own.reading, official.reading) >= _KEPT
        and (own.statement.kind == "sentence" or _may_stand_in_a_list(official.reading, own.reading, likeness))
        and not official.heads
        and own.reading.names <= official.reading.known
        and _ends(official.passage) >= _ends(own.passage)
        and not official.points_back
    )


def _may_stand_in_a_list(official: Reading, own: Reading, likeness: Likeness) -> bool:
    """Whether our item says something, with a figure or as much as the official statement does."""
    says = len(own.words) + len(own.measures) >= _SHORTEST
    return says and (bool(own.measures) or likeness.held(official, own) >= _KEPT)


def _ends(passage: Passage) -> date:
    return passage.valid_until or date.max


def _says_not_told(own: Told) -> bool:
    return own.passage.kind is Kind.GAP and own.position == 0


def _telling(gap: Passage, news: Sequence[Told], likeness: Likeness) -> Iterable[tuple[float, Told]]:
    """What plainly tells what a heading asks and our text says is not told, with the share of it that it tells."""
    asked = read(gap.heading, gap.language, gap.deal)
    ask = read_ask(gap.heading, gap.language)
    if len(asked.words) < _FEWEST:
        return
    for told in news:
        share = likeness.held(asked, told.reading, within=told.reading.above)
        if (
            share >= _ANSWERS_ITSELF
            and likeness.held(asked, told.reading, within=told.reading.known) >= _ANSWERS
            and told.reading.deals == asked.deals
            and asked.names <= told.reading.tokens | told.reading.above
            and (told.reading.measures or ask is None or ask.what != "how_much")
            and all(holds(told.reading.measures, m) for m in asked.measures if m.of == DAY or m.of.startswith(CLASS))
            and _ends(told.passage) >= _ends(gap)
            and _is_later(told.passage, gap, asked)
            and not (told.points_back or told.heads)
        ):
            yield share, told


def _is_later(official: Passage, gap: Passage, asked: Reading) -> bool:
    """Whether it can know more than our text: no news from before it, and nothing from before a year asked about."""
    years = [measure.value[:4] for measure in asked.measures if measure.of == DAY]
    if years:
        return official.published is not None and str(official.published.year) >= max(years)
    if official.kind in _BINDING:
        return True
    return official.published is not None and (gap.published is None or official.published > gap.published)
