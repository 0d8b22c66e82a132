from datetime import UTC, date, datetime

import pytest

from data.facts.facts import Facts
from data.imports import import_paths
from metrics.engine import query_metrics
from metrics.question.query import Query
from tests.conftest import EXPORTS
from tests.sources.exports import FIXTURES, content, load_bytes, load_fixture, said

COUNTS = ("recipients", "delivered", "opens", "clicks", "unsubscribes", "bounces")
PEOPLE = (b"ada.exemple", b"bo.essai", b"cy.probe", b"di.muster", b"192.0.2", b"unknown")


def sends(name):
    return load_fixture(name).tables["email_sends"]


def without(name, column):
    """A fixture in which ``column`` has another name."""
    return content(name).replace(column, b"Something else", 1)


def at(*parts: int):
    return datetime(*parts, tzinfo=UTC)


def test_mailchimp_counts_people_once_for_each_campaign():
    frame = sends("mailchimp_campaigns.csv")
    assert frame.select("send_id", "campaign", "subject", "list", "medium").rows() == [
        ("aa11bb22cc", "Spring linen", "New colours, softer linen", "Newsletter", "email"),
        ("dd33ee44ff", "Reminder", "Last days", "Customers", "email"),
    ]
    assert frame["sent_at"].to_list() == [at(2026, 3, 9, 9, 30), at(2026, 3, 18, 18, 15)]
    assert frame["sent_on"].to_list() == [date(2026, 3, 9), date(2026, 3, 18)]
    assert frame.select(COUNTS).rows() == [
        (1200, 1180, 410, 59, 6, 20),  # never the 620 openings and 80 clicks in all
        (300, 300, 150, 30, 0, 0),
    ]
    assert frame.select("orders", "revenue", "currency").rows() == [
        (4.0, 300.25, None),  # never the gross sales, 320.5
        (0.0, 0.0, None),
    ]


def test_mailchimp_of_2018_has_lists_and_columns_of_analytics():
    loaded = load_fixture("mailchimp_campaigns_2018.csv")
    frame = loaded.tables["email_sends"]
    assert (loaded.source, loaded.unmapped_columns) == ("mailchimp.campaigns", ())
    assert frame.select("list", "sent_at", *COUNTS, "orders", "revenue").rows() == [
        ("Newsletter", at(2018, 6, 9, 21, 30), 110, 108, 30, 7, 0, 2, 0.0, 0.0)
    ]


def test_mailchimp_says_when_bounces_do_not_add_up():
    edited = content("mailchimp_campaigns.csv").replace(b",12,8,20,", b",12,9,20,")
    assert said(load_bytes("file.csv", edited))[0] == (
        "Bounces: in 1 row the parts do not add up to the total (difference -1.0)"
    )


def test_revenue_without_a_currency_is_warned_of_and_nothing_is_not():
    (warning,) = said(load_fixture("mailchimp_campaigns.csv"))
    assert warning.startswith("1 amount has no currency")
    assert said(load_fixture("mailchimp_campaigns_2018.csv")) == []


def test_klaviyo_campaigns_have_media_and_whole_counts():
    loaded = load_fixture("klaviyo_campaigns.csv")
    frame = loaded.tables["email_sends"]
    assert (loaded.source, loaded.unmapped_columns) == ("klaviyo.campaigns", ())
    assert frame.select("send_id", "campaign", "list", "medium", "sent_at").rows() == [
        ("01AAAA", "Linen launch", "Newsletter, Customers", "email", at(2026, 4, 6, 11)),
        ("01BBBB", "Linen by text", "Texters", "sms", at(2026, 4, 7, 10)),
    ]
    assert frame.select(COUNTS).rows() == [
        (2000, 1990, 900, 70, 6, 10),
        (300, 298, None, 12, 1, 2),
    ]
    assert frame["revenue"].to_list() == [222.91, 80.0]
    assert frame["orders"].to_list() == [None, None]  # 3 and 1 are people who ordered


@pytest.mark.parametrize(
    ("channel", "medium"), [(b"Mobile Push", "push"), (b"Whatsapp", "whatsapp")]
)
def test_klaviyo_knows_further_channels(channel, medium):
    loaded = load_bytes("a.csv", content("klaviyo_campaigns.csv").replace(b",SMS", b"," + channel))
    assert loaded.tables["email_sends"]["medium"].to_list() == ["email", medium]


def test_klaviyo_without_a_channel_is_about_emails():
    loaded = load_bytes("a.csv", without("klaviyo_campaigns.csv", b"Campaign Channel"))
    assert loaded.tables["email_sends"]["medium"].to_list() == ["email", "email"]


def test_klaviyo_messages_have_their_time_in_two_columns():
    loaded = load_fixture("klaviyo_campaign_messages.csv")
    frame = loaded.tables["email_sends"]
    assert (loaded.source, loaded.unmapped_columns) == ("klaviyo.campaigns", ())
    assert frame["sent_at"].to_list() == [at(2026, 10, 29, 10, 30), at(2026, 10, 30, 18, 5)]
    assert frame["subject"].to_list() == ["Warm at last", None]
    assert frame.select(COUNTS).rows() == [
        (1000, 990, 495, 10, 2, 10),  # delivered is what did not bounce
        (100, None, None, 4, 0, 0),  # of text messages it is not known
    ]
    assert frame.select("orders", "revenue").rows() == [(5.0, 410.5), (1.0, 60.0)]


def test_klaviyo_messages_without_a_time_are_of_their_day():
    loaded = load_bytes("a.csv", without("klaviyo_campaign_messages.csv", b"Send Time"))
    frame = loaded.tables["email_sends"]
    assert frame["sent_at"].to_list() == [at(2026, 10, 29), at(2026, 10, 30)]
    assert frame["sent_on"].to_list() == [date(2026, 10, 29), date(2026, 10, 30)]


def test_klaviyo_without_recipients_makes_up_no_delivered_mail():
    loaded = load_bytes("a.csv", without("klaviyo_campaign_messages.csv", b"Total Recipients"))
    assert loaded.tables["email_sends"]["delivered"].to_list() == [None, None]


def test_klaviyo_results_by_period_are_refused_in_words():
    by_year = (
        b"Date,Group Id,List/Segment,Click Rate,Campaign Message Channel\n2024,Q1,All,0.1,Email\n"
    )
    by_day = content("klaviyo_campaign_messages.csv").replace(b"Tags", b"Date", 1)
    for text in (by_year, by_day):
        loaded = load_bytes("file.csv", text)
        assert loaded.source is None
        assert said(loaded)[0].startswith("This Klaviyo report sums up periods")


def test_klaviyo_flows_are_read_by_message_and_day():
    loaded = load_fixture("klaviyo_flows.csv")
    frame = loaded.tables["email_sends"]
    assert (loaded.source, loaded.unmapped_columns) == ("klaviyo.flows", ())
    assert frame.select("send_id", "campaign", "medium", "sent_on").rows() == [
        ("M1", "Welcome", "email", date(2026, 4, 1)),
        ("M1", "Welcome", "email", date(2026, 4, 2)),
        ("M2", "Welcome", "sms", date(2026, 4, 2)),
    ]
    assert frame.select("delivered", "opens", "clicks", "orders", "revenue").rows() == [
        (40, 20, 4, 1.0, 35.5),
        (10, 6, 1, 0.0, 0.0),
        (5, 0, 1, 0.0, 0.0),
    ]
    assert frame.select("recipients", "unsubscribes", "bounces").unique().rows() == [(None,) * 3]


def test_the_days_of_one_message_all_count(store):
    import_paths(store, [FIXTURES / "klaviyo_flows.csv"])
    question = Query(date(2026, 4, 1), date(2026, 4, 30))
    metrics = ["emails_delivered", "email_click_rate"]
    answer = query_metrics(Facts(store), metrics, question)
    assert answer["value"].to_list() == [50.0, 5 / 50]


def test_klaviyo_flows_by_month_are_refused_in_words():
    text = b"Flow ID,Flow Name,Date,Message Channel,Total Recipients\nF1,Welcome,January 2026,Email,50\n"
    assert said(load_bytes("file.csv", text)) == [
        "This Klaviyo report of flows is by month or period. Group it by day and export it"
    ]


def test_a_flow_without_messages_is_known_by_its_own_id():
    loaded = load_bytes("a.csv", without("klaviyo_flows.csv", b"Flow Message ID"))
    assert loaded.tables["email_sends"]["send_id"].to_list() == ["F1", "F1", "F1"]


def test_brevo_counts_the_recipients_of_a_campaign_together():
    loaded = load_fixture("brevo_recipients.csv")
    frame = loaded.tables["email_sends"]
    assert (loaded.source, loaded.unmapped_columns) == ("brevo.recipients", ())
    assert frame.select("send_id", "campaign", "medium", "sent_at", "sent_on").rows() == [
        ("42", "Summer", "email", at(2026, 6, 3, 10, 45, 6), date(2026, 6, 3)),
        ("43", "Winter", "email", at(2025, 12, 13, 8), date(2025, 12, 13)),
    ]
    # What bounced at first and came in later is delivered.
    assert frame.select(COUNTS).rows() == [(4, 3, 2, 1, 1, 1), (1, 1, 0, 0, 0, 0)]


@pytest.mark.parametrize(
    ("column", "unknown"),
    [
        (b"Delivered_Date", {"delivered", "bounces"}),
        (b"Open_Date", {"opens"}),
        (b"Clicked_Links_Count", {"clicks"}),
        (b"Unsubscribe_Date", {"unsubscribes"}),
    ],
)
def test_a_missing_column_of_brevo_leaves_its_count_unknown(column, unknown):
    frame = load_bytes("a.csv", without("brevo_recipients.csv", column)).tables["email_sends"]
    assert {name for name in COUNTS if frame[name].has_nulls()} == unknown


def test_an_export_of_openers_only_is_warned_of():
    lines = content("brevo_recipients.csv").splitlines()
    openers = b"\n".join((lines[0], lines[1], lines[4]))
    assert said(load_bytes("a.csv", openers)) == [
        "Every recipient opened the e-mail, so this looks like an export of openers only"
    ]


def test_no_recipient_is_kept_in_clear(store):
    [result] = import_paths(store, [FIXTURES / "brevo_recipients.csv"])
    assert result.outcome == "imported"
    kept = store.raw.get(result.sha256).lower()
    assert kept.count(b"person-") > 4
    assert not [word for word in PEOPLE if word in kept]
    assert store.scan("email_sends").collect().height == 2


@pytest.mark.parametrize(
    ("name", "day", "left"),
    [
        ("mailchimp_campaigns.csv", b"Mar 09, 2026 09:30 am", 1),
        ("klaviyo_campaigns.csv", b"2026-04-06 11:00:00", 1),
        ("klaviyo_campaign_messages.csv", b"2026-10-29", 1),
        ("klaviyo_flows.csv", b"2026-04-01", 2),
    ],
)
def test_a_sending_without_a_readable_day_is_set_aside(name, day, left):
    loaded = load_bytes("file.csv", content(name).replace(day, b"soon"))
    assert loaded.tables["email_sends"].height == left
    assert loaded.quarantine.height == 1


@pytest.mark.parametrize(
    "name", ["mailchimp_campaigns.csv", "klaviyo_campaigns.csv", "klaviyo_campaign_messages.csv"]
)
def test_a_sending_that_is_listed_twice_counts_once(name):
    lines = content(name).splitlines()
    loaded = load_bytes("file.csv", b"\n".join((*lines, lines[1])))
    assert loaded.tables["email_sends"].height == 2
    assert loaded.quarantine.height == 1


@pytest.mark.skipif(
    not EXPORTS.exists(), reason="the real exports do not lie next to this repository"
)
def test_the_real_report_by_year_is_refused_as_what_it_is():
    loaded = load_bytes("a.csv", (EXPORTS / "field/KLAVIYO-CAMPAIGNS-en-2025.csv").read_bytes())
    assert loaded.source is None
    assert said(loaded)[0].startswith("This Klaviyo report sums up periods")
