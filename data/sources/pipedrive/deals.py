"""Pipedrive deals export: one row per deal, columns prefixed with their entity (“Deal - Value”).

The status is open, won or lost; the stage is the company’s own pipeline. UTM tags are
custom fields under the company’s own label; without them the source channel is used.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.lead_stages import identified, sound_steps, staged, with_person
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
    *shared.fields("Deal - "),
    column("stage", en="Deal - Status"),
    column("won_at", en="Deal - Won time"),
    column("amount", en="Deal - Value"),
    column(
        "currency", en=("Deal - Currency of value", "Deal - Currency of Value", "Deal - Currency")
    ),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    stage = staged(rows.frame["stage"]).replace("lead", "opportunity")  # open is no longer a lead
    frame = rows.frame.with_columns(identified("pipedrive-deal"), stage)
    return with_person(rows, shared.with_channel(rows, frame))


SOURCE = Source(
    id="pipedrive.deals",
    network=None,
    label=msg("Pipedrive deals"),
    doc=msg(
        "Pipedrive › Deals › list view with ID, Status, Deal created, Won time, Value and Currency › Export filter results › CSV or XLSX. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=LEADS,
            signature=("lead_id", "created_at", "stage"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            dates=DateStyle.ASK,
            checks=(sound_steps(_finish, won="Deal - Won time"),),
            finish=_finish,
            personal=shared.PERSONAL,
            searched=LINKS,
            ignores=(
                *shared.IGNORES,
                *ignored(
                    *("Deal - Stage*", "Deal - Pipeline", "Deal - Lost *", "Deal - Probability"),
                    *("Deal - Deal closed on", "Deal - Closed on", "Deal - Expected close date"),
                    *("Deal - Update time", "Deal - Last *", "Deal - Next *", "Deal - Total *"),
                    *("Deal - Done activities", "Deal - Weighted *", "Deal - Visible to"),
                    *("Deal - Organization", "Deal - Label*", "Deal - Product *"),
                ),
            ),
        ),
    ),
    repeats=("pipedrive.leads",),
    layouts=(Layout("current", "en", LayoutEvidence.HEADERS, "pipedrive_deals.csv"),),
    limits=shared.LIMITS,
)
