"""TikTok Studio's daily overview: dates without a year, in the words of the app's language."""

from __future__ import annotations

import polars as pl

from data.issue import Question
from data.message import Message, msg
from data.reading.names import normalise
from data.reading.table import RawTable
from data.schema import ACCOUNT_DAYS
from data.sources.declare import Given, Rows, Sheet, Source, column

_FIRST_YEAR = 2018  # TikTok is not older
_NAMES = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
_MONTHS = {
    normalise(name): number
    for names in _NAMES.values()
    for number, name in enumerate(names.split(), start=1)
}
_WORD = r"(\p{L}{3,})"


def _dates(raw: RawTable) -> pl.Series:
    at = [normalise(name) for name in raw.header].index("date")
    return raw.frame[f"c{at}"]


def _unfit(raw: RawTable) -> Message | None:
    """Business Suite has these columns too, but writes the year."""
    if not _dates(raw).str.contains(r"\d{4}").any():
        return None
    return msg(
        "This looks like an overview from TikTok Business Suite, which is not read yet",
        fr="Ce fichier ressemble à une vue d’ensemble de TikTok Business Suite, qui n’est pas encore lue",
    )


def _language(raw: RawTable) -> str | None:
    """The language whose month names fit most dates; English wins ties."""
    words = _dates(raw).str.to_lowercase().str.extract(_WORD, 1)
    fitting = {
        language: int(words.is_in([normalise(name) for name in names.split()]).sum())
        for language, names in _NAMES.items()
    }
    best = max(fitting, key=lambda language: fitting[language])
    return best if fitting[best] else None


def _month_days(text: pl.Series) -> pl.DataFrame:
    """Columns ``month`` and ``day`` of dates like “8 de marzo”; null where unreadable."""
    words = text.str.to_lowercase()
    month = words.str.extract(_WORD, 1).replace_strict(_MONTHS, default=None, return_dtype=pl.Int64)
    day = words.str.extract(r"(\d{1,2})", 1).cast(pl.Int64)
    return pl.DataFrame({"month": month, "day": day})


def _years_ended(parts: pl.DataFrame) -> pl.Series:
    """How many New Years lie between each row and the last: where the calendar steps back."""
    ordinal = parts["month"] * 31 + parts["day"]
    step = (ordinal > ordinal.shift(-1)).fill_null(value=False).cast(pl.Int64)
    return step.cum_sum(reverse=True)


def _newest_first(parts: pl.DataFrame) -> bool:
    """Whether someone sorted the file the other way: then almost every row steps back."""
    ended = _years_ended(parts)
    return len(ended) > 1 and 2 * int(ended[0] or 0) > len(ended) - 1


def _ask(raw: RawTable, given: Given) -> tuple[Question, ...]:
    """The year of the latest day; the guess is the latest year that is not in the future."""
    dates = _dates(raw)
    parts = _month_days(dates).with_columns(written=dates).drop_nulls()
    if parts.is_empty():
        return ()
    month, day, written = parts.row(0 if _newest_first(parts) else -1)
    guess = given.today.year - ((month, day) > (given.today.month, given.today.day))
    years = range(given.today.year, _FIRST_YEAR - 1, -1)
    prompt = msg(
        "TikTok leaves the year out. In which year is the latest day, “{day}”?",
        fr="TikTok n’indique pas l’année. De quelle année est le dernier jour, « {day} » ?",
        day=written,
    )
    choices = tuple((str(year), msg(str(year), fr=str(year))) for year in years)
    return (Question("year", prompt, choices, str(guess)),)


def _finish(rows: Rows) -> pl.DataFrame:
    """Dates by walking back from the latest row, whose year was asked."""
    parts = _month_days(rows.frame["_day"])
    backwards = _newest_first(parts)
    ended = _years_ended(parts.reverse()).reverse() if backwards else _years_ended(parts)
    year = int(rows.given.answers.get("year", rows.given.today.year)) - ended
    written = parts.select(pl.format("{}-{}-{}", year, "month", "day"))
    return rows.frame.with_columns(date=written.to_series().str.to_date("%Y-%m-%d", strict=False))


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
            unfit=_unfit,
            language=_language,
            ask=_ask,
            finish=_finish,
        ),
    ),
)
