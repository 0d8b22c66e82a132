"""Create the tables, or bring a store from before Alembic to the same shape.

Programs from before Alembic wrote schema versions 1 to 10. The number alone does not say which
tables a store has: some programs counted the same steps in another order, and two columns came
without a step. So a table, index or column is added wherever it is missing.
"""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Programs from before Alembic know 10 and refuse a store with a higher number. Without this
# number they would take the store for a new one and write a second identity into it.
_HANDED_OVER = 11

# The tables of facts there were when imports did not yet say what they hold.
_FACTS = ("posts", "account_days", "web_sessions", "ad_costs", "leads")
# Days that are not known and rows that may repeat each other: every row is then compared.
_UNKNOWN = {"rows": 0, "from": None, "to": None, "plain": False}

_HOLDS_IDENTITY = sa.text("status IN ('pending', 'done')")
_INSTANT = sa.String(32)


def upgrade() -> None:
    """Create what is missing; rows that are there stay."""
    _create_imports()
    _create_goals_and_money()
    _create_tags_and_links()
    _create_reports_and_notes()
    _add_extents()
    _add_names_of_days()
    _create_versions()


def _create_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("extents", sa.JSON, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.Column("machine", sa.String(64), nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("process_started", sa.String(32), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("finished_at", _INSTANT),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    _create_index("ix_imports_sha256", "imports", "sha256")
    _create_index("ix_imports_status", "imports", "status")
    op.create_index(
        "one_import_per_identity",
        "imports",
        ["identity"],
        unique=True,
        sqlite_where=_HOLDS_IDENTITY,
        postgresql_where=_HOLDS_IDENTITY,
        if_not_exists=True,
    )
    op.create_table(
        "quarantine",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("sheet", sa.Text),
        sa.Column("row", sa.BigInteger),
        sa.Column("reason", sa.JSON, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "waiting_uploads",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.Column("uploaded_at", _INSTANT, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "answers",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "mappings",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("mapping", sa.JSON, nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "ga4_connections",
        sa.Column("property", sa.String(20), primary_key=True),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("running", sa.JSON),
        sa.Column("saved_at", _INSTANT, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "ga4_days",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id"), primary_key=True),
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("property", sa.String(20), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.Column("fetched_at", _INSTANT, nullable=False),
        if_not_exists=True,
    )
    _create_index("ix_ga4_days_property", "ga4_days", "property")


def _create_goals_and_money() -> None:
    op.create_table(
        "goals",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("created_at", _INSTANT, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "goal_revisions",
        sa.Column("goal_id", sa.String(32), sa.ForeignKey("goals.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "money_entries",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "money_entry_revisions",
        sa.Column("entry_id", sa.String(32), sa.ForeignKey("money_entries.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("payload", sa.JSON),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        if_not_exists=True,
    )


def _create_tags_and_links() -> None:
    op.create_table(
        "tagging_rules",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("undone_at", _INSTANT),
        sa.Column("undone_by", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "links",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("draft", sa.JSON, nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("changed_at", _INSTANT),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("archived_at", _INSTANT),
        sa.Column("archived_by", sa.Text, nullable=False),
        if_not_exists=True,
    )


def _create_reports_and_notes() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("request", sa.JSON, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("saved_at", _INSTANT, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("removed_at", _INSTANT),
        if_not_exists=True,
    )
    op.create_table(
        "report_snapshots",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("report_id", sa.String(32), sa.ForeignKey("reports.id")),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("start", sa.String(10), nullable=False),
        sa.Column("end", sa.String(10), nullable=False),
        sa.Column("taken_at", _INSTANT, nullable=False),
        sa.Column("taken_by", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        if_not_exists=True,
    )
    _create_index("ix_report_snapshots_taken_at", "report_snapshots", "taken_at")
    for name, content in (
        ("annotations", "note"),
        ("experiments", "payload"),
        ("dismissals", "dismissal"),
    ):
        op.create_table(
            name,
            sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column(content, sa.JSON, nullable=False),
            sa.Column("saved_at", _INSTANT, nullable=False),
            sa.Column("saved_by", sa.Text, nullable=False),
            sa.Column("removed_at", _INSTANT),
            sa.Column("removed_by", sa.Text, nullable=False),
            if_not_exists=True,
        )


def _create_versions() -> None:
    """The store's identity, and the number that keeps older programs out."""
    op.create_table(
        "facts_version",
        sa.Column("store_id", sa.String(32), primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "schema_version", sa.Column("version", sa.Integer, nullable=False), if_not_exists=True
    )
    facts = sa.table("facts_version", sa.column("store_id"), sa.column("version"))
    if op.get_bind().execute(sa.select(facts.c.store_id)).first() is None:
        op.execute(sa.insert(facts).values(store_id=uuid4().hex, version=0))
    schema = sa.table("schema_version", sa.column("version"))
    op.execute(sa.delete(schema))
    op.execute(sa.insert(schema).values(version=_HANDED_OVER))


def _add_extents() -> None:
    """Let imports from before extents say that they do not know what they hold.

    Nothing would mean that they overlap with no other import, and rows would count twice.
    """
    if not _lacks("imports", "extents"):
        return
    with op.batch_alter_table("imports") as batch:
        batch.add_column(sa.Column("extents", sa.JSON))
    imports = sa.table("imports", sa.column("status"), sa.column("extents", sa.JSON))
    op.execute(sa.update(imports).values(extents={}))
    unknown = dict.fromkeys(_FACTS, _UNKNOWN)
    op.execute(sa.update(imports).where(imports.c.status == "done").values(extents=unknown))
    # Reflection does not see AUTOINCREMENT, without which SQLite may give an id a second time.
    with op.batch_alter_table("imports", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("extents", existing_type=sa.JSON(), nullable=False)


def _add_names_of_days() -> None:
    """Name the property of fetched days as its connection does, or by number where none is left.

    That is the name under which their rows were written.
    """
    if not _lacks("ga4_days", "name"):
        return
    with op.batch_alter_table("ga4_days") as batch:
        batch.add_column(sa.Column("name", sa.Text))
    days = sa.table("ga4_days", sa.column("property"), sa.column("name"))
    connections = sa.table("ga4_connections", sa.column("property"), sa.column("settings", sa.JSON))
    op.execute(sa.update(days).values(name=days.c.property))
    named = op.get_bind().execute(sa.select(connections.c.property, connections.c.settings))
    for number, settings in named.all():
        renamed = sa.update(days).where(days.c.property == number)
        op.execute(renamed.values(name=settings["name"]))
    with op.batch_alter_table("ga4_days") as batch:
        batch.alter_column("name", existing_type=sa.Text(), nullable=False)


def _lacks(table: str, column: str) -> bool:
    columns = sa.inspect(op.get_bind()).get_columns(table)
    return all(one["name"] != column for one in columns)


def _create_index(name: str, table: str, column: str) -> None:
    op.create_index(name, table, [column], if_not_exists=True)
