"""HubSpot deals export: one row per deal, an opportunity until it is closed, won or lost.

“Close Date” of an open deal is only what sales expects. The names of stages are each
portal’s own, so the columns that say whether a deal is closed and won go first.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.hubspot import columns as shared
from data.sources.kit.lead_stages import (
    PERSON,
    identified,
    is_true,
    sound_steps,
    staged,
    with_person,
)
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
from data.tables.schema import LEADS
from i18n.message import msg

FIELDS = (
    *shared.FIELDS,
    column("lead_id", en=("Record ID", "Record ID - Deal", "Deal ID")),
    column("created_at", en="Create Date", fr="Date de création"),
    column("stage", en="Deal Stage", fr="Phase de la transaction"),
    column("won_at", en="Close Date", fr="Date de fermeture"),
    column("amount", en=("Amount", "Amount in company currency"), fr="Montant"),
    column("currency", en=("Currency", "Deal Currency Code"), fr="Devise"),
    column("_won", en=("Is Closed Won", "Is Closed Won?")),
    column("_closed", en=("Is Deal Closed?", "Is Deal Closed")),
    column("_title", en="Deal Name", fr="Nom de la transaction"),
    column("_name", en=("Associated Contact", "Associated Contact (Primary)")),
    column("_owner", en="Deal Owner", fr="Propriétaire de la transaction"),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    written = staged(rows.frame["stage"])
    frame = rows.frame.with_columns(identified("hubspot-deal"), _written=written)
    won = is_true("_won") if "_won" in rows.columns else pl.col("_written") == "won"
    closed = is_true("_closed") if "_closed" in rows.columns else pl.col("_written") == "lost"
    frame = frame.with_columns(
        stage=pl.when(won)
        .then(pl.lit("won"))
        .when(closed)
        .then(pl.lit("lost"))
        .otherwise(pl.lit("opportunity")),
        won_at=pl.when(won).then("won_at"),
    )
    return with_person(rows, shared.with_origin(rows, frame))


SOURCE = Source(
    id="hubspot.deals",
    network=None,
    label=msg("HubSpot deals"),
    doc=msg(
        "HubSpot › CRM › Deals › Export › CSV, with Create Date, Close Date, Amount, Currency and Is Closed Won. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=LEADS,
            signature=("lead_id", "created_at", "stage", "_title"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            dates=DateStyle.ASK,
            checks=(sound_steps(_finish, won="Close Date"),),
            finish=_finish,
            personal=(*PERSON, "_title", "_owner"),
            searched=LINKS,
            ignores=ignored(
                *("Pipeline", "Deal Type", "Last Activity Date", "Last Modified Date"),
                *("Associated Company*", "Associated Contact IDs", "Associated Contact Emails"),
                *("Number of *", "Forecast *", "Weighted amount", "Latest *", "Days to close"),
            ),
        ),
    ),
    layouts=(Layout("current", "en", LayoutEvidence.HEADERS, "hubspot_deals.csv"),),
    limits=msg(
        "Import contacts or deals, not both, because a contact with a deal would count twice. "
        "A deal does not say when it was qualified."
    ),
)
