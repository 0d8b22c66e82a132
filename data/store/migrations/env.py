"""Alembic environment script: runs the revisions on the connection that it is given."""

from __future__ import annotations

from alembic import context

from data.store.migrations.apply import REVISION
from data.store.relations import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=REVISION.name,
    render_as_batch=True,  # SQLite changes a column only by copying its table
)
context.run_migrations()
