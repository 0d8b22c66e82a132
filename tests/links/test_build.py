"""Links are put together exactly: what was there stays, what was meant comes back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.base.json_values import from_json, to_json
from data.links.convention import Convention, ConventionError
from data.links.template import Template
from data.values.address import Address, build, parse
from data.values.tags import PARTS, Tags

TEXT = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
TAGS = some.builds(Tags, *([TEXT] * len(PARTS)))


@given(TAGS)
def test_any_text_in_a_tag_comes_back(tags: Tags) -> None:
    address = Address("https", "a.example", "/x", ("b=1", "c"), "part")
    assert parse(build(address, tags)) == (address, tags)


@given(some.text(some.characters(exclude_categories=["Cs"])), TAGS)
def test_any_path_query_and_fragment_survive_the_tagging(rest: str, tags: Tags) -> None:
    """Once encoded, an address is not encoded again."""
    parsed = parse(f"https://a.example/{rest}")
    assert parsed is not None
    assert parse(str(parsed[0])) == (parsed[0], Tags())
    assert parse(build(parsed[0], tags)) == (parsed[0], tags)
    assert build(parsed[0], tags).isascii()


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("a.example", "https://a.example?utm_source=s"),
        ("http://A.example:80/P?q=%2B+1#top", "http://A.example:80/P?q=%2B+1&utm_source=s#top"),
        ("https://a.example/é b?x=100%", "https://a.example/%C3%A9%20b?x=100%25&utm_source=s"),
        ("https://a.example/?UTM_Source=old&amp;utm_medium=m&k=1", "https://a.example/?k=1&utm_source=s"),
    ],
)  # fmt: skip
def test_everything_but_old_tags_stays(written: str, link: str) -> None:
    parsed = parse(written)
    assert parsed is not None
    assert build(parsed[0], Tags("s")) == link


def test_old_tags_are_told_whatever_their_spelling() -> None:
    parsed = parse("https://a.example/?UTM_Source=old&amp;utm_medium=a+b&utm_source=two")
    assert parsed is not None
    assert parsed[1] == Tags("old", "a b")


@pytest.mark.parametrize("text", ["", "spring", "javascript:alert(1)", "mailto:a@b.example", "https://", "ftp://a.example"])  # fmt: skip
def test_what_is_no_web_address_is_none(text: str) -> None:
    assert parse(text) is None


def test_template_asks_fills_and_recognises() -> None:
    template = Template("{year}-{month}_{product}_{audience}")
    assert template.fields == ("product", "audience")
    made = template.filled({"product": "heat-pump", "audience": "owners"}, date(2026, 3, 9))
    assert made == "2026-03_heat-pump_owners"
    assert template.matches(made)
    assert template.filled({"product": "heat-pump"}, date(2026, 3, 9)) == ""
    assert [template.matches(v) for v in ("2026-13_a_b", "2026-03_a", "2026-03_a_b_c")] == [
        False
    ] * 3


@pytest.mark.parametrize("text", ["{", "plain", "{a}{a}", "{}", "{a.b}", "{0}"])
def test_templates_that_make_no_sense_are_refused(text: str) -> None:
    assert not Template(text).valid
    with pytest.raises(ConventionError):
        from_json(Convention, {"templates": {"campaign": text}})


def test_convention_comes_back_from_json() -> None:
    own = Convention(("facebook",), ("social",), lower=False, separator="_", required=("source",),
                     templates=(("campaign", "{year}_{product}"),))  # fmt: skip
    assert from_json(Convention, to_json(own)) == own
    assert from_json(Convention, {}) == Convention()


@pytest.mark.parametrize("value", [[], {"sources": "x"}, {"separator": "#"}, {"required": ["utm"]}, {"templates": 1}, {"lower": "yes"}])  # fmt: skip
def test_anything_else_is_no_convention(value: object) -> None:
    with pytest.raises(ConventionError):
        from_json(Convention, value)
