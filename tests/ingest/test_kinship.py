"""Copies, older wordings and other things are told apart, and what is not clear is not guessed."""

import pytest

from ingest.versions.kinship import Kinship
from tests.ingest.pairs import HALVES, Pair, counts, read_pairs

PAIRS = read_pairs()
LEFT_OPEN = {"two FAQs of one site", "KEINO 2018 and 2021", "two events of one deal"}


def test_there_are_enough_pairs_of_each_kind_to_judge_by() -> None:
    assert len(PAIRS) == len({pair.name for pair in PAIRS}) >= 60
    assert all(sum(judged.values()) >= 25 for judged in counts(PAIRS).values())
    assert {pair.half for pair in PAIRS} == set(HALVES)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_is_judged_as_by_hand_or_left_open(pair: Pair) -> None:
    assert pair.judged == (Kinship.OPEN if pair.name in LEFT_OPEN else pair.truly)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair_is_judged_alike_from_both_sides(pair: Pair) -> None:
    assert Pair(pair.name, pair.half, pair.truly, pair.b, pair.a).judged is pair.judged
