"""The section of added charts: what is drawn, what is said, and what is missing instead."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from data.values.added_chart import MOST, AddedChart, ChartSplit, StoredChart
from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from report.build import build
from report.document.model import Audience, ChartShape, Request, SeriesRole
from report.document.record import from_json, to_json
from report.evidence.added_charts import filters_of
from report.evidence.context import ReportContext
from report.evidence.section import kinds
from report.formats import formats
from report.wording import render
from tests.metrics.cases import ad, day, facts, lead, web
from tests.report.conftest import JUNE, NOW, WEEK

HOSTILE = '<a href="https://evil.example">x</a><script>alert(1)</script> =1+1'
SOCIAL = {"source": "facebook", "medium": "social"}
OTHERS = tuple(name for name in kinds() if name != "added")


def stored(*charts: AddedChart):
    return tuple(
        StoredChart(number, chart, datetime(2026, 3, 1, tzinfo=UTC), "Ada")
        for number, chart in enumerate(charts, 1)
    )


def report(ground, *charts: AddedChart, request=WEEK):
    asked = replace(request, dropped=OTHERS)
    return build(replace(ground, added=stored(*charts)), asked, now=NOW)


def drawn(ground, *charts: AddedChart, request=WEEK):
    [section] = report(ground, *charts, request=request).sections
    return section.blocks


def one(tables, chart, request=WEEK):
    [found] = drawn(ReportContext(facts(**tables)), chart, request=request)
    return found


def said(message, language="en"):
    return render.said(message, language)


def notes(chart, language="en"):
    return [said(note, language) for note in chart.notes]


def leads(*counts: int, **more: object):
    """So many leads on each day, by e-mail."""
    own = {"source": "brevo", "medium": "email", "campaign": "(none)", **more}
    return [lead(at, f"{at}-{n}", **own) for at, count in enumerate(counts) for n in range(count)]


def test_a_report_without_added_charts_has_no_such_section(small):
    assert report(small).sections == ()


@pytest.mark.parametrize("audience", Audience)
def test_every_reader_gets_the_charts_before_the_steps(small, audience):
    added = replace(small, added=stored(AddedChart("leads")))
    made = build(added, replace(WEEK, audience=audience), now=NOW)
    presented = [section.id for section in made.sections if not section.appendix]
    assert presented[-2:] == ["added", "decide"]


def test_a_trend_has_a_point_for_each_day_and_a_neutral_title():
    chart = one({"leads": leads(1, 2, 0, 1, 1, 3, 2)}, AddedChart("leads", caption="My words"))
    assert chart.shape is ChartShape.LINE
    assert [series.values for series in chart.series] == [(1, 2, 0, 1, 1, 3, 2)]
    assert chart.positions == tuple(day(n) for n in range(7))
    assert said(chart.title) == "Leads by day · 2–8 Mar 2026"
    assert said(chart.title, "fr") == "Leads par jour · du 2 au 8 mars 2026"
    assert notes(chart)[0] == "My words"
    assert chart.basis.n == 10


def test_the_earlier_period_is_next_to_it_where_points_compare():
    rows = {"leads": leads(*[2] * 14)}
    week = Request(day(7), day(13))
    chart = one(rows, AddedChart("leads"), week)
    assert [series.role for series in chart.series] == [SeriesRole.ACTUAL, SeriesRole.COMPARISON]
    assert chart.series[1].values == (2.0,) * 7
    alone = one(rows, AddedChart("leads"), replace(week, compare=Compare.NONE))
    assert len(alone.series) == 1


def test_a_title_is_a_statement_only_for_a_verdict():
    """Four weeks against the four before, after half a year of history."""
    usual = [4, 6, 5, 5, 6, 4, 5] * 24
    month = Request(day(24 * 7), day(28 * 7 - 1), compare=Compare.WEEKDAYS)
    same = one({"leads": leads(*usual, *[5, 5, 6, 4, 5, 6, 4] * 4)}, AddedChart("leads"), month)
    assert said(same.title).startswith("Leads by day · ")
    more = one(
        {"leads": leads(*usual, *[15, 16, 14, 15, 17, 13, 15] * 4)}, AddedChart("leads"), month
    )
    assert said(more.title).startswith("Leads: up 200% · ")
    assert len(more.series) == 2


def test_weeks_that_are_cut_have_no_point():
    """Forty days from a Wednesday: the first and the last week are parts."""
    chart = one({"leads": leads(*[1] * 60)}, AddedChart("leads"), Request(day(2), day(41)))
    assert chart.positions == tuple(day(7 * n) for n in range(1, 6))
    assert chart.series[0].values == (7.0,) * 5
    assert "Weeks that are only partly in the period are not shown." in notes(chart)
    whole = one({"leads": leads(*[1] * 60)}, AddedChart("leads"), Request(day(0), day(41)))
    assert len(whole.positions) == 6
    assert notes(whole) == [note for note in notes(whole) if "Weeks" not in note]


def test_bars_are_the_largest_first_without_zeros():
    rows = [*leads(3), *leads(0, 2, **SOCIAL), *leads(0, 0, 1, source=None, medium=None)]
    rows += leads(*[0] * 8, 9, source="google", medium="cpc")
    chart = one({"leads": rows}, AddedChart("leads", ChartSplit.CHANNEL))
    assert chart.shape is ChartShape.BARS
    assert [said(name) for name in chart.positions] == ["Email", "Organic Social", "Unassigned"]
    assert chart.series[0].values == (3, 2, 1)
    assert said(chart.title) == "Leads by channel · 2–8 Mar 2026"


@pytest.mark.parametrize(("count", "note"), [(9, []), (10, ["1 more is not shown."])])
def test_nine_bars_are_drawn_and_the_others_counted(count, note):
    rows = [r for n in range(count) for r in leads(n + 1, campaign=f"c{n}")]
    rows += [*leads(0, 99), *leads(*[0] * 6, 1, campaign=None)]
    rows = [{**row, "lead_id": str(place)} for place, row in enumerate(rows)]
    chart = one({"leads": rows}, AddedChart("leads", ChartSplit.CAMPAIGN))
    assert len(chart.positions) == 9
    assert notes(chart) == note
    assert said(chart.positions[0]) == f"c{count - 1}"


def test_filters_count_and_are_said():
    rows = [*leads(3), *leads(0, 2, source="facebook", medium="paid_social")]
    only = one({"leads": rows}, AddedChart("leads", ChartSplit.CHANNEL, channels=("Email",)))
    assert only.series[0].values == (3,)
    assert said(only.title).endswith(" · Channel: Email")
    rest = AddedChart(
        "leads", ChartSplit.CHANNEL, channels=("Email",), uses=("paid",), excluded=("channel",)
    )
    other = one({"leads": rows}, rest)
    assert other.series[0].values == (2,)
    assert said(other.title).endswith(" · Channel: all except Email · Paid or unpaid: Paid")
    assert said(other.title, "fr").endswith(
        " · Canal\u00a0: tout sauf E-mail · Payant ou non payant\u00a0: Payant"
    )


@pytest.mark.parametrize(
    ("count", "expected"), [(3, "a0, a1, a2"), (4, "a0, a1, a2, 1 more"), (5, "a0, a1, a2, 2 more")]
)
def test_of_many_values_the_others_are_counted(count, expected):
    [filters] = filters_of(AddedChart("leads", accounts=tuple(f"a{n}" for n in range(count))))
    assert said(filters) == f"Account: {expected}"


@pytest.mark.parametrize(
    ("tables", "chart", "reason"),
    [
        ({"leads": leads(1, 1)}, AddedChart("gone"), "This version of Utmost does not have"),
        ({"leads": leads(1, 1)}, AddedChart("nps"), "No supported file has the data"),
        ({"leads": leads(1, 1)}, AddedChart("sessions"), "No file with this metric is imported"),
        ({"leads": leads(1, 1)}, AddedChart("leads", ChartSplit.CAMPAIGN), "The imported files have no data"),
        ({"web_sessions": [web(0, last=6, source="brevo", medium="email", sessions=9)]}, AddedChart("sessions"), "Your files give one total"),
        (
            {"ad_costs": [ad(0, spend=5.0, currency="EUR"), ad(1, spend=5.0, currency="USD")]},
            AddedChart("ad_spend", ChartSplit.CAMPAIGN),
            "Amounts in different currencies",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_instead_of_an_empty_frame(tables, chart, reason):
    found = one(tables, replace(chart, caption="Mine"))
    assert not found.known
    assert found.positions == ()
    assert notes(found)[0] == "Mine"
    assert notes(found)[-1].startswith(reason)
    assert render.notes(found, "en")[:2] == tuple(notes(found))


def test_parts_in_several_currencies_are_not_drawn():
    """Each campaign in its own, so that no bar is longer than another."""
    rows = [
        ad(0, spend=5.0, currency="EUR", campaign="a"),
        ad(1, spend=7.0, currency="USD", campaign="b"),
    ]
    found = one({"ad_costs": rows}, AddedChart("ad_spend", ChartSplit.CAMPAIGN))
    assert not found.known
    assert notes(found)[-1].startswith("Amounts in different currencies")
    euros = one({"ad_costs": rows}, AddedChart("ad_spend", ChartSplit.CAMPAIGN, campaigns=("a",)))
    assert (euros.series[0].values, euros.currency) == ((5.0,), "EUR")


def test_values_that_are_not_final_are_called_provisional_and_not_compared(demo):
    [chart] = drawn(demo, AddedChart("customers"), request=JUNE)
    assert [series.role for series in chart.series] == [SeriesRole.ACTUAL]
    assert said(chart.title).startswith("Customers won by ")
    assert any("expected" in note or "too early" in note.lower() for note in notes(chart))


def test_no_more_than_twelve_are_in_a_report(small):
    charts = [AddedChart("leads", campaigns=(f"c{n}",)) for n in range(MOST + 1)]
    assert len(drawn(small, *charts)) == MOST


def test_the_definitions_have_the_metrics_of_the_charts(small):
    asked = replace(WEEK, dropped=tuple(name for name in kinds() if name != "definitions"))

    def listed(ground):
        [section] = build(ground, asked, now=NOW).sections
        return {said(row[0]) for row in section.blocks[0].rows}

    added = replace(small, added=stored(AddedChart("gone"), AddedChart("search_ctr")))
    assert listed(added) - listed(small) == {said(metrics()["search_ctr"].label)}


def test_a_snapshot_holds_the_charts_and_older_ones_are_still_read(small):
    made = report(small, AddedChart("leads", caption="Mine"), AddedChart("nps"))
    content = to_json(made)
    assert from_json(content) == made
    [section] = content["value"]["sections"]
    for block in section["blocks"]:
        del block["notes"]
    older = from_json(content).sections[0].blocks
    assert [block.notes for block in older] == [(), ()]
    assert render.notes(older[1], "en")[0] == "No data for this chart in this period."


@pytest.fixture(scope="module")
def hostile():
    """Names from files that a browser, a spreadsheet or a deck might take for more than names."""
    rows = [*leads(0, 3, 1, 2, campaign=HOSTILE), *leads(1, campaign="plain")]
    ground = ReportContext(facts(leads=rows))
    charts = (
        AddedChart("leads", ChartSplit.CAMPAIGN, caption=HOSTILE),
        AddedChart("leads", campaigns=(HOSTILE,)),
        AddedChart("nps"),
    )
    return {
        language: report(ground, *charts, request=replace(WEEK, language=language))
        for language in ("en", "fr")
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_web_page_has_names_as_text(hostile, language):
    page = formats()["html"].write(hostile[language]).decode()
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "evil.example" in page
    assert '<a href="https://evil' not in page
    assert page.count('<svg role="img"') == 2
    assert page.count("<figure>") == 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_deck_has_native_charts(hostile, language):
    deck = Presentation(io.BytesIO(formats()["pptx"].write(hostile[language])))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    charts = [shape.chart for shape in shapes if shape.has_chart]
    bars, _ = charts
    assert bars.value_axis.minimum_scale == 0
    assert tuple(bars.plots[0].series[0].values) == (6.0, 1.0)
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    title = render.said(hostile[language].sections[0].blocks[2].title, language)
    assert any(title in text for text in texts)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_workbook_has_the_values_of_each_chart_on_a_sheet(hostile, language):
    book = load_workbook(io.BytesIO(formats()["xlsx"].write(hostile[language])))
    sheets = book.worksheets[1:-1]
    assert len(sheets) == 3
    numbers = [[c.value for row in s.iter_rows() for c in row if c.data_type == "n" and c.value is not None] for s in sheets]  # fmt: skip
    assert numbers[0] == [6, 1]
    assert numbers[1] == [0, 3, 1, 2]
    assert numbers[2] == []
    assert not [c for s in sheets for row in s.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pdf_has_titles_and_what_is_missing(hostile, language):
    reader = PdfReader(io.BytesIO(formats()["pdf"].write(hostile[language])))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for block in hostile[language].sections[0].blocks:
        title = render.said(block.title, language)
        assert title.split(" · ")[0].split("\u00a0")[0] in text
    assert len(notes(hostile[language].sections[0].blocks[2])) == 1


def test_every_metric_of_the_catalogue_can_be_added(small):
    """By everything that it can be shown by; in the small world each has a value or a reason."""
    names = list(metrics())
    for split in ChartSplit:
        for start in range(0, len(names), MOST):
            charts = [AddedChart(name, split) for name in names[start : start + MOST]]
            for chart in drawn(small, *charts):
                assert chart.known or notes(chart), chart.id
                assert said(chart.title, "fr")


@pytest.mark.parametrize(("value", "starts"), [(0.0, True), (7.0, True), (-0.5, False)])
def test_bars_begin_at_zero_unless_a_value_is_below(hostile, value, starts):
    """Of 8,543 and 7,221 programs would otherwise show a third of the length."""
    made = hostile["en"]
    chart = made.sections[0].blocks[0]
    [series] = chart.series
    other = replace(chart, series=(replace(series, values=(8.0, value)),))
    one_chart = replace(made, sections=(replace(made.sections[0], blocks=(other,)),))
    deck = Presentation(io.BytesIO(formats()["pptx"].write(one_chart)))
    [bars] = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    assert (bars.value_axis.minimum_scale == 0) is starts
    with zipfile.ZipFile(io.BytesIO(formats()["xlsx"].write(one_chart))) as book:
        drawn = book.read("xl/charts/chart1.xml").decode()
    assert ('<c:min val="0"/>' in drawn) is starts
