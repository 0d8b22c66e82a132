"""Demo dispersion: rates that differ from day to day and post to post, as those of real accounts do.

What a month, or the posts of a month, brought stays as it was; only how it falls on days and posts
is dealt anew, by a generator of its own.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

Counts = npt.NDArray[np.int64]
LEAD_RATE, ENGAGED_RATE, AD_CLICK_RATE, POST_RATE = 0.18, 0.12, 0.28, 0.35
"""Coefficients of variation of a rate between days, or between posts, beyond chance."""


def factors(random: np.random.Generator, count: int, spread: float) -> npt.NDArray[np.float64]:
    """Factors of mean one with this coefficient of variation."""
    return random.gamma(1 / spread**2, spread**2, count)


def dealt(
    random: np.random.Generator,
    months: npt.NDArray[np.int64],
    counts: Counts,
    weights: npt.NDArray[np.float64],
    room: Counts,
) -> Counts:
    """The counts of each month dealt anew in proportion to the weights, never more than ``room``.

    ``months`` numbers the month of each place; a month has room for what it already has.
    """
    out = np.zeros_like(counts)
    for month in np.unique(months):
        here = months == month
        left = int(counts[here].sum())
        # What finds no room is dealt again among the places that still have some.
        while left:
            free = room[here] - out[here]
            share = np.where(free > 0, np.maximum(weights[here], 1e-9), 0.0)
            new = np.minimum(random.multinomial(left, share / share.sum()), free)
            out[here] += new
            left -= int(new.sum())
    return out


def uneven_traffic(traffic: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Leads and engaged sessions of one way to the site, dealt to its days by uneven rates."""
    random = np.random.default_rng(seed)
    months, sessions = _months(traffic["date"]), traffic["sessions"].to_numpy()
    leads, others = traffic["leads"].to_numpy(), _others(traffic)
    engaged = traffic["engaged"].to_numpy()
    new = dealt(
        random,
        months,
        leads,
        sessions * factors(random, len(sessions), LEAD_RATE),
        sessions - others,
    )
    converting = new + others
    more = traffic["key_events"].to_numpy() - traffic["key_event_sessions"].to_numpy()
    wanted = sessions * factors(random, len(sessions), ENGAGED_RATE)
    # Each session with a result is engaged; the other engaged ones are dealt.
    rest = dealt(
        random, months, np.maximum(engaged - leads - others, 0), wanted, sessions - converting
    )
    return traffic.with_columns(
        pl.Series("leads", new),
        pl.Series("key_event_sessions", converting),
        pl.Series("key_events", converting + more),
        pl.Series("engaged", converting + rest),
    )


def _others(traffic: pl.DataFrame) -> Counts:
    """Sessions with a key event that is no lead."""
    return (traffic["key_event_sessions"] - traffic["leads"]).to_numpy()


def uneven_spend(spend: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Impressions of every campaign dealt to its days, so that click-through rates differ."""
    parts = []
    for number, (_, part) in enumerate(spend.group_by("platform", "campaign", maintain_order=True)):
        random = np.random.default_rng((seed, number))
        shown, clicks = part["impressions"].to_numpy(), part["clicks"].to_numpy()
        weights = shown / factors(random, len(shown), AD_CLICK_RATE)
        more = dealt(random, _months(part["date"]), shown - clicks, weights, 100 * shown)
        parts.append(part.with_columns(pl.Series("impressions", clicks + more)))
    return pl.concat(parts).sort("date", maintain_order=True)


def uneven_posts(posts: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Reactions and clicks of one network dealt to its posts, some of which do much better."""
    random = np.random.default_rng(seed)
    months, reach = _months(posts["published_at"]), posts["reach"].to_numpy()
    views = posts["views"].to_numpy()
    liked = factors(random, len(reach), POST_RATE)
    followed = factors(random, len(reach), POST_RATE)
    weights = {
        "reactions": (reach * liked, reach),
        "comments": (reach * liked, reach),
        "shares": (reach * liked, reach),
        "saves": (reach * liked, reach),
        "link_clicks": (views * followed, views),
    }
    return posts.with_columns(
        pl.Series(name, dealt(random, months, posts[name].to_numpy(), weight, room))
        for name, (weight, room) in weights.items()
    )


def _months(days: pl.Series) -> npt.NDArray[np.int64]:
    return (days.dt.year().cast(pl.Int64) * 12 + days.dt.month()).to_numpy()
