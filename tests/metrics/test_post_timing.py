"""When posts do well: against their network, and only where chance does not explain it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from data.facts.facts import Facts
from metrics.content.best_times import formats, timing
from metrics.content.posts import posts
from metrics.question.query import Query

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def post(hours, clicks, network="linkedin", form="image"):
    at = None if hours is None else MONDAY + timedelta(hours=hours)
    return {"network": network, "published_at": at, "link_clicks": clicks, "format": form}


def frame(posts):
    schema = {
        "network": pl.String,
        "published_at": pl.Datetime("us", "UTC"),
        "link_clicks": pl.Int64,
        "format": pl.String,
    }
    return pl.DataFrame(posts, schema=schema)


@pytest.mark.parametrize(("zone", "slot"), [("UTC", (1, 21)), ("Europe/Paris", (2, 0))])
def test_slots_are_those_of_the_companys_clock(zone, slot):
    """23:30 in UTC on Monday is early Tuesday in Paris."""
    row = {**post(23.5, 4), "post_id": "1", "published_on": MONDAY.date(), "wall_clock": ""}
    facts = Facts.of({"posts": pl.DataFrame([row])}, zone=zone)
    found = posts(facts, Query(MONDAY.date(), date(2026, 3, 3)))
    assert [one.key for one in timing(found, "link_clicks").groups] == [slot]


def test_a_network_with_large_figures_does_not_decide():
    small = [post(9 + 24 * day, 10) for day in range(5)]
    large = [post(15 + 24 * day, 10_000, "instagram") for day in range(5)]
    told = timing(frame([*small, *large]), "link_clicks")
    assert {one.index for one in told.groups} == {1.0}
    assert told.best is None


def test_a_slot_that_is_far_better_is_named():
    usual = [post(9 + 24 * (n % 7) + 168 * n, 10 + n % 4) for n in range(40)]
    better = [post(18 + 168 * n, 50 + n) for n in range(12)]
    best = timing(frame([*usual, *better]), "link_clicks").best
    assert best is not None
    assert (best.key, best.posts) == ((1, 18), 12)
    assert best.index == pytest.approx(55.5 / 13, rel=0.1)


def test_posts_drawn_alike_name_a_best_slot_in_fewer_than_one_of_ten_worlds():
    draw, named = random.Random(3), 0
    for _ in range(60):
        posts = [post(draw.randrange(168 * 30), draw.randrange(100)) for _ in range(150)]
        named += timing(frame(posts), "link_clicks").best is not None
    assert named <= 6


def test_posts_without_a_time_or_a_figure_are_counted_out():
    told = timing(frame([post(9, 4), post(None, 3), post(9, None)]), "link_clicks")
    assert (told.timed, told.posts) == (1, 3)


def test_formats_are_compared_within_their_network():
    images = [post(n, 10) for n in range(20)]
    videos = [post(n, 30 + n, form="video") for n in range(8)]
    image, video = formats(frame([*images, *videos]), "link_clicks")
    assert (image.key, image.posts, image.total) == (("linkedin", "image"), 20, 200)
    assert video.index == pytest.approx(33.5 / 10)
    assert video.stands_out


def test_few_posts_are_told_and_not_compared():
    [one, _] = formats(
        frame([*[post(n, 5) for n in range(6)], post(1, 9, form="video")]), "link_clicks"
    )
    assert one.chance is not None
    [_, two] = formats(
        frame([*[post(n, 5) for n in range(6)], post(1, 9, form="video")]), "link_clicks"
    )
    assert (two.posts, two.chance, two.stands_out) == (1, None, False)
