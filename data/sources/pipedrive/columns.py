"""Pipedrive exports: columns of the person, the dates and the source channel of a record."""

from __future__ import annotations

import polars as pl

from data.sources.kit.lead_stages import PERSON, evident, tags
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import FieldSpec, TypedRows, column, ignored
from i18n.message import msg

_PRIVATE = private(
    *("Person - Birthday", "Person - Postal address", "Person - Instant messenger"),
    *("Person - Notes", "Person - Owner", "Person - LinkedIn", "Person - Phone (Mobile)"),
)
PERSONAL = (*PERSON, "_title", "_owner", "_notes", *hidden(_PRIVATE))
IGNORES = ignored(
    *("Organization - *", "Person - Organization", "Person - Label*", "Person - Job title"),
    *("* - Source channel ID", "* - Source origin", "* - Source origin ID", "* - Creator"),
)
LIMITS = msg(
    "Import leads or deals, not both, because a lead that has become a deal would count twice."
)


def fields(entity: str) -> tuple[FieldSpec, ...]:
    """The columns of a record of ``entity`` (“Deal - ”): who, since when, from where."""
    kind = entity.split(maxsplit=1)[0]
    created = (f"{kind} created", "Created at", "Created", "Add time", "Creation date")
    channel = (f"{entity}Source channel", "Lead - Source channel", "Deal - Source channel")
    return (
        *_PRIVATE,
        *tags(entity, "Lead - ", "Person - "),
        column("lead_id", en=(f"{entity}ID", f"{entity}Pipedrive System ID")),
        column("created_at", en=tuple(f"{entity}{name}" for name in created)),
        column("_channel", en=channel),
        column("_email", en=("Person - Email (Work)", "Person - Email", "Person - Email - Work")),
        column("_phone", en=("Person - Phone (Work)", "Person - Phone", "Person - Phone - Work")),
        column("_name", en=("Person - Name", f"{entity}Contact person", "Contact person")),
        column("_first_name", en="Person - First name"),
        column("_last_name", en="Person - Last name"),
        column("_title", en=f"{entity}Title"),
        column("_owner", en=(f"{entity}Owner", f"{entity}User")),
        column("_notes", en=(f"{entity}Notes", f"{entity}Note")),
    )


def with_channel(rows: TypedRows, frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` whose rows without any tag have the source channel as their medium."""
    frame = evident(rows, frame)
    if "_channel" not in rows.columns:
        return frame
    bare = pl.all_horizontal(pl.col(name).is_null() for name in ("source", "medium", "campaign"))
    return frame.with_columns(medium=pl.when(bare).then("_channel").otherwise("medium"))
