"""Generated pages are what the code generates now."""

from __future__ import annotations

from data.docs import page
from data.sources import SOURCES
from tests.conftest import ROOT


def test_sources_page_is_current() -> None:
    """`python -m data docs` would change nothing."""
    assert (ROOT / "docs" / "sources.md").read_text("utf-8") == page()


def test_every_source_is_documented() -> None:
    """Each source has a heading of its own."""
    text = page()
    assert all(f"## {name}: " in text for name in SOURCES)


def test_readme_links_lead_somewhere() -> None:
    """Every page that the README names is there."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = {part.split(")")[0] for part in readme.split("](docs/")[1:]}
    assert named
    for name in named:
        assert (ROOT / "docs" / name).exists(), name
