"""How likely a passage answers a question: what the search has found out about it, as one calibrated number.

A logistic regression over a few facts about a hit. The weights order the passages and are learned from pairs of a
right and a wrong passage for the same question (Joachims 2002, "Optimizing search engines using clickthrough data");
slope and intercept turn their sum into a probability (Platt 1999). All are in `evidence.toml`, with the data and what
was measured on data that had no say; `make evidence` makes that file anew.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.ragged import Reals

EVIDENCE_FILE = Path(__file__).with_name("evidence.toml")

_FLOOR = 0.05  # of a score: its logarithm would have no bottom


class Facts(NamedTuple):
    """What is known of some passages beside a question, an array each, by passage.

    `score` is the ranking's (0 or more), `words` the share of the highest BM25 score that the question's words could
    give, `meaning` the cosine of the vectors, `coverage` the share of what the question tells that the passage holds.
    `heading` says how alike the heading and the question are (0 to 1), `same_ask` and `other_ask` (0 or 1) whether the
    heading asks for the same as the question or for something else.
    """

    score: Reals
    words: Reals
    meaning: Reals
    coverage: Reals
    heading: Reals
    same_ask: Reals
    other_ask: Reals

    def rows(self) -> Reals:
        """A row for each passage, a column for each fact, as the weights are meant for."""
        return np.column_stack([np.log(self.score + _FLOOR), *self[1:]])


@dataclass(frozen=True, slots=True)
class Evidence:
    """The weights, one for each of the Facts, and what makes their sum a probability."""

    weights: tuple[float, ...]
    slope: float
    intercept: float

    def probability(self, facts: Facts) -> Reals:
        """How likely each passage answers, 0 to 1."""
        chance: Reals = 1 / (1 + np.exp(-(self.slope * (facts.rows() @ np.array(self.weights)) + self.intercept)))
        return chance


def read_evidence(path: Path = EVIDENCE_FILE) -> Evidence:
    """Read the file that `make evidence` writes. Raises OSError, ValueError, KeyError."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    weights = tuple(float(content["weights"][name]) for name in Facts._fields)
    return Evidence(weights, float(content["slope"]), float(content["intercept"]))
