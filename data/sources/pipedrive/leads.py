"""Pipedrive leads inbox export: one row per lead that has not become a deal."""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.lead_stages import identified, sound_steps, with_person
from data.sources.kit.link_evidence import LINKS
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.pipedrive import columns as shared
from data.tables.schema import LEADS
from i18n.message import msg

FIELDS = (
    *shared.fields("Lead - "),
    column("amount", en="Lead - Value"),
    column("currency", en=("Lead - Currency of value", "Lead - Currency")),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    frame = rows.frame.with_columns(identified("pipedrive-lead"))
    return with_person(rows, shared.with_channel(rows, frame))


SOURCE = Source(
    id="pipedrive.leads",
    network=None,
    label=msg("Pipedrive leads"),
    doc=msg(
        "Pipedrive › Leads › list with ID, Title, Lead created and Source channel › Export › CSV or XLSX. Known from descriptions only."
    ),
    sheets=(
        SheetSpec(
            table=LEADS,
            signature=("lead_id", "created_at", "_title"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            constants=(("stage", "lead"),),
            dates=DateStyle.ASK,
            checks=(sound_steps(_finish),),
            finish=_finish,
            personal=shared.PERSONAL,
            searched=LINKS,
            ignores=(
                *shared.IGNORES,
                *ignored(
                    *("Lead - Label*", "Lead - Expected close date", "Lead - Archived"),
                    *("Lead - Next *", "Lead - Last *", "Lead - Update time", "Lead - Seen"),
                    *("Lead - Organization", "Lead - Visible to"),
                ),
            ),
        ),
    ),
    layouts=(Layout("current", "en", LayoutEvidence.DESCRIBED, "pipedrive_leads.csv"),),
    limits=shared.LIMITS,
)
