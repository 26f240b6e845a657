"""Questions that people hand over to the staff."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "handovers",
        sa.Column("reference", sa.String(12), primary_key=True),
        sa.Column("answer_id", sa.String(64), sa.ForeignKey("answers.id"), nullable=False, index=True),
        sa.Column("message", sa.Text),
        sa.Column("email", sa.String(254)),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("sent_at", UtcTime, nullable=False, index=True),
    )
    op.execute("UPDATE schema_version SET version = 3")


def downgrade() -> None:
    """Take the table away, and what was handed over with it."""
    op.drop_table("handovers")
    op.execute("UPDATE schema_version SET version = 2")
