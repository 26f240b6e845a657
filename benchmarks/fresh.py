"""Fresh questions: written by someone who saw neither the question set nor the word lists, far from the texts' words.

They decide whether a change of the ranking is kept (docs/adr/0007-retrieval.md), so that it need not be decided by the
half of the question set that it was tried on. Harder than that: each asks for one section, not for one document.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import Assistant
from assistant.evaluation.metrics import mean, rank_measures
from benchmarks.baselines import Baselines
from benchmarks.questions import Rankings, finnish_twins, rank
from benchmarks.rows import Row
from corpus.index import Index
from corpus.types import LANGUAGES, Language, Passage

PATH = Path(__file__).with_name("fresh.jsonl")
_ACROSS: tuple[Language, ...] = ("sv", "en")


@dataclass(frozen=True, slots=True)
class FreshQuestion:
    """A question and the sections that answer it, each as the subject of its document and its heading."""

    id: str
    language: Language
    question: str
    right: tuple[tuple[str, str], ...]


def read_fresh(path: Path = PATH) -> list[FreshQuestion]:
    """Read the questions, one a line. Raises OSError, ValueError, KeyError."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        FreshQuestion(
            line["id"], line["language"], line["question"], tuple((subject, head) for subject, head in line["right"])
        )
        for line in lines
    ]


def right_passages(questions: Sequence[FreshQuestion], passages: Sequence[Passage]) -> dict[str, dict[str, int]]:
    """By question, the ids of the passages that answer it. Raises KeyError for a section that is not in the texts."""
    by_section: dict[tuple[str, str, Language], list[str]] = {}
    for passage in passages:
        by_section.setdefault((passage.subject, passage.heading, passage.language), []).append(passage.id)
    return {
        q.id: {found: 1 for subject, head in q.right for found in by_section[subject, head, q.language]}
        for q in questions
    }


def measure(assistant: Assistant, index: Index, finnish: Index) -> list[Row]:
    """The rows of the fresh questions, within and across languages; `finnish` has the Finnish documents alone."""
    questions = read_fresh()
    right = right_passages(questions, index.passages)
    twins = finnish_twins(index.passages)
    across = {q: {twins[p]: grade for p, grade in graded.items() if p in twins} for q, graded in right.items()}
    asked = {q.id: assistant.understand(q.question, ()) for q in questions}
    within = rank(assistant, asked, index, Baselines(index.passages))
    others = {q.id: asked[q.id] for q in questions if q.language in _ACROSS}
    over_finnish = rank(assistant, others, finnish, Baselines(finnish.passages))
    rows = []
    for language in LANGUAGES:
        ids = [q.id for q in questions if q.language == language]
        rows += _rows(f"fresh, {language}", within, right, ids)
        if language in _ACROSS:
            rows += _rows(f"fresh, {language} over Finnish alone", over_finnish, across, ids)
    return rows


def _rows(told: str, rankings: Rankings, right: Mapping[str, Mapping[str, int]], ids: Sequence[str]) -> list[Row]:
    measures = {
        system: rank_measures({q: ranked[q] for q in ids}, right).values() for system, ranked in rankings.items()
    }
    return [
        Row(f"{told}: {name}", len(ids), {system: mean([m[name] for m in found]) for system, found in measures.items()})
        for name in ("found@5", "mrr")
    ]
