"""Where an official page tells what our own texts tell, or what they say is not told; docs/ingestion/official-first.md."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.alike import Likeness, Reading, read, tells_all_figures
from corpus.asks import read_ask
from corpus.measures import DAY, holds
from corpus.phrases import phrases
from corpus.types import Kind, Language, Passage, Statement

ENOUGH = 0.65
"""An official statement this alike to one of ours covers it. Set on the tuned half of `tests/ingest/pairs.toml`."""

_KNOWN = 0.5  # this alike to one of ours, it tells nothing that ours do not
_ANSWERS = 0.75  # of the words of what our text asks and does not tell, so much has to be told
_FEWEST = 2  # words, so that there is something to go by
_OWN = (Kind.SUMMARY, Kind.GAP)
_WEIGHT = (Kind.AGREEMENT, Kind.CRITERIA, Kind.CONCEPT, Kind.PAGE, Kind.REPORT, Kind.NEWS)
"""Official texts, what binds first."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The statement of a passage of ours with this position is told by statements `told` of an official `passage`.

    More than one are an item with what it stands under.
    """

    statement: int
    passage: str
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, where it stands, and how it reads."""

    passage: Passage
    position: int
    reading: Reading

    @property
    def statement(self) -> Statement:
        return self.passage.statements[self.position]

    @property
    def chain(self) -> tuple[int, ...]:
        """Its position, before it those of what it stands under, the outermost first."""
        return _chain(self.passage, self.position)


Covers = Mapping[str, tuple[Cover, ...]]
"""By the id of a passage of ours, in the order of its statements."""


def read_covers(path: Path) -> Covers:
    """Read what `write_covers` wrote. Raises OSError, ValueError, KeyError."""
    content: dict[str, list[tuple[int, str, list[int]]]] = json.loads(path.read_text(encoding="utf-8"))
    return {
        own: tuple(Cover(at, official, tuple(told)) for at, official, told in found) for own, found in content.items()
    }


def write_covers(path: Path, passages: Sequence[Passage]) -> None:
    """Find what official passages cover of ours and write it."""
    content = {
        own: [[cover.statement, cover.passage, list(cover.told)] for cover in found]
        for own, found in find_covers(passages).items()
    }
    path.write_text(json.dumps(content), encoding="utf-8")


def find_covers(passages: Iterable[Passage]) -> Covers:
    """For each passage of ours, the statements that an official one in its language tells, and by which."""
    found: dict[str, tuple[Cover, ...]] = {}
    by_language: dict[Language, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_language[passage.language].append(passage)
    for in_language in by_language.values():
        found |= _covers_of(in_language)
    return found


def statements_of(passages: Iterable[Passage]) -> list[Told]:
    """Every statement of some passages but the lines that lead into a list, read."""
    return [
        Told(passage, position, _read(passage, position))
        for passage in passages
        for position, statement in enumerate(passage.statements)
        if statement.kind != "lead"
    ]


def is_own(passage: Passage) -> bool:
    """Whether a passage is of our own texts, and has not been replaced."""
    return passage.kind in _OWN and passage.current


def is_official(passage: Passage) -> bool:
    """Whether a passage is of an official page that still says so."""
    return passage.official and passage.current and passage.kind not in _OWN


def _covers_of(passages: Sequence[Passage]) -> dict[str, tuple[Cover, ...]]:
    """Those of one language."""
    official = statements_of(filter(is_official, passages))
    if not official:
        return {}
    ours = statements_of(filter(is_own, passages))
    likeness = Likeness([told.reading for told in (*ours, *official)])
    candidates = Candidates(official)
    found: dict[str, list[Cover]] = defaultdict(list)
    known: set[tuple[str, int]] = set()
    for own in ours:
        if _says_not_told(own):
            continue
        alike = [(likeness.of(own.reading, o.reading, with_figures=True), o) for o in candidates.of(own)]
        known.update((o.passage.id, o.position) for score, o in alike if score >= _KNOWN)
        fit = [(score, o) for score, o in alike if score >= ENOUGH and _may_stand_for(o, own)]
        if fit:
            _, best = min(fit, key=lambda pair: _order(pair[1], pair[0]))
            chain = best.chain if own.statement.kind == "sentence" else (best.position,)
            found[own.passage.id].append(Cover(own.position, best.passage.id, chain))
    news = [o for o in official if (o.passage.id, o.position) not in known]
    for gap in (told for told in ours if _says_not_told(told)):
        if best_news := _tells_the_gap(gap, news, likeness):
            found[gap.passage.id].append(Cover(gap.position, best_news.passage.id, best_news.chain))
    return {own: tuple(sorted(covers, key=lambda cover: cover.statement)) for own, covers in found.items()}


class Candidates:
    """Statements that share a word with another, so that not every pair has to be compared."""

    def __init__(self, statements: Sequence[Told]) -> None:
        self._statements = statements
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, told in enumerate(statements):
            for token in told.reading.tokens:
                self._holding[token].append(at)

    def of(self, told: Told) -> Iterator[Told]:
        """Those that may be alike, in their order."""
        tokens = {token for word in told.reading.words for token in word.tokens}
        for at in sorted({at for token in tokens for at in self._holding.get(token, ())}):
            yield self._statements[at]


def _read(passage: Passage, position: int) -> Reading:
    leads = [passage.statements[at].text for at in _chain(passage, position)[:-1]]
    text = passage.statements[position].text
    return read(text, passage.language, passage.deal, leads, (passage.title, *passage.section))


def _chain(passage: Passage, position: int) -> tuple[int, ...]:
    found = [position]
    while (lead := passage.statements[found[0]].lead) is not None:
        found.insert(0, lead)
    return tuple(found)


def _may_stand_for(official: Told, own: Told) -> bool:
    """Whether it can be quoted in the place of ours: nothing is lost, and it is understood alone."""
    return (
        tells_all_figures(official.reading, own.reading)
        and own.reading.names <= official.reading.tokens | official.reading.around
        and _ends(official.passage) >= _ends(own.passage)
        and not _points_back(official)
    )


def _ends(passage: Passage) -> date:
    return passage.valid_until or date.max


def _points_back(told: Told) -> bool:
    return bool(phrases("pointing", told.passage.language).search(told.statement.text.lower()))


def _order(official: Told, score: float) -> tuple[int, float, int, str, int]:
    """What binds comes first, then what is most alike, then what is newest."""
    newest = -(official.passage.published or date.min).toordinal()
    return _WEIGHT.index(official.passage.kind), -round(score, 2), newest, official.passage.id, official.position


def _says_not_told(own: Told) -> bool:
    return own.passage.kind is Kind.GAP and own.position == 0


def _tells_the_gap(gap: Told, news: Sequence[Told], likeness: Likeness) -> Told | None:
    """What tells best what the heading asks and our text says is not told; None where nothing plainly does."""
    passage = gap.passage
    asked = read(passage.heading, passage.language, passage.deal)
    if len(asked.words) < _FEWEST:
        return None
    wants_figure = (ask := read_ask(passage.heading, passage.language)) is not None and ask.what == "how_much"
    fit = [
        (share, told)
        for told in news
        if told.reading.deals == asked.deals
        and (share := likeness.held(asked, told.reading)) >= _ANSWERS
        and (told.reading.measures or not wants_figure)
        and all(holds(told.reading.measures, m) for m in asked.measures if m.of == DAY)
        and _ends(told.passage) >= _ends(passage)
        and _is_later(told.passage, passage, asked)
        and not _points_back(told)
    ]
    return min(fit, key=lambda pair: _order(pair[1], pair[0]))[1] if fit else None


def _is_later(official: Passage, gap: Passage, asked: Reading) -> bool:
    """Whether it can know more than our text: it is no news from before it, and from after a year that is asked about."""
    years = [int(measure.value[:4]) for measure in asked.measures if measure.of == DAY and measure.value[0] != "-"]
    if years:
        return official.published is not None and official.published.year >= max(years)
    binding = official.kind in (Kind.AGREEMENT, Kind.CRITERIA, Kind.CONCEPT)
    return binding or (None not in (official.published, gap.published) and official.published > gap.published)
