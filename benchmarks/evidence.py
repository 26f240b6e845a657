"""Learns what assistant/evidence.toml holds, and measures it on questions that had no say: `make evidence`.

Learned from the fresh questions and those of evidence.jsonl, which were written from the texts alone; measured on the
tuning half of the question set. scikit-learn's logistic regression, so that two runs give the same numbers.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant.evaluation.dataset import normalise, read_set
from assistant.evaluation.run import turns
from assistant.evidence import EVIDENCE_FILE, Evidence, Facts
from assistant.retrieval import Retriever
from assistant.settings import Settings
from assistant.types import Question, Status, Turn
from assistant.wiring import build_assistant
from benchmarks.fresh import read_fresh
from corpus.ragged import Reals
from corpus.settings import read_or_exit
from corpus.types import Passage

PATH = Path(__file__).with_name("evidence.jsonl")

_JUDGED = 30  # passages of a question
_WRONG = 20  # of these, at most so many that are wrong are held against each that is right
_NEAR = 10  # passages that the probability is made for
_PENALTY = 0.1  # scikit-learn's C: of .003 to 3 all within .01 MRR of each other


@dataclass(frozen=True, slots=True)
class EvidenceQuestion:
    """A question, the earlier ones, and where the material tells its answer, or that it does not know it.

    `label` is `told`, `partly`, `not_told` or `outside`; `sources` are subjects, `headings` sections of these, `facts`
    the forms of each value that a full answer holds.
    """

    question: str
    history: tuple[str, ...]
    label: str
    sources: frozenset[str]
    headings: frozenset[str]
    facts: tuple[tuple[str, ...], ...]

    def is_answered_by(self, passage: Passage) -> bool:
        """Whether a passage is one of the sections, or of one of the sources and holds all facts."""
        if passage.subject not in self.sources:
            return False
        text = normalise(f"{passage.heading} {passage.text}")
        holds = [any(normalise(form) in text for form in forms) for forms in self.facts]
        return passage.heading in self.headings or (bool(holds) and all(holds))


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of the first passages for a question (a row each), and which of them are right."""

    rows: Reals
    right: NDArray[np.bool_]


def read_questions(path: Path = PATH) -> list[EvidenceQuestion]:
    """Read the questions, one a line. Raises OSError, ValueError, KeyError."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        EvidenceQuestion(
            line["question"],
            tuple(line["history"]),
            line["label"],
            frozenset(line["sources"]),
            frozenset(line["headings"]),
            tuple(tuple(fact["any"]) for fact in line["facts"]),
        )
        for line in lines
    ]


def learn(evidence: Sequence[Judged], fresh: Sequence[Judged]) -> Evidence:
    """The weights from the order of right and wrong passages, then slope and intercept.

    Not every right section of a fresh question is named, which does for an order, but for no probability.
    """
    pairs, shares = [], []
    for judged in (*evidence, *fresh):
        right, wrong = judged.rows[judged.right], judged.rows[~judged.right][:_WRONG]
        differences = [one - other for one in right for other in wrong]
        pairs += differences
        shares += [1 / len(differences) for _ in differences]
    better = np.array(pairs)
    spread = better.std(axis=0)
    both = np.concatenate((better, -better)) / spread
    order = LogisticRegression(C=_PENALTY, fit_intercept=False).fit(
        both, [1] * len(better) + [0] * len(better), sample_weight=shares * 2
    )
    weights = order.coef_[0] / spread
    rows = np.concatenate([judged.rows[:_NEAR] for judged in evidence])
    right = np.concatenate([judged.right[:_NEAR] for judged in evidence])
    chance = LogisticRegression().fit((rows @ weights)[:, np.newaxis], right)
    return Evidence(tuple(weights.tolist()), float(chance.coef_[0, 0]), float(chance.intercept_[0]))


def main() -> None:
    """Learn, measure, write."""
    assistant = build_assistant(read_or_exit(Settings))
    index, retriever = assistant.index.get(), Retriever(assistant.deals)

    def judge(question: Question) -> tuple[Facts, list[Passage]]:
        found, facts, _ = retriever.judged(question, index, _JUDGED)
        return facts, [index.passages[position] for position in found.positions.tolist()]

    evidence, fresh = [], []
    for asked in read_questions():
        facts, passages = judge(assistant.understand(asked.question, [Turn("user", text) for text in asked.history]))
        evidence.append(Judged(facts.rows(), np.array([asked.is_answered_by(p) for p in passages], dtype=np.bool_)))
    for told in read_fresh():
        facts, passages = judge(assistant.understand(told.question, ()))
        right = [(p.subject, p.heading) in told.right for p in passages]
        fresh.append(Judged(facts.rows(), np.array(right, dtype=np.bool_)))
    learned = learn(evidence, fresh)
    answered, best = [], []
    for question in read_set().questions:
        if question.half == "tuning":
            facts, _ = judge(assistant.understand(question.question, turns(question)))
            answered.append(question.status[0] is Status.ANSWERED)
            best.append(learned.probability(facts).max(initial=0.0))
    write(learned, len(evidence) + len(fresh), float(roc_auc_score(answered, best)), len(best))


def write(learned: Evidence, questions: int, area: float, measured: int) -> None:
    """Write the file, with what it rests on."""
    weights = "\n".join(f"{name} = {weight:.4f}" for name, weight in zip(Facts._fields, learned.weights, strict=True))
    EVIDENCE_FILE.write_text(
        f"""# How likely a passage answers a question (assistant/evidence.py). Made by `make evidence`, not by hand.
# Learned from {questions} questions that were written from the texts alone (benchmarks/evidence.jsonl, fresh.jsonl).
# On {measured} questions that had no say (the tuning half), the best passage's probability tells those that the
# material answers from the others with an area under the ROC curve of {area:.3f}.

slope = {learned.slope:.4f}
intercept = {learned.intercept:.4f}

[weights]
{weights}
""",
        encoding="utf-8",
    )
    print(f"{EVIDENCE_FILE}: {questions} questions; area under the curve on {measured} others {area:.3f}")


if __name__ == "__main__":
    main()
