"""TikTok Studio's daily overview: dates without a year, in the words of the app's language."""

from __future__ import annotations

import polars as pl

from data.issue import Question
from data.message import msg
from data.reading.names import normalise
from data.reading.table import RawTable
from data.schema import ACCOUNT_DAYS
from data.sources.declare import Given, Rows, Sheet, Source, column

_FIRST_YEAR = 2018  # TikTok is not older
_MONTHS = {
    normalise(name): number
    for names in (
        "January February March April May June July August September October November December",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    )
    for number, name in enumerate(names.split(), start=1)
}


def _month_days(text: pl.Series) -> pl.DataFrame:
    """Columns ``month`` and ``day`` (null where unreadable) of dates like “8 de marzo”."""
    words = pl.Series("text", text).str.strip_chars().str.to_lowercase()
    month = words.str.extract(r"(\p{L}{3,})", 1).replace_strict(
        _MONTHS, default=None, return_dtype=pl.Int64
    )
    day = words.str.extract(r"(\d{1,2})", 1).cast(pl.Int64)
    return pl.DataFrame({"month": month, "day": day})


def _ask(raw: RawTable, given: Given) -> tuple[Question, ...]:
    """The year of the last row; the guess is the latest year that does not reach into the future."""
    at = [normalise(name) for name in raw.header].index("date")
    known = raw.frame.select(text=f"c{at}").filter(
        _month_days(raw.frame[f"c{at}"])["month"].is_not_null()
    )
    if known.is_empty():
        return ()
    last = known["text"][-1]
    month, day = _month_days(known["text"].tail(1)).row(0)
    guess = given.today.year - ((month, day) > (given.today.month, given.today.day))
    years = tuple(
        (str(y), msg(str(y), fr=str(y))) for y in range(given.today.year, _FIRST_YEAR - 1, -1)
    )
    prompt = msg(
        "TikTok leaves the year out. Which year is the last row, “{day}”?",
        fr="TikTok n’indique pas l’année. De quelle année est la dernière ligne, « {day} » ?",
        day=last,
    )
    return (Question("year", prompt, years, str(guess)),)


def _finish(rows: Rows) -> pl.DataFrame:
    """Dates by walking back from the last row: where the calendar steps up, a year ended."""
    if rows.frame.is_empty():
        return rows.frame
    parts = _month_days(rows.frame["_day"])
    ordinal = parts["month"] * 31 + parts["day"]
    new_year = (ordinal > ordinal.shift(-1)).fill_null(value=False).cast(pl.Int64)
    year = int(rows.given.answers.get("year", rows.given.today.year)) - new_year.cum_sum(
        reverse=True
    )
    written = pl.DataFrame({"y": year, "m": parts["month"], "d": parts["day"]})
    text = pl.format("{}-{}-{}", "y", "m", "d")
    dates = written.select(
        pl.when(pl.col("m").is_not_null()).then(text).str.to_date("%Y-%m-%d", strict=False)
    )
    return rows.frame.with_columns(dates.to_series().alias("date"))


SOURCE = Source(
    id="tiktok.overview",
    network="tiktok",
    label=msg("TikTok overview (Studio)", fr="Vue d’ensemble TikTok (Studio)"),
    doc=msg(
        "TikTok Studio › Analytics › Overview › Download data.",
        fr="TikTok Studio › Statistiques › Vue d’ensemble › Télécharger les données.",
    ),
    sheets=(
        Sheet(
            table=ACCOUNT_DAYS,
            signature=("_day", "views", "profile_visits", "reactions"),
            fields=(  # the header is English in every language
                column("_day", en="Date"),
                column("views", en="Video Views"),
                column("profile_visits", en="Profile Views"),
                column("reactions", en="Likes"),
                column("comments", en="Comments"),
                column("shares", en="Shares"),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "tiktok"), ("use", "unknown")),
            nulls=("undefined", "NAN", "--", "-"),
            ask=_ask,
            finish=_finish,
        ),
    ),
)
