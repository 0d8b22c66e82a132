"""What a declaration can say, shown on a source that exists only here."""

from datetime import date

import polars as pl
import pytest

from data.reading.dates import DateStyle
from data.sources.kit.spec import Exclude, ReadContext, SheetSpec, Source, column
from data.sources.loading.load import load_parts
from data.tables.schema import AD_COSTS
from i18n.message import msg
from tests.sources.exports import TODAY

SHEET = SheetSpec(
    table=AD_COSTS,
    signature=("campaign", "spend"),
    fields=(
        column("date", en="Day", fr="Jour"),
        column("campaign", en="Campaign", fr="Campagne"),
        column("spend", en="Amount spent ({currency})", fr="Montant dépensé ({currency})"),
        column("clicks", en="Clicks"),
    ),
    required=("campaign", "period_from"),
    constants=(("platform", "testads"),),
    dates=DateStyle.ASK,
    nulls=("--",),
    grouping=True,
    heading=msg("Report lines"),
    ignores=("cost by *",),
    exclude=(Exclude(msg("Totals"), pl.col("campaign").str.starts_with("Total")),),
)


def widest(tables):
    return (max(tables, key=lambda table: len(table.header)),)


SOURCE = Source("test.ads", None, msg("Test ads"), msg("Test"), (SHEET,), choose=widest)


def load(text, **answers: str):
    (part,) = load_parts(text.encode(), ReadContext("ads.csv", TODAY, answers), (SOURCE,))
    return part.loaded


def costs(text, **answers: str):
    return load(text, **answers).tables["ad_costs"]


def test_currency_in_the_header_fills_its_column():
    frame = costs("Day,Campaign,Amount spent (EUR)\n2026-01-13,a,1.50\n")
    assert frame["currency"].to_list() == ["EUR"]
    assert frame["platform"].to_list() == ["testads"]
    assert frame.select("period_from", "period_to").row(0) == (date(2026, 1, 13),) * 2


def test_groups_nulls_totals_and_headings_follow_the_declaration():
    loaded = load(
        'My report\n"Jan 1 - 2"\nDay,Campaign,Amount spent (EUR)\n'
        '2026-01-13,a,"1,250"\n2026-01-13,b,--\n2026-01-13,Total: all,"1,250"\n'
    )
    assert loaded.tables["ad_costs"]["spend"].to_list() == [1250.0, None]
    assert {str(item.what): item.count for item in loaded.excluded} == {
        "Report lines": 2,
        "Totals": 1,
    }


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2026, 4, 3)), ("mdy", date(2026, 3, 4))])
def test_asks_for_the_order_of_day_and_month_only_when_nothing_proves_it(order, day):
    text = "Day,Campaign,Amount spent (EUR)\n03/04/2026,a,1\n"
    (question,) = load(text).questions
    assert (question.key, question.guess) == ("date_order", "dmy")
    assert costs(text, date_order=order)["date"].to_list() == [day]


def test_a_day_after_the_twelfth_answers_the_question():
    loaded = load("Day,Campaign,Amount spent (EUR)\n03/04/2026,a,1\n04/13/2026,a,1\n")
    assert loaded.questions == ()
    assert loaded.tables["ad_costs"]["date"].to_list() == [date(2026, 3, 4), date(2026, 4, 13)]


def test_of_repeated_sections_the_source_chooses_and_the_others_are_counted():
    loaded = load(
        "Campaign,Amount spent (EUR)\na,5\n\nDay,Campaign,Amount spent (EUR)\n2026-01-13,a,5\n"
    )
    assert loaded.tables["ad_costs"]["spend"].to_list() == [5.0]
    assert [item.count for item in loaded.excluded] == [1]


def test_the_language_is_that_of_the_headers():
    loaded = load("Jour,Campagne,Montant dépensé (CHF)\n2026-01-13,a,5\n")
    assert loaded.language == "fr"
    assert loaded.tables["ad_costs"]["currency"].to_list() == ["CHF"]


def test_a_row_without_any_day_is_set_aside():
    loaded = load("Campaign,Amount spent (EUR)\na,5\n")
    assert loaded.tables["ad_costs"].is_empty()
    assert loaded.quarantine.height == 1
    assert loaded.refused


def test_columns_that_are_known_and_of_no_use_are_not_called_unknown():
    text = "Campaign,Amount spent (EUR),Day,Cost by Age (65+),Mood\nSpring,3,2026-03-01,1,good\n"
    (part,) = load_parts(text.encode(), ReadContext("a.csv", TODAY), (SOURCE,))
    assert part.loaded.unmapped_columns == ("Mood",)
