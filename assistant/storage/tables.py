"""The tables, as the newest migration leaves them."""

from datetime import UTC, datetime

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone, kept in UTC; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite gives a time without a zone, which is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What all tables have in common: how types are kept."""

    type_annotation_map = {datetime: UtcTime, list[str]: JSON, dict[str, float]: JSON}  # noqa: RUF012  # SQLAlchemy's


class AnswerRow(Base):
    """An answer and its question. The texts are NULL once they have been forgotten.

    `prompt_digest` is set where a chat model answered; `struck` counts the sentences that the proof took away.
    """

    __tablename__ = "answers"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    question: Mapped[str | None] = mapped_column(Text)
    question_used: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    deals: Mapped[list[str]]
    status: Mapped[str] = mapped_column(String(20), index=True)
    answerer: Mapped[str] = mapped_column(String(100))
    passage_ids: Mapped[list[str]]
    document_ids: Mapped[list[str]]
    text: Mapped[str | None] = mapped_column(Text)
    index_build: Mapped[str | None] = mapped_column(String(100))
    timings_ms: Mapped[dict[str, float]]
    app_version: Mapped[str] = mapped_column(String(20))
    prompt_digest: Mapped[str | None] = mapped_column(String(64))
    struck: Mapped[int] = mapped_column(server_default="0")


class HandoverRow(Base):
    """A question handed over to the staff, by its answer. `message` and `email` are NULL once they are forgotten.

    `state` is "new" until the staff's desk takes it. The e-mail address is kept as it was given: it is answered to.
    """

    __tablename__ = "handovers"

    reference: Mapped[str] = mapped_column(String(12), primary_key=True)
    answer_id: Mapped[str] = mapped_column(ForeignKey("answers.id"), index=True)
    message: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(254))
    state: Mapped[str] = mapped_column(String(20), index=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)


class FeedbackRow(Base):
    """Whether an answer helped; the newest word of its reader."""

    __tablename__ = "feedback"

    answer_id: Mapped[str] = mapped_column(ForeignKey("answers.id"), primary_key=True)
    helpful: Mapped[bool]
    comment: Mapped[str | None] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(index=True)
