"""Mapped source: turns a column mapping into a source, read by the same code as every export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from data.base.issue import Question
from data.reading.names import normalise, tidy
from data.reading.table import RawTable
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import FieldSpec, SheetSpec, Source, TypedRows
from data.sources.mapping.value_types import NULLS
from data.tables.schema import AD_COSTS, LEADS, POSTS, WEB_SESSIONS
from data.values.column_mapping import PREFIX, TARGETS, ColumnMapping
from i18n.message import Message, msg

_REQUIRED = {"posts": ("post_id",), "leads": ("lead_id", "created_at"), "mentions": ("mention_id",)}
_UNIQUE = {"posts": ("post_id",), "leads": ("lead_id",), "account_days": ("date", "account")}
_IDENTITY = {"posts": "post_id", "mentions": "mention_id", "leads": "lead_id"}
_SPANS = frozenset({AD_COSTS.name, WEB_SESSIONS.name})
_REPORT = (
    "date",
    "channel_group",
    "source",
    "medium",
    "campaign",
    "content",
    "term",
    "landing_page",
    "page",
)


def source_of(mapping: ColumnMapping, sources: Iterable[Source]) -> Source:
    """The source that reads the files of ``mapping``, and no other file."""
    label = msg("{name} (own mapping)", name=mapping.name)
    doc = msg("Columns mapped by hand.")
    network = mapping.place if "network" in TARGETS[mapping.table].schema else None
    return Source(mapping.id, network, label, doc, (_sheet(mapping, tuple(sources)),))


def is_mapped(source: Source) -> bool:
    """Whether a source was made from a mapping."""
    return source.id.startswith(PREFIX)


def _sheet(mapping: ColumnMapping, sources: tuple[Source, ...]) -> SheetSpec:
    table = TARGETS[mapping.table]
    fields = tuple(FieldSpec(to, (("", name),), shown=name) for name, to in mapping.columns)
    constants = {"network": mapping.place, "platform": mapping.place, "use": "unknown"}
    sheet = SheetSpec(
        table=table,
        signature=tuple(to for _, to in mapping.columns),
        fields=fields,
        required=_REQUIRED.get(mapping.table, _period(mapping)),
        unique=tuple(to for to in _UNIQUE.get(mapping.table, ()) if to in table.schema),
        constants=tuple(
            (c, v) for c, v in constants.items() if c in table.schema and v is not None
        ),
        dates=mapping.dates,
        zone=mapping.zone,
        nulls=NULLS,
        unfit=lambda raw: _unfit(mapping, raw),
        ask=lambda _raw, _given: _ask(mapping),
        finish=lambda rows: _finished(mapping, rows),
    )
    return _of_people(sheet, sources) if table is LEADS else sheet


def _period(mapping: ColumnMapping) -> tuple[str, ...]:
    return ("period_from",) if mapping.table in _SPANS else ("date",)


def _of_people(sheet: SheetSpec, sources: tuple[Source, ...]) -> SheetSpec:
    """Leads are read as the documented file of leads is, people and steps included."""
    known = next(source for source in sources if source.id == "leads").sheets[0]
    finish = sheet.finish
    return replace(
        sheet,
        finish=lambda rows: known.finish(replace(rows, frame=finish(rows))),
        checks=known.checks,
        personal=known.personal,
        searched=known.searched,
    )


def _unfit(mapping: ColumnMapping, raw: RawTable) -> Message | None:
    """Only files under the very same columns: fewer or more may mean something else."""
    if sorted(normalise(name) for name in raw.header if tidy(name)) == list(mapping.header):
        return None
    return msg("The columns are not those of “{name}”", name=mapping.name)


def _ask(mapping: ColumnMapping) -> tuple[Question, ...]:
    undated = mapping.table in _SPANS and mapping.filled_by("date") is None
    return ask_period() if undated and mapping.filled_by("period_from") is None else ()


def _finished(mapping: ColumnMapping, rows: TypedRows) -> pl.DataFrame:
    """Identity, period and report, where the file has no column of its own for them."""
    done = rows.frame
    if mapping.table in _SPANS and (period := answered_period(rows.given)) is not None:
        first, last = (pl.lit(day, pl.Date) for day in period)
        done = done.with_columns(period_from=first, period_to=last)
    if mapping.table == WEB_SESSIONS.name:
        report = ",".join(name for name in _REPORT if name in rows.columns)
        done = done.with_columns(property=pl.lit(mapping.name), report=pl.lit(report))
    identity = _IDENTITY.get(mapping.table)
    if identity is None or identity in rows.columns:
        return done
    return done.with_columns(_identity(mapping, rows).alias(identity))


def _identity(mapping: ColumnMapping, rows: TypedRows) -> pl.Expr:
    """The identity of a row: its link, else the person, else its time and its text."""
    if mapping.table == LEADS.name:
        return pl.coalesce(
            [pl.col(c) for c in ("_email", "_phone") if c in rows.columns]
            or [pl.lit(None, pl.String)]
        )
    time_and_text = [
        pl.col("published_at").cast(pl.String),
        pl.col("text" if mapping.table == POSTS.name else "title"),
    ]
    words = pl.concat_str(time_and_text, separator=" ", ignore_nulls=True).replace("", None)
    return pl.coalesce("permalink", words)
