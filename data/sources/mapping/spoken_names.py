"""Column names as words: ``campaign_name``, ``campaignName`` and ``metrics.clicks``, and their units."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from data.reading.names import normalise, tidy
from data.reading.numbers import currency_written

# What programs put before a name to say where it comes from: “metrics.clicks”, “ga:sessions”.
_CONTAINERS = frozenset(
    {"metrics", "segments", "ga", "insights", "insight", "stats", "statistics", "dimensions"}
    | {"data", "fields", "values", "properties", "attributes", "public metrics", "totals", "node"}
)
_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ])")
_BETWEEN = re.compile(r"[\s_\-./:>|]+")
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_PERCENT = re.compile(
    r"%|(?:^| )(?:pct|percent|percentage|pourcentage|prozent|porcentaje|percentuale)$"
)
# How many seconds one unit is; a column of another unit than seconds is no count either.
_SECONDS = {
    **dict.fromkeys(("ms", "millis", "milliseconds"), 0.001),
    **dict.fromkeys(("s", "sec", "secs", "seconds", "secondes", "sekunden", "segundos"), 1.0),
    **dict.fromkeys(("min", "mins", "minutes", "minuten", "minutos"), 60.0),
    **dict.fromkeys(("h", "hrs", "hours", "heures", "stunden", "horas"), 3600.0),
}
_MICROS = "micros"
MICRO = 1e-6


@lru_cache(maxsize=8192)
def spoken(name: str) -> tuple[str, ...]:
    """What ``name`` says in plain words: whole, without its unit, and without where it comes from.

    The forms are in the order in which they are tried. Cells without a letter are no names.

    >>> spoken("campaignName"), spoken("metrics.cost_micros"), spoken("Spend (USD)")
    (('campaign name',), ('metrics cost micros', 'metrics cost', 'cost micros', 'cost'), ('spend (usd)', 'spend'))
    """
    if not re.search(r"[^\W\d_]", name):
        return ()
    whole = _words(name)
    bare = _words(_BRACKETS.sub(" ", tidy(name)))
    forms = [whole, bare, *(_without_unit(form) for form in (whole, bare))]
    forms += [inner for form in forms if (inner := _without_container(form))]
    return tuple(dict.fromkeys(form for form in forms if form))


def _words(name: str) -> str:
    apart = _CAMEL.sub(" ", tidy(name)) if " " not in tidy(name) else tidy(name)
    return " ".join(_BETWEEN.sub(" ", normalise(apart)).strip(" *#").split())


def _without_unit(form: str) -> str:
    *rest, last = form.split() or [""]  # a name of signs alone has no words
    is_unit = last == _MICROS or last in _SECONDS or _code(last) is not None
    return " ".join(rest) if rest and is_unit else form


def _without_container(form: str) -> str | None:
    first, _, rest = form.partition(" ")
    two = " ".join(form.split()[:2])
    if two in _CONTAINERS:
        return form[len(two) + 1 :] or None
    return rest or None if first in _CONTAINERS else None


@lru_cache(maxsize=1024)
def _code(word: str) -> str | None:
    """The currency that a word of three letters, or a sign, means."""
    return currency_written(pl.Series([word.upper() if word.isalpha() else word]))


def currency_in(name: str) -> str | None:
    """The code of the currency in a column name.

    >>> currency_in("Cost [EUR]"), currency_in("spend_usd"), currency_in("Cost (CA$)"), currency_in("cost_per_day")
    ('EUR', 'USD', 'CAD', None)
    """
    inside = [found.strip() for found in _BRACKETS.findall(tidy(name))]
    words = _words(_BRACKETS.sub(" ", tidy(name))).split()
    named = [code for unit in (*inside, *words[1:][-1:]) if (code := _code(unit)) is not None]
    return named[0] if named else None


def is_percentage(name: str) -> bool:
    """Whether a column holds shares, by its name: they are no counts."""
    return _PERCENT.search(_words(name)) is not None


def scale_of(name: str) -> float:
    """What the values of a column are multiplied by, for amounts and seconds as whole units.

    >>> scale_of("cost_micros"), scale_of("watch_time_minutes"), scale_of("Watch time (hours)"), scale_of("cost")
    (1e-06, 60.0, 3600.0, 1.0)
    """
    # Saved mappings have names in lower case, in which “costMicros” is one word.
    if normalise(name).endswith(_MICROS):
        return MICRO
    seconds = seconds_in(name)
    return 1.0 if seconds is None else seconds


def seconds_in(name: str) -> float | None:
    """How many seconds the unit of time in a column name is, None where it names none."""
    inside = [found.strip() for found in _BRACKETS.findall(normalise(name))]
    last = _words(_BRACKETS.sub(" ", tidy(name))).split()[1:][-1:]
    return next((_SECONDS[unit] for unit in (*inside, *last) if unit in _SECONDS), None)
