"""The rules about tags that are in force, in the order in which they work."""

from __future__ import annotations

from dataclasses import dataclass

from data.tables.schema import TABLES
from data.values.channel_rule import ChannelRule
from data.values.correction import Correction

# What a channel rule compares, and the column that it is found in.
_COLUMN = {"landing_host": "landing_page", "landing_path": "landing_page", "network": "source"}


@dataclass(frozen=True, slots=True)
class Tagging:
    """Repairs first, each on what the ones before it left; then the first channel rule that holds."""

    repairs: tuple[Correction, ...] = ()
    channels: tuple[ChannelRule, ...] = ()

    def corrects(self, table: str) -> bool:
        """Whether a repair is about ``table``."""
        return any(repair.concerns(table) for repair in self.repairs)

    def looked_at(self, table: str) -> frozenset[str]:
        """The columns of ``table`` that some rule compares."""
        names = {repair.column for repair in self.repairs if repair.concerns(table)}
        names |= {c.column for repair in self.repairs for c in repair.where}
        names |= {_COLUMN.get(name, name) for rule in self.channels for name in rule.tested}
        return frozenset(names & set(TABLES[table].schema))

    def __bool__(self) -> bool:
        return bool(self.repairs or self.channels)
