"""Links are built, corrected, saved, given their post, archived and matched through the page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.base.json_values import from_json, to_json
from data.facts.facts import Facts
from data.links.bulk import template
from data.links.convention import SETTING, Convention
from data.links.posts import suggest
from data.store import Store
from data.values.link import Draft
from data.values.tags import Tags
from tests.conftest import LAST
from tests.pages.conftest import Opener
from ui.components.links import sections

SITE = "https://www.maison-volta.example"
TIPS = Draft(f"{SITE}/devis", Tags("linkedin", "social", "expert-posts"))


def section(app: AppTest, name: str) -> AppTest:
    app.session_state[sections.SECTION] = name
    return app.run()


def texts(app: AppTest) -> str:
    kinds = ("markdown", "caption", "success", "warning", "info", "code", "subheader")
    return "\n".join(str(e.value) for kind in kinds for e in app.get(kind))


def write(app: AppTest, **parts: str) -> None:
    for part, value in parts.items():
        app.session_state[f"link_{part}"] = value
    app.run()
    assert not app.exception, app.exception


def click(app: AppTest, label: str) -> None:
    [found] = [one for one in app.button if one.label == label]
    found.click().run()
    assert not app.exception, app.exception


def test_a_link_is_built_mended_and_kept_with_its_post(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "links")
    write(app, destination=f"{SITE}/devis", source="facebook", medium="social", campaign="Tips")
    assert "utm_campaign=Tips" in texts(app)
    click(app, "Use “tips”")
    assert "Nothing speaks against this link" in texts(app)
    assert "**Organic Social** (Organic)" in texts(app)
    write(app, post="77", by="Ada")
    click(app, "Save the link")
    [kept] = Store.open(demo_store).state.links.all()
    assert (kept.draft.url, kept.saved_by) == (f"{SITE}/devis?utm_source=facebook&utm_medium=social&utm_campaign=tips", "Ada")  # fmt: skip
    assert (kept.draft.network, kept.draft.post) == ("facebook", "77")


def test_a_link_that_cannot_be_used_cannot_be_kept(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "links")
    write(app, destination="nowhere", source="facebook", medium="social", campaign="tips")
    [save] = [one for one in app.button if one.label == "Save the link"]
    assert save.disabled
    assert "is not the address of a web page" in texts(app)


def test_a_template_writes_the_campaign(opened: Opener, tmp_path: Path) -> None:
    """Also where nothing was imported yet."""
    store = Store.open(tmp_path / "store")
    store.state.settings.set(SETTING, to_json(Convention(templates=(("campaign", "{product}_{place}"),))))  # fmt: skip
    app = opened(tmp_path / "store", "links")
    app.text_input(key="link_fields_campaign_product").set_value("Heat pump").run()
    app.text_input(key="link_fields_campaign_place").set_value("Lyon").run()
    assert app.text_input(key="link_campaign").value == "heat-pump_lyon"


def test_a_kept_link_is_found_changed_archived_and_used_again(opened: Opener, demo_store: Path) -> None:  # fmt: skip
    store = Store.open(demo_store)
    one, two = store.state.links.add([TIPS, TIPS.put("campaign", "other")])
    app = section(opened(demo_store, "links"), sections.REGISTER)
    app.session_state[f"link_card_{two}"] = True
    app.text_input(key="links_search").set_value("OTHER").run()
    assert "1 link out of 2" in texts(app)
    app.button(key=f"link_archive_{two}").click().run()
    assert [link.id for link in store.state.links.all(archived=False)] == [one]
    app.toggle(key="links_archived").set_value(True).run()
    for action in ("restore", "edit"):
        app.session_state[f"link_card_{two}"] = True
        app.run()
        app.button(key=f"link_{action}_{two}").click().run()
    assert app.text_input(key="link_campaign").value == "other"
    write(app, content="b")
    click(app, "Save the changes")
    assert [link.draft.tags.content for link in store.state.links.all()] == ["", "b"]


def test_its_post_is_suggested_and_joined_by_a_click(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    posts = Facts(store).frame("posts").collect()
    [(text, wanted)] = posts.filter(network="linkedin").sort("published_on").tail(1).select("text", "post_id").rows()  # fmt: skip
    found = re.search(r"https://\S+", text)
    assert found is not None
    tagged = Draft(found[0], Tags(*re.findall(r"utm_\w+=([\w-]+)", found[0])))
    assert wanted in suggest(Facts(store), tagged, LAST)["post_id"].to_list()
    [one] = store.state.links.add([tagged])
    app = section(opened(demo_store, "links"), sections.REGISTER)
    app.session_state[f"link_card_{one}"] = True
    app.run()
    app.button(key=f"link_join_{one}").click().run()
    [kept] = store.state.links.all()
    assert (kept.draft.network, kept.draft.post) == ("linkedin", wanted)


def test_what_links_brought_is_told_both_ways(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    store.state.links.add([TIPS, TIPS.put("campaign", "nothing")])
    app = section(opened(demo_store, "links"), sections.TRAFFIC)
    assert "**1 link out of 2** (50%)" in texts(app)
    links, rest = (frame.value for frame in app.dataframe)
    assert list(links["match"]) == [
        "exact",
        "nothing came",
    ]
    assert "tips" in set(rest["campaign"])
    bare = rest[rest["content"].isna()]
    assert "expert-posts" not in set(bare["campaign"])
    app.button(key="link_rest_build").click().run()
    assert app.text_input(key="link_campaign").value == rest["campaign"][0]


def test_a_table_of_links_is_checked_and_kept(opened: Opener, demo_store: Path) -> None:
    app = section(opened(demo_store, "links"), sections.BULK)
    app.get("file_uploader")[0].set_value([("links.csv", template(), "text/csv")]).run()
    assert "1 link: 1 without any warning" in texts(app)
    app.button(key="bulk_keep").click().run()
    assert [link.draft.tags.content for link in Store.open(demo_store).state.links.all()] == ["post-1"]  # fmt: skip


def test_the_convention_is_saved_and_taken_from_a_file(opened: Opener, tmp_path: Path) -> None:
    app = section(opened(tmp_path / "store", "links"), sections.CONVENTION)
    click(app, "Save the convention")
    settings = Store.open(tmp_path / "store").state.settings
    first = from_json(Convention, settings.get(SETTING))
    assert "facebook" in first.sources
    own = Convention(("flyer",), templates=(("campaign", "{year}_{product}"),))
    for content, label in (("[1]", None), (json.dumps(to_json(own)), "flyer")):
        file = ("x.json", content.encode(), "application/json")
        app.get("file_uploader")[0].set_value([file]).run()
        app.button(key="convention_use").click().run()
        assert bool(app.error) == (label is None)
    assert from_json(Convention, settings.get(SETTING)) == own


@pytest.mark.parametrize("name", sections.ALL)
def test_every_section_is_french_in_french_and_opens_without_data(
    opened: Opener, tmp_path: Path, demo_store: Path, name: str
) -> None:
    assert not section(opened(tmp_path / "empty", "links"), name).exception
    store = Store.open(demo_store)
    store.state.links.add([TIPS, Draft(f"{SITE}/x", Tags("fb", "boost", "Shop Tips"))])
    app = section(opened(demo_store, "links", lang="fr"), name)
    app.session_state["link_card_1"] = True
    write(app, destination="http://a.example/?fbclid=1", source="facebook", medium="social", campaign="Shop%20a")  # fmt: skip
    english = re.compile(r"\b(the|with|of|and|by|from|your|not|is)\b", re.IGNORECASE)
    for text in (*texts(app).splitlines(), *(one.label for one in app.button)):
        assert not english.search(text.replace("Maison Volta", "")), text
