"""Answers and the feedback on them, as version 0.1.0 first made them."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables. `schema_version` is what told their version before Alembic did."""
    versions = op.create_table(
        "schema_version", sa.Column("version", sa.Integer, primary_key=True, autoincrement=False)
    )
    op.bulk_insert(versions, [{"version": 1}])
    op.create_table(
        "answers",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("asked_at", UtcTime, nullable=False, index=True),
        sa.Column("question", sa.Text),
        sa.Column("question_used", sa.Text),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("deals", sa.JSON, nullable=False),
        sa.Column("status", sa.String(20), nullable=False, index=True),
        sa.Column("answerer", sa.String(100), nullable=False),
        sa.Column("passage_ids", sa.JSON, nullable=False),
        sa.Column("document_ids", sa.JSON, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("index_build", sa.String(100)),
        sa.Column("timings_ms", sa.JSON, nullable=False),
        sa.Column("app_version", sa.String(20), nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("answer_id", sa.String(64), sa.ForeignKey("answers.id"), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("given_at", UtcTime, nullable=False, index=True),
    )
