"""AnswerStore: what was asked and answered, what people thought of it, and what is to be forgotten."""

import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine, Select, or_, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant import __version__
from assistant.masking import mask
from assistant.storage.migrate import NewerTables, migrate
from assistant.storage.references import new_reference
from assistant.storage.tables import AnswerRow, FeedbackRow, HandoverRow
from assistant.types import Answer, Status

_POOR = (Status.NOT_FOUND.value, Status.PARTIAL.value)


class StoreUnavailable(Exception):
    """The database cannot be used now; the message has its reason and nothing of what people wrote."""


class UnknownAnswer(Exception):
    """There is no answer with this id."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many answers a day (in UTC) had of a status, in a language, on these deals; how many helped and did not."""

    day: date
    status: Status
    language: str
    deals: tuple[str, ...]
    answers: int
    helpful: int
    unhelpful: int


@dataclass(frozen=True, slots=True)
class PoorQuestion:
    """A question that was not answered well, however often it was asked; `question` is the newest wording.

    `question_used` is set where a conversation completed it. `statuses` counts the answers by status, `unhelpful` is
    how many were called so, `comments` is what was said.
    """

    question: str
    question_used: str | None
    language: str
    deals: tuple[str, ...]
    statuses: Counter[str]
    unhelpful: int
    comments: tuple[str, ...]

    @property
    def asked(self) -> int:
        """How often it was asked."""
        return self.statuses.total()

    @property
    def key(self) -> str:
        """The same for all wordings that count as one question."""
        return same_question(self.question_used or self.question)


def same_question(text: str) -> str:
    """The text without what does not make it another question: case, spaces, the mark at its end."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip("?!. ")


class AnswerStore:
    """Keeps answers and feedback. The first use makes or upgrades the tables; every call may raise StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ready = False
        self._preparing = threading.Lock()

    def save(self, answer: Answer, question: str, index_build: str | None) -> None:
        """Keep an answer, its question masked. No word is kept of who asked."""
        with self._session() as session:
            session.add(_row(answer, question, index_build))

    def give_feedback(self, answer_id: str, helpful: bool, comment: str | None = None) -> None:
        """Keep what a reader thought of an answer, in place of what was said before. Raises UnknownAnswer."""
        with self._session() as session:
            if session.get(AnswerRow, answer_id, with_for_update=True) is None:
                raise UnknownAnswer(answer_id)
            said = mask(comment) if comment else None
            session.merge(FeedbackRow(answer_id=answer_id, helpful=helpful, comment=said, given_at=datetime.now(UTC)))

    def hand_over(self, answer_id: str, message: str | None = None, email: str | None = None) -> str:
        """Leave a question to the staff, with what its asker adds, masked; the reference to it. Raises UnknownAnswer.

        The e-mail address is kept as it is, or nobody could be answered.
        """
        with self._session() as session:
            if session.get(AnswerRow, answer_id) is None:
                raise UnknownAnswer(answer_id)
            reference = new_reference()
            while session.get(HandoverRow, reference) is not None:
                reference = new_reference()
            session.add(
                HandoverRow(
                    reference=reference,
                    answer_id=answer_id,
                    message=mask(message) if message else None,
                    email=email,
                    state="new",
                    sent_at=datetime.now(UTC),
                )
            )
        return reference

    def forget(self, before: datetime) -> None:
        """Take away every text and e-mail address older than that; statuses, languages, timings and counts stay."""
        with self._session() as session:
            session.execute(
                update(AnswerRow)
                .where(AnswerRow.asked_at < before, or_(AnswerRow.question.is_not(None), AnswerRow.text.is_not(None)))
                .values(question=None, question_used=None, text=None)
            )
            session.execute(
                update(FeedbackRow)
                .where(FeedbackRow.given_at < before, FeedbackRow.comment.is_not(None))
                .values(comment=None)
            )
            session.execute(
                update(HandoverRow)
                .where(
                    HandoverRow.sent_at < before, or_(HandoverRow.message.is_not(None), HandoverRow.email.is_not(None))
                )
                .values(message=None, email=None)
            )

    def poor(self, since: datetime) -> list[PoorQuestion]:
        """The questions since then that were not found, answered in part, or called unhelpful; the most asked first."""
        groups: dict[tuple[str, str], list[tuple[AnswerRow, FeedbackRow | None]]] = {}
        with self._session() as session:
            for answer, feedback in session.execute(_poor_since(since)):
                key = same_question(answer.question_used or answer.question or "")
                groups.setdefault((answer.language, key), []).append((answer, feedback))
            questions = [_group(rows) for rows in groups.values()]
        return sorted(questions, key=lambda question: (-question.asked, question.language, question.key))

    def counts(self, since: datetime) -> list[Count]:
        """What was answered since then, counted, oldest day first; also after the texts have been forgotten."""
        found: dict[tuple[date, str, str, tuple[str, ...]], Counter[bool | None]] = {}
        columns = (AnswerRow.asked_at, AnswerRow.status, AnswerRow.language, AnswerRow.deals, FeedbackRow.helpful)
        query = select(*columns).outerjoin(FeedbackRow).where(AnswerRow.asked_at >= since)
        with self._session() as session:
            for asked_at, status, language, deals, helpful in session.execute(query).yield_per(1000):
                found.setdefault((asked_at.date(), status, language, tuple(deals)), Counter())[helpful] += 1
        return [
            Count(day, Status(status), language, deals, said.total(), said[True], said[False])
            for (day, status, language, deals), said in sorted(found.items())
        ]

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            self._prepare()
            with Session(self._engine) as session, session.begin():
                yield session
        except (SQLAlchemyError, NewerTables, OSError, UnicodeError) as error:
            raise StoreUnavailable(_reason(error)) from error

    def _prepare(self) -> None:
        """Bring the tables to the version that is known here."""
        with self._preparing:
            if not self._ready:
                migrate(self._engine)
                self._ready = True


def _reason(error: Exception) -> str:
    """The database's own words, without the statement, and so without what people wrote."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]


def _row(answer: Answer, question: str, index_build: str | None) -> AnswerRow:
    passages = [citation.passage for citation in answer.citations]
    return AnswerRow(
        id=answer.id,
        asked_at=datetime.now(UTC),
        question=mask(question),
        question_used=mask(answer.question_used) if answer.question_used else None,
        language=answer.language,
        deals=list(answer.deals),
        status=answer.status.value,
        answerer=answer.answerer,
        passage_ids=list(dict.fromkeys(passage.id for passage in passages)),
        document_ids=list(dict.fromkeys(passage.document_id for passage in passages)),
        text=answer.text,
        index_build=index_build,
        timings_ms=dict(answer.timings_ms),
        app_version=__version__,
        prompt_digest=answer.prompt_digest,
        struck=answer.struck,
    )


def _poor_since(since: datetime) -> Select[AnswerRow, FeedbackRow]:
    return (
        select(AnswerRow, FeedbackRow)
        .outerjoin(FeedbackRow)
        .where(AnswerRow.asked_at >= since, AnswerRow.question.is_not(None))
        .where(or_(AnswerRow.status.in_(_POOR), FeedbackRow.helpful.is_(False)))
        .order_by(AnswerRow.asked_at)
    )


def _group(rows: Sequence[tuple[AnswerRow, FeedbackRow | None]]) -> PoorQuestion:
    newest = rows[-1][0]
    said = [feedback for _, feedback in rows if feedback]
    return PoorQuestion(
        question=newest.question or "",
        question_used=newest.question_used,
        language=newest.language,
        deals=tuple(newest.deals),
        statuses=Counter(answer.status for answer, _ in rows),
        unhelpful=sum(not feedback.helpful for feedback in said),
        comments=tuple(dict.fromkeys(feedback.comment for feedback in said if feedback.comment)),
    )
