"""TikTok Studio dates: parses day and month in words, and infers the year."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level, Question
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.sources.kit.export_date import exported_at
from data.sources.kit.spec import ReadContext, TypedRows
from i18n.message import msg, verbatim

_FIRST_YEAR = 2018  # TikTok is not older
_NAMES = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
_MONTHS = {
    normalise(name): number
    for names in _NAMES.values()
    for number, name in enumerate(names.split(), start=1)
}
# The month is the first word of three letters: the “de” of “8 de marzo” is too short.
_WORD = r"(\p{L}{3,})"
_HALF_YEAR = 6 * 31
_DATE = "date"
_LEAP_YEAR, _DAYS, _FEBRUARY_28 = 2024, 366, 59
UNKNOWN = ("undefined", "NAN", "--", "-")


def written(raw: RawTable, header: str = _DATE) -> pl.Series:
    """The text of the column named ``header``."""
    at = [normalise(name) for name in raw.header].index(header)
    return raw.frame[f"c{at}"]


def names_years(raw: RawTable, header: str = _DATE) -> bool:
    """Whether the dates carry a year, as those of Business Suite do."""
    return bool(written(raw, header).str.contains(r"\d{4}").any())


def spoken(raw: RawTable, header: str = _DATE) -> str | None:
    """The language whose month names fit most dates; the first of equals, English before all."""
    words = written(raw, header).str.to_lowercase().str.extract(_WORD, 1)
    fitting = {
        language: int(words.is_in([normalise(name) for name in names.split()]).sum())
        for language, names in _NAMES.items()
    }
    best = max(fitting, key=lambda language: fitting[language])
    return best if fitting[best] else None


def month_days(text: pl.Series) -> pl.DataFrame:
    """Columns ``month`` and ``day`` of dates like “8 de marzo”; null where unreadable."""
    words = text.str.to_lowercase()
    month = words.str.extract(_WORD, 1).replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    day = words.str.extract(r"([0-9]{1,2})", 1).cast(pl.Int64)
    return pl.DataFrame({"month": month, "day": day})


def ask_year(raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    """The year of the latest day; the guess is the latest year not after the export."""
    dates = written(raw)
    parts = month_days(dates).with_columns(written=dates).drop_nulls()
    if parts.is_empty():
        return ()
    month, day, shown = parts.row(0 if _newest_first(parts) else -1)
    made = exported_at(given).date()
    guess = made.year - ((month, day) > (made.month, made.day))
    years = range(given.today.year, _FIRST_YEAR - 1, -1)
    prompt = msg(
        "TikTok does not write the year. In which year is the latest day, “{day}”?", day=shown
    )
    choices = tuple((str(year), verbatim(str(year))) for year in years)
    together = msg("TikTok leaves the year out. In which year is the latest day of these files?")
    return (Question("year", prompt, choices, str(guess), together),)


def dated(rows: TypedRows) -> pl.DataFrame:
    """The rows with ``date`` found by walking back from the latest, whose year was asked.

    Quarantined rows still show where a year ends. Days before TikTok have no date.
    """
    parts = _readable(rows.raw)
    if parts.is_empty():
        return rows.frame
    backwards = _newest_first(parts)
    ended = _years_ended(parts.reverse()).reverse() if backwards else _years_ended(parts)
    year = int(rows.given.answers.get("year", rows.given.today.year)) - ended
    day = pl.format("{}-{}-{}", year, "month", "day").str.to_date("%Y-%m-%d", strict=False)
    believable = pl.when(pl.lit(year) >= _FIRST_YEAR).then(day)
    days = parts.select(source_row="row", date=believable)
    return rows.frame.drop("date").join(days, on="source_row", how="left", maintain_order="left")


def _readable(raw: RawTable) -> pl.DataFrame:
    """Columns ``row``, ``text``, ``month`` and ``day`` of the rows whose date can be read."""
    text = raw.frame.select("row", text=written(raw))
    return pl.concat([text, month_days(text["text"])], how="horizontal").drop_nulls()


def in_order(rows: TypedRows) -> Iterator[Finding]:
    """A warning where one day is not the next: the order of the days decides their years."""
    days = _readable(rows.raw)
    if days.is_empty():  # formatting nothing makes polars 2.1 panic
        return
    if _newest_first(days):
        days = days.reverse()
    # Of a leap year, because the rows may have a 29 February.
    day = pl.format("{}-{}-{}", pl.lit(_LEAP_YEAR), "month", "day")
    leap = day.str.to_date("%Y-%m-%d", strict=False).dt.ordinal_day().cast(pl.Int64)
    step = (leap.shift(-1) - leap) % _DAYS
    no_leap_day = (leap == _FEBRUARY_28) & (step == 2)
    follows = days.with_columns(next=pl.col("text").shift(-1), at=pl.col("row").shift(-1))
    gaps = follows.filter((step > 1) & ~no_leap_day)
    if gaps.height:
        yield _gap(*gaps.select("text", "next", "at").row(0))


def _gap(day: str, following: str, row: int) -> Finding:
    return Finding(
        Level.WARNING,
        msg(
            "Days are missing or out of order, because “{next}” comes after “{day}”. The "
            "years, which the file does not have, may be wrong",
            day=day,
            next=following,
        ),
        msg("If the file was sorted or edited, import the original download."),
        row,
    )


def _steps(parts: pl.DataFrame) -> pl.Series:
    """How far the calendar goes after each row, in days or so; over New Year far back."""
    ordinal = parts["month"] * 31 + parts["day"]
    return (ordinal.shift(-1) - ordinal).fill_null(0)


def _years_ended(parts: pl.DataFrame) -> pl.Series:
    """How many New Years lie between each row and the last: where the calendar steps back."""
    return (_steps(parts) < 0).cast(pl.Int64).cum_sum(reverse=True)


def _newest_first(parts: pl.DataFrame) -> bool:
    """Whether the file was sorted the other way: most steps then go back, the short way round."""
    steps = _steps(parts)
    forwards = steps.sign() * (1 - 2 * (steps.abs() > _HALF_YEAR).cast(pl.Int64))
    return int(forwards.sum()) < 0
