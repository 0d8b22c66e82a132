"""The draft e-mail: what its subject says, what its two bodies hold, and how HTML is written."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from lxml import html

from i18n.message import msg
from report.document import colours
from report.document.model import Actions, Sentence, Text
from report.formats import formats
from report.formats.mail import draft
from report.formats.mail.subject import LONGEST, clipped, subject
from report.wording import render
from tests.languages import both
from tests.report.sample import HOSTILE, first_report, report

LANGUAGES = ("en", "fr")
PDF = b"%PDF-1.7 a report"


def mail_of(of):
    return message_from_bytes(draft(of, PDF, formats()["pdf"]), policy=policy.default)


def text_of(of):
    return mail_of(of).get_body(("plain",)).get_content().replace("\r\n", "\n")


def page_of(of):
    return mail_of(of).get_body(("html",)).get_content()


def plain(text):
    return re.sub(r"\s+", " ", text)


def asking(headline="Leads held in October (395): {ask}", goal="Leads", written=None):
    """The sample with an answer made of these words, and a goal of this name."""
    ask = msg("decide on the goal “{goal}”", goal=goal)
    first, *others = report().sections
    title = Sentence("t", msg("Decision by {day}: {ask}", day="--12-07", ask=ask), written)
    return replace(
        report(),
        headline=Sentence("headline", msg(headline, ask=ask)),
        sections=(first, *others[:-1], replace(others[-1], title=title)),
    )


def test_the_subject_is_the_decision_and_the_verdict():
    """The decision is said once, not at the end of the verdict again."""
    said = subject(asking())
    assert said == "Decision by 7 Dec: decide on the goal “Leads”. Leads held in October (395)"


def test_a_subject_that_is_too_long_has_shorter_names():
    """The sentence stays whole, names are cut at a word."""
    long = "Organic social sessions of heads of marketing in mid-sized companies"
    said = subject(asking(goal=long))
    assert said.startswith("Decision by 7 Dec: decide on the goal “Organic social")
    assert said.endswith("…”. Leads held in October (395)")
    assert len(said) <= LONGEST


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_longest_subject_has_120_letters(more):
    """At 120 letters nothing is cut; above, the bracket goes before the decision does."""
    usual = len(subject(asking(headline="x (395): {ask}")))
    verdict = "x" * (LONGEST - usual + 1 + more)
    said = subject(asking(headline=verdict + " (395): {ask}"))
    assert said.endswith(" (395)") is (more <= 0)
    assert len(said) <= LONGEST
    assert verdict in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_decision_the_subject_is_the_headline(language):
    old = first_report(language)
    assert mail_of(old)["Subject"] == render.sentence(old.headline, language)


@pytest.mark.parametrize("text", [HOSTILE * 9, "x" * 400, "a\r\nBcc: all@example.com " * 20])
def test_no_headline_makes_a_subject_too_long_or_a_header_of_its_own(text):
    of = replace(first_report(), headline=Sentence("headline", msg("unused"), text))
    mail = mail_of(of)
    assert 0 < len(mail["Subject"]) <= LONGEST
    assert mail["Bcc"] is None


def test_a_written_headline_is_the_verdict():
    """An edited headline is not taken apart."""
    of = asking()
    of = replace(of, headline=replace(of.headline, written="Sales are what counts."))
    assert subject(of).endswith("“Leads”. Sales are what counts")


def test_a_text_is_cut_after_a_word():
    assert clipped("Organic social sessions", 23) == "Organic social sessions"
    assert clipped("Organic social sessions", 22) == "Organic social…"
    assert clipped("x" * 30, 20) == "x" * 19 + "…"
    assert clipped("ab cd", 1) == "…"


def test_its_parts_are_text_html_and_the_report():
    """No sender and no receiver; mail programs open it for editing."""
    mail = mail_of(report("fr"))
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    assert [mail[name] for name in ("From", "To", "Cc", "Bcc")] == [None] * 4
    assert (mail["X-Unsent"], mail["Content-Language"]) == ("1", "fr")
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "maison-volta-report-2026-q3-fr.pdf"
    assert attached.get_content() == PDF


def test_the_same_report_makes_the_same_bytes():
    """No random line between the parts, and lines that every server takes."""
    made = [draft(report(), PDF, formats()["pdf"]) for _ in range(2)]
    assert made[0] == made[1]
    assert max(map(len, made[0].splitlines())) < 998
    assert made[0].isascii()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("read", [text_of, lambda of: html.fromstring(page_of(of)).text_content()])
def test_both_bodies_say_the_same(language, read):
    """Headline, sentences, decision, every cell of the steps, both dates and the demo mark."""
    of = report(language)
    said = plain(read(of))
    expected = {render.sentence(of.headline, language), render.standing(of), render.period(of)}
    answer = next(section for section in of.sections if section.id == "answer")
    for block in answer.blocks:
        if isinstance(block, Text):
            expected |= {render.sentence(one, language) for one in block.sentences}
    for section in of.sections:
        for block in section.blocks:
            if isinstance(block, Actions):
                (_, *head), *rows = render.actions(block, language)
                expected |= {*head, *(cell for row in rows for cell in row)}
    assert not {one for one in expected if plain(one) not in said}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("read", [text_of, page_of])
def test_a_report_of_an_earlier_version_lists_its_conclusions(language, read):
    """Headline and titles of the sections, those of the appendix left out."""
    of = first_report(language)
    *presented, appendix = of.sections
    said = plain(read(of))
    for section in presented:
        assert plain(render.sentence(section.title, language)) in said
    assert render.sentence(appendix.title, language) not in said


def test_the_word_in_front_of_a_sentence_is_emphasised():
    """What, Why and Do are strong, the rest of the sentence is not."""
    words = Text(
        "answer.words",
        (
            Sentence("answer.what", msg("What: {text}", text=msg("Leads held."))),
            Sentence("answer.do", msg("Do: {text}.", text=msg("Fix the tags"))),
            Sentence("answer.why", msg("Why: {text}", text=msg("unused")), "By hand."),
        ),
        aside=True,
    )
    first, *others = report().sections
    of = replace(report(), sections=(replace(first, blocks=(words,)), *others))
    tree = html.fromstring(page_of(of))
    said = [p.text_content() for p in tree.iter("p")]
    assert {"What: Leads held.", "Do: Fix the tags.", "By hand."} <= set(said)
    strong = {one.text for one in tree.iter("strong")}
    assert {"What:", "Do:"} <= strong
    assert "Why:" not in strong


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_is_readable_by_structure(language):
    """Language, one first heading, a table with heads of columns and rows."""
    tree = html.fromstring(page_of(report(language)))
    assert tree.get("lang") == language
    assert len(list(tree.iter("h1"))) == 1
    tables = list(tree.iter("table"))
    assert tables
    assert tree.xpath("//*[@role='region']/@aria-label") == [h2.text for h2 in tree.iter("h2")]
    for table in tables:
        assert [th.get("scope") for th in table.find("thead").iter("th")].count("col") >= 3
        for row in table.find("tbody"):
            assert (row[0].tag, row[0].get("scope")) == ("th", "row")


def test_html_has_inline_styles_alone():
    """No picture, no style sheet, no script, no address, three sizes of text."""
    page = page_of(report())
    tree = html.fromstring(page)
    assert not list(tree.iter("img", "style", "link", "script", "svg", "a"))
    assert not tree.xpath("//@class | //@href | //@src")
    assert set(re.findall(r"font-size:(\d+)px", page)) == {"22", "16", "14"}


def test_every_colour_of_text_can_be_read():
    """AA on white, and white on the dark box; a brand too light for text is not used for it."""
    of = report()
    of = replace(of, brand=replace(of.brand, primary="#ffff00"))
    words = Text("w", (Sentence("w", msg("What: {text}", text=msg("Leads held."))),))
    first, *others = of.sections
    page = page_of(replace(of, sections=(replace(first, blocks=(words,)), *others)))
    styles = re.findall(r'style="([^"]*)"', page)
    assert len(styles) > 10
    for style in styles:
        ink = re.search(r"(?<!-)\bcolor:(#\w{6})", style)
        ground = re.search(r"background:(#\w{6})", style)
        if ink:
            on = ground[1] if ground else colours.PAPER
            assert colours.contrast(ink[1], on) >= colours.READABLE


def test_texts_are_never_markup():
    """Texts of files and users are escaped in HTML and plain in the text."""
    hostile = both(HOSTILE.replace("{", "(").replace("}", ")"), fr="unused")
    of = report()
    first, *others = of.sections
    words = Text("w", (Sentence("w", hostile), Sentence("x", msg("unused"), HOSTILE)))
    brand = replace(of.brand, name=HOSTILE)
    of = replace(of, sections=(replace(first, blocks=(words,)), *others), brand=brand)
    page = page_of(of)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<script>alert(1)</script>" in text_of(of)


def test_it_says_that_the_figures_are_of_demo_data():
    assert "Demo data" in html.fromstring(page_of(report())).xpath("//strong")[0].text
    real = report(demo=False)
    assert "Demo data" not in page_of(real) + text_of(real)
