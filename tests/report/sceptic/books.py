"""What a reader with a spreadsheet works out from the rows of a company: plain pandas, nothing of the product."""

from __future__ import annotations

import io
import itertools
import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

Period = tuple[date, date]
PAID = ("Paid Search", "Paid Social")
TABLES = ("leads", "ad_costs", "costs", "web_sessions", "posts", "account_days")
SITES = {"t.co": "x"}  # sources that are called otherwise than their network
Z80 = 1.2815515655446004  # nine in ten of a normal distribution are below


def months_back(period: Period, count: int) -> Period:
    """The month so many months before a month."""
    first = _month(period[0], -count)
    return first, _month(first, 1) - timedelta(days=1)


def _month(day: date, further: int) -> date:
    number = 12 * day.year + day.month - 1 + further
    return date(number // 12, number % 12 + 1, 1)


def days(period: Period) -> int:
    return (period[1] - period[0]).days + 1


def during(rows: pd.DataFrame, column: str, period: Period) -> pd.DataFrame:
    first, last = map(pd.Timestamp, period)
    return rows[(rows[column] >= first) & (rows[column] <= last)]


@dataclass(frozen=True)
class Books:
    """The rows of a company by table, and the channel of each pair of source and medium."""

    tables: dict[str, pd.DataFrame]
    channels: dict[tuple[str, str], str]

    @classmethod
    def of(cls, tables: dict[str, pd.DataFrame], channels: Any = None) -> Books:
        for rows in tables.values():
            for name in {"date", "created_on", "published_on", "won_at", "qualified_at"} & {*rows}:
                rows[name] = pd.to_datetime(rows[name], utc=True).dt.tz_localize(None)
        visits = tables["web_sessions"]
        daily = visits[visits["report"].str.startswith(("date,", "source,medium"))]
        tables["web_sessions"] = daily.dropna(subset=["date"])
        if channels is None:
            named = daily.dropna(subset=["channel_group"])
            pairs = zip(named["source"], named["medium"], strict=True)
            channels = dict(zip(pairs, named["channel_group"], strict=True))
        tables["tagged_visits"] = visits[visits["report"] == "source,medium,campaign,content"]
        return cls(tables, channels)

    @classmethod
    def read(cls, texts: dict[str, bytes]) -> Books:
        """From what ``python -m data rows`` writes."""
        return cls.of(
            {name: pd.read_csv(io.BytesIO(text), low_memory=False) for name, text in texts.items()}
        )

    def channel(self, rows: pd.DataFrame) -> pd.Series:
        pairs = zip(rows["source"], rows["medium"], strict=True)
        return pd.Series([self.channels.get(pair, "") for pair in pairs], rows.index, dtype=object)

    def leads(self, period: Period) -> pd.DataFrame:
        return during(self.tables["leads"], "created_on", period)

    def visits(self, period: Period) -> pd.DataFrame:
        return during(self.tables["web_sessions"], "date", period)

    def ads(self, period: Period) -> pd.DataFrame:
        return during(self.tables["ad_costs"], "date", period)

    def spend(self, period: Period) -> float:
        return float(self.ads(period)["spend"].sum())

    def others(self, period: Period, channels: tuple[str, ...] = ()) -> float:
        """Costs other than ads, of all or of some channels."""
        if "costs" not in self.tables:
            return 0.0
        rows = during(self.tables["costs"], "date", period)
        chosen = rows[rows["channel_group"].isin(channels)] if channels else rows
        return float(chosen["amount"].sum())

    def cost_per_lead(self, period: Period) -> float:
        return (self.spend(period) + self.others(period)) / len(self.leads(period))

    def paid_cost_per_lead(self, period: Period) -> float:
        paid = self.channel(self.leads(period)).isin(PAID).sum()
        return (self.spend(period) + self.others(period, PAID)) / float(paid)

    def sessions(self, period: Period, channel: str) -> float:
        rows = self.visits(period)
        return float(rows["sessions"][self.channel(rows) == channel].sum())

    def won(self, period: Period) -> pd.DataFrame:
        return self.leads(period).dropna(subset=["won_at"])

    def daily(self, table: str, column: str, value: str | None, last: date) -> pd.Series:
        """A number for each day from the first row to ``last``."""
        rows = self.tables[table]
        each = rows.groupby(column).size() if value is None else rows.groupby(column)[value].sum()
        return each.reindex(pd.date_range(each.index.min(), last), fill_value=0)


def adjusted_change(by_day: pd.Series, now: Period, before: Period) -> float:
    """The change in percent, per usual day: each weekday counts as much as it usually brings.

    Usual are the last 26 whole weeks up to the end of ``now``, with two mean days of each weekday.
    """
    past = by_day[: pd.Timestamp(now[1])]
    past = past[len(past) - 7 * min(len(past) // 7, 26) :]
    mean = past.mean()
    groups = past.groupby(past.index.day_of_week)
    factors = (groups.sum() + 2 * mean) / (groups.size() + 2)

    def rate(period: Period) -> float:
        inside = pd.date_range(*period)
        return float(by_day[inside].sum()) / sum(factors[day.day_of_week] for day in inside)

    return 100 * (rate(now) / rate(before) - 1)


def parts(books: Books, now: Period, before: Period) -> dict[str, float]:
    """The change of leads: days, then sessions, mix and rate as means over all orders, and the rest."""
    longer = days(now) / days(before)
    counts = []
    for period, factor in ((now, 1.0), (before, longer)):
        leads, visits = books.leads(period), books.visits(period)
        by_channel = leads.groupby(books.channel(leads)).size() * factor
        sessions = visits.groupby(books.channel(visits))["sessions"].sum() * factor
        counts.append((by_channel, sessions))
    (new, own), (old, old_own) = counts
    found = {
        "days": float(old.sum() / longer * (longer - 1)),
        "sessions": 0.0,
        "mix": 0.0,
        "rate": 0.0,
        "rest": 0.0,
    }
    for channel in {*new.index, *own.index, *old.index, *old_own.index}:
        a, b = float(new.get(channel, 0)), float(old.get(channel, 0))
        n, m = float(own.get(channel, 0)), float(old_own.get(channel, 0))
        if (a and not n) or (b and not m) or n + m == 0:
            found["rest"] += a - b
            continue
        rate, rate_before = (a / n if n else b / m), (b / m if m else a / n)
        ends = ((old_own.sum(), own.sum()), (m / old_own.sum(), n / own.sum()), (rate_before, rate))
        for name, part in zip(("sessions", "mix", "rate"), _shapley(ends), strict=True):
            found[name] += part
    return found


def _shapley(ends: Any) -> list[float]:
    """What each factor of a product adds, on average over all orders of changing them."""
    totals = [0.0] * len(ends)
    orders = list(itertools.permutations(range(len(ends))))
    for order in orders:
        values = [end[0] for end in ends]
        for place in order:
            was = math.prod(values)
            values[place] = ends[place][1]
            totals[place] += math.prod(values) - was
    return [total / len(orders) for total in totals]


def stretches(by_day: pd.Series, length: int) -> list[float]:
    """Sums of stretches of so many days back from the last one, twelve at most."""
    size = min(len(by_day) // length, 12) * length
    values = by_day.to_numpy()[len(by_day) - size :]
    return [float(values[at : at + length].sum()) for at in range(0, size, length)]


def variation(sums: list[float]) -> float:
    """Standard deviation over mean."""
    series = pd.Series(sums)
    return float(series.std() / series.mean()) if len(sums) > 2 else 0.0


def deviation(results: float, varies: float) -> float:
    """Of results that vary from month to month and are counted."""
    return math.hypot(varies * results, math.sqrt(max(results, 1.0)))
