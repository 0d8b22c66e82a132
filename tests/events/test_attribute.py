"""A visit comes from the first event that names a source, by one whole unit of tags."""

import pytest

from tests.events.events import SITE, event, loaded, touch

COLLECTED = {"manual_source": "linkedin", "manual_medium": "social"}


def last_click(**campaign: str):
    return {"session_traffic_source_last_click": {"cross_channel_campaign": campaign}}


def page(query, **given: object):
    return event(page_location=f"{SITE}/?{query}", **given)


def test_what_was_collected_goes_before_parameters_and_they_before_the_address():
    both = {"source": "x", "medium": "y", "page_location": f"{SITE}/?utm_source=z&utm_medium=z"}
    assert touch(event(**both, collected_traffic_source=COLLECTED)) == ("linkedin", "social", None)
    assert touch(event(**both)) == ("x", "y", None)
    assert touch(page("utm_source=z&utm_medium=m&utm_campaign=c")) == ("z", "m", "c")


def test_a_unit_is_never_completed_from_another_one():
    first = event(collected_traffic_source={"manual_source": "x", "manual_medium": "m"})
    second = event(minutes=1, source="y", medium="n", campaign="c")
    assert touch(first, second) == ("x", "m", None)


def test_the_events_that_open_a_visit_name_no_source():
    assert touch(event("session_start", source="x", medium="y"), event(minutes=1)) == (None,) * 3
    assert touch(event("first_visit", source="x", medium="y")) == (None,) * 3


def test_later_batches_of_a_page_name_no_source_of_their_own():
    late = {"batch_ordering_id": 2, "source": "google", "medium": "organic"}
    assert touch(event(**late)) == (None,) * 3
    assert touch(event(**late, collected_traffic_source=COLLECTED))[0] == "linkedin"


def test_a_unit_with_a_medium_goes_before_an_earlier_one_without():
    mail = event(source="google")
    assert touch(mail, event(minutes=1, source="news", medium="email")) == ("news", "email", None)


def test_google_s_own_last_click_goes_before_everything():
    own = last_click(source="bing", medium="organic", default_channel_group="Organic Search")
    given = loaded(event(collected_traffic_source=COLLECTED, **own)).tables["touches"]
    assert given.select("source", "channel_group").rows() == [("bing", "Organic Search")]


def test_google_s_words_for_nothing_are_nothing():
    own = last_click(source="(direct)", medium="(none)", default_channel_group="Direct")
    given = loaded(event(**own)).tables["touches"]
    assert given.select("source", "medium", "channel_group").rows() == [(None, None, "Direct")]
    assert touch(event(source="google", medium="organic", campaign="(organic)"))[2] is None
    assert touch(event(source="(direct)", medium="(none)", campaign="(direct)")) == (None,) * 3


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (page("gclid=a", source="google", medium="organic"), ("google", "cpc", None)),
        (page("wbraid=a"), ("google", "cpc", None)),
        (event(collected_traffic_source={"gclid": "a"}), ("google", "cpc", None)),
        (page("gclid=a&utm_source=bing&utm_medium=cpc"), ("bing", "cpc", None)),
        (page("gclid=a", source="t.co", medium="referral"), ("t.co", "referral", None)),
        (page("gclid=a", source="google", medium="cpc", campaign="brand"), ("google", "cpc", "brand")),
        (page("msclkid=a"), ("bing", "cpc", None)),
        (page("srsltid=a"), ("google", "organic", "Shopping Free Listings")),
        (page("fbclid=a"), ("facebook", "referral", None)),
        (page("fbclid=a&utm_source=fb&utm_medium=paid"), ("fb", "paid", None)),
        (page("fbclid=a", source="m.facebook.com", medium="referral"), ("m.facebook.com", "referral", None)),
    ],
)  # fmt: skip
def test_click_ids_repair_untagged_visits_only_and_facebook_s_is_never_paid(given, expected):
    assert touch(given) == expected


def test_a_click_id_without_a_use_leaves_the_channel_of_a_visit_open():
    def channel(visited):
        return loaded(visited).tables["touches"]["channel_group"].to_list()

    assert channel(page("fbclid=a")) == ["Unassigned"]
    assert channel(page("gclid=a")) == [None]
    assert channel(page("fbclid=a", source="m.facebook.com", medium="referral")) == [None]
    assert channel(page("fbclid=a&utm_source=fb&utm_medium=paid")) == [None]


def test_a_click_id_goes_by_the_type_that_the_campaign_of_its_page_names():
    given = loaded(page("gclid=a&utm_campaign=PMax%20FR")).tables["touches"]
    columns = given.select("source", "medium", "campaign", "channel_group")
    assert columns.rows() == [("google", "cpc", "PMax FR", "Cross-network")]


def test_a_landing_page_keeps_its_tags_and_nothing_of_a_person():
    given = loaded(page("mail=ada@example.org&utm_source=x")).tables["touches"]
    assert given["landing_page"].to_list() == [f"{SITE}/?utm_source=x"]


@pytest.mark.parametrize(
    "source", ["brume.example", "shop.brume.example", "hooks.stripe.com", "paypal.com"]
)
def test_coming_back_from_the_site_itself_or_from_paying_is_no_source(source):
    assert touch(event(source=source, medium="referral")) == (None,) * 3


def test_a_tag_that_names_the_site_is_a_tag():
    assert touch(event(source="brume.example", medium="email"))[0] == "brume.example"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("UTM_SOURCE=X&UTM_MEDIUM=Y", ("X", "Y", None)),
        ("a=1&amp;utm_source=x&amp;utm_medium=y", ("x", "y", None)),
        ("utm_source=a+b&utm_campaign=%2520", ("a b", None, "%20")),
        ("utm_source=&utm_medium=y", (None, "y", None)),
    ],
)
def test_addresses_are_read_as_people_mangle_them(query, expected):
    assert touch(page(query)) == expected
