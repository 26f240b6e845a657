"""Extraction is scored as ROUGE-L is, and ours is ahead on the known sites' shapes."""

import pytest

from benchmarks.extraction import SYSTEMS, measure, score
from tests.ingest.extract.saved import saved_pages


@pytest.mark.parametrize(
    ("found", "precision", "recall", "f1"),
    [
        # the examples of section 3.1 of Lin (2004), there with beta for F
        ("police kill the gunman", 3 / 4, 3 / 4, 3 / 4),
        ("the gunman kill police", 2 / 4, 2 / 4, 2 / 4),
        ("the gunman police killed", 2 / 4, 2 / 4, 2 / 4),
        ("", 0, 0, 0),
    ],
)
def test_the_score_is_that_of_the_published_examples(found: str, precision: float, recall: float, f1: float) -> None:
    scored = score("police killed the gunman", found)
    assert (scored.precision, scored.recall, scored.f1) == pytest.approx((precision, recall, f1))


def test_ours_is_ahead_on_the_known_sites_shapes_seen_and_held_out() -> None:
    rows = {row[0]: [float(value) for value in row[2:]] for row in measure(saved_pages())}
    for half in ("seen", "held out"):
        ours, *others = rows[f"known sites, {half}: F1"]
        assert len(others) == len(SYSTEMS) - 1
        assert ours > max(others)
