"""Measures of one answer and of many. Pure functions."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.dataset import SetQuestion, normalise
from assistant.types import Status
from corpus.figures import figures
from corpus.types import Language

Grades = Mapping[str, int]
"""How relevant each passage is to a question: 2 holds all its facts, 1 some, and what is not named none."""


@dataclass(frozen=True, slots=True)
class AnswerScores:
    """One answer's scores, each 0 to 1 (`false_claims`, `words`: a count); None where there is nothing to measure.

    `quality` is what the gate compares: 0 for a wrong status or language or any false claim, else the fact recall.
    """

    status: float
    language: float
    fact_recall: float | None
    complete: float | None
    false_claims: int
    citation_precision: float | None
    citation_recall: float | None
    figures_proven: float | None
    words: int
    missed: tuple[str, ...]
    quality: float


@dataclass(frozen=True, slots=True)
class AnswerText:
    """Of an answer, what is scored: sentences with the numbers of their quotes; a quote is (source, text)."""

    status: str
    language: Language
    sentences: tuple[tuple[str, tuple[int, ...]], ...]
    quotes: Mapping[int, tuple[str, str]]


def score_answer(question: SetQuestion, answer: AnswerText) -> AnswerScores:
    """Hold one answer against its question."""
    text = normalise(" ".join(sentence for sentence, _ in answer.sentences))
    held = [fact for fact in question.facts if fact.held_by(text)]
    missed = tuple(fact.name for fact in question.facts if fact not in held)
    false_claims = sum(never.said_by(text) for never in question.never)
    right_status = answer.status in question.status
    right_language = answer.language == question.language
    recall = len(held) / len(question.facts) if question.facts else None
    right_quotes = [quote for source, quote in answer.quotes.values() if source in question.sources]
    proven = normalise(" ".join(right_quotes))
    sound = right_status and right_language and not false_claims
    return AnswerScores(
        status=float(right_status),
        language=float(right_language),
        fact_recall=recall,
        complete=None if recall is None else float(recall == 1),
        false_claims=false_claims,
        citation_precision=len(right_quotes) / len(answer.quotes) if answer.quotes and question.sources else None,
        citation_recall=sum(fact.held_by(proven) for fact in held) / len(held) if held else None,
        figures_proven=_figures_proven(answer),
        words=len(text.split()),
        missed=missed,
        quality=(1.0 if recall is None else recall) if sound else 0.0,
    )


def _figures_proven(answer: AnswerText) -> float | None:
    """The share of the numbers and dates in cited sentences that stand in what the sentences cite."""
    told = proven = 0
    for sentence, numbers in answer.sentences:
        if not numbers:
            continue
        cited = figures(" ".join(answer.quotes[number][1] for number in numbers), answer.language)
        mine = figures(sentence, answer.language)
        told += len(mine)
        proven += sum(figure in cited for figure in mine)
    return proven / told if told else None


def grade(question: SetQuestion, passages: Mapping[str, tuple[str, Language, str]]) -> dict[str, int]:
    """Which passages (id: source, language, text) are right for a question, in its language.

    A passage of one of its sources that holds all of its facts is graded 2, one that holds some 1. A question without
    facts takes every passage of its sources as 1.
    """
    grades: dict[str, int] = {}
    for passage_id, (source, language, text) in passages.items():
        if source not in question.sources or language != question.language:
            continue
        held = sum(fact.held_by(normalise(text)) for fact in question.facts)
        if not question.facts:
            grades[passage_id] = 1
        elif held:
            grades[passage_id] = 2 if held == len(question.facts) else 1
    return grades


def rank_measures(rankings: Mapping[str, Sequence[str]], grades: Mapping[str, Grades]) -> dict[str, dict[str, float]]:
    """For each question: whether a right passage is among the first 1, 5 and 10, the reciprocal rank, and nDCG@10.

    By ir_measures over trec_eval (MacAvaney et al. 2022); nDCG takes the grades as gains. A question without a right
    passage is left out.
    """
    import ir_measures
    from ir_measures import RR, Success, nDCG

    names = {Success @ 1: "found@1", Success @ 5: "found@5", Success @ 10: "found@10", RR: "mrr", nDCG @ 10: "ndcg@10"}
    asked = [question for question in rankings if any(grades[question].values())]
    qrels = [ir_measures.Qrel(q, passage, grade) for q in asked for passage, grade in grades[q].items()]
    run = [
        # the score only carries the order
        ir_measures.ScoredDoc(q, passage, float(-rank))
        for q in asked
        for rank, passage in enumerate(rankings[q])
    ]
    found: dict[str, dict[str, float]] = {q: dict.fromkeys(names.values(), 0.0) for q in asked}
    for metric in ir_measures.iter_calc(list(names), qrels, run):
        found[metric.query_id][names[metric.measure]] = float(metric.value)
    return found


def mean(values: Sequence[float]) -> float:
    """The mean. Raises ValueError for no values or one that is no number: a measure that failed must not pass."""
    if not values or any(not math.isfinite(value) for value in values):
        raise ValueError(f"no mean of {len(values)} values, of which one may be no number")
    return float(np.mean(values))


def interval(values: Sequence[float], rounds: int = 2000) -> tuple[float, float]:
    """The 95 % interval of the mean by the percentile bootstrap (Efron 1979); the same for the same values."""
    data = np.asarray(values, dtype=float)
    draws = np.random.default_rng(2020).integers(0, len(data), size=(rounds, len(data)))
    low, high = np.percentile(data[draws].mean(axis=1), [2.5, 97.5])
    return float(low), float(high)


def by_status(expected: Sequence[str], got: Sequence[str]) -> dict[str, dict[str, int]]:
    """The statuses as a confusion matrix: expected, then got."""
    matrix: dict[str, dict[str, int]] = {status: dict.fromkeys(Status, 0) for status in Status}
    for right, given in zip(expected, got, strict=True):
        matrix[right][given] += 1
    return matrix
