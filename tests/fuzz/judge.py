"""What became of a mutated file, against what may have."""

from collections import Counter
from datetime import date
from functools import cache

import polars as pl

from data.base.issue import Level
from data.sources.registry import SOURCES, load
from data.tables.schema import TABLES
from tests.fuzz.mutation import Allowed, bytes_of, read_records
from tests.languages import is_translated

TODAY = date(2026, 11, 23)
ANSWERS = {
    "network": "facebook",
    "period_from": "2026-01-01",
    "period_to": "2026-01-31",
    "date_order": "mdy",
}
_UNCOMPARED = (
    "observed_at",
    "as_of",
    "import_id",
    "source_sheet",
    "source_row",
    "report",
    "property",
)


@cache
def exported(name):
    """A fixture, and what it gives."""
    content = bytes_of(name)
    return read_records(name, content), read(name, content)


@cache
def answers(name):
    """Answers to what the untouched export asks. What only the damaged file asks stays open."""
    given = {}
    for _ in ANSWERS:  # an answer may lead to another question
        loaded = _loaded(name, bytes_of(name), given)
        if not _asks(loaded):
            break
        given |= {q.key: ANSWERS.get(q.key, q.guess) for one in loaded for q in one.questions}
    return given


def with_year(given, loaded):
    """The answers with the year that the file itself suggests."""
    asked = (q for one in loaded for q in one.questions)
    return given | {q.key: q.guess for q in asked if q.key == "year" and q.guess}


def _loaded(name, content, given):
    return [part.loaded for part in load(name, content, given, today=TODAY)]


def read(name, content):
    """The parts of a file as they are loaded with these answers."""
    given = {key: answer for key, answer in answers(name).items() if key != "year"}
    loaded = _loaded(name, content, given)
    full = with_year(given, loaded)
    return loaded if full == given else _loaded(name, content, full)


def judge(mutation, original, loaded):
    """Complaints about how a mutated file was read; nothing to complain about is an empty list."""
    accepted = [one for one in loaded if one.source is not None and not one.questions]
    wrong = [*_sentences(loaded), *_unexplained(loaded)]
    before, after = _rows(original), _rows(accepted)
    rule = _rule(mutation, original)
    if rule is Allowed.NOTHING and after:
        wrong.append(f"{sum(after.values())} rows accepted of a file that has none")
    differ = after != before and not _excused(rule, original, loaded)
    if rule in {Allowed.SAME, Allowed.TOLD} and differ:
        wrong.append(f"rows differ: {_some(before - after)} became {_some(after - before)}")
    new = _not_weaker(after - before, before)
    if rule is Allowed.SUBSET and new and not (_yearless(original) and _told(original, loaded)):
        wrong += [] if _last_only(mutation, new) else [f"new rows: {_some(new)} of {_some(before)}"]
    if rule is Allowed.LOCAL and new.total() > _SPREAD:
        wrong.append(f"{new.total()} rows changed: {_some(new)}")
    if rule in {Allowed.LOCAL, Allowed.SUBSET} and not _told(original, loaded):
        missing = (before - after).total() - (after - before).total()
        if missing > 1 and mutation.name not in {"cut_at_a_line", "rows_deleted", "truncated"}:
            wrong.append(f"{missing} rows lost without a word")
    if rule is Allowed.EITHER and not _yearless(original):
        wrong += [f"rows of neither: {_some(new)}"] if new else []
        if (lost := (before - after).total()) and not _told(original, loaded):
            wrong.append(f"{lost} rows of either lost without a word")
    if rule is Allowed.NULLS or (rule is Allowed.NOTICED and not _told(original, loaded)):
        wrong += _not_null(original, accepted)
    return wrong


def _excused(rule, original, loaded):
    """Whether other rows may be: of what is refused, asked about, or reported where that is enough."""
    # Days without a year are dated by their order: in another order they may only be reported.
    enough = rule is Allowed.TOLD or _yearless(original)
    refused = all(one.refused for one in loaded)
    return refused or _asks(loaded) or (enough and _told(original, loaded))


_SPREAD = 2  # records that a single damage may reach: its own, and one that it is joined with


def _rows(loaded):
    """Rows as texts, counted, without what differs from file to file."""
    rows = Counter()
    for one in loaded:
        for name, frame in one.tables.items():
            kept = frame.drop(_UNCOMPARED, strict=False)
            rows.update((name, *map(str, row)) for row in kept.rows())
    return rows


def _not_weaker(new, before):
    """Rows that are more than an original row of which something is unknown."""
    return Counter(
        {row: n for row, n in new.items() if not any(_is_part(row, old) for old in before)}
    )


def _is_part(row, old):
    """Whether each value is the old one, unknown, or a name without what told equal names apart."""
    return len(row) == len(old) and all(
        a in {b, "None", "unknown"} or b.startswith(f"{a} (") for a, b in zip(row, old, strict=True)
    )


def _some(rows):
    return [" ".join(cell for cell in row if cell != "None")[:300] for row in list(rows)[:2]]


def _rule(mutation, original):
    """What may be accepted of this export.

    Rows that many records make together are others once one of these is damaged. A file that no
    source knows is read as the user says, who sees its columns.
    """
    sources = [SOURCES.get(one.source) for one in original if one.source]
    if None in sources and mutation.allowed is not Allowed.NOTHING:
        return Allowed.ANYTHING
    summed = any(source is not None and _sums_rows(source) for source in sources)
    summed = summed and not _yearless(original)
    whole = mutation.allowed in {Allowed.SAME, Allowed.NOTHING, Allowed.TOLD}
    return Allowed.ANYTHING if summed and not whole else mutation.allowed


def _sums_rows(source):
    return source.records or any(sheet.whole for sheet in source.sheets)


def _yearless(original):
    return any((one.source or "").startswith("tiktok.") for one in original)


def _asks(loaded):
    return any(one.questions for one in loaded)


def _told(original, loaded):
    """Whether something is said that was not said of the original; a note is no warning."""
    return (
        bool(_warnings(loaded) - _warnings(original))
        or _asks(loaded)
        or _aside(loaded) > _aside(original)
        or _left_out(loaded) > _left_out(original)
    )


def _warnings(loaded):
    """The texts, with their figures, of all that is worse than a note."""
    told = (issue for one in loaded for issue in one.issues)
    return {str(issue.what) for issue in told if issue.level is not Level.NOTE}


def _aside(loaded):
    return sum(one.quarantine.height for one in loaded if one.quarantine is not None)


def _left_out(loaded):
    return sum(left.count for one in loaded for left in one.excluded)


def _last_only(mutation, new):
    """A file cut inside the last cell of its last row does not show it."""
    return mutation.name == "truncated" and new.total() <= 1


def _unexplained(loaded):
    return [
        f"nothing accepted and no error: {[str(i.what) for i in one.issues]}"
        for one in loaded
        if one.refused and not any(issue.level is Level.ERROR for issue in one.issues)
    ]


def _sentences(loaded):
    """Every finding says where, what and what to do, in both languages."""
    for one in loaded:
        for issue in one.issues:
            if not (issue.where.file and is_translated(issue.what) and is_translated(issue.fix)):
                yield f"a finding without words: {issue}"
            issue.what.render("fr")
            issue.fix.render("fr")


def _not_null(original, accepted):
    """Figures that are neither as they were nor unknown, row by row."""
    for before, after in zip(original, accepted, strict=False):
        for name, every in after.tables.items():
            if name not in before.tables or after.source != before.source:
                continue
            old = before.tables[name]
            # A row without a day counts in no period, and the import says so.
            frame = every.filter(pl.col(TABLES[name].day).is_not_null())
            figures = [c for c, dtype in frame.schema.items() if dtype.is_numeric()]
            figures = [c for c in figures if c not in {"source_row", "import_id"}]
            both = (
                frame.join(old, on=["source_row"], suffix="_old", how="left", nulls_equal=True)
                if old["source_row"].is_unique().all()
                else frame.head(0).with_columns(pl.lit(None).alias(f"{c}_old") for c in figures)
            )
            for c in figures:
                off = both.filter(
                    pl.col(c).is_not_null()
                    & (pl.col(c) != pl.col(f"{c}_old")).fill_null(value=True)
                )
                off = off.filter(~((pl.col(c) == 0) & pl.col(f"{c}_old").is_null()))
                if off.height:
                    yield f"{name}.{c}: {off[f'{c}_old'].to_list()[:3]} became {off[c].to_list()[:3]}"
