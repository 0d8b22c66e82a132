"""What Alembic runs for every command: the revisions, on the connection that it is given."""

from __future__ import annotations

from alembic import context

from data.store.relations import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a column only by copying its table
)
context.run_migrations()
