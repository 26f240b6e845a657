"""Alembic asks this file how to reach the database: by the connection that `assistant.storage.migrate` hands it."""

from alembic import context

from assistant.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
