"""A file of answers -> scores, by half, language, deal and kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.evaluation.dataset import QuestionSet, SetQuestion
from assistant.evaluation.metrics import (
    AnswerScores,
    AnswerText,
    grade,
    interval,
    mean,
    rank_measures,
    score_answer,
)
from assistant.evaluation.run import Record, Run
from corpus.types import LANGUAGES, Language, Passage

ACROSS = "across: "
"""Begins the names of the rank measures of English and Swedish questions over the Finnish documents alone."""


class ScoringError(Exception):
    """The file of answers does not fit the question set, or a measure failed; the message says which."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A question with its record, its answer's scores, and the rank measures of each list (empty where none fits).

    `across` has those over the Finnish documents alone, of questions in the other languages.
    """

    question: SetQuestion
    record: Record
    answer: AnswerScores
    ranking: Mapping[str, Mapping[str, float]]
    across: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over `count` questions, with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float
    count: int


Table = dict[str, dict[str, Measure]]
"""Group (such as `test/fi`), then measure."""


def score(given: QuestionSet, run: Run, passages: Iterable[Passage]) -> list[Scored]:
    """Score every question. Raises ScoringError when the run is of another set or lacks a question."""
    if run.header["set"] != given.digest:
        raise ScoringError(f"The answers are of the set {run.header['set']}, and {given.digest} is here: run again.")
    missing = [question.id for question in given.questions if question.id not in run.records]
    if missing:
        raise ScoringError(f"The answers lack {', '.join(missing)}: run again.")
    passages = tuple(passages)
    texts = {p.id: (p.subject, p.language, f"{p.heading} {p.text}") for p in passages}
    by_language = {lang: {i: t for i, t in texts.items() if t[1] == lang} for lang in LANGUAGES}
    grades = {question.id: grade(question, by_language[question.language]) for question in given.questions}
    finnish = {p.key: p.id for p in passages if p.language == "fi"}
    twin = {p.id: finnish[p.key] for p in passages if p.key in finnish}
    grades_across = {
        q: {twin[passage]: given for passage, given in graded.items() if passage in twin}
        for q, graded in grades.items()
    }
    within = _measures(given, run, "rankings", grades)
    across = _measures(given, run, "rankings_across", grades_across)
    return [
        Scored(
            question,
            run.records[question.id],
            score_answer(question, answer_text(run.records[question.id]["answer"])),
            {name: found[question.id] for name, found in within.items() if question.id in found},
            {name: found[question.id] for name, found in across.items() if question.id in found},
        )
        for question in given.questions
    ]


def _measures(
    given: QuestionSet, run: Run, part: str, grades: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, dict[str, float]]]:
    """By list and question: the rank measures of the rankings that the records have under `part`."""
    rankings = {q.id: run.records[q.id][part] for q in given.questions if run.records[q.id][part]}
    names = dict.fromkeys(name for lists in rankings.values() for name in lists)
    return {name: rank_measures({q: lists[name] for q, lists in rankings.items()}, grades) for name in names}


def answer_text(answer: Record) -> AnswerText:
    """What is scored of an answer in the form of the HTTP contract."""
    language: Language = answer["language"]
    return AnswerText(
        status=answer["status"],
        language=language,
        sentences=tuple((s["text"], tuple(s["citations"])) for s in answer["sentences"]),
        quotes={c["number"]: (c["document_id"].rsplit(".", 1)[0], c["quote"]) for c in answer["citations"]},
    )


def tabulate(scored: Sequence[Scored], groups: Callable[[SetQuestion], Iterable[str]]) -> Table:
    """The measures of each group that `groups` puts a question in. Raises ScoringError for one that is no number."""
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for entry in scored:
        for group in groups(entry.question):
            for name, value in _values(entry).items():
                values[group][name].append(value)
    try:
        return {
            group: {
                name: Measure(mean(found), *interval(found), len(found)) for name, found in sorted(measures.items())
            }
            for group, measures in sorted(values.items())
        }
    except ValueError as error:
        raise ScoringError(f"A measure is no number: {error}") from error


def by_half_and_language(question: SetQuestion) -> list[str]:
    """The groups that the floors are for."""
    return [f"{question.half}/all", f"{question.half}/{question.language}"]


def _values(entry: Scored) -> dict[str, float]:
    answer = entry.answer
    values: dict[str, float | None] = {
        "quality": answer.quality,
        "status right": answer.status,
        "language right": answer.language,
        "fact recall": answer.fact_recall,
        "complete": answer.complete,
        "free of false claims": float(answer.false_claims == 0),
        "citation precision": answer.citation_precision,
        "citation recall": answer.citation_recall,
        "figures proven": answer.figures_proven,
        "words read": float(answer.words),
    }
    for where, lists in (("", entry.ranking), (ACROSS, entry.across)):
        for name, measures in lists.items():
            values |= {f"{where}{name} {measure}": value for measure, value in measures.items()}
    return {name: value for name, value in values.items() if value is not None}
