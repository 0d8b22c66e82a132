"""Table definitions (SQLAlchemy Core) of the state's database."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()

# A text instant (ISO 8601, UTC, fixed width) sorts and compares the same on every database,
# while SQLite would drop the time zone of a native timestamp.
INSTANT = sa.String(32)

# Which import holds an identity is decided by the database, not by a look before the leap.
_HOLDS_IDENTITY = "status IN ('pending', 'done')"

SCHEMA_VERSION = sa.Table(
    "schema_version", METADATA, sa.Column("version", sa.Integer, nullable=False)
)

FACTS_VERSION = sa.Table(
    "facts_version",
    METADATA,
    sa.Column("store_id", sa.String(32), primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
)

IMPORTS = sa.Table(
    "imports",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("identity", sa.String(64), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("status", sa.String(16), nullable=False, index=True),
    sa.Column("extents", sa.JSON, nullable=False),
    sa.Column("summary", sa.JSON, nullable=False),
    sa.Column("started_at", INSTANT, nullable=False),
    sa.Column("finished_at", INSTANT),
    sa.Index(
        "one_import_per_identity",
        "identity",
        unique=True,
        sqlite_where=sa.text(_HOLDS_IDENTITY),
        postgresql_where=sa.text(_HOLDS_IDENTITY),
    ),
    # An undone id must never be given to another import: fact rows refer to it.
    sqlite_autoincrement=True,
)

# What every file of the facts is: nothing else would notice a bit that the disk has changed.
FACT_FILES = sa.Table(
    "fact_files",
    METADATA,
    sa.Column("fact_table", sa.String(64), primary_key=True),
    sa.Column("file", sa.String(200), primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
)

QUARANTINE = sa.Table(
    "quarantine",
    METADATA,
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("sheet", sa.Text),
    sa.Column("row", sa.BigInteger),
    sa.Column("reason", sa.JSON, nullable=False),
    sa.Column("record", sa.JSON, nullable=False),
)

UPLOADS = sa.Table(
    "waiting_uploads",
    METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("summary", sa.JSON, nullable=False),
    sa.Column("uploaded_at", INSTANT, nullable=False),
)

ANSWERS = sa.Table(
    "answers",
    METADATA,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

MAPPINGS = sa.Table(
    "mappings",
    METADATA,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("mapping", sa.JSON, nullable=False),
    sa.Column("saved_at", INSTANT, nullable=False),
)

GA4_CONNECTIONS = sa.Table(
    "ga4_connections",
    METADATA,
    sa.Column("property", sa.String(20), primary_key=True),
    sa.Column("settings", sa.JSON, nullable=False),
    sa.Column("saved_at", INSTANT, nullable=False),
)

GA4_DAYS = sa.Table(
    "ga4_days",
    METADATA,
    sa.Column("import_id", sa.ForeignKey("imports.id"), primary_key=True),
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("property", sa.String(20), nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("as_of", sa.String(10), nullable=False),
    sa.Column("notes", sa.JSON, nullable=False),
    sa.Column("fetched_at", INSTANT, nullable=False),
)

# Rules about tags are taken back by a date, never deleted: the log shows who did what.
TAGGING = sa.Table(
    "tagging_rules",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("saved_at", INSTANT, nullable=False),
    sa.Column("saved_by", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("undone_at", INSTANT),
    sa.Column("undone_by", sa.Text, nullable=False),
)

# Links are archived by a date, never deleted: visits by old links still belong to their posts.
LINKS = sa.Table(
    "links",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("draft", sa.JSON, nullable=False),
    sa.Column("saved_at", INSTANT, nullable=False),
    sa.Column("saved_by", sa.Text, nullable=False),
    sa.Column("changed_at", INSTANT),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("archived_at", INSTANT),
    sa.Column("archived_by", sa.Text, nullable=False),
)


def _removable(name: str, content: str, *more: sa.Column[Any]) -> sa.Table:
    """A table whose rows are removed by a date, never deleted."""
    return sa.Table(
        name,
        METADATA,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(content, sa.JSON, nullable=False),
        *more,
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("removed_at", INSTANT),
        sa.Column("removed_by", sa.Text, nullable=False),
    )


EXPERIMENTS = _removable("experiments", "payload")  # what was expected stays as it was declared
ANNOTATIONS = _removable("annotations", "note")
DISMISSALS = _removable("dismissals", "dismissal")
# Captions and the order of charts may change; the audit log holds what they were.
ADDED_CHARTS = _removable(
    "added_charts", "chart", sa.Column("position", sa.Integer, nullable=False)
)
DECISIONS = _removable(
    "decisions",
    "decision",
    sa.Column("closed_on", sa.String(10)),
    sa.Column("closed_by", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
)

GOALS = sa.Table(
    "goals",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("created_at", INSTANT, nullable=False),
)

GOAL_REVISIONS = sa.Table(
    "goal_revisions",
    METADATA,
    sa.Column("goal_id", sa.ForeignKey("goals.id"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("saved_at", INSTANT, nullable=False),
    sa.Column("saved_by", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)

# What is entered by hand about money: nothing is overwritten, a revision without a payload
# says that the entry was removed.
ENTRIES = sa.Table(
    "money_entries",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("created_at", INSTANT, nullable=False),
)

ENTRY_REVISIONS = sa.Table(
    "money_entry_revisions",
    METADATA,
    sa.Column("entry_id", sa.ForeignKey("money_entries.id"), primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("payload", sa.JSON(none_as_null=True)),
    sa.Column("saved_at", INSTANT, nullable=False),
    sa.Column("saved_by", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)

# A saved report is a question; it may change. Removed ones stay for the snapshots taken of them.
REPORTS = sa.Table(
    "reports",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("request", sa.JSON, nullable=False),
    sa.Column("created_at", INSTANT, nullable=False),
    sa.Column("saved_at", INSTANT, nullable=False),
    sa.Column("saved_by", sa.Text, nullable=False),
    sa.Column("removed_at", INSTANT),
)

# A snapshot is an answer as it was given: it is written once and never changed. Its content is
# text, so that its SHA-256 is that of exactly what is stored.
SNAPSHOTS = sa.Table(
    "report_snapshots",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("report_id", sa.ForeignKey("reports.id")),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("start", sa.String(10), nullable=False),
    sa.Column("end", sa.String(10), nullable=False),
    sa.Column("taken_at", INSTANT, nullable=False, index=True),
    sa.Column("taken_by", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("content", sa.Text, nullable=False),
)

SETTINGS = sa.Table(
    "settings",
    METADATA,
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("value", sa.JSON(none_as_null=False), nullable=False),
)

# Who changed what. Triggers of the database refuse to change or delete a row; they are made by
# the revision that adds the table.
AUDIT_LOG = sa.Table(
    "audit_log",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", INSTANT, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("via", sa.String(16), nullable=False),
    sa.Column("act", sa.String(40), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("before", sa.JSON(none_as_null=True)),
    sa.Column("after", sa.JSON(none_as_null=True)),
    sa.Column("why", sa.Text, nullable=False),
)
