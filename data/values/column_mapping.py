"""A mapping as a value: which column of a file fills which canonical column."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from data.base.json_values import stored_as, stored_by, text_of
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.tables.schema import (
    ACCOUNT_DAYS,
    AD_COSTS,
    CONVERSIONS,
    EMAIL_SENDS,
    LEADS,
    MENTIONS,
    POSTS,
    SEARCH_DAYS,
    WEB_SESSIONS,
    ColumnRole,
    Table,
)

IGNORE = "ignore"
PREFIX = "mapping."  # of the ids of sources made from mappings
TARGETS: dict[str, Table] = {
    table.name: table
    for table in (
        *(POSTS, ACCOUNT_DAYS, AD_COSTS, WEB_SESSIONS, LEADS, MENTIONS),
        *(CONVERSIONS, EMAIL_SENDS, SEARCH_DAYS),
    )
}
# Columns that name a week, month, quarter or year, for tables whose rows may cover a period.
UNITS = ("_week", "_iso_week", "_month", "_quarter", "_year")
SPANNING = frozenset({AD_COSTS.name, WEB_SESSIONS.name, SEARCH_DAYS.name})
STATUS = "_status"  # whether an order was paid: rows that were not do not count
# Columns of people serve to tell them apart and are never stored in clear.
PERSONAL = ("_email", "_phone", "_name", "_first_name", "_last_name")

_FORM = "utmost-mapping-1"
_OWN = frozenset(
    {"observed_at", "published_on", "created_on", "converted_on", "sent_on", "person_key", "report"}
    | {"property", "part", "position_impressions"}
)


class MappingError(ValueError):
    """A mapping from elsewhere that cannot be used; says why in English."""


def choices(table: str) -> tuple[str, ...]:
    """What a column can fill in a table that mappings fill; the rest follows from these."""
    own = {"network", "platform", "use", *_OWN}
    columns = TARGETS[table].columns
    names = tuple(
        c.name for c in columns if c.role is not ColumnRole.PROVENANCE and c.name not in own
    )
    helpers = {
        LEADS.name: PERSONAL,
        CONVERSIONS.name: (STATUS,),
        AD_COSTS.name: UNITS,
        SEARCH_DAYS.name: UNITS,
        WEB_SESSIONS.name: (*UNITS, "_source_medium"),
    }
    return (*names, *helpers.get(table, ()))


@stored_as(form=_FORM, pairs=("columns",))
@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the files under one header are read.

    ``header`` are all the names of the columns, normalised and in order of the alphabet;
    ``columns`` pairs a name with the canonical column that it fills. ``place`` is the network,
    for ad costs the platform, None where the table has none. ``dates`` and ``zone`` say how
    days and times are written; an empty zone is the company’s own.
    """

    name: str
    table: str
    header: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    place: str | None = None
    dates: DateStyle = DateStyle.ASK
    zone: str = ""

    @property
    def id(self) -> str:
        """The name under which it is stored: the same for the same header in every store."""
        # A line break is in no normalised name: no other header can give the same text.
        told = "\n".join(self.header).encode()
        return f"{PREFIX}{blake2b(told, digest_size=6).hexdigest()}"

    def filled_by(self, to: str) -> str | None:
        """The column that fills the canonical column ``to``."""
        return next((name for name, target in self.columns if target == to), None)

    def checked(self) -> ColumnMapping:
        """This mapping. Raises MappingError where it names what does not exist or twice."""
        if self.table not in TARGETS:
            raise MappingError(f"There is no table {self.table} to fill.")
        for name, to in self.columns:
            if to not in choices(self.table):
                raise MappingError(f"{self.table} has no column {to} to fill.")
            if normalise(name) not in self.header:
                raise MappingError(f"The header has no column {name}.")
        filled = [to for _, to in self.columns]
        if len(set(filled)) < len(filled):
            raise MappingError("Two columns fill the same one.")
        return self


def _read(value: Any) -> ColumnMapping:
    """The mapping that a file or the store describes. Raises MappingError when it is none."""
    if not isinstance(value, dict) or value.get("form") != _FORM:
        raise MappingError("This is not a mapping of columns that Utmost has written.")
    try:
        given = {key: value[key] for key in ColumnMapping.__dataclass_fields__}
        for key in ("name", "table", "zone"):
            text_of(given[key])
        if given["place"] is not None:
            text_of(given["place"])
        columns = tuple((str(name), str(to)) for name, to in value["columns"].items())
        header = tuple(sorted(map(str, value["header"])))
        dates = DateStyle(value["dates"])
        made = ColumnMapping(**{**given, "header": header, "columns": columns, "dates": dates})
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise MappingError(f"The mapping is incomplete or damaged: {error}.") from error
    return made.checked()


stored_by(ColumnMapping, read=_read)
