"""The gate lets through what was reached before, and names what fell; floors sink with a reason only."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation.gate import LowerFloorError, accept, check, drop, read_baseline, read_floors
from assistant.evaluation.metrics import score_answer
from assistant.evaluation.score import Scored, Table, by_half_and_language, tabulate
from tests.assistant.evaluation.test_metrics import answer, question

HEADER = {"set": "s1", "corpus": "c1"}
TODAY = date(2026, 11, 24)
GOOD, BAD = answer("Half, biogas, hydrogen."), answer("Half, biogas, hydrogen.", status="not_found")


def scored(bad: int = 0, count: int = 40) -> list[Scored]:
    entries = []
    for number in range(count):
        asked = question(id=f"sites-goals-{number:02}")
        scores = score_answer(asked, BAD if number < bad else GOOD)
        entries.append(Scored(asked, {}, scores, {"fused": {"found@5": 1.0, "mrr": 1.0}}))
    return entries


def table(entries: list[Scored]) -> Table:
    return tabulate(entries, by_half_and_language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    entries = scored()
    accept(HEADER, table(entries), entries, today=TODAY, folder=tmp_path)
    return tmp_path


def faults(folder: Path, entries: list[Scored], header: dict[str, str] = HEADER) -> list[str]:
    return check(read_floors(folder), read_baseline(folder), header, table(entries), entries)


def test_what_was_reached_holds(folder: Path) -> None:
    assert faults(folder, scored()) == []


def test_a_fall_is_caught_and_the_questions_are_named(folder: Path) -> None:
    found = faults(folder, scored(bad=10))
    assert any("“quality” is 0.750, under its floor of 0.995" in fault for fault in found)
    assert any("sites-goals-00" in fault and "beyond noise" in fault for fault in found)


def test_another_set_or_corpus_is_told(folder: Path) -> None:
    assert any("The corpus has changed" in fault for fault in faults(folder, scored(), {"set": "s1", "corpus": "c2"}))
    assert any("The set has changed" in fault for fault in faults(folder, scored(), {"set": "s2", "corpus": "c1"}))


def test_a_measure_that_is_missing_is_a_fault(folder: Path) -> None:
    entries = [replace(entry, ranking={}) for entry in scored()]
    assert any("“fused mrr” was not measured" in fault for fault in faults(folder, entries))


def test_one_question_in_forty_is_noise_for_the_drop(folder: Path) -> None:
    assert drop(read_baseline(folder), scored(bad=1)) == []


def test_floors_sink_with_a_reason_only_and_the_reason_is_kept(folder: Path) -> None:
    worse = scored(bad=10)
    with pytest.raises(LowerFloorError, match="quality"):
        accept(HEADER, table(worse), worse, today=TODAY, folder=folder)
    assert faults(folder, scored()) == [], "nothing was written"
    accept(HEADER, table(worse), worse, today=TODAY, reason="the answerer was rewritten", folder=folder)
    assert "the answerer was rewritten" in read_floors(folder).reasons[0]
    assert faults(folder, worse) == []


def test_a_small_fall_is_no_fault_and_does_not_pull_the_floor_down(folder: Path) -> None:
    floor = read_floors(folder).floors["tuning/all"]["quality"]
    many = scored(bad=1, count=400)
    accept(HEADER, table(many), many, today=TODAY, folder=folder)
    assert read_floors(folder).floors["tuning/all"]["quality"] == floor
    assert not read_floors(folder).reasons


def test_under_a_floor_the_worse_questions_are_named_though_the_drop_may_be_noise(folder: Path) -> None:
    found = faults(folder, scored(bad=1))
    assert any("under its floor" in fault for fault in found)
    assert found[-1] == "Answers that got worse: sites-goals-00 (-1.00)."
