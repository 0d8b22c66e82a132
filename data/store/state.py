"""The relational state of a store: ledger, goals, settings, rules and entries in one database."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from data.store.added_charts import AddedCharts
from data.store.annotations import Annotations
from data.store.audit_log import AuditLog
from data.store.database.engine import Database
from data.store.database.locks import locks_of
from data.store.decisions import Decisions
from data.store.dismissals import Dismissals
from data.store.experiments import Experiments
from data.store.ga4 import Ga4
from data.store.goals import Goals
from data.store.lake.checksums import FileChecksums
from data.store.ledger import Ledger
from data.store.links import Links
from data.store.manual_entries import Entries
from data.store.mappings import Mappings
from data.store.opening import opened
from data.store.reports import Reports
from data.store.settings import Settings
from data.store.tagging import TaggingRules
from data.store.uploads import Uploads


@dataclass(frozen=True, slots=True)
class State:
    """What is no fact: imports, and everything that people set, entered, declared or answered."""

    database: Database
    ledger: Ledger
    goals: Goals
    settings: Settings
    uploads: Uploads
    mappings: Mappings
    tagging: TaggingRules
    ga4: Ga4
    entries: Entries
    links: Links
    annotations: Annotations
    reports: Reports
    experiments: Experiments
    dismissals: Dismissals
    added_charts: AddedCharts
    decisions: Decisions
    audit: AuditLog
    checksums: FileChecksums

    @classmethod
    def open(cls, url: str | sa.URL) -> State:
        """The state in the database at ``url``, with its tables brought up to date.

        A SQLite file that cannot be written is opened for reading: see ``database.read_only``.
        """
        database = opened(sa.make_url(url))
        locks = locks_of(database.engine)
        return cls(
            database,
            Ledger(database, locks),
            Goals(database),
            Settings(database),
            Uploads(database),
            Mappings(database),
            TaggingRules(database),
            Ga4(database, locks),
            Entries(database),
            Links(database),
            Annotations(database),
            Reports(database),
            Experiments(database),
            Dismissals(database),
            AddedCharts(database),
            Decisions(database),
            AuditLog(database),
            FileChecksums(database),
        )

    def close(self) -> None:
        """Give the database connections back."""
        self.ledger.locks.close()
        self.database.close()
