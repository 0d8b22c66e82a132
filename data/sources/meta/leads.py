"""Meta Lead Ads export: answers to instant forms of Facebook and Instagram, one row per lead.

The first columns are the same everywhere; after them come the questions of the form, under
names of the advertiser’s own making, so whatever is not known there may name a person. Downloads
write ids and telephone numbers after a letter (``l:``, ``ag:``, ``p:``); older ones, in UTF-16,
do not.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.lead_stages import PERSON, identified, is_true, with_person
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
from i18n.message import msg

FIELDS = (
    column("lead_id", en="id"),
    column("created_at", en="created_time"),
    column("campaign", en="campaign_name"),
    column("content", en="ad_name"),
    column("source", en="platform"),
    column("medium", en="is_organic"),
    column("_form", en="form_id"),
    column("_email", en=("email", "work_email"), fr="e-mail", de="e-mail-adresse"),
    column(
        "_phone",
        en=("phone_number", "work_phone_number", "phone"),
        fr="numéro_de_téléphone",
        de="telefonnummer",
        es="número_de_teléfono",
    ),
    column(
        "_name",
        en="full_name",
        fr="nom_complet",
        de="vollständiger_name",
        es="nombre_completo",
    ),
    column("_first_name", en="first_name", fr="prénom", de="vorname"),
    column("_last_name", en="last_name", fr="nom", de="nachname"),
)
_NETWORKS = {"fb": "facebook", "ig": "instagram"}
_TEST = Exclude(
    msg("Test leads"),
    # Meta's tool for tests fills every field with “<test lead: dummy data for …>”.
    pl.any_horizontal(pl.col(r"^c\d+$").str.starts_with("<test lead:")),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Forms have no tags: the network and whether an ad led there are written out instead."""
    organic = pl.when(is_true("medium")).then(pl.lit("social")).otherwise(pl.lit("paid social"))
    frame = rows.frame.with_columns(
        pl.col("lead_id").str.strip_prefix("l:"),
        source=pl.col("source").str.to_lowercase().replace(_NETWORKS),
        medium=pl.when(pl.col("medium").is_not_null()).then(organic),
    )
    return with_person(rows, frame.with_columns(identified("meta-lead")))


SOURCE = Source(
    id="meta_leads.forms",
    network=None,
    label=msg("Meta lead forms"),
    doc=msg(
        "Meta Ads Manager › the ad › Results › Download leads › CSV or XLS; or Meta Business Suite › Instant forms › Download. Known from descriptions only."
    ),
    sheets=(
        SheetSpec(
            table=LEADS,
            signature=("lead_id", "created_at", "medium", "_form"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            constants=(("stage", "lead"),),
            exclude=(_TEST,),
            finish=_finish,
            personal=PERSON,
            ignores=ignored(
                *("ad_id", "adset_id", "adset_name", "campaign_id", "form_name", "lead_status"),
            ),
        ),
    ),
    layouts=(
        Layout("current", "en", LayoutEvidence.DESCRIBED, "meta_leads_forms.csv"),
        Layout(
            "UTF-16, ids without letters",
            "en",
            LayoutEvidence.DESCRIBED,
            "meta_leads_forms_utf16.csv",
        ),
    ),
    repeats=(
        "hubspot.contacts",
        "hubspot.deals",
        "pipedrive.deals",
        "pipedrive.leads",
        "salesforce.leads",
    ),
    limits=msg(
        "If a CRM receives these leads too, import only one of the two. The file does not say "
        "what became of a lead. Qualified and won leads come from a CRM export or from a CSV "
        "of leads. The answers to the form’s own questions are not used and never stored in "
        "clear."
    ),
)
