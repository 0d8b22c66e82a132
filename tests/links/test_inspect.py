"""Every rule speaks where it should and is silent where it should not."""

from __future__ import annotations

import polars as pl
import pytest

from data.base.json_values import to_json
from data.facts.facts import Facts
from data.links.convention import SETTING, Convention
from data.links.validate import rules, validate_link
from data.links.validation_context import UsedTags, ValidationContext
from data.store import Store
from data.values.link import Draft
from data.values.tags import Tags
from tests.metrics.cases import web

CONVENTION = Convention(("facebook", "flyer", "newsletter"), ("social", "email", "boost", "qr", "paid_social"))  # fmt: skip
USED = {
    "source": UsedTags.of(["facebook"]),
    "campaign": UsedTags.of(["spring-sale", "Spring Sale"]),
}
KNOWN = ValidationContext(CONVENTION, USED, frozenset({"a.example"}))
GOOD = Draft("https://a.example/x", Tags("facebook", "social", "tips"))


def told(draft: Draft, known: ValidationContext = KNOWN) -> dict[str, tuple[str, str]]:
    [one] = validate_link([draft], known)
    return {caution.rule: (caution.part, caution.to) for caution in one.cautions}


def test_a_good_link_has_no_fault_and_its_channel() -> None:
    [one] = validate_link([GOOD], KNOWN)
    assert one.cautions == ()
    assert (one.channel, one.use, one.usable) == ("Organic Social", "organic", True)
    assert one.url == "https://a.example/x?utm_source=facebook&utm_medium=social&utm_campaign=tips"


@pytest.mark.parametrize(
    ("draft", "rule", "mended"),
    [
        (GOOD.put("destination", "nowhere"), "no_address", ("", "")),
        (GOOD.put("destination", "http://a.example/x"), "not_https", ("destination", "https://a.example/x")),
        (GOOD.put("destination", "https://a.example/?utm_source=z"), "replaced", ("", "")),
        (GOOD.put("destination", "https://a.example/?p=1&fbclid=9"), "click_ids", ("destination", "https://a.example/?p=1")),
        (GOOD.put("source", "flyer").put("medium", "qr"), "no_channel", ("", "")),
        (GOOD.put("medium", "boost"), "hidden_in_organic", ("medium", "paid_social")),
        (Draft("https://a.example", Tags("newsletter", "email", "shop-letter")), "shopping", ("", "")),
        (GOOD.put("campaign", "spring_sale"), "look_alikes", ("campaign", "spring-sale")),
        (GOOD.put("campaign", "sprign-sale"), "look_alikes", ("campaign", "spring-sale")),
        (Draft(GOOD.destination, GOOD.tags, on_own_site=True), "internal", ("", "")),
        (GOOD.put("source", "www.A.example"), "own_source", ("", "")),
        (GOOD.put("content", "ann@b.example"), "personal_data", ("", "")),
        (GOOD.put("destination", "https://a.example/?m=ann%40b.example"), "personal_data", ("", "")),
        (GOOD.put("content", "a%20b"), "encoded", ("content", "a b")),
        (GOOD.put("campaign", "Tips"), "convention", ("campaign", "tips")),
        (GOOD.put("campaign", ""), "convention", ("", "")),
        (GOOD.put("source", "fb"), "convention", ("", "")),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_what_mends_it(draft: Draft, rule: str, mended: tuple[str, str]) -> None:  # fmt: skip
    assert told(draft)[rule] == mended
    part, to = mended
    if part:
        assert rule not in told(draft.put(part, to))


def test_every_rule_is_tried_above_or_below() -> None:
    assert rules().keys() == {
        "no_address", "not_https", "replaced", "click_ids", "no_channel", "hidden_in_organic",
        "shopping", "look_alikes", "internal", "own_source", "personal_data", "encoded",
        "convention", "reused",
    }  # fmt: skip


def test_the_more_frequent_of_two_spellings_is_no_fault() -> None:
    assert "look_alikes" not in told(GOOD.put("campaign", "spring-sale"))
    assert told(GOOD.put("campaign", "Spring Sale"))["look_alikes"] == ("campaign", "spring-sale")


def test_a_template_says_how_a_campaign_is_written() -> None:
    known = ValidationContext(Convention(templates=(("campaign", "{year}_{product}"),)))
    assert "convention" not in told(GOOD.put("campaign", "2026_heat-pump"), known)
    assert "convention" in told(GOOD.put("campaign", "heat-pump"), known)


def test_tags_of_another_kept_link_are_told_but_not_its_own(store: Store) -> None:
    [kept] = store.state.links.add([GOOD])
    known = ValidationContext.of(store, Facts(store))
    assert "reused" in told(GOOD, known)
    [again] = validate_link([GOOD], known, link_id=kept)
    assert "reused" not in {caution.rule for caution in again.cautions}


def test_the_first_convention_is_made_of_the_tags_in_use(store: Store) -> None:
    """Faults are not made rules; a saved convention counts instead."""
    rows = [web(0, "source,medium,campaign", source=s, medium=m, campaign="a_b", sessions=n) for s, m, n in (
        ("Facebook", "social", 9), ("facebook", "boosted", 5), ("flyer", "qr", 5), ("partner", "paid_social", 20))]  # fmt: skip
    facts = Facts.of({"web_sessions": pl.DataFrame(rows)})
    first = ValidationContext.of(store, facts).convention
    assert first.sources[:2] == ("partner", "facebook")
    assert not {"boosted", "qr", "flyer"} & {*first.mediums, *first.sources}
    assert first.separator == "_"
    store.state.settings.set(SETTING, to_json(CONVENTION))
    assert ValidationContext.of(store, facts).convention == CONVENTION
