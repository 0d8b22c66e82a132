"""Add the decision log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("decision", sa.JSON, nullable=False),
        sa.Column("closed_on", sa.String(10)),
        sa.Column("closed_by", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("saved_at", sa.String(32), nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("removed_at", sa.String(32)),
        sa.Column("removed_by", sa.Text, nullable=False),
    )
