"""What posts gained between exports."""

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli.metrics import main
from data.store import Store
from metrics.content.growth import post_growth, summed
from metrics.content.out_of_order import OutOfOrderImport, out_of_order_imports
from tests.metrics.cases import day, facts, post

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def seen(number, post_id="1", import_id=1, hours=0, **values: object):
    """A post as an export saw it so many days after the first Monday."""
    instant = NOON + timedelta(days=number, hours=hours)
    return post(0, post_id, observed_at=instant, import_id=import_id, source_row=1, **values)


def grown(*rows: dict, by=(), **asked: tuple):
    found = post_growth(facts(posts=list(rows)), **asked)
    return (summed(found, by) if by else found).collect().to_polars()


def test_the_latest_snapshot_is_read_and_the_difference_is_the_growth():
    """Two exports of the same posts: 120 views, of which 20 came in the last three days."""
    rows = [seen(0, views=100), seen(3, import_id=2, views=120)]
    assert facts(posts=rows).frame("posts").collect()["views"].to_list() == [120]
    found = grown(*rows).select("measure", "observed_on", "since", "value", "before", "growth")
    assert found.rows() == [
        ("views", day(0), None, 100, None, None),
        ("views", day(3), day(0), 120, 100, 20),
    ]


def test_a_snapshot_that_does_not_say_leaves_the_growth_on_both_sides_unknown():
    rows = [seen(0, views=5), seen(1, views=None, shares=1), seen(2, views=9, shares=2)]
    found = grown(*rows).filter(measure="views")
    assert found["value"].to_list() == [5, None, 9]
    assert found["growth"].to_list() == [None, None, None]
    assert found["since"].to_list() == [None, day(0), day(1)]


def test_a_decrease_stays_a_decrease():
    found = grown(seen(0, reactions=10), seen(1, reactions=7))
    assert found["growth"].to_list() == [None, -3]


def test_exports_of_one_day_are_one_snapshot():
    rows = [seen(0, views=5), seen(0, hours=3, import_id=2, views=6), seen(0, import_id=3, saves=1)]
    found = grown(*rows)
    assert dict(found.select("measure", "value").iter_rows()) == {"views": 6, "saves": 1}


def test_posts_of_a_network_are_summed_where_both_snapshots_know_them():
    """A post that is only in the newer export grew from nothing that is known."""
    rows = [seen(0, "1", views=10), seen(0, "2", views=20, reach=8)]
    rows += [seen(7, "1", views=15), seen(7, "2", views=21, reach=9), seen(7, "3", views=500)]
    found = grown(*rows, by=("network",))
    assert found.to_dicts() == [
        {
            "network": "facebook",
            "measure": "views",
            "since": day(0),
            "observed_on": day(7),
            "posts": 2,
            "value": 36,
            "before": 30,
            "growth": 6,
        }
    ]


def test_the_question_can_be_about_one_post_or_one_network():
    rows = [seen(0, "1", views=1), seen(0, "2", views=2), seen(0, "3", network="x", views=3)]
    assert grown(*rows, posts=("2",))["value"].to_list() == [2]
    assert grown(*rows, networks=("x",))["value"].to_list() == [3]


def test_the_command_tells_every_snapshot_as_json_and_as_text(tmp_path):
    store = Store.open(tmp_path)
    rows = facts(posts=[seen(0, views=100), seen(3, views=120)]).imported("posts").collect()
    store.commit("a", "a", "posts.csv", {"posts": rows}, {})
    store.close()
    ask = ["growth", "--store", str(tmp_path), "--post", "1"]
    told = json.loads(CliRunner().invoke(main, [*ask, "--json"]).output)
    assert told["by"] == "post"
    assert [(r["observed_on"], r["value"], r["growth"]) for r in told["rows"]] == [
        (str(day(0)), 100, None),
        (str(day(3)), 120, 20),
    ]
    summed_up = json.loads(CliRunner().invoke(main, [*ask, "--by", "format", "--json"]).output)
    assert [(r["posts"], r["growth"]) for r in summed_up["rows"]] == [(1, 20)]
    assert "120" in CliRunner().invoke(main, ask).output
    nothing = CliRunner().invoke(main, [*ask[:3], "--network", "x", "--lang", "fr"]).output
    assert "Importez" in nothing


SNAPSHOTS = st.dictionaries(
    st.tuples(st.sampled_from(["1", "2", "3"]), st.integers(0, 5)),
    st.tuples(st.none() | st.integers(0, 50), st.none() | st.integers(0, 50)),
    min_size=1,
)


@given(SNAPSHOTS)
def test_growth_is_what_a_plain_loop_finds(told):
    rows = [seen(n, p, views=views, saves=saves) for (p, n), (views, saves) in told.items()]
    history = defaultdict(list)
    for (post_id, n), (views, saves) in sorted(told.items()):
        history[post_id, "views"].append((n, views))
        history[post_id, "saves"].append((n, saves))
    expected = {}
    for (post_id, measure), points in history.items():
        if all(value is None for _, value in points):
            continue
        for at, (n, value) in enumerate(points):
            before = points[at - 1][1] if at else None
            known = value is not None and before is not None
            expected[post_id, measure, day(n)] = (value, value - before if known else None)
    found = grown(*rows)
    keys = found.select("post_id", "measure", "observed_on").rows()
    assert dict(zip(keys, found.select("value", "growth").rows(), strict=True)) == expected
    total = sum(growth for _, growth in expected.values() if growth is not None)
    assert grown(*rows, by=("network",))["growth"].sum() == total


def many(number, import_id, factor):
    return [seen(number, str(n), import_id, views=factor * n, saves=factor) for n in range(1, 5)]


def test_an_archive_imported_late_is_suspected():
    """It is taken for the newest export, and hides the higher figures of the one before."""
    known = facts(posts=[*many(0, 1, 100), *many(3, 2, 40)])
    assert out_of_order_imports(known) == (OutOfOrderImport(2, 1, 4),)


def test_also_when_both_came_in_on_one_day():
    assert out_of_order_imports(facts(posts=[*many(0, 1, 100), *many(0, 2, 40)]))


@pytest.mark.parametrize(
    "rows",
    [
        many(0, 1, 100) + many(3, 2, 140),
        many(0, 2, 100) + many(-3, 1, 40),
        many(0, 1, 100) + many(3, 2, 40) + many(5, 3, 150),
        [seen(0, views=100, reactions=9), seen(3, import_id=2, views=100, reactions=7)],
        many(0, 1, 100) + many(3, 2, 99),
    ],
    ids=["growth", "dated archive", "put right since", "two unlikes", "a little recount"],
)
def test_what_is_no_late_archive(rows):
    assert out_of_order_imports(facts(posts=rows)) == ()
