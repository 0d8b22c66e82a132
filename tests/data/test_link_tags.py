"""Tags and click ids are found in links as forms, CRMs and people write them."""

from __future__ import annotations

import polars as pl
import pytest

from data.base.link_tags import is_link, read_links, without_private_parts

PLAIN = "https://a.example/p?utm_source=fb&utm_medium=paid&utm_campaign=x%20y"


def read(link: str, *names: str) -> tuple[object, ...]:
    [row] = read_links(pl.Series([link])).select(names).rows()
    return row


@pytest.mark.parametrize(
    "link",
    [
        PLAIN,
        "a.example/p?utm_source=fb&amp;utm_medium=paid&amp;utm_campaign=x+y",
        "https://a.example/p#utm_source=fb&utm_medium=paid&utm_campaign=x+y",
        "https://a.example/#/p?utm_source=fb&utm_medium=paid&utm_campaign=x+y",
        "?utm_source=fb&utm_medium=paid&utm_campaign=x y",
        "UTM_SOURCE=fb&UTM_MEDIUM=paid&UTM_CAMPAIGN=x%20y",
        "https%3A%2F%2Fa.example%2F%3Futm_source%3Dfb%26utm_medium%3Dpaid%26utm_campaign%3Dx%20y",
        "https://r.example/?u=https%3A%2F%2Fa.example%2F%3Futm_source%3Dfb%26utm_medium%3Dpaid%26utm_campaign%3Dx%2520y&fbclid=Z",
        "https%253A%252F%252Fa.example%253Futm_source%253Dfb%2526utm_medium%253Dpaid%2526utm_campaign%253Dx%2520y",
        '["utm_source=fb","utm_medium=paid","utm_campaign=x y"]',
        "['utm_source=fb', 'utm_medium=paid', 'utm_campaign=x y', 'n=1']",
        "[utm_source=fb, utm_medium=paid, utm_campaign=x y, n=1]",
        '{"utm_source":"fb","utm_medium":"paid","utm_campaign":"x y"}',
        "utm_source=fb; utm_medium=paid; utm_campaign=x y",
    ],
)
def test_every_way_to_write_a_link_gives_the_same_tags(link: str) -> None:
    assert pl.select(is_link(pl.lit(link))).item()
    assert read(link, "source", "medium", "campaign") == ("fb", "paid", "x y")


def test_names_that_end_or_begin_alike_are_other_parameters() -> None:
    link = "?my_utm_source=no&utm_source_platform=no&xgclid=no&gclid=G"
    assert read(link, "source", "gclid") == (None, "G")


@pytest.mark.parametrize("value", ["", "null", "undefined", "(not set)", "{gclid}", "%7Bgclid%7D"])
def test_words_and_unfilled_placeholders_are_no_click(value: str) -> None:
    assert read(f"https://a.example/?gclid={value}&x=1", "gclid") == (None,)


def test_a_parameter_of_two_systems_is_known_by_its_value() -> None:
    assert read("?yclid=123456", "yclid") == ("123456",)
    assert read("?yclid=YSS.1000", "yclid") == (None,)


@pytest.mark.parametrize(
    "text", ["I came from https://a.example/?gclid=1", "gclid", "https://a.example/?q=1", "", None]
)
def test_a_sentence_with_a_link_is_no_link(text: str | None) -> None:
    assert not pl.select(is_link(pl.lit(text, pl.String))).item()


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("/a?mail=ada@example.org&utm_source=x#top", "/a?utm_source=x"),
        ("/a?name=Ada&gclid=G", "/a?gclid=G"),
        ("/a?q=1&amp;utm_source=x", "/a?amp;utm_source=x"),
        ("https://a.example/p?email=ada@example.org", "https://a.example/p"),
        ("/a", "/a"),
    ],
)
def test_of_a_page_only_tags_and_click_ids_are_kept(page: str, kept: str) -> None:
    assert pl.select(without_private_parts(pl.lit(page))).item() == kept
