"""The demo's rates vary as real ones do, and what a month brings stays what it was."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.demo import plan
from data.demo.dispersion import dealt, uneven_posts, uneven_spend, uneven_traffic
from data.demo.generate import generate
from tests.conftest import LAST


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(0, 9)), min_size=1),
    st.integers(0, 99),
)
def test_dealing_keeps_each_month_and_its_room(rows, seed):
    months, counts, more = (np.array(column) for column in zip(*rows, strict=True))
    random = np.random.default_rng(seed)
    room = counts + more
    new = dealt(random, months, counts, random.gamma(2, 1, len(rows)), room)
    assert (new <= room).all()
    assert (new >= 0).all()
    for month in set(months.tolist()):
        assert new[months == month].sum() == counts[months == month].sum()


def test_months_keep_their_figures():
    days = pl.date_range(LAST.replace(day=1), LAST, eager=True)
    random = np.random.default_rng(1)
    sessions = random.poisson(80, len(days))
    leads = random.binomial(sessions, 0.03)
    converting = leads + random.binomial(sessions - leads, 0.02)
    traffic = pl.DataFrame(
        {
            "date": days, "sessions": sessions, "leads": leads, "key_event_sessions": converting,
            "key_events": converting + 1, "engaged": np.maximum(sessions // 2, converting),
        }
    )  # fmt: skip
    new = uneven_traffic(traffic, 3)
    assert new.sum().rows() == traffic.sum().rows()
    assert not new["leads"].equals(traffic["leads"])
    assert (new["engaged"] >= new["key_event_sessions"]).all()
    assert (new["sessions"] >= new["engaged"]).all()
    assert (new["key_event_sessions"] >= new["leads"]).all()

    clicks = random.poisson(50, len(days))
    spend = pl.DataFrame({"date": days, "platform": "p", "campaign": "c", "clicks": clicks, "impressions": clicks * 30})  # fmt: skip
    shown = uneven_spend(spend, 3)
    assert shown.sum().rows() == spend.sum().rows()
    assert (shown["impressions"] >= shown["clicks"]).all()

    posts = pl.DataFrame({"published_at": days.cast(pl.Datetime), "reach": 900, "views": 1000} | dict.fromkeys(("reactions", "comments", "shares", "saves", "link_clicks"), 20))  # fmt: skip
    assert uneven_posts(posts, 3).sum().rows() == posts.sum().rows()


def variation(top: np.ndarray, bottom: np.ndarray) -> float:
    """The coefficient of variation of a rate beyond chance, each unit by its size."""
    rate = top.sum() / bottom.sum()
    beyond = bottom * (top / bottom - rate) ** 2 - rate * (1 - rate)
    return float(np.sqrt(max(beyond.sum() / bottom.sum(), 0.0)) / rate)


@pytest.fixture(scope="module")
def world():
    return generate(3, LAST).world


def test_click_through_rates_of_ads_differ_between_days_as_real_ones_do(world):
    found = [
        variation(part["clicks"].to_numpy(), part["impressions"].to_numpy())
        for _, part in world.spend.group_by("campaign")
    ]
    assert len(found) == len(plan.CAMPAIGNS)
    assert 0.15 < min(found) < max(found) < 0.4


def test_reactions_and_clicks_differ_between_posts(world):
    posts = world.posts.filter(network="linkedin")
    for column in ("reactions", "link_clicks"):
        assert 0.2 < variation(posts[column].to_numpy(), posts["views"].to_numpy()) < 0.6


def test_one_export_has_a_gap():
    files = {
        f.name: f.content.decode("utf-8-sig") for f in generate(3, LAST).files if "TikTok" in f.name
    }
    assert len(files["TikTok/Overview.csv"].splitlines()) == 1 + 365 - plan.GAP_DAYS
