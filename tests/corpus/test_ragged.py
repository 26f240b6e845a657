"""Rows of different lengths in one array: what is gathered from them is what plain lists have."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.ragged import Ragged, places_in

ROWS = st.lists(st.lists(st.integers(0, 9), max_size=5), min_size=1, max_size=8)


@given(ROWS, st.data())
def test_what_is_gathered_is_what_the_rows_have(rows: list[list[int]], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=8))
    values, owners = Ragged.of(rows).gather(np.array(chosen, dtype=np.int64))
    assert values.tolist() == [value for row in chosen for value in rows[row]]
    assert owners.tolist() == [at for at, row in enumerate(chosen) for _ in rows[row]]


@given(ROWS, st.lists(st.integers(0, 12), unique=True, max_size=6), st.data())
def test_a_row_holds_what_stands_in_it(rows: list[list[int]], wanted: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=8))
    held = Ragged.of(rows).holds(np.array(wanted, dtype=np.int64), np.array(chosen, dtype=np.int64))
    assert held.tolist() == [[value in rows[row] for row in chosen] for value in wanted]


def test_tokens_that_no_passage_holds_stand_nowhere() -> None:
    held = Ragged.of([[0, 2], [1]]).holds(np.array([-1, 2, -1]), np.array([0, 1]))
    assert held.tolist() == [[False, False], [True, False], [False, False]]
    assert places_in(np.array([7, 3]), np.array([3, 5, 7])).tolist() == [1, -1, 0]


def test_rows_that_are_read_back_are_the_same(tmp_path: Path) -> None:
    Ragged.of([[3, 1], [], [2]]).save(tmp_path, "rows")
    read = Ragged.load(tmp_path, "rows")
    assert [read[row].tolist() for row in range(len(read))] == [[3, 1], [], [2]]
    assert read.lengths.tolist() == [2, 0, 1]
