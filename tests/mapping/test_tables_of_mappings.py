"""Which table an unknown file is proposed for, and what its columns become."""

from datetime import date

import polars as pl
import pytest

from data.reading import read as read_document
from data.sources.kit.spec import ReadContext
from data.sources.mapping.questions import mapping_questions
from data.sources.registry import SOURCES, load
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, said
from tests.sources.truth import MISSING


def read(text, name="file.csv", **answers: str):
    (part,) = load(name, text.encode(), {"mapping": "accept", **answers}, today=TODAY)
    return part.loaded


def offered(text, name="file.csv"):
    """The mapping of a file, whatever other exports it is near to."""
    document = read_document(name, text.encode() if isinstance(text, str) else text)
    found = mapping_questions(document.tables, ReadContext(name, TODAY), tuple(SOURCES.values()))
    return None if found is None else found.mapping


@pytest.mark.parametrize(
    ("header", "cells", "table", "columns"),
    [
        ("Order ID,Order date,Total,Currency", "1,2026-03-01,10,EUR", "conversions", {"order id": "transaction_id", "total": "value"}),
        ("payment_id,created,amount,currency,email", "p,2026-03-01,10,EUR,a@b.co", "conversions", {"email": "user_key"}),
        ("id,Amount,Currency,Status,Created", "p,10,EUR,succeeded,2026-03-01", "conversions", {"id": "transaction_id", "status": "_status"}),
        ("id,Amount,Currency,Status,Created,Email", "7,10,EUR,negotiating,2026-03-01,a@b.co", "leads", {"status": "stage"}),
        ("Deal ID,Amount,Currency,Deal stage,Created date,Email", "1,10,EUR,won,2026-03-01,a@b.co", "leads", {"deal stage": "stage"}),
        ("Date,Clicks,Impressions,CTR,Average rank,Search term", "2026-03-01,1,9,10%,5.5,linen", "search_days", {"average rank": "position", "search term": "query"}),
        ("Day,Impressions,Clicks,Cost", "2026-03-01,9,1,US$5.00", "ad_costs", {"cost": "spend"}),
        ("Campaign name,Send date,Recipients,Delivered,Unique opens", "Spring,2026-03-01,9,8,4", "email_sends", {"recipients": "recipients", "unique opens": "opens"}),
        ("Title,URL,Published at,Outlet,Reach", "Loom,https://a.example/1,2026-03-01,Times,9", "mentions", {"outlet": "outlet"}),
    ],
)  # fmt: skip
def test_the_right_table_wins(header, cells, table, columns):
    mapping = offered(f"{header}\n{cells}\n")
    assert mapping.table == table
    assert columns.items() <= dict(mapping.columns).items()


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Date,Clicks,Impressions,CTR", "2026-03-01,1,9,10%"),
        ("Date,Clicks,Impressions,Avg. CPC,Reach", "2026-03-01,1,9,0.5,8"),
        ("Date,Campaign,Clicks,Impressions,Reach", "2026-03-01,A,1,9,8"),
        ("Date,Impressions,Reach,Clicks,Conversions", "2026-03-01,9,8,1,1"),
        ("Date,Query,Clicks,Views", "2026-03-01,linen,1,9"),
    ],
)
def test_clicks_of_ads_or_of_a_search_engine_are_never_offered_as_those_of_an_account(
    header, cells
):
    assert offered(f"{header}\n{cells}\n") is None


API = {
    "ads query language": (
        "segments.date,campaign.name,metrics.cost_micros,metrics.clicks,customer.currency_code",
        "2026-03-01,A,12500000,5,USD",
    ),
    "snake": ("start_date,end_date,ad_squad_name,spend,clicks,currency_code", "2026-03-01,2026-03-01,A,12.5,5,USD"),
    "camel": ("dateRange.start,campaignGroup,costInLocalCurrency,clicks,currencyCode", "2026-03-01,A,12.5,5,USD"),
    "kebab": ("report-date,campaign-name,ad-spend-usd,clicks", "2026-03-01,A,12.5,5"),
    "short": ("stat_time_day,campaign_name,stat_cost,click_cnt,currency", "2026-03-01 00:00:00,A,12.5,5,USD"),
    "brackets": ("Reporting starts,Campaign,Cost [USD],Clicks", "2026-03-01,A,12.5,5"),
    "amounts": ("Day,Campaign,Amount spent,Clicks", "2026-03-01,A,US$12.50,5"),
}  # fmt: skip


@pytest.mark.parametrize("kind", API)
def test_names_of_programs_and_units_are_read(kind):
    header, cells = API[kind]
    frame = read(f"{header}\n{cells}\n", network="snapchat_ads").tables["ad_costs"]
    columns = ("date", "period_from", "period_to", "spend", "clicks", "currency")
    day = date(2026, 3, 1)
    assert frame.select(columns).rows() == [(day, day, day, 12.5, 5, "USD")]


def test_names_of_web_analytics_programs_are_read():
    new = "date,sessionSourceMedium,sessions,totalUsers,screenPageViews\n20260301,google / organic,12,10,30\n20260302,mail / email,1,1,2\n"
    old = "ga:date,ga:sourceMedium,ga:sessions,ga:users,ga:pageviews\n20260301,google / organic,12,10,30\n20260302,mail / email,1,1,2\n"
    for text in (new, old):
        frame = read(text).tables["web_sessions"]
        assert frame["source"].to_list() == ["google", "mail"]
        assert frame["medium"].to_list() == ["organic", "email"]
        assert frame["views"].to_list() == [30, 2]
        assert frame["report"].unique().to_list() == ["date,source,medium"]


def test_counts_with_separators_are_read_and_shares_and_durations_are_none():
    text = 'Date,Followers,Reach %,Likes,Saves,Views (minutes)\n2026-03-01,"1,083",10%,12%,00:01:20,5\n2026-03-02,"1,090",11,13%,00:01:30,6\n'
    columns = dict(offered(text).columns)
    assert columns == {"date": "date", "followers": "followers"}
    assert read(text, network="threads").tables["account_days"]["followers"].to_list() == [
        1083,
        1090,
    ]


def test_orders_that_were_not_paid_or_were_given_back_are_left_out_and_shown():
    text = "Order ID,Created,Total,Currency,Status\n1,2026-03-01,10,EUR,Paid\n2,2026-03-02,20,EUR,FAILED\n3,2026-03-03,30,EUR,refunded\n4,2026-03-04,5,EUR,paid\n"
    (part,) = load("orders.csv", text.encode(), {}, today=TODAY)
    [asked] = [q for q in part.loaded.questions if q.key == "column.status"]
    assert asked.guess == "_status"
    assert "FAILED: 1" in str(asked.prompt)
    loaded = read(text)
    frame = loaded.tables["conversions"]
    assert frame["value"].to_list() == [10, 5]
    assert [(str(x.what), x.count) for x in loaded.excluded] == [
        ("Orders and payments that were not completed", 1),
        ("Refunded orders and payments", 1),
    ]
    every = read(text, **{"column.status": "ignore"})
    assert every.tables["conversions"].height == 4


def test_what_was_given_back_of_an_order_stays_with_it():
    text = "Order ID,Created,Total,Refunded,Currency,Status\n1,2026-03-01,10,-4,eur,refunded\n"
    loaded = read(text, name="shop.csv")
    columns = ("transaction_id", "event_name", "value", "refunded", "currency", "property")
    assert loaded.tables["conversions"].select(columns).rows() == [
        ("shop 1", "purchase", 10, 4, "EUR", "shop")
    ]


def test_people_in_orders_are_marked_to_be_hidden():
    text = "Order ID,Created,Total,Currency,Email,Shipping name\n1,2026-03-01,10,EUR,a@b.co,Ada\n"
    loaded = read(text)
    assert "Email" in loaded.personal
    assert loaded.in_clear == ("Order ID", "Created", "Total", "Currency")


def test_a_sending_of_an_e_mail_has_an_identity():
    text = "Campaign name,Send date,Recipients,Delivered,Unique opens,Unique clicks\nSpring,2026-03-01,100,90,40,5\n"
    frame = read(text, name="letters.csv").tables["email_sends"]
    assert frame["send_id"].null_count() == 0
    assert frame.select("account", "medium", "recipients", "opens", "clicks").rows() == [
        ("letters", "email", 100, 40, 5)
    ]


def test_search_results_are_weighed_by_their_impressions():
    text = "Date,Clicks,Impressions,CTR,Average rank,Search term\n2026-03-01,1,9,10%,2.5,linen\n"
    frame = read(text, name="shop search.csv").tables["search_days"]
    columns = ("site", "report", "clicks", "position", "position_impressions")
    assert frame.select(columns).rows() == [("shop search", "date,query", 1, 2.5, 22.5)]


@pytest.mark.parametrize(
    ("name", "cell", "first", "last"),
    [
        ("Week", "2026-03-02", date(2026, 3, 2), date(2026, 3, 8)),
        ("Semaine", "2026-03-02", date(2026, 3, 2), date(2026, 3, 8)),
        ("Month", "March 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("yearMonth", "202603", date(2026, 3, 1), date(2026, 3, 31)),
        ("segments.month", "2026-03-01", date(2026, 3, 1), date(2026, 3, 31)),
        ("Quarter", "Q1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("Year", "2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_weeks_and_months_are_the_periods_that_they_are(name, cell, first, last):
    ads = read(f"{name},Campaign,Cost,Clicks\n{cell},A,5,1\n", network="snapchat_ads")
    visits = read(f"{name},Visits,Source\n{cell},5,mail\n")
    for frame in (ads.tables["ad_costs"], visits.tables["web_sessions"]):
        assert frame.select("date", "period_from", "period_to").rows() == [(None, first, last)]


def test_a_day_goes_before_its_week_and_month():
    frame = read("Month,Day,Campaign,Cost\nMarch 2026,2026-03-05,A,5\n", network="snapchat_ads")
    assert frame.tables["ad_costs"]["date"].to_list() == [date(2026, 3, 5)]


@pytest.mark.parametrize("name", ["Week", "Month", "Woche", "Trimestre"])
def test_figures_of_accounts_by_week_are_refused_in_words(name):
    loaded = read(f"{name},Followers,Likes\n2026-03-02,5,1\n2026-03-09,6,1\n")
    assert loaded.refused
    assert said(loaded) == [
        f"“{name}” has whole weeks, months or years, but the values of accounts are read by day"
    ]


def test_a_week_is_never_offered_as_a_day():
    text = "Week,Date,Followers,Likes\n2026-03-02,2026-03-05,5,1\n"
    (part,) = load("a.csv", text.encode(), {}, today=TODAY)
    [week] = [q for q in part.loaded.questions if q.key == "column.week"]
    assert "date" not in [choice for choice, _ in week.choices]
    given = {"mapping": "accept", "network": "threads", "column.week": "date"}
    (part,) = load("a.csv", text.encode(), given, today=TODAY)
    assert part.loaded.mapping.filled_by("date") == "date"


SURVEY = "id,{0},E-mail,Status,Submit Date (UTC)\n1,9,a@b.co,done,2026-03-01\n"


@pytest.mark.parametrize(
    "question",
    ["How likely are you to recommend us?", "Qu’avez-vous pensé de nous ?", "Please rate our shop [Prices]", "Respondent ID"],
)  # fmt: skip
def test_answers_of_surveys_are_called_that(question):
    loaded = read(SURVEY.format(question))
    assert loaded.refused
    [what] = said(loaded)
    assert what.startswith("These are the answers of a survey or a form")


def test_a_record_of_import_ids_tells_a_survey():
    text = 'Start,Status,Q1\nBegin,State,Prices\n"{""ImportId"":""a""}","{""ImportId"":""b""}","{""ImportId"":""c""}"\n2026-03-01,0,5\n'
    assert said(read(text)) == ["These are the answers of a survey or a form, not leads"]


@pytest.mark.parametrize("name", ["Opted in?", "Please tell us everything that you need from us"])
def test_leads_are_never_offered_with_a_question_beside_them(name):
    assert offered(SURVEY.format(name)) is None
    assert offered(SURVEY.format("City")).table == "leads"


def test_leads_need_a_person_a_stage_an_amount_or_a_source():
    assert offered("lead id,created at,city\n1,2026-03-01,Lille\n2,2026-03-02,Lens\n") is None


B14 = "B14-ads-generic-spaces-in-header.csv"


@pytest.mark.skipif(not (EXPORTS / "field").exists(), reason=MISSING)
def test_real_files_are_mapped_to_costs_with_the_right_columns():
    wanted = {
        B14: {"date": "date", "cost": "spend", "impressions": "impressions", "clicks": "clicks", "conversion": "conversions"},
        "smallest/T8-ads-snake.csv": {"campaign_name": "campaign", "spend": "spend", "purchases": "conversions", "purchase_revenue": "conversion_value"},
        "smallest/T9-googleads-timeseries.csv": {"date": "date", "cost": "spend", "clicks": "clicks"},
    }  # fmt: skip
    for name, columns in wanted.items():
        mapping = offered((EXPORTS / "field" / name).read_bytes())
        assert mapping.table == "ad_costs"
        assert columns.items() <= dict(mapping.columns).items(), name


@pytest.mark.skipif(not (EXPORTS / "field").exists(), reason=MISSING)
def test_real_leads_keep_their_number_and_hide_their_people():
    content = (EXPORTS / "field" / "CRM-LEADS-utm-ptBR-01.csv").read_bytes()
    answers = {"mapping": "accept", "zone": "America/Sao_Paulo"}
    (part,) = load("crm.csv", content, answers, today=TODAY)
    frame = part.loaded.tables["leads"]
    assert part.loaded.questions == ()
    assert frame.height == 49
    assert frame["source"].drop_nulls().len() == 44  # a tag, 42 by gclid and one by fbclid
    assert frame.select(pl.col("created_on").min()).item() == date(2025, 3, 20)
    assert "email_cliente" in part.loaded.personal
    assert "telefone_cliente" not in part.loaded.in_clear


SHAPES = {
    "a list of campaigns with semicolons": (
        (
            "Campaign name;Recipients;Delivered;Unique opens;Unique clicks;Unsubscribed;Send date\n"
            "News;1000;990;300;40;2;2026-03-02\nMore news;1100;1090;310;42;3;2026-04-13\n"
        ),
        "email_sends",
        {"recipients": 2100, "delivered": 2080, "opens": 610, "clicks": 82, "unsubscribes": 5},
    ),
    "marketing e-mails": (
        (
            "Email name,Email subject,Sent,Delivered,Opened,Clicked,Unsubscribed,Bounced,Send date\n"
            "News,Hello,1000,990,300,40,2,10,2026-03-02\n"
        ),
        "email_sends",
        {"recipients": 1000, "delivered": 990, "opens": 300, "clicks": 40, "bounces": 10},
    ),
    "transactions of affiliates": (
        (
            "Transaction ID,Publisher ID,Transaction date,Commission status,Sale amount,Commission amount,Currency\n"
            "1,3,2026-03-02,approved,100.00,5.00,GBP\n2,3,2026-03-03,declined,50.00,2.50,GBP\n"
            "3,3,2026-03-04,pending,70.00,3.50,GBP\n"
        ),
        "conversions",
        {"value": 100.0},  # of what is approved: the others may still be declined
    ),
    "visits without a name of their own": (
        "Date,Uniques,Pageviews,Visits,Bounce rate\n2026-03-01,100,250,130,45%\n",
        "web_sessions",
        {"users": 100, "views": 250, "sessions": 130},
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_files_of_tools_without_a_reader_of_their_own_can_be_mapped(shape):
    text, table, sums = SHAPES[shape]
    answers = {"mapping": "accept"}
    (part,) = load("export.csv", text.encode(), answers, today=TODAY)
    frame = part.loaded.tables[table]
    assert {name: frame[name].sum() for name in sums} == sums


@pytest.mark.parametrize("name", ["(EUR)", "[x]", "()", "…", "%"])
def test_a_heading_of_signs_alone_is_no_name(name):
    text = f"Date,{name},Spend,Impressions\n2026-03-01,5,1.5,9\n"
    (part,) = load("a.csv", text.encode(), {}, today=TODAY)
    assert "date" in dict(part.loaded.mapping.columns)
