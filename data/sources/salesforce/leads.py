"""Salesforce lead report export: one row per lead, with footer lines below.

A converted lead has become an opportunity on its “Converted Date”, which is the day it counts
as qualified. Reports often leave the id out: the e-mail address is then the identity.
“Lead Source” is a list of the company’s own and is the source where no tags are.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.lead_stages import (
    PERSON,
    evident,
    identified,
    is_true,
    sound_steps,
    staged,
    tags,
    with_person,
)
from data.sources.kit.link_evidence import LINKS
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Exclude,
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import LEADS
from i18n.message import Message, msg

_PRIVATE = private(
    *("Fax", "Street", "Other Phone", "Lead Owner Alias", "Created Alias", "Description"),
)
FIELDS = (
    *_PRIVATE,
    column("_first", at=0),
    *tags(),
    column("lead_id", en="Lead ID"),
    column("created_at", en=("Created Date", "Create Date"), fr="Date de création"),
    column("stage", en="Lead Status", fr="Statut de la piste"),
    column("_lead_source", en="Lead Source", fr="Origine de la piste"),
    column("_converted", en="Converted", fr="Converti"),
    column("qualified_at", en="Converted Date", fr="Date de conversion"),
    column("_email", en="Email", fr="E-mail"),
    column("_phone", en=("Phone", "Mobile Phone", "Mobile"), fr="Téléphone"),
    column("_name", en="Full Name", fr="Nom complet"),
    column("_first_name", en="First Name", fr="Prénom"),
    column("_last_name", en="Last Name", fr="Nom"),
    column("_owner", en="Lead Owner", fr="Propriétaire de la piste"),
)
# Whole cells or their known ends: a company may be called “Total” something.
_BELOW = Exclude(
    msg("Totals and notices below the report"),
    pl.col("_first").str.contains(
        r"^(?i:(?:grand total|subtotal|total)s?|confidential information - .*)$"
        r"|^(?i:copyright )?(?i:\(c\)|©) ?\d{4}|\(\d+ records?\)$"
    ),
)


def _unfit(raw: RawTable) -> Message | None:
    """Other CRMs have a status, a source and a day too; their records have a record id."""
    if "record id" not in map(normalise, raw.header):
        return None
    return msg("This is the export of another CRM")


def _finish(rows: TypedRows) -> pl.DataFrame:
    tagged = pl.any_horizontal(pl.col(n).is_not_null() for n in ("source", "medium", "campaign"))
    # “Lead Source” is any word of the company; a click id is evidence.
    frame = evident(rows, rows.frame).with_columns(
        staged(rows.frame["stage"]), source=pl.when(tagged).then("source").otherwise("_lead_source")
    )
    if "_converted" in rows.columns:
        converted = pl.when(is_true("_converted")).then(pl.lit("opportunity"))
        frame = frame.with_columns(stage=converted.otherwise("stage"))
    named = [name for name in ("lead_id", "_email") if name in rows.columns]
    frame = frame.with_columns(lead_id=pl.coalesce(named) if named else None)
    return with_person(rows, frame.with_columns(identified("salesforce-lead")))


SOURCE = Source(
    id="salesforce.leads",
    network=None,
    label=msg("Salesforce leads"),
    doc=msg(
        "Salesforce › Reports › Leads, with Lead ID, Created Date, Lead Status, Lead Source, Converted and Converted Date › Export › Details only › CSV. Known from field names only."
    ),
    sheets=(
        SheetSpec(
            table=LEADS,
            signature=("created_at", "stage", "_lead_source"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            dates=DateStyle.ASK,
            exclude=(_BELOW,),
            unfit=_unfit,
            checks=(sound_steps(_finish, qualified="Converted Date"),),
            finish=_finish,
            personal=(*PERSON, "_owner", *hidden(_PRIVATE)),
            searched=LINKS,
            ignores=ignored(
                *("Company / Account", "Company", "Title", "Rating", "Industry"),
                *("City", "State/Province", "Zip/Postal Code", "Country", "Annual Revenue"),
                *("No. of Employees", "Employees", "Last Activity", "Last Modified*"),
                *("Website", "Unread By Owner", "Salutation"),
            ),
        ),
    ),
    layouts=(Layout("Lightning report", "en", LayoutEvidence.DESCRIBED, "salesforce_leads.csv"),),
    limits=msg(
        "The report of leads does not say what was won. Add that with a CSV of leads, or with "
        "the deals of another export."
    ),
)
