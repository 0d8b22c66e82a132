"""Every layout that a source claims to read has a made-up file that it does read."""

import pytest

from data.sources.registry import SOURCES, load
from tests.sources.exports import FIXTURES, TODAY, content

CLAIMS = [(source, layout) for source in SOURCES.values() for layout in source.layouts]
ANSWERS = {
    "network": "facebook",
    "metric": "reach",
    "year": "2026",
    "period_from": "2026-01-01",
    "period_to": "2026-01-31",
    "date_order": "mdy",
}


def named(claim):
    source, layout = claim
    return f"{source.id}-{layout.vintage}-{layout.language}"


@pytest.mark.parametrize("claim", CLAIMS, ids=named)
def test_the_fixture_of_a_layout_is_read_by_its_source_in_its_language(claim):
    source, layout = claim
    (part,) = load(layout.fixture, content(layout.fixture), ANSWERS, today=TODAY)
    loaded = part.loaded
    assert (loaded.source, loaded.language) == (source.id, layout.language)
    assert any(frame.height for frame in loaded.tables.values())


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.id)
def test_every_source_says_how_its_layouts_are_known(source):
    assert source.layouts
    assert len(set(source.layouts)) == len(source.layouts)
    assert {layout.fixture for layout in source.layouts} <= {f.name for f in FIXTURES.iterdir()}
