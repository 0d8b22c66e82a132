from __future__ import annotations

import io
import posixpath
import re
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from report.document.model import Brand, Text
from report.formats import formats
from report.formats.pptx.geometry import HEIGHT, WIDTH
from tests.report.formats.made import A, C, made, parts, sample, text_of, trees
from tests.report.sample import HOSTILE, _say, report

RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
EMU = 914400


def deck(language: str = "en"):
    return Presentation(io.BytesIO(made("pptx", language)))


def slides_of(one):
    return [slide for slide in one.slides if slide.shapes.title is not None]


def test_the_package_is_sound():
    """Every part parses, has a content type, and every relationship leads to a part."""
    found = parts(made("pptx", "fr"))
    types = etree.fromstring(found["[Content_Types].xml"])
    typed = {e.get("PartName") for e in types.iter(f"{TYPES}Override")}
    endings = {e.get("Extension") for e in types.iter(f"{TYPES}Default")}
    for name, content in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        assert f"/{name}" in typed or name.rsplit(".", 1)[-1] in endings
        if name.endswith(".rels"):
            base = posixpath.dirname(posixpath.dirname(name))
            for rel in etree.fromstring(content).iter(f"{RELS}Relationship"):
                target = posixpath.normpath(posixpath.join("/", base, rel.get("Target")))
                assert target.removeprefix("/") in found, (name, target)
    assert not [name for name in found if "printerSettings" in name or "thumbnail" in name]


def test_ids_of_shapes_are_unique():
    """PowerPoint repairs slides on which two shapes share a number."""
    for tree in (
        t
        for kind in ("slides/slide", "slideLayouts/", "slideMasters/")
        for t in trees(made("pptx", "en"), f"ppt/{kind}")
    ):
        ids = [e.get("id") for e in tree.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))


ORDER = {
    "tcPr": ("lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr", "noFill", "solidFill"),
    "pPr": ("lnSpc", "spcBef", "spcAft", "buClr", "buSzPct", "buFont", "buNone", "buChar", "defRPr"),
    "dateAx": ("axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "auto", "lblOffset", "baseTimeUnit", "majorUnit", "majorTimeUnit"),
    "catAx": ("axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "auto", "lblAlgn", "lblOffset", "tickLblSkip", "tickMarkSkip", "noMultiLvlLbl"),
    "valAx": ("axId", "scaling", "delete", "axPos", "majorGridlines", "title", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "crossBetween", "majorUnit", "minorUnit"),
    "scaling": ("logBase", "orientation", "max", "min"),
    "ser": ("idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls", "trendline", "errBars", "cat", "val", "xVal", "yVal", "smooth"),
    "dLbl": ("idx", "delete", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"),
    "dPt": ("idx", "invertIfNegative", "marker", "bubble3D", "explosion", "spPr"),
    "scatterChart": ("scatterStyle", "varyColors", "ser", "dLbls", "axId"),
    "plotArea": ("layout", "areaChart", "lineChart", "barChart", "scatterChart", "catAx", "dateAx", "valAx", "spPr"),
    "chart": ("title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs", "showDLblsOverMax"),
    "chartSpace": ("date1904", "roundedCorners", "style", "chart", "spPr", "txPr", "externalData"),
}  # fmt: skip


def test_elements_stand_in_the_order_of_the_schema():
    """ISO 29500 fixes the order of the children that we put in by hand; Office is strict."""
    seen = set()
    for tree in [
        *trees(made("pptx", "en"), "ppt/slides/slide"),
        *trees(made("pptx", "en"), "ppt/charts/chart"),
    ]:
        for element in tree.iter(etree.Element):
            order = ORDER.get(etree.QName(element).localname)
            if order and len(element):
                seen.add(etree.QName(element).localname)
                assert {etree.QName(c).localname for c in element} <= set(order), element.tag
                ranks = [order.index(etree.QName(child).localname) for child in element]
                assert ranks == sorted(ranks), etree.tostring(element)[:300]
    assert seen == ORDER.keys()


def test_axes_are_numbered_as_the_schema_wants():
    """Numbers of axes are unsigned and every crossing names an axis of its chart."""
    for tree in trees(made("pptx", "en"), "ppt/charts/chart"):
        own = {e.get("val") for e in tree.iterfind(f".//{C}plotArea/*/{C}axId")}
        crossed = {e.get("val") for e in tree.iter(f"{C}crossAx")}
        assert crossed <= own
        assert all(number.isdigit() for number in own)


def test_a_round_trip_keeps_everything():
    """python-pptx reads the deck and writes it again with the same text."""
    again = io.BytesIO()
    deck("fr").save(again)
    assert text_of("pptx", again.getvalue()) == text_of("pptx", made("pptx", "fr"))


def test_slides_have_titles_notes_and_numbers():
    """Titles are placeholders (outline, screen readers); notes say title and basis."""
    one = deck("fr")
    assert len(slides_of(one)) == len(one.slides)
    for slide in list(one.slides)[1:]:
        kinds = {e.get("type") for e in slide.shapes._spTree.iter(qn("p:ph"))}
        assert {"title", "ftr", "sldNum"} <= kinds
        assert slide.notes_slide.notes_text_frame.text


def test_figures_say_what_they_show():
    """Charts and tables have a name and an alternative text."""
    for slide in deck("fr").slides:
        for frame in slide.shapes._spTree.iter(qn("p:graphicFrame")):
            about = frame.find(f".//{qn('p:cNvPr')}")
            assert about.get("descr")
            assert about.get("name")


def test_nothing_leaves_the_slide():
    """What does not fit goes on; every shape is inside, above the footer."""
    for slide in deck("fr").slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert (shape.left + shape.width) / EMU <= WIDTH + 0.01
            assert (shape.top + shape.height) / EMU <= HEIGHT - (
                0 if shape.is_placeholder else 0.55
            )


def test_long_sections_go_on():
    """A section of more rows than a slide holds says which rows a slide has, with no row lost."""
    titles = [slide.shapes.title.text_frame.text for slide in slides_of(deck("en"))]
    place = titles.index("Nine posts in ten brought nobody")
    assert re.fullmatch("Nine posts in ten brought nobody: rows \\d+–25", titles[place + 1])
    rows = [
        row.cells[0].text_frame.text
        for slide in deck("en").slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    assert [row for row in rows if row.startswith("export_")] == [
        f"export_{n}.csv" for n in range(30)
    ]


def test_a_very_long_text_is_split_too():
    """A paragraph longer than a slide goes on as well."""
    long = replace(_say("long", "x", "x"), written="word " * 3000)
    section = replace(sample("en").sections[0], blocks=(Text("t", (long,)),))
    content = formats()["pptx"].write(replace(report(), sections=(section,)))
    assert text_of("pptx", content).count("word") >= 3000


def test_colours_are_the_brands_and_of_the_theme():
    """The theme holds the brand's colours and charts refer to it, so that one change recolours all."""
    content = formats()["pptx"].write(replace(report(), brand=Brand("B", "#123456", "#abcdef")))
    theme = trees(content, "ppt/theme/theme1")[0]
    assert theme.find(f".//{A}accent1/{A}srgbClr").get("val") == "123456"
    assert theme.find(f".//{A}accent2/{A}srgbClr").get("val") == "ABCDEF"
    used = {
        e.get("val") for t in trees(content, "ppt/charts/chart") for e in t.iter(f"{A}schemeClr")
    }
    assert {"accent1", "tx1", "tx2"} <= used


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("fr", "fr-FR")])
def test_text_is_marked_with_its_language(language, tag):
    """Spelling is checked, and read aloud, in the language of the report."""
    for tree in trees(made("pptx", language), "ppt/slides/slide"):
        assert {e.get("lang") for e in tree.iter(f"{A}rPr")} <= {tag}
    assert deck(language).core_properties.language == tag


def test_hostile_text_stays_text():
    """Names from files are written as they are, without control characters."""
    assert HOSTILE.split("\x07")[0].strip() in text_of("pptx", made("pptx", "en"))


def test_demo_data_is_named_on_every_slide():
    """A deck of demo data says so in each footer, a deck of real data does not."""
    footers = text_of("pptx", made("pptx", "en")).count("Demo data")
    assert footers >= len(deck("en").slides)
    assert "Demo data" not in text_of("pptx", formats()["pptx"].write(report(demo=False)))


def test_a_logo_that_is_no_picture_is_left_out():
    """Broken bytes make no broken deck; a picture is on master and cover."""
    broken = formats()["pptx"].write(report(logo=b"\x89PNG\r\n\x1a\nbroken"))
    assert not [name for name in parts(broken) if "media" in name]
