"""What is found on pairs of statements is not worse than it was: precision first, since people read the list."""

import pytest

from tests.ingest.figure_pairs import measure, read_pairs


def test_there_are_as_many_pairs_held_out_as_tuned_on() -> None:
    tuned, held_out = read_pairs("tuned"), read_pairs("held out")
    assert len(tuned) == len(held_out) == 30
    assert not {pair.official for pair in tuned} & {pair.official for pair in held_out}


@pytest.mark.parametrize("half", ["tuned", "held out"])
def test_covers_and_differences_are_told_on_pairs(half: str) -> None:
    covers, differing = measure(read_pairs(half), every=4)
    assert covers.precision == 1
    assert covers.recall >= 0.5
    assert differing.precision >= 0.88
    assert differing.recall >= 0.7
