"""The statements of passages, each with where it stands and how it reads: ours beside those of official pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.alike import Reading, read
from corpus.phrases import phrases
from corpus.types import Kind, Passage, Statement

OWN = (Kind.SUMMARY, Kind.GAP)
"""What our own texts are."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement, where it stands, and how it reads."""

    passage: Passage
    position: int
    reading: Reading

    @property
    def statement(self) -> Statement:
        """The statement."""
        return self.passage.statements[self.position]

    @property
    def place(self) -> tuple[str, int]:
        """The passage's id and the position in it."""
        return self.passage.id, self.position

    @property
    def chain(self) -> tuple[int, ...]:
        """Its position, before it those of what it stands under, the outermost first."""
        return _chain(self.passage, self.position)

    @property
    def heads(self) -> bool:
        """Whether others stand under it, as the rows of a table do under the first."""
        return any(statement.lead == self.position for statement in self.passage.statements)

    @property
    def points_back(self) -> bool:
        """Whether it cannot be understood without the sentence before it."""
        return bool(phrases("pointing", self.passage.language).search(self.statement.text.lower()))

    @property
    def advises(self) -> bool:
        """Whether it says where to ask."""
        return bool(phrases("advice", self.passage.language).search(self.statement.text.lower()))


class Candidates:
    """Statements by their words, so that not every pair has to be compared."""

    def __init__(self, statements: Sequence[Told]) -> None:
        self._statements = statements
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, told in enumerate(statements):
            for token in told.reading.tokens:
                self._holding[token].append(at)

    def of(self, told: Told) -> Iterator[Told]:
        """Those that share a word with a statement, in their order."""
        tokens = {token for word in told.reading.words for token in word.tokens}
        for at in sorted({at for token in tokens for at in self._holding.get(token, ())}):
            yield self._statements[at]


def statements_of(passages: Iterable[Passage]) -> list[Told]:
    """Every statement of some passages but the lines that lead into a list."""
    return [
        Told(passage, position, _read(passage, position))
        for passage in passages
        for position, statement in enumerate(passage.statements)
        if statement.kind != "lead"
    ]


def is_own(passage: Passage) -> bool:
    """Whether a passage is of our own texts, and none has replaced it."""
    return passage.kind in OWN and passage.current


def is_official(passage: Passage) -> bool:
    """Whether a passage is of an official page that still says so."""
    return passage.official and passage.current and passage.kind not in OWN


def _read(passage: Passage, position: int) -> Reading:
    *leads, text = (passage.statements[at].text for at in _chain(passage, position))
    return read(text, passage.language, passage.deal, tuple(leads), (passage.title, *passage.section))


def _chain(passage: Passage, position: int) -> tuple[int, ...]:
    found = [position]
    while (lead := passage.statements[found[0]].lead) is not None:
        found.insert(0, lead)
    return tuple(found)
