"""The tokens of a day are counted over restarts and processes, and the day ends at midnight in Finland."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant.budget import TokenBudget


def test_what_is_reserved_counts_and_is_settled_by_what_was_used(tmp_path: Path) -> None:
    budget = TokenBudget(tmp_path / "tokens.json", 1000)
    assert budget.reserve(600)
    assert not budget.reserve(600)
    budget.settle(600, 100)
    assert budget.spent() == 100
    assert budget.reserve(600)


def test_a_restart_goes_on_counting(tmp_path: Path) -> None:
    assert TokenBudget(tmp_path / "data" / "tokens.json", 1000).reserve(900)
    assert not TokenBudget(tmp_path / "data" / "tokens.json", 1000).reserve(200)


def test_a_new_day_begins_anew(tmp_path: Path) -> None:
    days = [date(2026, 11, 24)]
    budget = TokenBudget(tmp_path / "tokens.json", 1000, today=lambda: days[-1])
    assert budget.reserve(1000)
    assert not budget.reserve(1)
    days.append(date(2026, 11, 25))
    assert budget.reserve(1000)


def test_the_day_is_that_of_finland(monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime, tzinfo

    import assistant.budget

    class Late(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Late":
            moment = datetime(2026, 11, 24, 22, 30, tzinfo=UTC).astimezone(tz)
            return cls(moment.year, moment.month, moment.day, moment.hour, tzinfo=tz)

    monkeypatch.setattr(assistant.budget, "datetime", Late)
    assert assistant.budget.helsinki_today() == date(2026, 11, 25)


def test_no_limit_still_counts(tmp_path: Path) -> None:
    budget = TokenBudget(tmp_path / "tokens.json", 0)
    assert all(budget.reserve(10**9) for _ in range(3))
    assert budget.spent() == 3 * 10**9


def test_many_at_once_never_reserve_more_than_there_is(tmp_path: Path) -> None:
    budgets = [TokenBudget(tmp_path / "tokens.json", 1000) for _ in range(4)]
    with ThreadPoolExecutor(8) as threads:
        granted = list(threads.map(lambda at: budgets[at % 4].reserve(100), range(40)))
    assert sum(granted) == 10


@pytest.mark.parametrize("content", ["", "{", "[]", '{"day": 1}', '{"day": "2026-11-24", "tokens": "x"}'])
def test_a_file_that_cannot_be_read_does_not_stop_the_answers(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "tokens.json").write_text(content, encoding="utf-8")
    budget = TokenBudget(tmp_path / "tokens.json", 1000)
    assert budget.reserve(1000)
    assert not budget.reserve(1)
    assert "tokens.json" in caplog.text


def test_where_nothing_can_be_written_this_process_counts_for_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    budget = TokenBudget(tmp_path / "file" / "tokens.json", 1000)
    with caplog.at_level(logging.ERROR):
        assert budget.reserve(900)
        assert not budget.reserve(900)
    assert "in this process only" in caplog.text
