"""Filters that choose values and filters that leave them out: together they are everything."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cli.metrics import main
from data.facts.facts import Facts
from data.store import Store
from metrics.engine import query_metrics, rows_behind
from metrics.question.query import Query, Selection

START, END = date(2026, 9, 1), date(2026, 9, 30)
NAMES = {
    "channels": "channel",
    "uses": "use",
    "networks": "network",
    "accounts": "account",
    "campaigns": "campaign",
}


@pytest.fixture(scope="module")
def facts(demo_folder: Path) -> Facts:
    return Facts(Store.open(demo_folder))


def value(facts: Facts, metric: str, **chosen: object) -> float | None:
    query = Query(START, END, **chosen)  # type: ignore[arg-type]
    found: float | None = query_metrics(facts, [metric], query)["value"].item()
    return found


@pytest.mark.parametrize(
    ("metric", "name", "values"),
    [
        ("leads", "channels", ("Email", "Paid Social")),
        ("leads", "uses", ("paid",)),
        ("leads", "networks", ("linkedin",)),
        ("leads", "campaigns", ("brand-search",)),
        ("sessions", "channels", ("Direct",)),
        ("sessions", "campaigns", ("brand-search", "expert-posts")),
        ("ad_spend", "networks", ("google_ads",)),
        ("link_clicks", "networks", ("linkedin", "x")),
    ],
)
def test_chosen_and_left_out_are_everything(
    facts: Facts, metric: str, name: str, values: tuple[str, ...]
) -> None:
    """Rows whose channel or campaign nobody knows count where others are left out."""
    whole = value(facts, metric)
    chosen = value(facts, metric, **{name: values}) or 0
    rest = value(facts, metric, **{name: values}, excluded=frozenset({NAMES[name]}))
    assert whole is not None
    assert rest is not None
    assert chosen + rest == pytest.approx(whole)


def test_accounts_filter_what_has_accounts(facts: Facts) -> None:
    """Posts and followers of one account and of the others; leads have no account."""
    posts = facts.frame("posts").select("account").unique().collect()["account"].to_list()
    account = min(name for name in posts if name)
    for metric in ("link_clicks", "reactions"):
        whole = value(facts, metric)
        own = value(facts, metric, accounts=(account,)) or 0
        others = value(facts, metric, accounts=(account,), excluded=frozenset({"account"})) or 0
        assert own + others == whole
    assert value(facts, "leads", accounts=(account,)) is None


def test_the_rows_behind_follow(facts: Facts) -> None:
    """As many rows as the value counts."""
    query = Query(START, END, channels=("Email",), excluded=frozenset({"channel"}))
    rows = rows_behind(facts, "leads", query, {})["leads"].collect()
    assert rows.height == value(facts, "leads", channels=("Email",), excluded=query.excluded)


@given(st.lists(st.text(max_size=3), max_size=3), st.none() | st.text(max_size=3), st.booleans())
def test_a_selection_says_which_rows_pass(
    values: list[str], asked: str | None, excluded: bool
) -> None:
    """An unknown value is none of the list."""
    passes = Selection(tuple(values), excluded).passes(asked)
    assert passes == ((asked in values) is not excluded)


def test_a_query_about_one_value() -> None:
    """The filter of the key is replaced, also where it left values out."""
    query = Query(START, END, channels=("Email",), excluded=frozenset({"channel"}))
    assert query.about("channel", "Email") == Query(START, END, channels=("Email",))
    assert query.about("use", "paid").uses == ("paid",)
    assert query.wants("channel", None)
    assert not query.wants("channel", "Email")
    assert query.wants("network", "x")


def test_only_filters_can_leave_out() -> None:
    """A key that is no filter has no values to leave out."""
    with pytest.raises(ValueError, match="post"):
        Query(START, END, excluded=frozenset({"post"}))


def test_commands_leave_values_out(demo_folder: Path) -> None:
    """All but one channel, as on the pages."""
    asked = f"report --from {START} --to {END} --metric leads --json --store {demo_folder}".split()
    every, email, others = (
        json.loads(CliRunner().invoke(main, [*asked, *more], catch_exceptions=False).stdout)["rows"][0]["value"]
        for more in ([], ["--channel", "Email"], ["--channel", "Email", "--exclude", "channel"])
    )  # fmt: skip
    assert every == email + others
