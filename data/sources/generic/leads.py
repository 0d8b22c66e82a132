"""Leads of any CRM or form: documented CSV, one row per lead, people as hashed keys."""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.lead_stages import PERSON, sound_steps, staged, visitor, with_person
from data.sources.kit.link_evidence import LINKS
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows, column
from data.tables.schema import LEADS
from i18n.message import msg

FIELDS = (
    column("lead_id", en=("lead_id", "Lead ID", "Record ID"), fr=("ID du lead", "Identifiant")),
    column("created_at", en=("created_at", "Created at", "Create date"), fr="Date de création"),
    column("source", en=("source", "utm_source", "UTM source")),
    column("medium", en=("medium", "utm_medium", "UTM medium")),
    column("campaign", en=("campaign", "utm_campaign", "UTM campaign"), fr="Campagne"),
    column("content", en=("content", "utm_content", "UTM content")),
    column("term", en=("term", "utm_term", "UTM term")),
    *visitor("user_id"),
    column("stage", en=("stage", "Lifecycle stage", "Lead status"), fr=("Étape", "Statut")),
    column("qualified_at", en=("qualified_at", "Qualified at"), fr="Date de qualification"),
    column("won_at", en=("won_at", "Won at"), fr="Date de gain"),
    column("amount", en="amount", fr="Montant"),
    column("currency", en="currency", fr="Devise"),
    column("_email", en=("email", "e-mail", "Email address"), fr=("Adresse e-mail", "Courriel")),
    column(
        "_phone",
        en=("phone", "Phone number", "Mobile phone number", "Mobile"),
        fr=("Téléphone", "Numéro de téléphone"),
    ),
    column("_name", en=("name", "Full name", "Contact name"), fr=("Nom", "Nom complet")),
    column("_first_name", en=("first_name", "First name"), fr="Prénom"),
    column("_last_name", en=("last_name", "Last name"), fr="Nom de famille"),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    return with_person(rows, rows.frame.with_columns(staged(rows.frame["stage"])))


SOURCE = Source(
    id="leads",
    network=None,
    label=msg("Leads (CSV)"),
    doc=msg(
        "A CSV or workbook with at least lead_id and created_at. Optional: source, medium, "
        "campaign, content, term (or utm_…), stage, qualified_at, won_at, amount, currency, "
        "email, phone, name. user_id, ga_client_id and click ids (gclid, fbclid…) join a lead "
        "to its visits. Without UTM tags, a lead has the source of its click id, or of the UTM "
        "tags in a link of any column."
    ),
    sheets=(
        SheetSpec(
            table=LEADS,
            signature=("lead_id", "created_at"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            dates=DateStyle.ASK,
            checks=(sound_steps(_finish),),
            finish=_finish,
            personal=PERSON,
            searched=LINKS,
        ),
    ),
    layouts=(
        Layout("documented columns", "en", LayoutEvidence.DESCRIBED, "leads.csv"),
        Layout("documented columns", "fr", LayoutEvidence.DESCRIBED, "leads_fr.csv"),
    ),
)
