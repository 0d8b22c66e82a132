"""Add the checksums of fact files; drop process numbers, which locks have replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a table, drop four columns."""
    op.create_table(
        "fact_files",
        sa.Column("fact_table", sa.String(64), primary_key=True),
        sa.Column("file", sa.String(200), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    # A copy of the table would give the ids of removed imports again without this.
    with op.batch_alter_table("imports", table_kwargs={"sqlite_autoincrement": True}) as imports:
        for column in ("machine", "pid", "process_started"):
            imports.drop_column(column)
    with op.batch_alter_table("ga4_connections") as connections:
        connections.drop_column("running")
