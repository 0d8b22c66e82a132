"""What there is to ask about: the days, the channels and the campaigns of the facts."""

from hypothesis import given

from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.results.overview import Overview, overview
from tests.conftest import FEW
from tests.metrics.cases import account, ad, day, facts, lead, post, web
from tests.metrics.test_properties import COSTS, LEADS, POSTS, VISITS, known


def test_nothing_is_asked_of_an_empty_store():
    assert overview(facts()) == Overview()


def test_ends_where_all_business_figures_are_complete():
    """Leads end on Thursday although visits go on: the last whole day is Thursday."""
    known_facts = facts(
        web_sessions=[web(n, channel_group="Email", sessions=1) for n in range(7)],
        leads=[lead(3)],
        account_days=[account(20, followers=1)],
    )
    found = overview(known_facts)
    assert (found.first, found.last) == (day(0), day(3))


def test_without_business_figures_ends_with_the_latest_of_all():
    found = overview(facts(posts=[post(2)], ad_costs=[ad(0, last=9, spend=1.0, currency="EUR")]))
    assert (found.first, found.last) == (day(0), day(9))


def test_lists_channels_in_their_usual_order_and_campaigns_by_name():
    found = overview(
        facts(
            web_sessions=[
                web(0, channel_group="Email", sessions=1),
                web(0, channel_group="Organic Social", sessions=1),
                web(0, channel_group="Unassigned", sessions=1),
            ],
            ad_costs=[ad(9, campaign="spring", spend=1.0, currency="EUR")],
            leads=[lead(0, campaign="autumn", source="brevo", medium="email")],
        )
    )
    assert set(found.channels) == {"Email", "Organic Social", "Paid Search", "Unassigned"}
    assert found.channels.index("Organic Social") < found.channels.index("Unassigned")
    assert found.campaigns == ("autumn", "spring")


@FEW
@given(VISITS, LEADS, COSTS, POSTS)
def test_every_channel_offered_has_figures_and_none_is_missing(visits, leads, costs, posts):
    """A filter never offers what would show nothing, and hides nothing."""
    all_facts = known(visits, leads, costs, posts)
    found = overview(all_facts)
    asked = Query(day(0), day(40), by=("channel",))
    rows = query_metrics(all_facts, ["sessions", "leads", "ad_spend"], asked).to_dicts()
    filled = {row["channel"] for row in rows if row["rows"] and row["channel"]}
    assert set(found.channels) == filled


def test_names_the_period_where_no_row_is_about_a_single_day():
    """A standard Google Analytics report covers a period: a choice of days would find nothing."""
    report = web(0, last=29, channel_group="Email", sessions=5)
    assert overview(facts(web_sessions=[report])).period == (day(0), day(29))
    daily = web(3, channel_group="Email", sessions=1)
    assert overview(facts(web_sessions=[report, daily])).period is None
    # The leads of the whole period have an answer too.
    assert overview(facts(web_sessions=[report], leads=[lead(3), lead(29)])).period == (
        day(0),
        day(29),
    )
    # Leads that go on for months have one for any days.
    later = [lead(n, str(n)) for n in range(90)]
    assert overview(facts(web_sessions=[report], leads=later)).period is None
