"""Generated pages are what the code generates now."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import Any

import pytest
from PIL import Image

from cli.docs.channels import page as channels_page
from cli.docs.import_graph import Imports
from cli.docs.sources import anchor, page
from data.base.channels import CHANNELS
from data.channels.default_channels import DEFAULT_RULES
from data.reading import read
from data.sources.registry import SOURCES
from tests import kite
from tests.conftest import ROOT
from tests.sources import exports

ADDING = (ROOT / "docs" / "adding-a-source.md").read_text("utf-8")
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = kite.files("adding-a-source.md")
NETWORK = kite.files("adding-a-network.md")


def test_sources_page_is_current() -> None:
    """`python -m data docs` would change nothing."""
    assert (ROOT / "docs" / "sources.md").read_text("utf-8") == page()


def test_channels_page_is_current_and_tells_every_rule_in_order() -> None:
    """Each rule with its channel and where it was read; every channel with its use."""
    assert (ROOT / "docs" / "channels.md").read_text("utf-8") == channels_page()
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", channels_page(), re.MULTILINE)
    named = [*(rule.channel for rule in DEFAULT_RULES), "Unassigned"]
    assert rows == [(str(number), name) for number, name in enumerate(named, 1)]
    assert set(named) == CHANNELS.keys()


def test_every_source_is_documented() -> None:
    """Each source has a heading of its own, its limits below it."""
    sections = dict(part.split(":", 1) for part in page().split("\n### ")[1:])
    assert sections.keys() == SOURCES.keys()
    for name, source in SOURCES.items():
        assert source.limits is None or f"\nLimits: {source.limits}\n" in sections[name]
        assert all(f"Fills `{sheet.table.name}`" in sections[name] for sheet in source.sheets)


def test_every_layout_has_a_row_under_its_source() -> None:
    """Source, language, vintage, evidence and fixture of each, in the order declared."""
    matrix = page().split("|---|---|---|---|---|---|\n")[1].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in matrix]
    layouts = [(source, layout) for source in SOURCES.values() for layout in source.layouts]
    assert [tuple(row[-4:]) for row in rows] == [
        (each.language, each.vintage, each.evidence.value, f"`{each.fixture}`")
        for _, each in layouts
    ]
    firsts = [source.id for source, each in layouts if each == source.layouts[0]]
    assert [row[0][1:].split("]")[0] for row in rows if row[0].startswith("[")] == firsts


def test_links_within_the_sources_page_lead_to_headings() -> None:
    """Every source of the matrix is linked to what is said of it."""
    text = page()
    titles = {anchor(line.lstrip("# ")) for line in text.splitlines() if line.startswith("#")}
    linked = re.findall(r"\]\(#([^)]*)\)", text)
    assert len(linked) == len(SOURCES)
    assert set(linked) <= titles


def test_readme_links_lead_somewhere() -> None:
    """Every page that the README names is there."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = {part.split(")")[0] for part in readme.split("](docs/")[1:]}
    assert named
    for name in named:
        assert (ROOT / "docs" / name).exists(), name


def test_readme_pictures_are_small_and_described() -> None:
    """Each is 1280 pixels wide, at most 200 KB, taken by `make tour`, and described in words."""
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = dict(re.findall(r"!\[([^\]]*)\]\((docs/pictures/[^)]*)\)", readme))
    assert set(shown.values()) == {
        f"docs/pictures/{path.name}" for path in (ROOT / "docs" / "pictures").glob("*.png")
    }
    for told, path in shown.items():
        assert len(told) > 40, path
        assert (ROOT / path).stat().st_size <= 200_000, path
        with Image.open(ROOT / path) as picture:
            assert picture.width == 1280, path


def run(path: str, text: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(text, path, "exec"), names)  # noqa: S102  # it is our own page
    return names


@pytest.fixture
def example(monkeypatch, tmp_path) -> None:
    """The files of the walkthrough where it says that they belong."""
    paths = {path.rpartition("/")[2]: path for path in FILES}
    (tmp_path / "kite_posts.csv").write_text(FILES[paths["kite_posts.csv"]], "utf-8")
    monkeypatch.setattr(exports, "FIXTURES", tmp_path)
    source = run(paths["posts.py"], FILES[paths["posts.py"]])["SOURCE"]
    monkeypatch.setitem(SOURCES, source.id, source)


@pytest.mark.usefixtures("example")
def test_the_walkthrough_of_a_source_works_as_it_is_written() -> None:
    """Module, fixture and tests of the page, word for word."""
    tests = run("test_kite.py", FILES["tests/sources/test_kite.py"])
    ran = [test() for name, test in tests.items() if name.startswith("test_")]
    assert len(ran) == 4


@pytest.mark.usefixtures("example")
def test_the_walkthrough_claims_a_layout_that_it_has() -> None:
    """Its fixture is read by its source in the language that it names."""
    (layout,) = SOURCES["kite.posts"].layouts
    loaded = exports.load_fixture(layout.fixture)
    assert (loaded.source, loaded.language) == ("kite.posts", layout.language)


def test_the_reshape_of_the_walkthrough_gives_rows() -> None:
    """Days in columns become a row per day, under the numbers of the file."""
    (code,) = (text for text in _PYTHON.findall(ADDING) if "def reshape" in text)
    tables = read("kite.csv", b"Kite figures,2026-03-01,2026-03-02\nViews,5,7\nLikes,1,2\n").tables
    (made,) = run("reshape.py", code)["reshape"](tables).tables
    assert made.header == ("Figure", "Day", "Value")
    assert made.frame.rows()[:3] == [
        (2, "Views", "2026-03-01", "5"),
        (2, "Views", "2026-03-02", "7"),
        (3, "Likes", "2026-03-01", "1"),
    ]


def test_the_first_command_of_the_walkthrough_shows_what_the_reader_sees() -> None:
    """Preamble, header and records of any file."""
    (line,) = re.findall(r"^python (-c .*) FILE$", ADDING, re.MULTILINE)
    words = [*shlex.split(line), "tests/fixtures/exports/google_ads_campaigns_utf16.csv"]
    shown = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=True)
    assert b"'Campaign'" in shown.stdout


def test_the_files_that_the_walkthrough_names_are_there() -> None:
    """All but those that the reader is to write."""
    named = set(re.findall(r"`((?:data|tests|docs)/[\w./]+)`", ADDING)) - FILES.keys()
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]


def test_every_example_of_a_docstring_is_run() -> None:
    """`make test` runs the doctests of each folder of the product that has one."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.findall(r"^EXAMPLES := (.*)$", makefile, re.MULTILINE)[0].split()
    shown = {path.partition("/")[0] for path in Imports.of().files if ">>> " in _text(path)}
    assert shown <= set(named)


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def test_the_walkthrough_of_a_network_works_as_it_is_written(tmp_path) -> None:
    """Folder and tests of the page, word for word."""
    with kite.installed(tmp_path):
        tests = run("test_kite_network.py", NETWORK["tests/sources/test_kite_network.py"])
        ran = [test() for name, test in tests.items() if name.startswith("test_")]
    assert len(ran) == 2


def test_the_files_that_the_walkthrough_of_a_network_names_are_there() -> None:
    """All but those that the reader is to write."""
    text = (ROOT / "docs" / "adding-a-network.md").read_text("utf-8")
    named = set(re.findall(r"`((?:data|tests|docs)/[\w./]+)`", text)) - NETWORK.keys()
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]
