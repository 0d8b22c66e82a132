"""Where to click: found by being there, complete, and about exports that are read."""

from data.base.export_guide import export_guides
from data.sources.registry import SOURCES


def test_guides_are_complete_and_name_a_source():
    for guide in export_guides():
        assert len(guide.steps) == 3, guide.tool
        assert guide.source in SOURCES, guide.tool
        assert guide.file.rsplit(".", 1)[-1] in {"csv", "xls", "xlsx", "zip"}


def test_names_and_ranks_are_different():
    found = export_guides()
    assert len({guide.tool for guide in found}) == len({guide.rank for guide in found})
    assert [guide.rank for guide in found] == sorted(guide.rank for guide in found)


def test_a_guide_starts_where_its_source_does():
    """The steps are those of the documentation of the source, from the same product."""
    for guide in export_guides():
        first = guide.steps[0].render("en").split(" › ")[0]
        assert SOURCES[guide.source].doc.render("en").startswith(first), guide.tool
