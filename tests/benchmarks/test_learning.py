"""What says how likely a passage answers is learned from right and wrong passages, and twice the same."""

import numpy as np
import pytest

from assistant.evidence import Evidence, Facts
from benchmarks.evidence import Judged, learn

TELLING, AGAINST = Facts._fields.index("coverage"), Facts._fields.index("other_ask")


def made_up(questions: int) -> list[Judged]:
    """For each question twelve passages, of which those that hold much and ask for nothing else are right."""
    random = np.random.default_rng(5)
    judged = []
    for _ in range(questions):
        rows = random.random((12, len(Facts._fields)))
        noise = random.normal(0, 0.1, 12)
        judged.append(Judged(rows, rows[:, TELLING] - rows[:, AGAINST] + noise > 0.4))
    return judged


@pytest.fixture(scope="module")
def learned() -> Evidence:
    return learn(made_up(60), made_up(20))


def test_what_tells_right_from_wrong_weighs_and_what_does_not_hardly_does(learned: Evidence) -> None:
    others = [abs(weight) for at, weight in enumerate(learned.weights) if at not in (TELLING, AGAINST)]
    assert learned.weights[TELLING] > 5 * max(others)
    assert learned.weights[AGAINST] < -5 * max(others)


def test_the_probability_is_that_of_being_right(learned: Evidence) -> None:
    judged = made_up(60)
    rows, right = np.concatenate([j.rows for j in judged]), np.concatenate([j.right for j in judged])
    chance = 1 / (1 + np.exp(-(learned.slope * (rows @ np.array(learned.weights)) + learned.intercept)))
    assert chance.mean() == pytest.approx(right.mean(), abs=0.03)
    assert np.median(chance[right]) > 0.5 > np.quantile(chance[~right], 0.95)


def test_two_runs_learn_the_same(learned: Evidence) -> None:
    assert learn(made_up(60), made_up(20)) == learned
