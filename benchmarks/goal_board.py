"""Benchmark of the goal board: 50 goals over three years of daily data, cold and warm cache."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import numpy as np
import polars as pl

from data.facts.facts import Facts
from metrics.goals.goal import Goal, usual_kind
from metrics.goals.goals_overview import evaluate_all

YEARS = 3
LAST = date(2026, 6, 30)
WAYS = {
    "Organic Search": ("google", "organic", 110, 0.02),
    "Direct": ("(direct)", "(none)", 60, 0.012),
    "Organic Social": ("facebook", "social", 40, 0.012),
    "Email": ("newsletter", "email", 30, 0.035),
    "Paid Search": ("google", "cpc", 55, 0.028),
}
METRICS = ("leads", "sessions", "lead_rate", "qualified_leads", "revenue")


def facts() -> Facts:
    """Visits and leads of five channels on every day of three years."""
    random = np.random.default_rng(1)
    days = pl.date_range(LAST - timedelta(days=365 * YEARS - 1), LAST, eager=True)
    visits, leads = [], []
    for source, medium, mean, rate in WAYS.values():
        sessions = random.poisson(mean, len(days))
        tags = {"source": pl.lit(source), "medium": pl.lit(medium)}
        visits.append(pl.DataFrame({"date": days, "sessions": sessions}).with_columns(**tags))
        each = pl.DataFrame({"created_on": days, "n": random.binomial(sessions, rate)})
        one = each.select(pl.col("created_on").repeat_by("n").explode(empty_as_null=False))
        won = pl.Series(random.random(one.height) < 0.5)
        later = pl.when(won).then(pl.col("created_on") + pl.duration(days=9))
        leads.append(one.with_columns(**tags, qualified_at=later, won_at=later,
                                      amount=pl.lit(100.0), currency=pl.lit("EUR")))  # fmt: skip
    day = pl.col("date")
    web = pl.concat(visits).with_columns(
        property=pl.lit("site"), report=pl.lit("source,medium"), period_from=day, period_to=day
    )
    return Facts.of({"web_sessions": web, "leads": pl.concat(leads).with_row_index("lead_id")})


def goals() -> tuple[Goal, ...]:
    """Fifty goals: five metrics of five channels, each for a quarter and for the year."""
    spans = ((date(2026, 4, 1), date(2026, 9, 30)), (date(2026, 1, 1), date(2026, 12, 31)))
    return tuple(
        Goal(f"{n}", name, 0.02 if name == "lead_rate" else 500, *span, usual_kind(name)[0],
             channel=channel)
        for n, (name, channel, span) in enumerate(product(METRICS, WAYS, spans))
    )  # fmt: skip


def run() -> Iterator[str]:
    """A line: the first board of fresh facts, and the same board again."""
    known, asked = facts(), goals()
    evaluate_all(facts(), asked[:1], LAST)  # imports and compiled expressions
    start = time.perf_counter()
    evaluate_all(known, asked, LAST)
    cold = time.perf_counter() - start
    start = time.perf_counter()
    evaluate_all(known, asked, LAST)
    warm = time.perf_counter() - start
    yield f"board of {len(asked)} goals, {YEARS} years: cold {cold:.2f} s, warm {warm:.3f} s"
