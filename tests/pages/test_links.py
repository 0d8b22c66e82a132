"""Links are built, corrected, saved, given their post, archived and matched through the page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.base.json_values import from_json, to_json
from data.facts.facts import Facts
from data.links.bulk import template
from data.links.convention import SETTING, Convention
from data.links.posts import suggest
from data.store import Store
from data.values.link import Draft, Link
from data.values.tags import PARTS, Tags
from tests.conftest import LAST
from tests.pages.conftest import Opener
from ui.components.links import draft_state

SITE = "https://www.maison-volta.example"
TIPS = Draft(f"{SITE}/devis", Tags("linkedin", "social", "expert-posts"))


def edit(app: AppTest, link: Link) -> None:
    """Opens a saved link in the builder, as a click on its row does."""
    app.session_state[draft_state.EDITED] = link.id
    tags = {part: link.draft.tags.get(part) or None for part in PARTS}
    write(app, destination=link.draft.destination, **tags)


def newest(folder: Path) -> Link:
    return Store.open(folder).state.links.all()[-1]


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "markdown", "caption", "success", "warning", "info", "code")
    return "\n".join(str(e.value) for kind in kinds for e in app.get(kind))


def write(app: AppTest, **parts: str | None) -> None:
    for part, value in parts.items():
        app.session_state[f"link_{part}"] = value
    app.run()
    assert not app.exception, app.exception


def click(app: AppTest, label: str) -> None:
    [found] = [one for one in app.button if one.label == label]
    found.click().run()
    assert not app.exception, app.exception


def test_a_link_is_built_fixed_and_saved_with_its_post(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "links")
    assert "saved links brought" in app.title[0].value
    write(app, destination=f"{SITE}/devis", source="facebook", medium="social", campaign="Tips")
    assert "utm_campaign=Tips" in texts(app)
    assert app.title[0].value == "This link would count as Organic Social; 1 thing to fix"
    click(app, "Use “tips”")
    assert app.title[0].value == "This link is ready; it counts as Organic Social"
    write(app, post="77", by="Ada")
    click(app, "Save link")
    saved = newest(demo_store)
    assert (saved.draft.url, saved.saved_by) == (f"{SITE}/devis?utm_source=facebook&utm_medium=social&utm_campaign=tips", "Ada")  # fmt: skip
    assert (saved.draft.network, saved.draft.post) == ("facebook", "77")


def test_all_issues_are_fixed_at_once(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "links")
    written = f"{SITE}/devis".replace("https", "http")
    write(app, destination=written, source="facebook", medium="social", campaign="Tips")
    assert app.title[0].value.endswith("2 things to fix")
    app.button(key="link_fix_all").click().run()
    assert app.title[0].value == "This link is ready; it counts as Organic Social"


def test_a_link_that_cannot_be_used_cannot_be_saved(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "links")
    write(app, destination="nowhere", source="facebook", medium="social", campaign="tips")
    assert app.button(key="link_save_not_yet").disabled
    assert "is not the address of a web page" in texts(app)


def test_a_template_writes_the_campaign(opened: Opener, tmp_path: Path) -> None:
    """Also where nothing was imported yet."""
    store = Store.open(tmp_path / "store")
    store.state.settings.set(SETTING, to_json(Convention(templates=(("campaign", "{product}_{place}"),))))  # fmt: skip
    app = opened(tmp_path / "store", "links")
    app.text_input(key="link_fields_campaign_product").set_value("Heat pump").run()
    app.text_input(key="link_fields_campaign_place").set_value("Lyon").run()
    assert app.text_input(key="link_campaign").value == "heat-pump_lyon"


def test_a_saved_link_is_found_edited_archived_and_restored(
    opened: Opener, demo_store: Path
) -> None:
    store = Store.open(demo_store)
    other = TIPS.put("campaign", "other-offer")
    number = store.state.links.add([other])[0]
    app = opened(demo_store, "links")
    app.text_input(key="links_search").set_value("OTHER-offer").run()
    assert "1 link of 17" in texts(app)
    edit(app, newest(demo_store))
    app.button(key="link_archive").click().run()
    assert number not in [link.id for link in store.state.links.all(archived=False)]
    assert "Nothing matches" in texts(app)
    app.toggle(key="links_archived").set_value(True).run()
    assert "1 link of 17" in texts(app)
    edit(app, newest(demo_store))
    app.button(key="link_restore").click().run()
    assert number in [link.id for link in store.state.links.all(archived=False)]
    write(app, content="b")
    click(app, "Save changes")
    assert newest(demo_store).draft.tags.content == "b"


def test_its_post_is_suggested_and_saved_by_a_click(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    posts = Facts(store).frame("posts").collect()
    [(text, wanted)] = posts.filter(network="linkedin").sort("published_on").tail(1).select("text", "post_id").rows()  # fmt: skip
    found = re.search(r"https://\S+", text)
    assert found is not None
    tagged = Draft(found[0].split("?")[0], Tags(*re.findall(r"utm_\w+=([\w-]+)", found[0])))
    assert wanted in suggest(Facts(store), tagged, LAST)["post_id"].to_list()
    store.state.links.add([tagged])
    app = opened(demo_store, "links")
    edit(app, newest(demo_store))
    app.button(key="link_join").click().run()
    saved = newest(demo_store)
    assert (saved.draft.network, saved.draft.post) == ("linkedin", wanted)


def test_what_links_brought_is_shown_both_ways(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    store.state.links.add([TIPS, TIPS.put("campaign", "nothing")])
    app = opened(demo_store, "links")
    tables = {frame.proto.alt: frame.value for frame in app.dataframe}
    links = tables["Saved links and what they brought"]
    assert {"exact", "no session yet"} <= set(links["match"])
    assert links["sessions"].max() > 0
    assert any(day != "–" for day in links["first_seen"])
    rest = tables["UTM tags that belong to no saved link"]
    assert "tips" in set(rest["campaign"])
    assert "expert-posts" not in set(rest[rest["content"].isna()]["campaign"])
    assert not tables["What the links of each post brought"].empty


def test_without_visits_the_results_of_links_are_unknown(opened: Opener, tmp_path: Path) -> None:
    """Not none: no file says what they brought."""
    store = Store.open(tmp_path)
    store.state.links.add([TIPS])
    store.close()
    app = opened(tmp_path, "links")
    assert app.title[0].value == "1 saved link, results unknown"


def test_a_table_of_links_is_checked_and_saved(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "links")
    app.get("file_uploader")[0].set_value([("links.csv", template(), "text/csv")]).run()
    assert "1 link: 1 without warnings" in texts(app)
    app.button(key="bulk_keep").click().run()
    assert newest(demo_store).draft.tags.content == "post-1"


def test_the_convention_is_saved_and_taken_from_a_file(opened: Opener, tmp_path: Path) -> None:
    app = opened(tmp_path / "store", "links")
    click(app, "Save convention")
    settings = Store.open(tmp_path / "store").state.settings
    first = from_json(Convention, settings.get(SETTING))
    assert "facebook" in first.sources
    own = Convention(("flyer",), templates=(("campaign", "{year}_{product}"),))
    for content, label in (("[1]", None), (json.dumps(to_json(own)), "flyer")):
        file = ("x.json", content.encode(), "application/json")
        app.get("file_uploader")[-1].set_value([file]).run()
        app.button(key="convention_use").click().run()
        assert bool(app.error) == (label is None)
    assert from_json(Convention, settings.get(SETTING)) == own


def test_the_page_is_french_in_french_and_opens_without_data(
    opened: Opener, tmp_path: Path, demo_store: Path
) -> None:
    assert not opened(tmp_path / "empty", "links").exception
    app = opened(demo_store, "links", lang="fr")
    app.session_state[draft_state.EDITED] = 1
    write(app, destination="http://a.example/?fbclid=1", source="facebook", medium="social", campaign="Shop%20a")  # fmt: skip
    english = re.compile(r"\b(the|with|of|and|by|from|your|not|is)\b", re.IGNORECASE)
    for text in (*texts(app).splitlines(), *(one.label for one in app.button)):
        assert not english.search(text.replace("Maison Volta", "")), text
