"""A report can be read back, and its keys are those that are documented."""

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.report.as_json import NotAReport, from_json, to_json
from ingest.report.types import Difference, Entry, Indexed, Loss, Outcome, Refusal, Report
from ingest.types import Doubt, Reason, Unsure
from tests.ingest.report.sample import HOSTILE, report

TEXT = st.text(max_size=20)
TIME = st.datetimes(timezones=st.just(UTC))
ENTRY = st.builds(
    Entry, TEXT, TEXT, st.sampled_from(Outcome), st.none() | st.sampled_from(Reason), TEXT, st.none() | TEXT, TEXT, TEXT
)
FIGURES = st.lists(TEXT, max_size=2).map(tuple)
REPORT = st.builds(
    Report,
    TIME,
    TIME,
    st.booleans(),
    st.lists(ENTRY, max_size=3).map(tuple),
    st.lists(st.builds(Difference, TEXT, TEXT, FIGURES, TEXT, TEXT, FIGURES), max_size=2).map(tuple),
    FIGURES,
    st.none() | st.builds(Indexed, TEXT, *[st.integers(0, 10**9)] * 3),
    st.none() | st.builds(Refusal, st.sampled_from(Loss), st.integers(0, 9), st.integers(0, 9), FIGURES),
    st.lists(st.builds(Unsure, st.tuples(TEXT, TEXT), st.sampled_from(Doubt), st.floats(0, 1)), max_size=2).map(tuple),
)


@given(REPORT)
def test_what_is_written_is_read_back(given_report: Report) -> None:
    assert from_json(to_json(given_report)) == given_report


def test_the_keys_are_the_documented_ones() -> None:
    written = json.loads(to_json(report()))
    assert list(written) == [
        "started", "ended", "dry", "entries", "differences", "suspicious", "indexed", "refused", "unsure",
    ]  # fmt: skip
    assert list(written["entries"][0]) == [
        "url", "title", "outcome", "reason", "detail", "alias_of", "before", "after",
    ]  # fmt: skip
    assert list(written["differences"][0]) == [
        "document", "statement", "figures", "official_url", "official_statement", "official_figures",
    ]  # fmt: skip
    assert list(written["unsure"][0]) == ["urls", "doubt", "shared"]
    assert list(written["indexed"]) == ["build", "documents", "passages", "embedded"]
    assert written["started"] == "2026-11-24T01:00:07Z"
    assert written["entries"][5]["reason"] == "gone"


def test_half_a_character_does_not_keep_a_report_from_being_written() -> None:
    written = from_json(to_json(report((Entry("https://example.org", "half \ud800", Outcome.ADDED), *HOSTILE))))
    assert written.entries[0].title == "half ?"
    assert written.entries[1:] == HOSTILE


@pytest.mark.parametrize("text", ["", "[]", "{", '{"started": "yesterday"}', "\x00"])
def test_what_is_no_report_is_told(text: str) -> None:
    with pytest.raises(NotAReport, match="no report of an update"):
        from_json(text)


def test_a_report_from_before_pairs_were_told_in_it_can_still_be_read() -> None:
    written = json.loads(to_json(report()))
    del written["unsure"]
    assert from_json(json.dumps(written)) == report(unsure=())
