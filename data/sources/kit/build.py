"""Builds canonical rows from a recognised table, with quarantined rows, questions and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from data.base.issue import Excluded, Issue, Question
from data.base.table_report import CheckResult, RecognitionReport
from data.reading.dates import DateStyle, order_of
from data.reading.numbers import currency_written
from data.reading.table import Finding
from data.sources.kit.checks import in_future, undated
from data.sources.kit.convert import Typed, convert, resaved
from data.sources.kit.duplicates import (
    doubtful_columns,
    duplicate_columns,
    duplicate_rows,
    nameless_columns,
)
from data.sources.kit.export_date import exported_at
from data.sources.kit.implausible import without_impossible
from data.sources.kit.misaligned import misaligned
from data.sources.kit.quarantine import (
    CUT_OFF,
    QuarantinedRows,
    invalid_rows,
    repeated,
    reversed_periods,
)
from data.sources.kit.questions import DATE_ORDER, date_order, wrong_answers
from data.sources.kit.recognise import Match
from data.sources.kit.recognition_report import build_report
from data.sources.kit.rows_above_header import rows_above
from data.sources.kit.spec import Exclude, ReadContext, SheetSpec, TypedRows
from data.sources.kit.totals import (
    LABELLED,
    PART,
    held_against_totals,
    hidden_totals,
    labelled_totals,
    sums_of,
)
from data.sources.kit.truncated_ids import spoilt_ids
from data.tables.schema import AD_COSTS, MONEY, WALL_CLOCK
from i18n.message import Message, msg


@dataclass(frozen=True, slots=True)
class Built:
    """What one table gives. With open questions the frame holds what the guesses give.

    ``totals`` are the rows, typed, in which the table states its own totals.
    """

    frame: pl.DataFrame
    excluded: tuple[Excluded, ...] = ()
    questions: tuple[Question, ...] = ()
    issues: tuple[Issue, ...] = ()
    aside: QuarantinedRows = field(default_factory=QuarantinedRows)
    understood: tuple[RecognitionReport, ...] = ()
    totals: pl.DataFrame | None = None


def build(match: Match, given: ReadContext) -> Built:
    """The canonical rows of one table and everything there is to say about the others."""
    match = _without_descriptions(match)
    sheet, raw = match.sheet, match.raw
    text = _text(match)
    order = _order(match, text)
    asked = (*sheet.ask(raw, given), *_date_order(match, text, order))
    complaints = tuple(finding.at(given.file, raw.sheet) for finding in wrong_answers(asked, given))
    # A question without a guess leaves nothing to build rows with: only the report is made.
    still_open = tuple(q for q in asked if not _answered(q, given))
    if any(question.guess is None for question in still_open):
        report = build_report(match, order)
        return Built(sheet.table.empty(), (), still_open, complaints, understood=(report,))
    guesses = {q.key: q.guess for q in still_open if q.guess is not None}
    settled = {q.key: given.answers[q.key] for q in asked if q not in still_open}
    given = replace(given, answers={**settled, **guesses})
    if order is DateStyle.ASK:
        order = DateStyle(given.answers[DATE_ORDER])
    elif order is not sheet.dates and sheet.dates is not DateStyle.ASK and not raw.later:
        complaints += (resaved(order).at(given.file, raw.sheet),)
    built = _rows(match, given, text, order)
    return replace(built, questions=still_open, issues=(*complaints, *built.issues))


def _without_descriptions(match: Match) -> Match:
    """The match without the records under the header that describe its columns in words."""
    raw = match.raw
    return replace(match, raw=replace(raw, frame=raw.frame[0 if raw.later else raw.described :]))


def _text(match: Match) -> pl.DataFrame:
    """Raw rows, then sample rows, plus a text column per field under its canonical name."""
    cells = [pl.col(f"c{at}").alias(to) for to, at in match.located.positions.items()]
    raw = match.raw
    absent = {f"c{at}" for at in match.located.positions.values()} - set(raw.frame.columns)
    # A header may be wider than every record of this piece, so its last cells have no column.
    missing = [pl.lit(None, pl.String).alias(name) for name in absent]
    frames = [raw.frame] if raw.witnesses is None else [raw.frame, raw.witnesses]
    frame = pl.concat(frames, how="diagonal") if len(frames) > 1 else raw.frame
    return frame.with_columns(missing).with_columns(cells)


def _order(match: Match, text: pl.DataFrame) -> DateStyle:
    """The declared style; where a file may differ from it, what its dates prove.

    Dates such as 1/2/2026 in an export that never writes them so come from a spreadsheet, and
    their order is that of its user. A declared order of day and month stays: see ``convert``.
    """
    declared = match.sheet.dates
    if declared in {DateStyle.MDY, DateStyle.DMY}:
        return declared
    found = {order_of(text[to]) for to in _temporal(match)} - {None}
    proved = found - {DateStyle.ASK}
    if len(proved) == 1:
        return proved.pop() or DateStyle.ASK
    if found:
        return DateStyle.ASK
    return DateStyle.ISO if declared is DateStyle.ASK else declared


def _date_order(match: Match, text: pl.DataFrame, order: DateStyle) -> tuple[Question, ...]:
    return date_order(text, _temporal(match)) if order is DateStyle.ASK else ()


def _temporal(match: Match) -> list[str]:
    """The columns of days and times that the file has, helpers among them."""
    schema = match.sheet.table.schema
    return [
        field.to
        for field in match.sheet.fields
        if field.to in match.located.positions
        and (field.dtype or schema.get(field.to, pl.String())).is_temporal()
    ]


def _answered(question: Question, given: ReadContext) -> bool:
    answer = given.answers.get(question.key)
    return answer is not None and (
        not question.choices or answer in {choice for choice, _ in question.choices}
    )


def _rows(match: Match, given: ReadContext, text: pl.DataFrame, order: DateStyle) -> Built:
    sheet, raw = match.sheet, match.raw
    excluded, included, totals = _exclude(match, text)
    # Misaligned rows go first: their cells would decide how the columns of all others are read.
    shifted = misaligned(raw, included.head(raw.frame.height))
    usable = included & ~text["row"].is_in(list(shifted)) if shifted else included
    typed = convert(match, _aligned(match, text, shifted), usable, order)
    frame = _canonical(match, text, typed, given)
    if raw.witnesses is not None:  # sample rows only decide how columns are read: they are no facts
        height = raw.frame.height
        frame, included, usable = frame.head(height), included.head(height), usable.head(height)
        totals = totals.head(height)
    written = {to: raw.header[at].strip() for to, at in match.located.positions.items()}
    whole = bool(usable.all())  # copying half a million rows for nothing takes its time
    facts = frame if whole else frame.filter(usable)
    left_out = frame.clear() if whole else frame.filter(~included)
    rows = TypedRows(facts, left_out, raw, given, written)
    # Checks see the rows as exported: before ``finish``, and before invalid rows are quarantined.
    results = [result for check in sheet.checks for result in check(rows)]
    notes = [*typed.findings, *(result for result in results if isinstance(result, Finding))]
    short, stated = False, frame.filter(totals) if totals.any() else None
    if stated is not None and raw.witnesses is None:  # of a file in pieces, see ``loading.merge``
        summed = sums_of(match, facts)
        disagreeing, sums, short = held_against_totals(match, summed, facts.height, stated)
        notes += disagreeing
        results += sums
    done, impossible = without_impossible(match, sheet.finish(rows))
    if short and sheet.table is AD_COSTS:  # a part never counts as the whole
        done = done.with_columns(pl.col("report").fill_null(PART))
    done, quarantined = _quarantine(match, done, typed, text, shifted)
    day = sheet.table.day
    notes += (
        *impossible,
        *rows_above(raw),
        # Totals tell equal names apart as well as facts do.
        *duplicate_columns(match, ~text["row"].is_in(list(shifted))),
        *nameless_columns(match),
        *doubtful_columns(match),
        *duplicate_rows(match, done, facts),
    )
    notes += (*quarantined.findings, *in_future(done, day, given.today), *undated(done, day))
    issues = tuple(finding.at(given.file, raw.sheet) for finding in notes)
    checked = (result for result in results if isinstance(result, CheckResult))
    report = build_report(match, order, checked)
    stored = _stored(sheet, done, raw.sheet)
    return Built(stored, excluded, (), issues, quarantined, (report,), stated)


def _aligned(match: Match, text: pl.DataFrame, shifted: Mapping[int, Message]) -> pl.DataFrame:
    """The text without the cells of misaligned rows: they say nothing of how a column is written."""
    if not shifted:
        return text
    sound = ~pl.col("row").is_in(list(shifted))
    return text.with_columns(pl.when(sound).then(to).alias(to) for to in match.located.positions)


def _exclude(match: Match, text: pl.DataFrame) -> tuple[tuple[Excluded, ...], pl.Series, pl.Series]:
    """What is excluded, which rows are facts, and which are totals."""
    included = text["row"] > 0  # sample rows of a large file have the number 0
    totals = pl.repeat(value=False, n=text.height, eager=True)
    found: list[Excluded] = []
    if match.sheet.heading is not None and match.raw.preamble and not match.raw.later:
        found.append(Excluded(match.sheet.heading, len(match.raw.preamble)))
    if match.raw.described and not match.raw.later:
        found.append(Excluded(msg("Rows that describe the columns"), match.raw.described))
    known = match.located.positions
    # Each row is counted by the first rule that excludes it, so that the counts add up.
    for rule in (*match.sheet.exclude, *_header_again(match)):
        if all(name in known for name in rule.when.meta.root_names()):
            hit = text.select(rule.when.fill_null(value=False).alias("hit"))["hit"] & included
            included &= ~hit
            totals |= hit if rule.what == LABELLED else False
            found.extend([Excluded(rule.what, int(hit.sum()))] if hit.any() else [])
    labelled = labelled_totals(match, text) & included
    if labelled.any():
        included &= ~labelled
        totals |= labelled
        found.append(Excluded(LABELLED, int(labelled.sum())))
    return tuple(found), included, totals


def _header_again(match: Match) -> tuple[Exclude, ...]:
    """The header in the middle of the rows, as where files were put one below the other."""
    header, known = match.raw.header, match.located.positions
    same = [pl.col(to) == header[known[to]] for to in match.sheet.signature]
    what = msg("Header repeated")
    return (Exclude(what, pl.all_horizontal(same)),) if same else ()


def _canonical(match: Match, text: pl.DataFrame, typed: Typed, given: ReadContext) -> pl.DataFrame:
    """All canonical columns and the helpers; what the file lacks is null."""
    sheet, observed = match.sheet, exported_at(given)
    constants = {
        "currency": match.located.currency or _currency(match, text),
        "observed_at": observed,
        "as_of": observed.date(),
        **dict(sheet.constants),
    }
    columns = [
        typed.columns.get(name, pl.Series(name, [constants.get(name)], dtype))
        for name, dtype in sheet.table.schema.items()
        if name != "source_row"
    ]
    helpers = [series for name, series in typed.columns.items() if name.startswith("_")]
    frame = pl.select(
        text["row"].alias("source_row"), *(_broadcast(s, text.height) for s in (*columns, *helpers))
    )
    if WALL_CLOCK in sheet.table.schema:
        frame = frame.with_columns(_wall_clock(sheet, typed).alias(WALL_CLOCK))
    return _days(sheet, frame)


def _wall_clock(sheet: SheetSpec, typed: Typed) -> pl.Expr:
    """The names of the cells that hold the company's own clock, helpers among them.

    A day that the file states is one of them, unless the source says in which zone its days are.
    """
    written = {to: pl.lit(cells) for to, cells in typed.written.items()}
    if not sheet.zone and (day := sheet.table.day) in typed.columns:
        written[day] = pl.col(day).is_not_null()
    names = [pl.when(cells).then(pl.lit(to)) for to, cells in written.items()]
    return pl.concat_str(names, separator=",", ignore_nulls=True) if names else pl.lit("")


def _currency(match: Match, text: pl.DataFrame) -> str | None:
    """The currency that the amounts of a file without a column for it name."""
    amounts = [to for to in match.located.positions if to in MONEY]
    named = {currency_written(text[to]) for to in amounts} - {None}
    return named.pop() if len(named) == 1 else None


def _broadcast(series: pl.Series, height: int) -> pl.Series:
    return series if len(series) == height else series.new_from_index(0, height)


def _days(sheet: SheetSpec, frame: pl.DataFrame) -> pl.DataFrame:
    """Days that follow from other columns: ``x_on`` from ``x_at``, a period from its day.

    Instants are in UTC here; the company's days follow when facts are read.
    """
    names = sheet.table.schema.names()
    twins = [
        pl.coalesce(name, pl.col(f"{name[:-3]}_at").dt.date()).alias(name)
        for name in names
        if name.endswith("_on") and f"{name[:-3]}_at" in names
    ]
    dated = ("period_from", "period_to") if {"date", "period_from"} <= set(names) else ()
    periods = [pl.coalesce(name, "date").alias(name) for name in dated]
    return frame.with_columns(*twins, *periods)


def _quarantine(
    match: Match,
    frame: pl.DataFrame,
    typed: Typed,
    text: pl.DataFrame,
    shifted: Mapping[int, Message],
) -> tuple[pl.DataFrame, QuarantinedRows]:
    """Splits off rows that cannot be used, each with its reason."""
    raw = match.raw
    # Of several reasons the last one wins: a shifted row explains an empty or unreadable cell.
    bad = {
        **spoilt_ids(match, frame),
        **reversed_periods(frame),
        **invalid_rows(match, frame, typed, text),
        **shifted,
    }
    if raw.cut_off is not None and (frame["source_row"] == raw.cut_off).any():
        bad = {**bad, raw.cut_off: CUT_OFF}
    # Repeats and totals are looked for among usable rows only: a broken row must not quarantine
    # the sound one that follows it, nor hide that another row is the sum of the rest.
    usable = _without(frame, bad)
    again = {**repeated(match, usable), **hidden_totals(match, usable)}
    return _without(usable, again), QuarantinedRows.of({**bad, **again}, raw)


def _without(frame: pl.DataFrame, rows: Mapping[int, Message]) -> pl.DataFrame:
    return frame.filter(~pl.col("source_row").is_in(list(rows))) if rows else frame


def _stored(sheet: SheetSpec, frame: pl.DataFrame, title: str | None) -> pl.DataFrame:
    """The frame in the table's own schema, with where each row came from."""
    if WALL_CLOCK in frame.columns:  # helpers are not stored
        named = pl.col(WALL_CLOCK).str.replace_all(r"(^|,)_\w+", "").str.strip_chars_start(",")
        frame = frame.with_columns(named)
    return frame.with_columns(source_sheet=pl.lit(title, pl.String)).select(
        pl.col(name).cast(dtype) for name, dtype in sheet.table.schema.items()
    )
