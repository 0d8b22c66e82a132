"""Coverage of attribution intervals: how many of the 95% intervals hold the true value.

Samples are drawn from a population of journeys whose credits are known. The interval of a credit
is compared with what so many people bring on average, the interval of how credit is shared out
with what the population's shares give of the sample's own conversions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from data.facts.facts import Facts
from metrics.attribution.answer import attribute
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery

CHANNELS = ("Direct", "Organic Search", "Email", "Paid Social", "Referral", "Display")
SHARES = np.array([0.30, 0.25, 0.18, 0.14, 0.09, 0.04])
PULL = np.array([0.05, 0.12, 0.25, 0.08, 0.30, 0.02])  # how likely a visit is to end in a lead
SIZES = (30, 100)  # conversions
SAMPLES = 60
POPULATION = 60_000  # conversions
LEADING = 0.3  # people with a lead, about
SMALLEST = 3.0  # conversions that a channel should have earned to be judged
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_ASK = AttributionQuery(date(2026, 1, 1), date(2026, 12, 31), lookback_days=365)


def sample(conversions: int, seed: int) -> Facts:
    """Journeys of up to eight visits, of a Poisson number of people who bring about so many leads."""
    random = np.random.default_rng(seed)
    people = int(random.poisson(conversions / LEADING))
    channel = random.choice(len(CHANNELS), (people, 8), p=SHARES)
    leads = random.random((people, 8)) < PULL[channel]
    leaves = random.random((people, 8)) < 0.25
    ended = leads | leaves
    ended[:, -1] = True
    last = ended.argmax(axis=1)
    won = leads[np.arange(people), last]
    user, step = np.nonzero(np.arange(8) <= last[:, None])
    start = random.integers(0, 300, people)
    at = [
        _BEGIN + timedelta(days=int(d), hours=int(h))
        for d, h in zip(start[user], step, strict=True)
    ]
    touches = pl.DataFrame(
        {
            "user_key": pl.Series(user).cast(pl.String),
            "session_id": pl.Series(np.arange(len(user))).cast(pl.String),
            "started_at": pl.Series(at, dtype=pl.Datetime("us", "UTC")),
            "channel_group": pl.Series(CHANNELS).gather(channel[user, step]),
            "import_id": 1,
        }
    ).with_columns(started_on=pl.col("started_at").dt.date())
    ends = [
        _BEGIN + timedelta(days=int(start[n]), hours=int(last[n]), minutes=1)
        for n in np.flatnonzero(won)
    ]
    wins = pl.DataFrame(
        {
            "user_key": pl.Series(np.flatnonzero(won)).cast(pl.String),
            "converted_at": pl.Series(ends, dtype=pl.Datetime("us", "UTC")),
            "event_name": "lead",
            "import_id": 1,
        }
    ).with_columns(converted_on=pl.col("converted_at").dt.date())
    return Facts.of({"touches": touches, "conversions": wins})


@dataclass(slots=True)
class Held:
    """How many intervals hold the true value, and how wide those of the credit are."""

    held: int = 0
    shared: int = 0
    judged: int = 0
    width: float = 0.0


def truth() -> tuple[dict[str, dict[str, float]], float]:
    """Per model, the share of each channel in the population; and the leads of each person asked for."""
    found = attribute(sample(POPULATION, 0), _ASK, registered().values(), bounded=False)
    shares = {
        told.model.id: {str(c.keys[0]): c.conversions / told.attributed for c in told.credits}
        for told in found
    }
    return shares, found[0].attributed / POPULATION


def run() -> Iterator[str]:
    """A line per model and number of conversions."""
    shares, rate = truth()
    for size in SIZES:
        counted: dict[str, Held] = defaultdict(Held)
        for seed in range(1, SAMPLES + 1):
            for told in attribute(sample(size, seed), _ASK, registered().values()):
                for credit in told.credits:
                    share = shares[told.model.id].get(str(credit.keys[0]), 0.0)
                    due = share * rate * size
                    if credit.low is None or credit.high is None or credit.shared is None:
                        continue
                    if due < SMALLEST:
                        continue
                    held = counted[told.model.id]
                    held.judged += 1
                    held.held += credit.low <= due <= credit.high
                    least, most = credit.shared
                    held.shared += least <= share * told.attributed <= most
                    held.width += (credit.high - credit.low) / due
        for model, held in counted.items():
            yield (
                f"about {size:,} conversions, {model}: {held.held / held.judged:.1%} of "
                f"{held.judged} intervals hold, {held.width / held.judged:.0%} wide; "
                f"{held.shared / held.judged:.1%} of how it is shared out"
            )
