"""Costs of an account with and without its campaigns are the same money."""

from datetime import date

import polars as pl
import pytest

from data.facts.facts import canonical
from data.tables.deduplicate import RULES
from data.tables.schema import TABLES


def costs(number, *rows: tuple, **more: str):
    """Rows of one import: campaign, first and last day of March, spend."""
    columns = {
        "import_id": [number] * len(rows),
        "source_row": range(2, len(rows) + 2),
        "platform": ["google_ads"] * len(rows),
        "campaign": [row[0] for row in rows],
        "period_from": [date(2026, 3, row[1]) for row in rows],
        "period_to": [date(2026, 3, row[2]) for row in rows],
        "spend": [float(row[3]) for row in rows],
    }
    frame = pl.DataFrame(columns, schema_overrides={"campaign": pl.String})
    given = [pl.lit(value, pl.String).alias(name) for name, value in more.items()]
    return canonical(TABLES["ad_costs"], frame.with_columns(given))


def counting(*imports: pl.DataFrame):
    picked = RULES["ad_costs"].pick(pl.concat(imports).lazy(), None).collect()
    return sorted(picked["spend"].to_list())


BY_CAMPAIGN = costs(1, ("a", 1, 1, 3), ("b", 1, 1, 4), ("a", 2, 2, 5))
SERIES = costs(2, (None, 1, 1, 7), (None, 2, 2, 5))


@pytest.mark.parametrize("imports", [(BY_CAMPAIGN, SERIES), (SERIES, BY_CAMPAIGN)])
def test_days_count_by_campaign_where_both_are_there(imports):
    assert counting(*imports) == [3, 4, 5]


def test_a_day_that_no_campaign_report_has_counts_as_it_is():
    assert counting(BY_CAMPAIGN, costs(2, (None, 1, 1, 7), (None, 3, 3, 9))) == [3, 4, 5, 9]


def test_a_period_without_campaigns_counts_where_the_days_do_not_reach_over_it():
    assert counting(BY_CAMPAIGN, costs(2, (None, 1, 31, 100))) == [100]


def test_days_without_campaigns_do_not_count_inside_a_period_by_campaign():
    assert counting(SERIES, costs(3, ("a", 1, 31, 80), ("b", 1, 31, 20))) == [20, 80]


def test_a_period_that_cuts_across_one_by_campaign_does_not_count():
    assert counting(costs(1, ("a", 1, 20, 80)), costs(2, (None, 10, 31, 100))) == [80]


def test_costs_of_another_account_both_count():
    ours, theirs = costs(1, ("a", 1, 1, 3), account="X"), costs(2, (None, 1, 1, 7), account="Y")
    assert counting(ours, theirs) == [3, 7]


def test_a_part_of_the_account_hides_no_costs_without_campaigns():
    terms = costs(1, ("a", 1, 1, 1), report="search_term")
    assert 7 in counting(terms, costs(2, (None, 1, 1, 7)))


def test_newer_days_without_campaigns_replace_older_ones():
    assert counting(SERIES, costs(3, (None, 2, 2, 6))) == [6, 7]
