"""The question set: whether a right passage is found, of both halves and each language, and across languages."""

from collections.abc import Mapping, Sequence

from assistant.answering import Assistant
from assistant.evaluation.dataset import Half, SetQuestion
from assistant.evaluation.metrics import Grades, grade, mean, rank_measures
from assistant.evaluation.run import LISTS, turns
from assistant.retrieval import Retriever
from assistant.types import Question
from benchmarks.baselines import Baselines
from benchmarks.rows import Row
from corpus.index import Index
from corpus.types import LANGUAGES, Language, Passage

DEPTH = 10
_HALVES: tuple[Half, ...] = ("tuning", "test")
_WITHIN: Mapping[str, Mapping[str, float]] = {"found@5": {"fused": 0.95}, "mrr": {"fused": 0.85}}
_ACROSS: Mapping[Language, Mapping[str, float]] = {"en": {"fused": 0.90}, "sv": {"fused": 0.85}}

Rankings = dict[str, dict[str, list[str]]]
"""By system and question: the ids of passages, best first."""


def measure(assistant: Assistant, questions: Sequence[SetQuestion], index: Index, finnish: Index) -> list[Row]:
    """The rows of the question set; `finnish` has the Finnish documents alone. The floors are the test half's."""
    grades = grades_of(questions, index.passages)
    twins = finnish_twins(index.passages)
    across = {q: {twins[p]: g for p, g in graded.items() if p in twins} for q, graded in grades.items()}
    asked = {q.id: assistant.understand(q.question, turns(q)) for q in questions}
    within = rank(assistant, asked, index, Baselines(index.passages))
    others = {q.id: asked[q.id] for q in questions if q.language != "fi"}
    over_finnish = rank(assistant, others, finnish, Baselines(finnish.passages))
    rows = []
    for half in _HALVES:
        for language in LANGUAGES:
            ids = [q.id for q in questions if (q.half, q.language) == (half, language)]
            for name, floors in _WITHIN.items():
                rows.append(_row(f"{half} half, {language}: {name}", name, within, grades, ids, _of(half, floors)))
        for language, floors in _ACROSS.items():
            ids = [q.id for q in questions if (q.half, q.language) == (half, language)]
            told = f"{half} half, {language} over Finnish alone: "
            rows.append(_row(f"{told}found@5", "found@5", over_finnish, across, ids, _of(half, floors)))
            rows.append(_row(f"{told}mrr", "mrr", over_finnish, across, ids, {}))
    return rows


def _of(half: Half, floors: Mapping[str, float]) -> Mapping[str, float]:
    """The floors are for the half that chose nothing."""
    return floors if half == "test" else {}


def grades_of(questions: Sequence[SetQuestion], passages: Sequence[Passage]) -> dict[str, Grades]:
    """Which passages are right for each question, in its language."""
    texts = {p.id: (p.subject, p.language, f"{p.heading} {p.text}") for p in passages}
    return {question.id: grade(question, texts) for question in questions}


def finnish_twins(passages: Sequence[Passage]) -> dict[str, str]:
    """By the id of a passage: the same section in Finnish."""
    finnish = {p.key: p.id for p in passages if p.language == "fi"}
    return {p.id: finnish[p.key] for p in passages if p.key in finnish}


def rank(assistant: Assistant, asked: Mapping[str, Question], index: Index, baselines: Baselines) -> Rankings:
    """What every system finds. The others get the question as ours understood it, follow-ups filled in."""
    found: Rankings = {}
    for name, signals in LISTS.items():
        retriever = Retriever(assistant.deals, signals)
        found[name] = {
            q: [hit.passage.id for hit in retriever.retrieve(question, index, DEPTH)] for q, question in asked.items()
        }
    for language in LANGUAGES:
        mine = {q: question.text for q, question in asked.items() if question.language == language}
        for name, ranked in baselines.rank(list(mine.values()), language, DEPTH).items() if mine else ():
            found.setdefault(name, {}).update(zip(mine, ranked, strict=True))
    return found


def _row(
    told: str,
    measure: str,
    rankings: Rankings,
    grades: Mapping[str, Grades],
    ids: Sequence[str],
    floors: Mapping[str, float],
) -> Row:
    values: dict[str, float] = {}
    count = 0
    for system, ranked in rankings.items():
        measures = rank_measures({q: ranked[q] for q in ids}, grades)
        values[system] = mean([found[measure] for found in measures.values()])
        count = len(measures)
    return Row(told, count, values, floors)
