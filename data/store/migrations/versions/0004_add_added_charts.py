"""Add the charts that were added to the report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "added_charts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("chart", sa.JSON, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("saved_at", sa.String(32), nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("removed_at", sa.String(32)),
        sa.Column("removed_by", sa.Text, nullable=False),
    )
