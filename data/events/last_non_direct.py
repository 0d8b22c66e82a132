"""Last non-direct click attribution: credits direct visits to the last earlier visit with a source.

Written for any engine that narwhals drives: only windows over the visits of a visitor.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

LOOKBACK_DAYS = 30
TAGS = ("source", "medium", "campaign", "content", "term", "channel_group")
_USER = ("property", "user_key")
_ORDER = ("started_at", "session_id")
_DIRECT = ("", "(direct)")
PREFIX = "last_non_direct_"


def last_non_direct(
    touches: nw.LazyFrame[Any], lookback_days: int = LOOKBACK_DAYS
) -> nw.LazyFrame[Any]:
    """``touches`` with ``last_non_direct_<column>`` for each of ``TAGS`` and ``session_id``.

    They are the visit's own where it names a source; else those of the same visitor's last
    earlier visit that does, if it began at most ``lookback_days`` days (24 hours each) before;
    else null. Visits that began in the same instant are in the order of their ids.
    """
    named = ~nw.col("source").fill_null("").is_in(_DIRECT)
    # Every visit with a source begins a group of visits that are credited to it (a running count).
    counted = touches.with_columns(_one=nw.when(named).then(1).otherwise(0))
    stretch = nw.col("_one").cum_sum().over(*_USER, order_by=_ORDER)
    marked = counted.with_columns(_stretch=stretch)
    begun = _of_stretch("started_at").dt.offset_by(f"{lookback_days}d")
    with_source = marked.with_columns(
        _reaches=begun >= nw.col("started_at"),
        **{f"_{name}": _of_stretch(name) for name in ("session_id", *TAGS)},
    )
    credited = {
        f"{PREFIX}{name}": nw.when(nw.col("_reaches")).then(nw.col(f"_{name}"))
        for name in ("session_id", *TAGS)
    }
    return with_source.with_columns(**credited).drop(
        "_one", "_stretch", "_reaches", *(f"_{name}" for name in ("session_id", *TAGS))
    )


def _of_stretch(name: str) -> nw.Expr:
    """The value of the visit that begins the group; unlike ``first``, ``max`` works on any engine."""
    return nw.when(nw.col("_one") == 1).then(nw.col(name)).max().over(*_USER, "_stretch")
