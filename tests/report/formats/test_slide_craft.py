"""The craft of the deck: sizes, contrast, descriptions, notes, parts, and rows that meet."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from i18n.message import msg
from report.document.colours import INK, PAPER, WASH, contrast
from report.document.model import Section, Sentence, Text
from report.formats import formats
from report.formats.pptx.geometry import lines
from report.formats.pptx.master import TITLE
from tests.report.formats.made import A, C, made, parts, sample, text_of, trees
from tests.report.sample import report

LANGUAGES = ("en", "fr")
SIZES = {24, 16, 12, 10}
EMU = 914400
THEME = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def deck(language: str = "en"):
    return Presentation(io.BytesIO(made("pptx", language)))


def titles(one) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in one.slides]


def slide_of(one, title: str):
    return next(s for s in one.slides if s.shapes.title.text_frame.text.startswith(title))


def frames(slide, kind: str) -> list:
    return [shape for shape in slide.shapes if getattr(shape, f"has_{kind}", False)]


def test_there_are_four_sizes_of_letters():
    """In shapes, tables and charts, and in what people add from the layouts."""
    found = set()
    for kind in ("slides/slide", "charts/chart", "slideLayouts/", "slideMasters/", "presentation"):
        for tree in trees(made("pptx", "en"), f"ppt/{kind}"):
            found |= {int(e.get("sz")) / 100 for e in tree.iter() if (e.get("sz") or "").isdigit()}
    assert found - {0.0} <= SIZES
    assert found >= SIZES


def test_letters_can_be_read():
    """A contrast of 4.5 to 1 (AA), on white, on cards and in the dark box; nothing is tinted."""
    theme = trees(made("pptx", "en"), "ppt/theme/theme1")[0]
    for kind in ("slides/slide", "charts/chart", "slideLayouts/", "slideMasters/"):
        for tree in trees(made("pptx", "en"), f"ppt/{kind}"):
            assert not list(tree.iter(f"{A}tint"))
            for run in tree.iter(f"{A}rPr", f"{A}defRPr"):
                colour = run.find(f"{A}solidFill/*")
                if colour is None or colour.get("val") is None:
                    continue
                shade = colour.get("val")
                if not colour.tag.endswith("srgbClr"):
                    slot = theme.find(f".//{A}{THEME.get(shade, shade)}/{A}srgbClr")
                    shade = slot.get("val")
                around = PAPER if kind.startswith("charts") else WASH
                behind = INK if f"#{shade}" == PAPER else around
                assert contrast(f"#{shade}", behind) >= 4.5, (shade, behind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_and_tables_say_what_they_show(language):
    """A picture its message with a value, a table its name and size; none has a legend."""
    for slide in list(deck(language).slides)[1:]:
        for shape in [*frames(slide, "chart"), *frames(slide, "table")]:
            alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
            assert len(alt) > 10
            assert alt != slide.shapes.title.text_frame.text
        for shape in frames(slide, "table"):
            rows = len(shape.table.rows) - 1
            alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
            assert f"{rows} " in alt


def test_charts_have_their_workbook_and_no_legend():
    for slide in deck().slides:
        for shape in frames(slide, "chart"):
            assert not shape.chart.has_legend
            assert not shape.chart.has_title
            assert shape.chart.part.chart_workbook.xlsx_part is not None


def test_there_is_no_stock_chart():
    """Nor a picture of a chart: all are native."""
    kinds = {e.tag for t in trees(made("pptx", "en"), "ppt/charts/chart") for e in t.iter()}
    assert f"{C}scatterChart" in kinds
    assert not {f"{C}stockChart", f"{C}errBars"} & kinds
    assert not [name for name in parts(made("pptx", "en")) if "media" in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_told_apart_and_never_numbered(language):
    """Each is one sentence of at most two lines; a slide that goes on says with what."""
    found = titles(deck(language))
    assert len(set(found)) == len(found)
    assert not [title for title in found if "(1/" in title or "(2/" in title]
    assert all(lines(title, TITLE.width, 24, bold=True) <= 2 for title in found)


def test_decks_of_both_languages_have_the_same_slides():
    """So that people with different decks can speak about the same number."""
    english, french = deck("en"), deck("fr")
    assert len(english.slides) == len(french.slides)
    for one, other in zip(english.slides, french.slides, strict=True):
        for kind in ("chart", "table"):
            assert len(frames(one, kind)) == len(frames(other, kind))
        rows = [
            [len(shape.table.rows) for shape in frames(slide, "table")] for slide in (one, other)
        ]
        assert rows[0] == rows[1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("SAY", "LIKELY QUESTION", "ANSWER")),
        ("fr", ("À DIRE", "QUESTION PROBABLE", "RÉPONSE")),
    ],
)
def test_notes_say_what_to_say(language, words):
    """Two sentences, the question, the answer, then sources; where a section has no track, sources."""
    one = deck(language)
    slide = slide_of(one, "Leads held" if language == "en" else "Leads stables")
    notes = slide.notes_slide.notes_text_frame.text
    places = [notes.index(f"\n{word}\n") for word in words]
    assert places == sorted(places)
    assert "16" in notes
    assert notes.rstrip().endswith("842")
    bare = slide_of(one, "More leads than" if language == "en" else "Plus de contacts qu")
    assert words[0] not in bare.notes_slide.notes_text_frame.text


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Answer", "Evidence", "Decision", "Evidence", "Appendix"]),
        ("fr", ["Réponse", "Preuves", "Décision", "Preuves", "Annexe"]),
    ],
)
def test_slides_are_in_parts_of_the_story(language, names):
    """PowerPoint's sections hold every slide once, in order."""
    tree = trees(made("pptx", language), "ppt/presentation")[0]
    sections = list(tree.iter(f"{P14}section"))
    assert [section.get("name") for section in sections] == names
    listed = [e.get("id") for section in sections for e in section.iter(f"{P14}sldId")]
    assert listed == [str(slide.slide_id) for slide in deck(language).slides]


def test_layouts_are_there_for_what_people_add():
    """With placeholders named in the report's language, on the grid."""
    layouts = {layout.name: layout for layout in deck("fr").slide_layouts}
    assert list(layouts) == [
        "Page de titre",
        "Titre seul",
        "Titre et texte",
        "Titre, graphique et texte",
        "Intercalaire",
    ]
    beside = layouts["Titre, graphique et texte"]
    assert {"Titre", "Graphique", "Texte"} <= {shape.name for shape in beside.placeholders}
    for shape in beside.placeholders:
        assert (shape.left + shape.width) / EMU <= 12.84


def test_rows_of_pictures_meet_those_of_the_table():
    """The middle of each bar is the middle of its row, to a hundredth of an inch."""
    slide = slide_of(deck(), "Leads a day did not move")
    [table] = frames(slide, "table")
    heights = [row.height / EMU for row in table.table.rows]
    pictures = frames(slide, "chart")
    assert len(pictures) == 2
    for picture in pictures:
        assert picture.top == table.top
        assert picture.height / EMU == pytest.approx(sum(heights), abs=0.01)
        scale = picture.chart._chartSpace.find(f".//{C}valAx[2]/{C}scaling/{C}max")
        assert float(scale.get("val")) == pytest.approx(sum(heights), abs=0.01)
        seen = set()
        for series in picture.chart.plots[0].series:
            ys = [float(v.text) for v in series._element.iterfind(f"{C}yVal//{C}v")]
            if len(ys) == 2 and ys[0] == ys[1]:  # a bar or an interval
                middles = [
                    sum(heights) - sum(heights[:n]) - heights[n] / 2 for n in range(1, len(heights))
                ]
                near = min(range(len(middles)), key=lambda n: abs(middles[n] - ys[0]))
                assert ys[0] == pytest.approx(middles[near], abs=0.01)
                seen.add(near)
        assert len(seen) >= 5


def test_numbers_of_pictures_are_the_reports():
    """A bar from zero to its value, an interval between its ends, unrounded."""
    slide = slide_of(deck(), "Leads a day did not move")
    picture = next(s for s in frames(slide, "chart") if s.name == "Against October 2025")
    ends = {
        series.name: [float(v.text) for v in series._element.iterfind(f"{C}xVal//{C}v")]
        for series in picture.chart.plots[0].series
    }
    assert ends["More sessions · Change"] == [0.0, 85.0]
    assert ends["More sessions · 55–115"] == [54.75, 115.25]


def test_trends_are_charts_of_their_rows():
    """One for each row with values, with these in the workbook and the extremes in words."""
    slide = slide_of(deck(), "Leads held")
    [table] = frames(slide, "table")
    charts = frames(slide, "chart")
    assert len(charts) == 3  # the fourth row has no value
    values = list(charts[1].chart.plots[0].series[0].values)
    assert values[:3] == [None, None, 21e3]
    alt = charts[2]._element.nvGraphicFramePr.cNvPr.get("descr")
    assert "last €30.20, highest €33.20, lowest €27.00" in alt
    tops = [table.top / EMU]
    for row in table.table.rows:
        tops.append(tops[-1] + row.height / EMU)
    for place, chart in enumerate(charts, 1):
        assert tops[place] < chart.top / EMU < (chart.top + chart.height) / EMU < tops[place + 1]


def test_a_forecast_is_a_filled_band():
    """Its ends and the lines are the report's numbers, on one axis."""
    slide = slide_of(deck(), "1,400 leads by 31 December")
    fan = next(s for s in frames(slide, "chart") if len(list(s.chart.plots)) == 2).chart
    area, line = fan.plots
    low, band = (list(series.values) for series in area.series)
    by_name = {series.name: list(series.values) for series in line.series}
    assert by_name["High (80%)"][-1] == pytest.approx(low[-1] + band[-1])
    assert band[0] == 0.0
    assert low[0] == by_name["Actual"][0]
    assert fan._chartSpace.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_what_is_aside_is_right_of_the_rest():
    """Sentences at 16 points under a heading, what is asked white on dark."""
    slide = slide_of(deck(), "Leads held")
    [table] = frames(slide, "table")
    beside = [
        shape
        for shape in slide.shapes
        if shape.has_text_frame and shape.left / EMU > 9 and not shape.is_placeholder
    ]
    assert [shape.text_frame.text.split("\n")[0] for shape in beside] == [
        "In three sentences",
        "Decision by 1 Dec: a test of €1,500 in December, with a rule to stop it.",
    ]
    assert (table.left + table.width) / EMU < 9.2
    for shape in beside:
        assert shape.width / EMU == pytest.approx(3.3, abs=0.01)
        runs = [run for p in shape.text_frame.paragraphs for run in p.runs]
        assert {run.font.size.pt for run in runs} == {16}
    assert beside[1].fill.fore_color.theme_color is not None
    assert beside[0].text_frame.paragraphs[0].runs[0].font.bold


def test_sources_are_below_the_slide_each_once():
    slide = slide_of(deck(), "One wrong tag")
    footer = next(
        shape.text_frame.text
        for shape in slide.placeholders
        if shape._element.find(f".//{qn('p:ph')}").get("type") == "ftr"
    )
    assert footer.count("Source: CRM leads") == 1
    assert footer.endswith("Demo data")


def test_names_of_files_are_no_formulas_in_the_workbook_of_a_chart():
    """A category that begins with = is text there too."""
    for name, content in parts(made("pptx", "en")).items():
        if name.startswith("ppt/embeddings/"):
            assert b"<f>" not in parts(content)["xl/worksheets/sheet1.xml"]


def test_pictures_in_texts_are_blanks():
    """No emoji in a deck: programs without such a font draw a box. A PDF has what a font draws."""
    words = Sentence("s", msg("unused"), "Book your visit ☀️👍🏽 today 🇫🇷, ✅ done")
    section = Section("s", words, (Text("t", (words,)),))
    odd = replace(report(), headline=words, sections=(section,))
    text = text_of("pptx", formats()["pptx"].write(odd))
    assert "Book your visit today" in text
    assert not set(text) & set("☀️👍🏽🇫🇷✅")
    text = text_of("pdf", formats()["pdf"].write(odd))
    assert "Book your visit" in text
    assert "□" not in text


def test_a_report_without_sections_is_a_cover():
    content = formats()["pptx"].write(replace(sample("en"), sections=()))
    assert len(Presentation(io.BytesIO(content)).slides) == 1
