"""HubSpot contacts export: one row per contact, with the dates of lifecycle stages.

“Lead Status” is what sales does about a contact, not how far it has come: that is the
lifecycle stage. Times are those of the portal’s zone, which the file does not name: days are
read as written.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.hubspot import columns as shared
from data.sources.kit.lead_stages import PERSON, identified, sound_steps, staged, with_person
from data.sources.kit.link_evidence import LINKS
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.company_clock import is_wall_clock
from data.tables.schema import LEADS, WALL_CLOCK
from i18n.message import Message, msg

_INSTANT = pl.Datetime("us", "UTC")


def _entered(stage: str, became: str, internal: str) -> tuple[str, ...]:
    """The column of the day on which a stage was entered, as HubSpot has named it over time."""
    pipeline = f"{stage} (Lifecycle Stage Pipeline)"
    entered = (f'Date entered "{pipeline}"', f"Date entered '{pipeline}'")
    return (f"Became {became} Date", *entered, f"hs_v2_date_entered_{internal}")


_PRIVATE = private(
    *("WhatsApp Phone Number", "Fax Number", "Twitter Username", "LinkedIn URL", "LinkedIn Bio"),
    *("Street Address", "Date of birth", "Work email", "Salutation", "Message"),
)
FIELDS = (
    *_PRIVATE,
    *shared.FIELDS,
    column(
        "lead_id",
        en=("Record ID", "Record ID - Contact", "Contact ID"),
        fr="ID de fiche d'informations",
    ),
    column("created_at", en="Create Date", fr="Date de création"),
    column("stage", en="Lifecycle Stage", fr="Phase du cycle de vie"),
    column(
        "qualified_at",
        en=_entered(
            "Marketing Qualified Lead", "a Marketing Qualified Lead", "marketingqualifiedlead"
        ),
    ),
    column(
        "_sales_qualified_at",
        dtype=_INSTANT,
        en=_entered("Sales Qualified Lead", "a Sales Qualified Lead", "salesqualifiedlead"),
    ),
    column(
        "_opportunity_at",
        dtype=_INSTANT,
        en=_entered("Opportunity", "an Opportunity", "opportunity"),
    ),
    column("won_at", en=(*_entered("Customer", "a Customer", "customer"), "Close Date")),
    column("amount", en="Total Revenue", fr="Chiffre d'affaires total"),
    column("currency", en="Currency", fr="Devise"),
    column("_email", en="Email", fr="E-mail"),
    column("_phone", en=("Phone Number", "Mobile Phone Number"), fr="Numéro de téléphone"),
    column("_name", en="Full Name"),
    column("_first_name", en="First Name", fr="Prénom"),
    column("_last_name", en="Last Name", fr="Nom"),
    column("_owner", en="Contact Owner", fr="Propriétaire du contact"),
    column("_notes", en="Notes"),
    column(
        "_own",
        en=("Lifecycle Stage", "Marketing contact status", "Contact Owner", *shared.NAMES),
        fr=("Phase du cycle de vie", "Propriétaire du contact"),
    ),
)


def _unfit(raw: RawTable) -> Message | None:
    """Deals have a record id, a day and an original source too."""
    if "deal name" not in map(normalise, raw.header):
        return None
    return msg("These are deals of HubSpot, not contacts")


def _written(later: list[str]) -> pl.Expr:
    """The row's ``wall_clock``, where a later stage stands for the first."""
    own = pl.col(WALL_CLOCK)
    written = [pl.col("qualified_at").is_null() & is_wall_clock(name) for name in later]
    both = pl.concat_str(own, pl.lit("qualified_at"), separator=",")
    return pl.when(pl.any_horizontal(pl.lit(value=False), *written)).then(both).otherwise(own)


def _finish(rows: TypedRows) -> pl.DataFrame:
    later = [n for n in ("_sales_qualified_at", "_opportunity_at") if n in rows.columns]
    frame = rows.frame.with_columns(
        _written(later),
        identified("hubspot-contact"),
        staged(rows.frame["stage"]),
        qualified_at=pl.coalesce("qualified_at", *later),
    )
    return with_person(rows, shared.with_origin(rows, frame))


SOURCE = Source(
    id="hubspot.contacts",
    network=None,
    label=msg("HubSpot contacts"),
    doc=msg(
        "HubSpot › CRM › Contacts › Export › CSV, with Create Date, Lifecycle Stage, the dates of its stages and Original Traffic Source. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=LEADS,
            signature=("lead_id", "created_at", "_own"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            dates=DateStyle.ASK,
            unfit=_unfit,
            checks=(
                sound_steps(
                    _finish,
                    qualified="Became a Marketing Qualified Lead Date",
                    won="Became a Customer Date",
                ),
            ),
            finish=_finish,
            personal=(*PERSON, "_owner", "_notes", *hidden(_PRIVATE)),
            searched=LINKS,
            ignores=ignored(
                *("Job Title", "Company Name", "Country/Region", "City", "Lead Status"),
                *("Last Modified Date", "Annual Revenue", "Marketing contact status"),
                *("GDPR consent", "Lead Score", "HubSpot Score", "First Page Seen"),
                *("Last Page Seen", "First Conversion", "Number of Associated Deals"),
                *("Associated *", "Latest *", "Became *", "Date entered *", "Last Activity*"),
            ),
        ),
    ),
    layouts=(
        Layout("Original Source", "en", LayoutEvidence.HEADERS, "hubspot_contacts_2024.csv"),
        Layout("Original Traffic Source", "en", LayoutEvidence.HEADERS, "hubspot_contacts.csv"),
    ),
    repeats=("hubspot.deals",),
    limits=msg(
        "Import contacts or deals, not both, because a contact with a deal would count twice. "
        "The currency is only known if the export has it."
    ),
)
