"""A network is one folder: what every one declares, and that nothing else knows it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import chain
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest

from cli.docs.channels import page as channels_page
from cli.docs.import_graph import Imports
from cli.docs.sources import page as sources_page
from data.base.channels import CHANNELS, Use
from data.base.network import Network
from data.base.networks import (
    billed_together,
    click_ids,
    network_colours,
    network_name,
    networks,
    series_breaks,
)
from data.channels.ad_platforms import ad_platform_of
from data.channels.classification import assign_channels
from data.links.propose import propose as propose_convention
from data.reading import read
from data.sources.kit.lead_stages import visitor
from data.sources.kit.post_links import network_in, network_named, post_in
from data.sources.mapping.propose import propose
from data.sources.registry import SOURCES
from data.tables.schema import TABLES
from data.utm.audit.evidence import AuditEvidence
from i18n.message import verbatim
from metrics.comparison.series_breaks import breaks
from metrics.definitions.registry import metrics
from report.document.colours import is_colour, of_series
from report.document.model import Brand, Series, SeriesRole
from tests import kite
from tests.conftest import ROOT
from tests.events.events import SITE, event, touch
from tests.links.test_inspect import GOOD, told
from tests.metrics.cases import facts, post
from ui import theme

HERE = ROOT / "data" / "sources"
DECLARED = sorted(path.parent.name for path in HERE.glob("*/network.py"))


@pytest.fixture
def a_new_network(tmp_path: Path) -> Iterator[None]:
    with kite.installed(tmp_path):
        yield


def placed(table: str, **row: object) -> tuple[object, ...]:
    frame = nw.from_native(pl.DataFrame([row], schema=TABLES[table].schema).lazy())
    columns = ("channel", "use", "network")
    [found] = assign_channels(frame, table).select(*columns).collect().rows()
    return found


# What every network declares


@pytest.mark.parametrize("folder", DECLARED)
def test_a_network_has_the_name_of_its_folder(folder: str) -> None:
    assert import_module(f"data.sources.{folder}.network").NETWORK.id == folder
    assert folder in {known.id for known in networks()}


@pytest.mark.parametrize("folder", DECLARED)
def test_a_declaration_imports_the_ground_and_nothing_else(folder: str) -> None:
    """So that asking for a network loads no source, and no import can run in a circle."""
    tree = ast.parse((HERE / folder / "network.py").read_text("utf-8"))
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {name for name in named if name.split(".")[0] in {"data", "metrics", "report", "ui"}}
    assert own <= {"data.base.network", "data.base.series_break"}
    assert named - own <= {"__future__", "datetime", "i18n.message"}
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))


def test_asking_for_networks_loads_no_source() -> None:
    code = (
        "import sys; from data.base.networks import networks; assert len(networks()) > 15;"
        "print([m for m in sys.modules if m.startswith('data.sources.') and m.count('.') > 2"
        " and not m.endswith('.network')], 'polars' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "[] False"


@pytest.mark.parametrize("known", networks(), ids=lambda known: known.id)
def test_what_a_network_declares_fits_together(known: Network) -> None:
    ids = {other.id for other in networks()}
    assert known.colour is None or is_colour(known.colour)
    assert set(known.members) <= ids
    assert {found.network for found in known.series_breaks} <= {known.id}
    for pattern in (*known.visits, *known.mentions):
        re.compile(pattern)
    for link in filter(None, (known.post_link, known.account_link)):
        assert re.compile(link).groups == 1
    if known.ads is not None:
        assert all(re.compile(name) for name in (*known.ads.names, *known.ads.sources))
        for rule in known.ads.campaigns:
            assert CHANNELS[rule.channel].use is Use.PAID
            assert rule.network is None or rule.network in ids


def test_no_two_networks_share_what_tells_them_apart() -> None:
    clicks = [click.parameter for click in click_ids()]
    colours = list(network_colours().values())
    aliases = list(chain.from_iterable(known.aliases for known in networks()))
    for values in (clicks, colours, aliases):
        assert len(set(values)) == len(values)


def test_of_several_click_ids_a_paid_one_is_believed_first() -> None:
    mediums = [click.medium for click in click_ids()]
    order = list(dict.fromkeys(mediums))
    assert order == ["cpc", "affiliate", "organic", "referral"]
    assert mediums == sorted(mediums, key=order.index)
    both = event(page_location=f"{SITE}/?fbclid=a&srsltid=b&msclkid=c")
    assert touch(both) == ("bing", "cpc", None)


def test_a_link_is_read_by_its_own_network_only() -> None:
    """A video of Facebook is not cut to the eleven letters of a video of YouTube."""
    links = pl.DataFrame(
        {
            "permalink": [
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "https://youtu.be/dQw4w9WgXcQ?t=3",
                "https://www.facebook.com/watch/?v=1234567890123456",
                "https://www.facebook.com/photo/?fbid=123456789&set=a",
                "https://kite.example/photo/?fbid=123456789",
                "https://kite.example/posts/123456789",
                "https://netflix.com/a/status/12",
                "https://x.com/i/web/status/12",
            ]
        }
    )
    assert links.select(post_in()).to_series().to_list() == [
        *("dQw4w9WgXcQ", "dQw4w9WgXcQ", None, "123456789", None, "123456789", None, "12"),
    ]


# One folder a network


def test_every_folder_with_exports_of_one_network_declares_it() -> None:
    """Posts and days by the network of their source, costs by the platform they name."""
    for folder in sorted(path for path in HERE.iterdir() if path.is_dir()):
        own = [s for s in SOURCES.values() if _folder(s.id) == folder.name]
        named = {source.network for source in own} - {None}
        pairs = [pair for s in own for sheet in s.sheets for pair in sheet.constants]
        platforms = {value for name, value in pairs if name == "platform"}
        if len(named) == 1 or platforms:
            assert folder.name in DECLARED, folder
            assert named <= {folder.name}
            assert all(ad_platform_of_folder(folder.name, str(each)) for each in platforms)


def _folder(source: str) -> str:
    return _FOLDERS[source]


def ad_platform_of_folder(folder: str, platform: str) -> bool:
    [known] = [known for known in networks() if known.id == folder]
    return known.ads is not None and any(re.fullmatch(n, platform) for n in known.ads.names)


def _module_of_sources() -> Iterator[tuple[str, str]]:
    for path in HERE.glob("*/*.py"):
        module = import_module(f"data.sources.{path.parent.name}.{path.stem}")
        if hasattr(module, "SOURCE"):
            yield module.SOURCE.id, path.parent.name


_FOLDERS = dict(_module_of_sources())

# Code that may name networks, and why.
_MAY = {
    "data/links/bulk.py": "the example row of a template",
    "data/reading/child.py": "the threads of Polars, an environment variable",
    "data/sources/hootsuite/posts.py": "exports of several networks: their vintages and headers",
    "data/sources/meltwater/mentions.py": "an export of several networks: its headers",
    "data/sources/metricool/posts.py": "exports of several networks: their vintages",
}


def _words() -> re.Pattern[str]:
    """Ids, names and hosts; an “x” is an axis of every chart, so X goes by its other names."""
    words = {known.id for known in networks()} | {known.name.lower() for known in networks()}
    words |= {alias for known in networks() for alias in known.aliases}
    words |= {host.replace("\\", "") for known in networks() for host in known.hosts}
    longest = sorted((re.escape(word) for word in words if len(word) > 2), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(longest)})(?![a-z])", re.IGNORECASE)


def _literals(text: str) -> Iterator[str]:
    """Texts that code works with: neither docstrings nor sentences."""
    tree = ast.parse(text)
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = [node.body[0] for node in ast.walk(tree) if isinstance(node, kinds) and node.body]
    docs = {id(first.value) for first in bodies if isinstance(first, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            word = node.value.replace("\\", "")
            if not re.search(r"\s", word):
                yield word


def test_no_code_outside_its_folder_names_a_network() -> None:
    """Product code but the demo; reference data of Google is no code."""
    words = _words()
    found = {}
    for path in Imports.of().files:
        parts = Path(path).parts
        own = parts[:2] == ("data", "sources") and len(parts) > 3 and parts[2] in DECLARED
        if own or parts[:2] == ("data", "demo"):
            continue
        named = [text for text in _literals((ROOT / path).read_text("utf-8")) if words.search(text)]
        if named:
            found[path] = named
    assert {path: texts for path, texts in found.items() if path not in _MAY} == {}
    assert _MAY.keys() <= found.keys(), "an exception that is not needed"


def test_a_network_that_is_named_in_code_is_found() -> None:
    words = _words()
    code = '"""TikTok."""\nA = {"tiktok": 1}\nB = r"(.+)linkedin\\.com/x"\nC = "the TikTok app"\n'
    assert {t for t in _literals(code) if words.search(t)} == {"tiktok", "(.+)linkedin.com/x"}


# A made-up network: one folder, and everything knows it


@pytest.mark.usefixtures("a_new_network")
def test_a_new_network_has_its_name_and_colour_on_screen_and_in_reports() -> None:
    assert network_name("kite") == "KITE"
    assert theme.colours(["kite"]) == {"kite": "#3F7D5A"}
    assert (
        of_series(Series(verbatim("Kite"), SeriesRole.ACTUAL, (1.0,), "kite"), 0, Brand())
        == "#3F7D5A"
    )


@pytest.mark.usefixtures("a_new_network")
def test_visits_of_a_new_network_are_known_by_host_app_and_word() -> None:
    for source in ("kite.example", "m.kite.example", "example.kite.android", "Kite"):
        visit = placed("touches", source=source, medium="social")
        assert visit == ("Organic Social", "organic", "kite")
    assert placed("leads", source="notkite.example", medium="social")[2] is None


@pytest.mark.usefixtures("a_new_network")
def test_ads_of_a_new_network_get_their_channel() -> None:
    assert placed("ad_costs", platform="kite_ads") == ("Paid Social", "paid", "kite")
    stories = placed("ad_costs", platform="Kite_Ads", campaign_type="Stories and more")
    assert stories == ("Paid Video", "paid", "kite")
    assert ad_platform_of("l.kite.example", "kite_ads") is True
    assert ad_platform_of("kite-feed", "google_ads") is False
    assert placed("posts", network="kite")[0] == "Organic Social"
    assert placed("costs", platform="kite", kind="content")[0] == "Organic Social"


@pytest.mark.usefixtures("a_new_network")
def test_a_mapping_is_proposed_for_files_of_a_new_network() -> None:
    [raw] = read("kite-2026.csv", b"Date,Post id,Views\n2026-03-25,1,2\n2026-03-26,2,3\n").tables
    proposal = propose(raw, "kite-2026.csv", SOURCES.values(), "posts")
    assert proposal is not None
    assert proposal.mapping.place == "kite"


@pytest.mark.usefixtures("a_new_network")
def test_links_of_a_new_network_give_network_and_post() -> None:
    links = pl.DataFrame({"permalink": ["https://kite.example/@ada/p/9001", "kite.example/p/7"]})
    assert network_in(links["permalink"]).to_list() == ["kite", "kite"]
    assert links.select(post_in()).to_series().to_list() == ["9001", "7"]
    written = pl.DataFrame({"name": ["Kite page", "KITE"]})
    assert written.select(network_named("name")).to_series().to_list() == ["kite", "kite"]


@pytest.mark.usefixtures("a_new_network")
def test_the_click_id_of_a_new_network_is_known_to_visits_leads_and_links() -> None:
    assert touch(event(page_location=f"{SITE}/?ktclid=a")) == ("kite", "referral", None)
    held = {name for field in visitor() if field.to == "_ktclid" for _, name in field.names}
    assert held == {"ktclid", "kite click id"}
    copied = GOOD.put("destination", "https://a.example/?p=1&ktclid=9")
    assert told(copied)["click_ids"] == ("destination", "https://a.example/?p=1")


@pytest.mark.usefixtures("a_new_network")
def test_figures_of_a_new_network_are_not_compared_across_its_break() -> None:
    assert "kite" in {found.network for found in metrics()["views"].breaks}
    rows = [post(0, "1", "kite", views=1), post(0, "2", "kite", views=1)]
    days = (date(2026, 2, 1), date(2026, 4, 1))
    known = facts(posts=[row | {"published_on": day} for row, day in zip(rows, days, strict=True)])
    [found] = breaks(known, metrics()["views"], *days)
    assert found.network == "kite"


@pytest.mark.usefixtures("a_new_network")
def test_a_new_network_is_suggested_and_offered_for_links() -> None:
    assert "kite" in propose_convention(AuditEvidence.of(facts())).sources
    assert "kite" in network_colours()


@pytest.mark.usefixtures("a_new_network")
def test_the_generated_pages_show_a_new_network_and_its_source() -> None:
    assert "| KITE | `kite` | `kite`, " in channels_page()
    assert "| `kite`, `kite_ads` | Paid Video (stories); Paid Social |" in channels_page()
    assert "### kite.posts: Kite posts" in sources_page()


def test_a_network_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    with kite.installed(tmp_path):
        assert "kite" in {known.id for known in networks()}
    assert "kite" not in {known.id for known in networks()}
    assert "kite.posts" not in SOURCES
    assert placed("ad_costs", platform="kite_ads")[0] == "Paid Other"
    assert "kite" not in {found.network for found in series_breaks()}


def test_an_account_for_several_networks_names_them() -> None:
    assert billed_together() == {"meta": frozenset({"facebook", "instagram"})}
