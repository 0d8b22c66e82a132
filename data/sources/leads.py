"""Leads of any CRM or form, in a CSV with documented columns; people stay unnamed.

E-mail, phone and name only serve to tell people apart: of the first that is known, in this
order, the import keeps a keyed hash.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.issue import Level
from data.message import Message, msg
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import Finding
from data.schema import LEADS
from data.sources.checks import Priced
from data.sources.declare import Rows, Sheet, Source, column

FIELDS = (
    column("lead_id", en=("lead_id", "Lead ID", "Record ID"), fr=("ID du lead", "Identifiant")),
    column("created_at", en=("created_at", "Created at", "Create date"), fr="Date de création"),
    column("source", en=("source", "utm_source", "UTM source")),
    column("medium", en=("medium", "utm_medium", "UTM medium")),
    column("campaign", en=("campaign", "utm_campaign", "UTM campaign"), fr="Campagne"),
    column("content", en=("content", "utm_content", "UTM content")),
    column("term", en=("term", "utm_term", "UTM term")),
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

# The words of different CRMs for the same step, as English and French users write them.
_STAGES = {
    word: stage
    for stage, words in {
        "lead": ("lead", "new", "open", "prospect", "subscriber", "nouveau", "contact"),
        "qualified": (
            "qualified", "mql", "marketing qualified lead", "marketingqualifiedlead",
            "qualifié", "lead qualifié", "lead qualifié marketing",
        ),
        "sql": ("sql", "sales qualified lead", "salesqualifiedlead", "lead qualifié commercial"),
        "opportunity": ("opportunity", "deal", "proposal", "opportunité", "proposition"),
        "won": ("won", "closed won", "customer", "client", "gagné", "conclu"),
        "lost": (
            "lost", "closed lost", "unqualified", "disqualified",
            "perdu", "non qualifié", "disqualifié",
        ),
    }.items()
    for word in words
}  # fmt: skip


def _finish(rows: Rows) -> pl.DataFrame:
    """Stages under one name; the text that identifies the person, still in clear."""
    done = rows.frame.with_columns(_stages(rows.frame["stage"]))
    ways = [name for name in ("_email", "_phone") if name in rows.columns]
    parts = [name for name in ("_first_name", "_last_name", "_name") if name in rows.columns]
    known = list(map(pl.col, ways))
    if parts:
        known.append(pl.concat_str(parts, separator=" ", ignore_nulls=True).replace("", None))
    return done.with_columns(person_key=pl.coalesce(known)) if known else done


def _stages(written: pl.Series) -> pl.Series:
    words = {word: normalise(word) for word in written.drop_nulls().unique()}
    return written.replace({word: _STAGES.get(plain, plain) for word, plain in words.items()})


def _unknown_stages(rows: Rows) -> Iterator[Finding]:
    stages = _stages(rows.frame["stage"]).drop_nulls().unique(maintain_order=True)
    unknown = [stage for stage in stages if stage not in _STAGES.values()]
    if unknown:
        yield Finding(
            Level.NOTE,
            msg(
                "Stages kept as they are written: {stages}",
                fr="Étapes conservées telles qu’écrites : {stages}",
                stages=", ".join(unknown[:8]),
            ),
            msg(
                "To compare files, use lead, qualified, sql, opportunity, won or lost.",
                fr="Pour comparer des fichiers, utilisez lead, qualifié, sql, opportunité, gagné ou perdu.",
            ),
            column=rows.columns["stage"],
        )


def _undated_steps(rows: Rows) -> Iterator[Finding]:
    """A lead counts as qualified or won from a day on; a stage alone names none."""
    stage = _stages(rows.frame["stage"])
    for step, day in (("qualified", "qualified_at"), ("won", "won_at")):
        undated = int(((stage == step) & rows.frame[day].is_null()).sum())
        if undated:
            yield Finding(Level.WARNING, _undated(step, undated), _give_day(day))


def _won_too_early(rows: Rows) -> Iterator[Finding]:
    """Nobody is won before coming in: two columns, or day and month, are mixed up."""
    day = pl.col("created_at").dt.date()
    early = rows.frame.filter(pl.col("won_at").dt.date() < day)
    if early.height:
        yield Finding(
            Level.WARNING,
            msg(
                "Leads won before the day they came in: {count}",
                fr="Leads gagnés avant le jour de leur arrivée : {count}",
                count=early.height,
            ),
            msg(
                "Check whether two columns, or day and month, have been mixed up.",
                fr="Vérifiez si deux colonnes, ou le jour et le mois, ont été inversés.",
            ),
            early["source_row"][0],
            rows.columns.get("won_at"),
        )


def _undated(step: str, count: int) -> Message:
    return msg(
        "Leads at the stage “{step}” that do not say since when, and are not counted there: {count}",
        fr="Leads à l’étape « {step} » sans date, qui n’y sont donc pas comptés : {count}",
        count=count,
        step=step,
    )


def _give_day(name: str) -> Message:
    return msg(
        "Add the column {column} with the day to the export.",
        fr="Ajoutez à l’export la colonne {column} avec le jour.",
        column=name,
    )


SOURCE = Source(
    id="leads",
    network=None,
    label=msg("Leads (CSV)", fr="Leads (CSV)"),
    doc=msg(
        "A CSV or workbook with at least lead_id and created_at; also source, medium, campaign, content, term (or utm_…), stage, qualified_at, won_at, amount, currency, email, phone, name.",
        fr="Un CSV ou classeur avec au moins lead_id et created_at ; aussi source, medium, campaign, content, term (ou utm_…), stage, qualified_at, won_at, amount, currency, email, phone, name.",
    ),
    sheets=(
        Sheet(
            table=LEADS,
            signature=("lead_id", "created_at"),
            fields=FIELDS,
            required=("lead_id", "created_at"),
            unique=("lead_id",),
            dates=DateStyle.ASK,
            checks=(_unknown_stages, _undated_steps, _won_too_early, Priced("amount")),
            finish=_finish,
            personal=("_email", "_phone", "_name", "_first_name", "_last_name"),
        ),
    ),
)
