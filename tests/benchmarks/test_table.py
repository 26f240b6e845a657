"""The table says of each number whether it holds, and the page keeps what people wrote."""

from pathlib import Path

import pytest

from benchmarks.page import put, within
from benchmarks.rows import Row, table

ROW = Row(
    "PUD en-fi", 1000, {"fused": 0.99, "vectors": 0.9, "BM25 + Snowball": 0.5}, {"fused": 0.985, "vectors": 0.985}
)


def test_each_number_that_has_a_floor_says_whether_it_holds() -> None:
    [line] = table([ROW], ["fused", "vectors", "BM25 + Snowball"]).splitlines()[2:]
    assert line == ("| PUD en-fi | 1000 | 0.990 (holds: 0.985) | 0.900 (**does not hold**: 0.985) | 0.500 | yes |")


def test_a_system_that_does_as_well_is_not_behind() -> None:
    assert not Row("found@5", 60, {"fused": 0.9, "BM25 + Snowball": 0.9}).ahead


def test_a_ceiling_that_is_passed_does_not_hold() -> None:
    assert within(3.2, 3, "×") == "3.20× (**does not hold**: 3×)"


def test_only_the_generated_part_of_the_page_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before.\n<!-- speed: begins -->\nold\n<!-- speed: ends -->\nAfter.\n", encoding="utf-8")
    put("speed", "new", page)
    put("speed", "newer", page)
    assert page.read_text(encoding="utf-8") == (
        "Before.\n<!-- speed: begins -->\n\nnewer\n\n<!-- speed: ends -->\nAfter.\n"
    )


def test_a_page_without_the_part_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Nothing here.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no part speed"):
        put("speed", "new", page)
