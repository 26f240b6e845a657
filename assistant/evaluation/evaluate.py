"""A file of answers and the index that gave them -> everything that gate and report look at."""

from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.dataset import QuestionSet, read_set
from assistant.evaluation.run import Run, read
from assistant.evaluation.score import Scored, Table, by_half_and_language, score, tabulate
from corpus.index import Index
from corpus.types import Language


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The set, the answers to it, each question scored, and the measures by half and language."""

    given: QuestionSet
    run: Run
    scored: list[Scored]
    table: Table


def evaluate(answers: Path, index: Index) -> Evaluation:
    """Score a file of answers. Raises ScoringError when it does not fit the set."""
    given, run = read_set(), read(answers)
    scored = score(given, run, index.passages)
    return Evaluation(given, run, scored, tabulate(scored, by_half_and_language))


def texts_by_source(index: Index) -> dict[tuple[str, Language], str]:
    """Each text, with its headings, by id and language."""
    found: dict[tuple[str, Language], str] = {}
    for passage in index.passages:
        key = (passage.subject, passage.language)
        found[key] = f"{found.get(key, passage.title)} {passage.heading} {passage.text}"
    return found
