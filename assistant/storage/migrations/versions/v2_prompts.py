"""Which prompt an answer came from, and how many of its sentences the proof struck."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Add the columns; of the answers that are there, no prompt is known and nothing was struck."""
    with op.batch_alter_table("answers") as answers:
        answers.add_column(sa.Column("prompt_digest", sa.String(64)))
        answers.add_column(sa.Column("struck", sa.Integer, nullable=False, server_default="0"))
    # programs from before Alembic read this table, and leave tables of another version alone
    op.execute("UPDATE schema_version SET version = 2")
