"""Mapped source: turns a column mapping into a source, read by the same code as every export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import polars as pl

from data.base.issue import Level, Question
from data.events.conversions import PURCHASE
from data.reading.names import normalise, tidy
from data.reading.table import Finding, RawTable
from data.sources.kit.calendar_periods import calendar_periods
from data.sources.kit.checks import Priced
from data.sources.kit.orders import is_one_of, sold
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import Exclude, FieldSpec, ReadContext, SheetSpec, Source, TypedRows
from data.sources.mapping.column_names import unit_of
from data.sources.mapping.order_status import GIVEN_BACK, NOT_PAID
from data.sources.mapping.owner import NOT_OURS, ask_owner, is_ours, refuse_others
from data.sources.mapping.spoken_names import MICRO, currency_in, scale_of
from data.sources.mapping.survey import is_survey, question_in
from data.sources.mapping.value_types import NULLS
from data.tables.schema import (
    ACCOUNT_DAYS,
    CONVERSIONS,
    EMAIL_SENDS,
    LEADS,
    MENTIONS,
    MONEY,
    POSTS,
    SEARCH_DAYS,
    WEB_SESSIONS,
)
from data.values.column_mapping import PREFIX, SPANNING, STATUS, TARGETS, UNITS, ColumnMapping
from i18n.message import Message, msg

_REQUIRED = {
    POSTS.name: ("post_id",),
    LEADS.name: ("lead_id", "created_at"),
    MENTIONS.name: ("mention_id",),
    CONVERSIONS.name: ("converted_at",),
    EMAIL_SENDS.name: ("send_id", "sent_on"),
}
# A mapping without columns only says why there is none, and a sheet is one of some field.
_NO_FIELD = FieldSpec("_first", (), at=0)
_TIME = {True: ("period_from",), False: ("date",)}  # by whether rows may cover a period
_UNIQUE = {
    POSTS.name: ("post_id",),
    LEADS.name: ("lead_id",),
    ACCOUNT_DAYS.name: ("date", "account"),
    CONVERSIONS.name: ("event_name", "transaction_id"),
    EMAIL_SENDS.name: ("send_id", "list", "medium"),
}
_IDENTITY = {
    POSTS.name: "post_id",
    MENTIONS.name: "mention_id",
    LEADS.name: "lead_id",
    EMAIL_SENDS.name: "send_id",
}
# What the rows of a table are, where no column says it.
_MEANT = {CONVERSIONS.name: {"event_name": PURCHASE}, EMAIL_SENDS.name: {"medium": "email"}}
# What a report of visits or of search results may be broken down by, in the order of its name.
_BROKEN_DOWN = {
    WEB_SESSIONS.name: (
        *("date", "channel_group", "source", "medium", "campaign", "content", "term"),
        *("landing_page", "page"),
    ),
    SEARCH_DAYS.name: ("date", "search_type", "query", "page", "country", "device"),
}


def source_of(mapping: ColumnMapping, sources: Iterable[Source]) -> Source:
    """The source that reads the files of ``mapping``, and no other file."""
    label = msg("{name} (custom mapping)", name=mapping.name)
    doc = msg("Columns mapped by hand.")
    network = mapping.place if "network" in TARGETS[mapping.table].schema else None
    return Source(mapping.id, network, label, doc, (_sheet(mapping, tuple(sources)),))


def is_mapped(source: Source) -> bool:
    """Whether a source was made from a mapping."""
    return source.id.startswith(PREFIX)


def _sheet(mapping: ColumnMapping, sources: tuple[Source, ...]) -> SheetSpec:
    table = TARGETS[mapping.table]
    fields = tuple(
        FieldSpec(to, (("", name),), scale=_scale(name, to), shown=name)
        for name, to in mapping.columns
    )
    constants = {
        "network": mapping.place,
        "platform": mapping.place,
        "use": "unknown",
        "currency": _currency(mapping),
        **_MEANT.get(mapping.table, {}),
    }
    sheet = SheetSpec(
        table=table,
        signature=tuple(to for _, to in mapping.columns),
        fields=fields or (_NO_FIELD,),
        required=_REQUIRED.get(mapping.table, _TIME[mapping.table in SPANNING]),
        unique=tuple(to for to in _UNIQUE.get(mapping.table, ()) if to in table.schema),
        constants=tuple(
            (c, v) for c, v in constants.items() if c in table.schema and v is not None
        ),
        dates=mapping.dates,
        zone=mapping.zone,
        nulls=NULLS,
        unfit=lambda raw: _unfit(mapping, raw),
        exclude=_not_paid(mapping),
        ask=lambda raw, given: _ask(mapping, raw, given),
        finish=lambda rows: _finished(mapping, rows),
        checks=(partial(_unfit_for_tables, mapping), refuse_others),
    )
    if table is LEADS:
        return _of_people(sheet, sources)
    if table is CONVERSIONS:
        # Orders come with names and addresses: whatever is not read may be one.
        return replace(
            sheet,
            checks=(*sheet.checks, Priced("value")),
            personal=("user_key",),
        )
    return sheet


def _scale(name: str, to: str) -> float:
    """Millionths of an amount and minutes become whole units; of other figures nothing is a part."""
    if to in MONEY:
        return MICRO if scale_of(name) == MICRO else 1.0
    return scale_of(name) if to.endswith("_seconds") else 1.0


def _currency(mapping: ColumnMapping) -> str | None:
    """The one currency that the names of the columns of amounts state."""
    named = {currency_in(name) for name, to in mapping.columns if to in MONEY} - {None}
    return named.pop() if len(named) == 1 else None


def _not_paid(mapping: ColumnMapping) -> tuple[Exclude, ...]:
    """Orders that were never paid or, where no column says how much, were given back."""
    if mapping.filled_by(STATUS) is None:
        return ()
    unpaid = Exclude(
        msg("Orders and payments that were not completed"), is_one_of(STATUS, *NOT_PAID)
    )
    back = Exclude(msg("Refunded orders and payments"), is_one_of(STATUS, *GIVEN_BACK))
    return (unpaid,) if mapping.filled_by("refunded") else (unpaid, back)


def _of_people(sheet: SheetSpec, sources: tuple[Source, ...]) -> SheetSpec:
    """Leads are read as the documented file of leads is, people and steps included."""
    known = next(source for source in sources if source.id == "leads").sheets[0]
    finish = sheet.finish
    return replace(
        sheet,
        finish=lambda rows: known.finish(replace(rows, frame=finish(rows))),
        checks=(*sheet.checks, *known.checks),
        personal=known.personal,
        searched=known.searched,
    )


def _unfit(mapping: ColumnMapping, raw: RawTable) -> Message | None:
    """Only files under the very same columns: fewer or more may mean something else."""
    if sorted(normalise(name) for name in raw.header if tidy(name)) == list(mapping.header):
        return None
    return msg("The columns are not those of “{name}”", name=mapping.name)


def _ask(mapping: ColumnMapping, raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    if not mapping.columns:
        return ()
    dated = any(mapping.filled_by(to) is not None for to in ("date", "period_from", *UNITS))
    period = ask_period() if mapping.table in SPANNING and not dated else ()
    return (*ask_owner(mapping.table, raw, given), *period)


def _finished(mapping: ColumnMapping, rows: TypedRows) -> pl.DataFrame:
    """Identity, period and report, where the file has no column of its own for them."""
    done = rows.frame
    if not is_ours(rows.given) or not mapping.columns:
        done = done.clear()
    if mapping.table in SPANNING:
        done = _with_period(done, rows)
    if (by := _BROKEN_DOWN.get(mapping.table)) is not None:
        done = _as_report(mapping, replace(rows, frame=done), by)
    if mapping.table == CONVERSIONS.name:
        done = sold(mapping.name, done).with_columns(property=pl.lit(mapping.name))
    if mapping.table == EMAIL_SENDS.name:
        done = done.with_columns(pl.col("account").fill_null(mapping.name))
    identity = _IDENTITY.get(mapping.table)
    if identity is None or identity in rows.columns:
        return done
    return done.with_columns(_identity(mapping, rows).alias(identity))


def _with_period(frame: pl.DataFrame, rows: TypedRows) -> pl.DataFrame:
    """The days that each row covers: of one day, of the period in its row, or of the whole file."""
    if (period := answered_period(rows.given)) is not None:
        first, last = (pl.lit(day, pl.Date) for day in period)
        frame = frame.with_columns(period_from=first, period_to=last)
    if "date" in rows.columns:
        return frame
    if "period_from" not in rows.columns:
        return calendar_periods(frame, rows.columns)
    frame = frame.with_columns(pl.col("period_to").fill_null(pl.col("period_from")))
    one_day = pl.col("period_from") == pl.col("period_to")
    return frame.with_columns(date=pl.when(one_day).then("period_from"))


def _as_report(mapping: ColumnMapping, rows: TypedRows, by: tuple[str, ...]) -> pl.DataFrame:
    """Which report the rows are of: those of different ones are never added up."""
    done, known = rows.frame, set(rows.columns)
    if "_source_medium" in known:
        both = pl.col("_source_medium").str.splitn(" / ", 2)
        parts = {"source": both.struct.field("field_0"), "medium": both.struct.field("field_1")}
        done = done.with_columns(**{to: part for to, part in parts.items() if to not in known})
        known |= {"source", "medium"}
    # Rows by week and rows by month of one website are two reports, as those by day are a third.
    times = [to for to in ("period_from", *UNITS) if to in known and "date" not in known]
    dated = ("date",) if times else ()
    names = [*dated, *(name for name in by if name in known)]
    done = done.with_columns(report=pl.lit(",".join(names)))
    if mapping.table == WEB_SESSIONS.name:
        return done.with_columns(property=pl.lit(mapping.name))
    return done.with_columns(
        site=pl.col("site").fill_null(mapping.name),
        position_impressions=pl.col("position") * pl.col("impressions"),
    )


def _unfit_for_tables(mapping: ColumnMapping, rows: TypedRows) -> Iterator[Finding]:
    """Why a file without a mapping can have none."""
    if mapping.columns:
        return
    if is_survey(rows.raw):
        asked = question_in(rows.raw)
        yield Finding(
            Level.ERROR,
            SURVEY if asked is None else SURVEY_ASKING.filled(name=asked[:80]),
            msg(
                "Utmost cannot read surveys yet. To import contact requests as leads, export "
                "their e-mail address and day without the questions."
            ),
        )
    else:
        unit = next((tidy(name) for name in rows.raw.header if unit_of(name)), "")
        yield Finding(
            Level.ERROR,
            PERIODS.filled(name=unit),
            msg("Export the values by day, and import that file."),
        )


SURVEY = msg("These are the answers of a survey or a form, not leads")
SURVEY_ASKING = msg(
    "These are the answers of a survey or a form, such as to “{name}”, not leads", name=""
)
PERIODS = msg(
    "“{name}” has whole weeks, months or years, but the values of accounts are read by day",
    name="",
)
_VERDICTS = frozenset(one.text for one in (SURVEY, SURVEY_ASKING, PERIODS, NOT_OURS))


def refused_for_what_it_is(loaded: ParseResult) -> ParseResult:
    """``loaded`` with that verdict alone, where it is refused for what kind of file it is.

    That it then has no rows, or how its cells are written, does not help anyone.
    """
    verdicts = tuple(issue for issue in loaded.issues if issue.what.text in _VERDICTS)
    if verdicts and loaded.refused:
        return replace(loaded, issues=verdicts)
    # A guess that is still to be answered is no verdict.
    return replace(loaded, issues=tuple(i for i in loaded.issues if i not in verdicts))


def _identity(mapping: ColumnMapping, rows: TypedRows) -> pl.Expr:
    """The identity of a row: its link, else the person, else its time and its text."""
    if mapping.table == LEADS.name:
        return pl.coalesce(
            [pl.col(c) for c in ("_email", "_phone") if c in rows.columns]
            or [pl.lit(None, pl.String)]
        )
    if mapping.table == EMAIL_SENDS.name:
        sending = [pl.col("sent_at").cast(pl.String), pl.col("campaign"), pl.col("subject")]
        return pl.concat_str(sending, separator=" ", ignore_nulls=True).replace("", None)
    time_and_text = [
        pl.col("published_at").cast(pl.String),
        pl.col("text" if mapping.table == POSTS.name else "title"),
    ]
    words = pl.concat_str(time_and_text, separator=" ", ignore_nulls=True).replace("", None)
    return pl.coalesce("permalink", words)
