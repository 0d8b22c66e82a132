"""Overlapping imports: what counts, shown next to what adding up would have given."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from data.facts.facts import Facts
from data.tables.schema import TABLES


def day(number):
    return date(2026, 3, number)


def spans(*rows: tuple, key):
    """Rows of (import, key, first day, last day, figure)."""
    names = ["import_id", key, "period_from", "period_to", "impressions"]
    return pl.DataFrame(
        [(i, k, day(a), day(b), figure) for i, k, a, b, figure in rows], names, orient="row"
    )


def sessions(*rows: tuple):
    frame = spans(*rows, key="report").rename({"impressions": "sessions"})
    return Facts.of({"web_sessions": frame}).frame("web_sessions").collect()


def costs(*rows: tuple):
    return Facts.of({"ad_costs": spans(*rows, key="campaign")}).frame("ad_costs").collect()


def test_of_two_snapshots_of_a_post_the_later_observed_counts_whatever_came_in_first():
    posts = pl.DataFrame(
        {
            "network": ["x", "x", "x", "tiktok"],
            "post_id": ["1", "1", "2", "1"],
            "observed_at": [datetime(2026, 3, d, tzinfo=UTC) for d in (9, 2, 2, 2)],
            "import_id": [1, 2, 2, 2],
            "views": [90, 20, 7, 5],
        }
    )
    rows = Facts.of({"posts": posts}).frame("posts").collect()
    assert rows["views"].sum() == 90 + 7 + 5  # adding the snapshots up would give 122


def test_a_later_export_with_fewer_columns_blanks_nothing_that_is_known_of_a_post():
    posts = pl.DataFrame(
        {
            "network": ["x"] * 3,
            "post_id": ["1"] * 3,
            "observed_at": [datetime(2026, 3, d, tzinfo=UTC) for d in (2, 9, 9)],
            "text": ["Hello", None, None],
            "impressions": [6449, None, None],
            "views": [20, 80, 90],
            "import_id": [3, 1, 2],
            "source_row": [7, 8, 9],
        }
    )
    frame = Facts.of({"posts": posts}).frame("posts").collect()
    kept = frame.select("text", "impressions", "views", "import_id", "source_row")
    assert kept.rows() == [("Hello", 6449, 90, 2, 9)]
    assert frame.schema == TABLES["posts"].schema


def test_what_a_post_earned_keeps_the_currency_it_was_told_in():
    posts = pl.DataFrame(
        {
            "post_id": ["1", "1"],
            "import_id": [1, 2],
            "revenue": [5.0, None],
            "currency": ["EUR", "USD"],
        }
    )
    frame = Facts.of({"posts": posts}).frame("posts").collect()
    assert frame.select("revenue", "currency").rows() == [(5, "EUR")]


def test_posts_without_an_id_are_never_taken_for_one_another():
    posts = pl.DataFrame(
        {"post_id": [None, None], "views": [1, 2]}, schema_overrides={"post_id": pl.String}
    )
    assert Facts.of({"posts": posts}).frame("posts").collect()["views"].sum() == 3


def test_account_days_join_the_figures_of_several_files_and_the_newest_known_value_counts():
    rows = pl.DataFrame(
        {
            "network": ["facebook"] * 4,
            "date": [day(1), day(1), day(1), day(2)],
            "import_id": [1, 2, 3, 1],
            "views": [10, None, 12, 4],
            "follows": [None, 3, None, None],
        }
    )
    frame = Facts.of({"account_days": rows}).frame("account_days").sort("date").collect()
    assert frame.select("date", "views", "follows", "import_id").rows() == [
        (day(1), 12, 3, 3),
        (day(2), 4, None, 1),
    ]
    assert frame.schema == TABLES["account_days"].schema


def test_a_newer_import_replaces_the_days_it_tells_about_and_no_other():
    rows = sessions(
        (1, "date", 1, 1, 10), (1, "date", 2, 2, 20), (2, "date", 2, 2, 25), (2, "date", 3, 3, 30)
    )
    assert rows["sessions"].sum() == 10 + 25 + 30  # not 85


def test_reports_of_other_dimensions_are_left_alone():
    assert sessions((1, "date", 1, 1, 10), (2, "date,source", 1, 1, 10)).height == 2


def test_rows_of_one_import_add_up():
    assert sessions((1, "date", 1, 1, 10), (1, "date", 1, 1, 5))["sessions"].sum() == 15


def test_a_newer_period_replaces_the_periods_it_overlaps():
    rows = sessions((1, "channel", 1, 9, 10), (1, "channel", 20, 29, 1), (2, "channel", 5, 14, 8))
    assert sorted(rows["sessions"]) == [1, 8]


def test_a_newer_day_of_sessions_leaves_the_month_around_it_to_the_question():
    rows = sessions((1, "channel", 1, 31, 3000), (2, "channel", 1, 1, 100))
    assert sorted(rows["sessions"]) == [100, 3000]


@pytest.mark.parametrize("first", [1, 2])
def test_days_of_costs_count_before_a_period_that_their_import_reaches_over(first):
    """Nothing was spent on the other days, so the file has no rows for them."""
    second = 3 - first
    rows = costs((first, "a", 1, 1, 3), (first, "b", 31, 31, 8), (second, "a", 1, 31, 90))
    assert sorted(rows["impressions"]) == [3, 8]


@pytest.mark.parametrize("first", [1, 2])
def test_a_day_of_costs_does_not_hide_the_period_around_it(first):
    rows = costs((first, "a", 1, 1, 3), (first, "b", 2, 2, 8), (3 - first, "a", 1, 31, 90))
    assert sorted(rows["impressions"]) == [8, 90]


def test_an_import_reaches_over_a_period_on_each_platform_by_itself():
    rows = spans((1, "a", 1, 31, 90), (2, "a", 1, 1, 3), (2, "a", 31, 31, 4), key="campaign")
    rows = rows.with_columns(platform=pl.Series(["meta_ads", "meta_ads", "google_ads"]))
    frame = Facts.of({"ad_costs": rows}).frame("ad_costs").collect()
    assert sorted(frame["impressions"]) == [4, 90]


def test_days_count_again_when_the_period_over_them_is_replaced():
    """The month that hid the day gave way to a newer one that ends before it."""
    rows = costs((1, "a", 20, 20, 3), (2, "a", 10, 25, 90), (3, "a", 1, 15, 50))
    assert sorted(rows["impressions"]) == [3, 50]


def test_rows_of_no_import_are_picked_from_like_rows_of_one():
    rows = costs((None, "a", 1, 1, 3), (None, "a", 1, 31, 90), (None, "b", 31, 31, 7))
    assert sorted(rows["impressions"]) == [3, 7]


def test_the_newest_import_of_a_campaign_counts_day_by_day():
    rows = costs((1, "a", 1, 1, 3), (1, "a", 2, 2, 4), (2, "a", 2, 2, 5), (2, "a", 2, 2, 6))
    assert sorted(rows["impressions"]) == [3, 5, 6]


@pytest.mark.parametrize(("first", "second"), [(None, "Nord"), ("Nord", None)])
def test_an_export_without_accounts_tells_again_what_one_with_them_told(first, second):
    rows = spans((1, "A", 1, 1, 10), (2, "A", 1, 1, 12), key="campaign")
    rows = rows.with_columns(account=pl.Series([first, second], dtype=pl.String))
    assert Facts.of({"ad_costs": rows}).frame("ad_costs").collect()["impressions"].sum() == 12


def test_campaigns_of_one_name_in_two_accounts_are_two():
    rows = spans((1, "A", 1, 1, 10), (2, "A", 1, 1, 12), key="campaign")
    rows = rows.with_columns(account=pl.Series(["Nord", "Sud"]))
    assert Facts.of({"ad_costs": rows}).frame("ad_costs").collect()["impressions"].sum() == 22


def test_the_newest_line_about_a_lead_counts():
    leads = pl.DataFrame(
        {"lead_id": ["l1", "l2", "l1"], "import_id": [1, 1, 2], "stage": ["lead", "lead", "won"]}
    )
    rows = Facts.of({"leads": leads}).frame("leads").collect()
    assert dict(rows.select("lead_id", "stage").iter_rows()) == {"l1": "won", "l2": "lead"}


def test_what_was_refunded_of_a_conversion_is_not_earned():
    rows = pl.DataFrame({"value": [40.0, 8.0, None, 5.0], "refunded": [3.5, None, 1.0, 5.0]})
    assert Facts.of({"conversions": rows}).frame("conversions").collect()["value"].to_list() == [
        36.5,
        8.0,
        None,
        0.0,
    ]


def test_missing_tables_are_empty_and_unknown_columns_are_refused():
    assert Facts.of({}).frame("posts").collect().equals(TABLES["posts"].empty())
    with pytest.raises(pl.exceptions.ColumnNotFoundError, match="likes"):
        Facts.of({"posts": pl.DataFrame({"likes": [1]})})


@pytest.mark.parametrize("first", [1, 2])
def test_a_year_and_its_months_of_sessions_are_left_to_the_question(first):
    rows = sessions((first, "channel", 1, 28, 3000), (3 - first, "channel", 1, 7, 700))
    assert sorted(rows["sessions"]) == [700, 3000]


def parts(*rows: tuple):
    """Costs of (import, report, campaign, first, last, spend) that count."""
    names = ["import_id", "report", "campaign", "period_from", "period_to", "spend"]
    frame = pl.DataFrame(
        [(i, r, c, day(a), day(b), float(s)) for i, r, c, a, b, s in rows],
        {**dict.fromkeys(names), "report": pl.String, "campaign": pl.String},
        orient="row",
    ).with_columns(platform=pl.lit("google_ads"))
    return sorted(Facts.of({"ad_costs": frame}).frame("ad_costs").collect()["spend"])


@pytest.mark.parametrize(("full", "part"), [(1, 2), (2, 1)])
def test_a_part_of_an_account_never_counts_next_to_a_fuller_report(full, part):
    whole = [(full, None, "a", 1, 31, 60), (full, None, "b", 1, 31, 40)]
    assert parts(*whole, (part, "location", "a", 1, 31, 50)) == [40, 60]
    assert parts(*whole, (part, "keyword", None, 10, 12, 5)) == [40, 60]
    # by day the fuller report has no row for a day without costs, and is about it all the same
    days = [(full, None, "a", 1, 1, 60), (full, None, "b", 31, 31, 40)]
    assert parts(*days, (part, "location", "c", 15, 15, 5)) == [40, 60]


def test_a_part_counts_where_nothing_fuller_has_its_days():
    assert parts((1, None, "a", 1, 9, 60), (2, "location", "a", 10, 31, 50)) == [50, 60]


@pytest.mark.parametrize("first", [1, 2])
def test_of_two_kinds_of_parts_the_one_with_more_spend_counts(first):
    rows = [(first, "location", "a", 1, 31, 50), (3 - first, "keyword", "b", 1, 31, 49)]
    assert parts(*rows) == [50]


@pytest.mark.parametrize(
    ("account", "counting"),
    [(100.0, [40, 60]), (101.0, [40, 60]), (101.1, [101.1]), (99.0, [40, 60]), (1.0, [40, 60])],
)
@pytest.mark.parametrize("first", [1, 2])
def test_campaigns_go_before_the_account_they_add_up_to_and_never_below_it(
    account, counting, first
):
    rows = [(first, None, "a", 1, 31, 60), (first, None, "b", 1, 31, 40)]
    assert parts(*rows, (3 - first, None, None, 1, 31, account)) == counting


def test_a_report_that_turns_out_to_be_filtered_is_no_fuller_than_a_part():
    rows = [(1, None, "a", 1, 31, 10), (2, "location", "a", 1, 31, 50)]
    assert parts(*rows) == [50]
