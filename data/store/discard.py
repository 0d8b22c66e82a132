"""Deletes damaged entries: rows that cannot be read, which nothing else can change or take back."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa

from data.store.database.engine import Database
from data.store.relations import (
    ADDED_CHARTS,
    ANNOTATIONS,
    DECISIONS,
    DISMISSALS,
    ENTRY_REVISIONS,
    EXPERIMENTS,
    GA4_CONNECTIONS,
    GOAL_REVISIONS,
    LINKS,
    MAPPINGS,
    REPORTS,
    SETTINGS,
    SNAPSHOTS,
    TAGGING,
    UPLOADS,
)


class EntryKind(StrEnum):
    """What people enter, decide or save; the words of the command line."""

    GOAL = "goal"
    ANNOTATION = "annotation"
    DISMISSAL = "dismissal"
    EXPERIMENT = "test"
    MONEY = "cost"
    RULE = "rule"
    LINK = "link"
    MAPPING = "mapping"
    REPORT = "report"
    CHART = "chart"
    DECISION = "decision"
    CONNECTION = "ga4"
    UPLOAD = "upload"
    SETTING = "setting"


_TABLES: dict[EntryKind, sa.Table] = {
    EntryKind.GOAL: GOAL_REVISIONS,
    EntryKind.ANNOTATION: ANNOTATIONS,
    EntryKind.DISMISSAL: DISMISSALS,
    EntryKind.EXPERIMENT: EXPERIMENTS,
    EntryKind.MONEY: ENTRY_REVISIONS,
    EntryKind.RULE: TAGGING,
    EntryKind.LINK: LINKS,
    EntryKind.MAPPING: MAPPINGS,
    EntryKind.REPORT: REPORTS,
    EntryKind.CHART: ADDED_CHARTS,
    EntryKind.DECISION: DECISIONS,
    EntryKind.CONNECTION: GA4_CONNECTIONS,
    EntryKind.UPLOAD: UPLOADS,
    EntryKind.SETTING: SETTINGS,
}


def discard(database: Database, kind: EntryKind, entry_id: str) -> bool:
    """Delete the row with this id; of revisions it is ``id:revision``. False when there is none.

    Of a goal or a cost only that revision goes: where an earlier one is sound, it holds again.
    """
    table = _TABLES[kind]
    keys = list(table.primary_key.columns)
    parts = entry_id.rsplit(":", len(keys) - 1) if len(keys) > 1 else [entry_id]
    if len(parts) != len(keys):
        return False
    where = [
        column == (int(part) if isinstance(column.type, sa.Integer) else part)
        for column, part in zip(keys, parts, strict=True)
        if part.isdecimal() or not isinstance(column.type, sa.Integer)
    ]
    if len(where) != len(keys):
        return False
    with database.write() as connection:
        if kind is EntryKind.REPORT:  # snapshots of it stay
            mine = SNAPSHOTS.c.report_id == entry_id
            connection.execute(sa.update(SNAPSHOTS).where(mine).values(report_id=None))
        return connection.execute(sa.delete(table).where(*where)).rowcount == 1
