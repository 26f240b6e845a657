"""The store keeps answers and feedback, masked, in SQLite and PostgreSQL alike; texts go in time; faults are told."""

import sqlite3
import stat
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from assistant import __version__
from assistant.storage.database import DatabaseUrlError, open_database, open_file
from assistant.storage.store import AnswerStore, Count, StoreUnavailable, UnknownAnswer
from assistant.storage.tables import Base
from assistant.types import Answer, Status
from tests.assistant.storage.databases import rows
from tests.processes import free_port

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(engine: Engine) -> AnswerStore:
    return AnswerStore(engine)


def numbered(answer: Answer, number: int, status: Status = Status.NOT_FOUND) -> Answer:
    return replace(answer, id=f"{number:032x}", status=status)


def test_an_answer_is_kept_with_its_question_masked(store: AnswerStore, engine: Engine, given: Answer) -> None:
    used = replace(given, question_used="daycare, from matti@example.fi")
    store.save(used, "call 040 123 4567 about daycare", "build-1")
    (row,) = rows(engine, "answers")
    assert row["id"] == given.id
    assert row["question"] == "call [phone] about daycare"
    assert row["question_used"] == "daycare, from [email]"
    assert (row["status"], row["language"], row["answerer"]) == ("answered", "en", "extractive")
    assert (row["text"], row["index_build"], row["app_version"]) == (given.text, "build-1", __version__)
    assert given.citations[0].passage.document_id in str(row["document_ids"])
    assert given.citations[0].passage.id in str(row["passage_ids"])
    assert "retrieve" in str(row["timings_ms"])


def test_no_column_has_room_for_who_asked() -> None:
    assert Base.metadata.tables["answers"].columns.keys() == [
        "id", "asked_at", "question", "question_used", "language", "deals", "status", "answerer", "passage_ids",
        "document_ids", "text", "index_build", "timings_ms", "app_version", "prompt_digest", "struck",
    ]  # fmt: skip
    assert Base.metadata.tables["feedback"].columns.keys() == ["answer_id", "helpful", "comment", "given_at"]
    assert Base.metadata.tables["handovers"].columns.keys() == [
        "reference", "answer_id", "message", "email", "state", "sent_at",
    ]  # fmt: skip


def test_the_prompt_s_digest_and_what_was_struck_are_kept(store: AnswerStore, engine: Engine, given: Answer) -> None:
    store.save(given, "x", None)
    store.save(replace(numbered(given, 1), prompt_digest="a" * 64, struck=2), "x", None)
    kept = {row["id"]: (row["prompt_digest"], row["struck"]) for row in rows(engine, "answers")}
    assert kept == {given.id: (None, 0), f"{1:032x}": ("a" * 64, 2)}


def test_a_second_word_on_an_answer_replaces_the_first(store: AnswerStore, engine: Engine, given: Answer) -> None:
    store.save(given, "x", None)
    store.give_feedback(given.id, True)
    store.give_feedback(given.id, False, "soita 0401234567")
    (row,) = rows(engine, "feedback")
    assert (bool(row["helpful"]), row["comment"]) == (False, "soita [phone]")


def test_feedback_on_an_unknown_answer_is_refused(store: AnswerStore, engine: Engine) -> None:
    with pytest.raises(UnknownAnswer):
        store.give_feedback("nothing", True)
    assert rows(engine, "feedback") == []


def test_many_words_at_once_leave_one(store: AnswerStore, engine: Engine, given: Answer) -> None:
    store.save(given, "x", None)
    threads = [threading.Thread(target=store.give_feedback, args=(given.id, True, str(n))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(engine, "feedback")) == 1


def test_old_texts_are_forgotten_and_the_counts_stay(store: AnswerStore, engine: Engine, given: Answer) -> None:
    store.save(given, "old", None)
    store.give_feedback(given.id, False, "old comment")
    later = datetime.now(UTC) + timedelta(seconds=1)
    store.forget(later)
    (answer,), (feedback,) = rows(engine, "answers"), rows(engine, "feedback")
    assert (answer["question"], answer["question_used"], answer["text"], feedback["comment"]) == (None,) * 4
    assert (answer["status"], answer["language"], bool(feedback["helpful"])) == ("answered", "en", False)
    assert "total" in str(answer["timings_ms"])
    assert store.poor(LONG_AGO) == []


def test_counts_by_day_status_language_and_deals_outlive_the_texts(
    store: AnswerStore, engine: Engine, given: Answer
) -> None:
    """Two answers of one kind on one day are counted together; each other kind, and each other day, stands alone."""
    finnish = replace(given, language="fi", deals=())
    for number, answer in enumerate((given, given, replace(given, status=Status.PARTIAL), finnish, given)):
        store.save(replace(answer, id=f"{number:032x}"), "x", None)
    for number, helpful in ((0, True), (1, False), (3, False)):
        store.give_feedback(f"{number:032x}", helpful)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE answers SET asked_at = :day"), {"day": datetime(2026, 11, 23, 23, 59, tzinfo=UTC)}
        )
        connection.execute(
            text("UPDATE answers SET asked_at = :day WHERE id = :id"),
            {"day": datetime(2026, 11, 24, 0, 1, tzinfo=UTC), "id": f"{4:032x}"},
        )
    store.forget(datetime.now(UTC) + timedelta(seconds=1))
    assert {row["text"] for row in rows(engine, "answers")} == {None}
    day, daycare = date(2026, 11, 23), ("daycare-chemicals",)
    assert store.counts(LONG_AGO) == [
        Count(day, Status.ANSWERED, "en", daycare, answers=2, helpful=1, unhelpful=1),
        Count(day, Status.ANSWERED, "fi", (), answers=1, helpful=0, unhelpful=1),
        Count(day, Status.PARTIAL, "en", daycare, answers=1, helpful=0, unhelpful=0),
        Count(date(2026, 11, 24), Status.ANSWERED, "en", daycare, answers=1, helpful=0, unhelpful=0),
    ]
    assert [count.answers for count in store.counts(datetime(2026, 11, 24, tzinfo=UTC))] == [1]


def test_texts_that_are_young_are_kept(store: AnswerStore, engine: Engine, given: Answer) -> None:
    store.save(given, "young", None)
    store.give_feedback(given.id, False, "young comment")
    store.forget(datetime.now(UTC) - timedelta(hours=1))
    assert rows(engine, "answers")[0]["question"] == "young"
    assert rows(engine, "feedback")[0]["comment"] == "young comment"


def test_poor_questions_come_grouped_with_counts(store: AnswerStore, given: Answer) -> None:
    store.save(numbered(given, 1), "How loud may a machine be?", None)
    store.save(numbered(given, 2, Status.PARTIAL), "how  loud may a machine be", None)
    store.save(numbered(given, 3, Status.ANSWERED), "what is KEINO", None)
    store.save(numbered(given, 4, Status.ANSWERED), "what is good", None)
    store.save(numbered(given, 5, Status.OUT_OF_SCOPE), "what is the weather", None)
    store.give_feedback(f"{3:032x}", False, "too short")
    store.give_feedback(f"{4:032x}", True)
    loud, keino = store.poor(LONG_AGO)
    assert (loud.question, loud.asked, loud.statuses) == (
        "how  loud may a machine be",
        2,
        {"not_found": 1, "partial": 1},
    )
    assert (keino.question, keino.unhelpful, keino.comments) == ("what is KEINO", 1, ("too short",))
    assert store.poor(datetime.now(UTC) + timedelta(seconds=1)) == []


def test_the_same_words_in_a_conversation_about_something_else_are_another_question(
    store: AnswerStore, given: Answer
) -> None:
    store.save(replace(numbered(given, 1), question_used="until when daycare"), "until when?", None)
    store.save(replace(numbered(given, 2), question_used="until when sites"), "until when?", None)
    assert [question.question_used for question in store.poor(LONG_AGO)] == ["until when daycare", "until when sites"]


def test_a_time_comes_back_with_its_zone(store: AnswerStore, engine: Engine, given: Answer) -> None:
    from sqlalchemy.orm import Session

    from assistant.storage.tables import AnswerRow

    before = datetime.now(UTC)
    store.save(given, "x", None)
    with Session(engine) as session:
        row = session.get_one(AnswerRow, given.id)
        assert before <= row.asked_at <= datetime.now(UTC)


def test_the_file_is_made_for_us_alone_and_in_wal_mode(tmp_path: Path, given: Answer) -> None:
    path = tmp_path / "new" / "answers.db"
    store = AnswerStore(open_database(f"sqlite:///{path}"))
    store.save(given, "x", None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    store.close()


def test_a_database_that_is_down_is_told_without_what_was_written(tmp_path: Path, given: Answer) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for url in (
        f"sqlite:///{tmp_path / 'file' / 'answers.db'}",
        f"postgresql://tester:geheim@127.0.0.1:{free_port()}/x",
    ):
        with pytest.raises(StoreUnavailable) as error:
            AnswerStore(open_database(url)).save(given, "a private question", None)
        assert "private" not in str(error.value)
        assert "geheim" not in str(error.value)


def test_a_locked_database_is_told(tmp_path: Path, given: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.storage.database._WAIT_S", 0.1)
    path = tmp_path / "answers.db"
    store = AnswerStore(open_database(f"sqlite:///{path}"))
    store.save(given, "x", None)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreUnavailable, match="locked"):
        store.save(numbered(given, 1), "y", None)
    other.close()
    store.save(numbered(given, 1), "y", None)
    store.close()


def test_a_damaged_file_is_told(tmp_path: Path, given: Answer) -> None:
    (tmp_path / "answers.db").write_bytes(b"no database at all " * 100)
    store = AnswerStore(open_file(tmp_path / "answers.db"))
    with pytest.raises(StoreUnavailable, match="not a database"):
        store.save(given, "x", None)
    store.close()


def test_a_file_that_is_locked_from_the_start_is_told(
    tmp_path: Path, given: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.storage.database._WAIT_S", 0.1)
    other = sqlite3.connect(tmp_path / "answers.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = AnswerStore(open_file(tmp_path / "answers.db"))
    with pytest.raises(StoreUnavailable, match="locked"):
        store.save(given, "x", None)
    other.close()
    store.save(given, "x", None)
    store.close()


def test_a_folder_of_any_name_will_do(tmp_path: Path, given: Answer) -> None:
    path = tmp_path / "ä?b%20#c" / "answers.db"
    store = AnswerStore(open_file(path))
    store.save(given, "x", None)
    store.close()
    assert path.exists()


@pytest.mark.parametrize(
    ("url", "said"), [("nonsense", "database URL"), ("mysql://u:geheim@h/x", "mysql"), ("sqlite:/x", "database URL")]
)
def test_a_url_that_cannot_be_used_is_told_without_its_password(url: str, said: str) -> None:
    with pytest.raises(DatabaseUrlError, match=said) as error:
        open_database(url)
    assert "geheim" not in str(error.value)


def test_a_missing_driver_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.storage.database.find_spec", lambda _: None)
    with pytest.raises(DatabaseUrlError, match=r"pip install 'psycopg\[binary\]"):
        open_database("postgresql://tester@127.0.0.1/x")


def test_what_was_forgotten_stands_nowhere_in_the_file(tmp_path: Path, given: Answer) -> None:
    store = AnswerStore(open_file(tmp_path / "answers.db"))
    store.save(given, "zanzibar zanzibar", None)
    store.forget(datetime.now(UTC) + timedelta(seconds=1))
    store.close()
    assert b"zanzibar" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_question_is_handed_over_with_its_message_masked_and_the_address_to_reply_to(
    store: AnswerStore, engine: Engine, given: Answer
) -> None:
    store.save(given, "x", None)
    reference = store.hand_over(given.id, "call 040 123 4567", "matti@example.fi")
    (row,) = rows(engine, "handovers")
    assert (row["reference"], row["answer_id"], row["state"]) == (reference, given.id, "new")
    assert (row["message"], row["email"]) == ("call [phone]", "matti@example.fi")
    assert store.hand_over(given.id) != reference
    with pytest.raises(UnknownAnswer):
        store.hand_over("nothing")


def test_a_handover_s_message_and_address_are_forgotten_in_time_and_its_reference_stays(
    store: AnswerStore, engine: Engine, given: Answer
) -> None:
    store.save(given, "x", None)
    reference = store.hand_over(given.id, "please", "matti@example.fi")
    store.forget(LONG_AGO)
    assert rows(engine, "handovers")[0]["email"] == "matti@example.fi"
    store.forget(datetime.now(UTC) + timedelta(days=1))
    (row,) = rows(engine, "handovers")
    assert (row["reference"], row["message"], row["email"], row["state"]) == (reference, None, None, "new")


def test_a_reference_that_is_taken_is_not_given_twice(
    store: AnswerStore, given: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(given, "x", None)
    drawn = iter(["CCCC-DDDD", "CCCC-DDDD", "FFFF-HHHH"])
    monkeypatch.setattr("assistant.storage.store.new_reference", lambda: next(drawn))
    assert [store.hand_over(given.id), store.hand_over(given.id)] == ["CCCC-DDDD", "FFFF-HHHH"]
