"""Leads and visits without tags: what a click id or a link proves of them, and what it does not."""

from __future__ import annotations

import csv
import io

import narwhals as nw
import polars as pl
import pytest

from data.channels.classification import assign_channels
from data.facts.facts import Facts
from data.imports import import_upload
from data.sources.registry import load
from data.store import Store
from tests.conftest import EXPORTS, ROOT
from tests.sources.exports import TODAY, load_bytes, said

TRUTH = ROOT / "tests" / "fixtures" / "channel_vectors.csv"
VECTORS = list(csv.DictReader(TRUTH.read_text("utf-8").splitlines()))
PLACED = ("source", "medium", "campaign", "channel", "use", "network")
PAID_SEARCH = ("google", "cpc", None, "Paid Search", "paid", None)


def file(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def placed(frame: pl.DataFrame, table: str = "leads") -> list[tuple[object, ...]]:
    found = assign_channels(nw.from_native(frame.lazy()), table).collect().to_native()
    return found.sort("source_row").select(PLACED).rows()


def lead(**cells: str) -> tuple[object, ...]:
    row = {"lead_id": "1", "created_at": "2026-03-01", **cells}
    [found] = placed(load_bytes("leads.csv", file(row)).tables["leads"])
    return found


# What each click id proves


@pytest.mark.parametrize("name", ["gclid", "gbraid", "wbraid", "hs_google_click_id"])
def test_a_click_of_google_ads_is_paid_search(name: str) -> None:
    assert lead(**{name: "G"}) == PAID_SEARCH


def test_a_click_of_microsoft_is_paid_search_and_one_of_an_affiliate_affiliates() -> None:
    assert lead(msclkid="M") == ("bing", "cpc", None, "Paid Search", "paid", None)
    assert lead(awc="1_2") == ("awin", "affiliate", None, "Affiliates", "paid", None)


@pytest.mark.parametrize(
    ("name", "source", "network"),
    [
        ("fbclid", "facebook", "facebook"),
        ("ttclid", "tiktok", "tiktok"),
        ("li_fat_id", "linkedin", "linkedin"),
        ("twclid", "twitter", "x"),
        ("ScCid", "snapchat", "snapchat"),
        ("igshid", "instagram", "instagram"),
        ("rdt_cid", "reddit", "reddit"),
        ("epik", "pinterest", "pinterest"),
    ],
)
def test_a_click_of_a_network_proves_the_network_and_never_an_ad(
    name: str, source: str, network: str
) -> None:
    expected = (source, "referral", None, "Unassigned", "unknown", network)
    assert lead(**{name: "F"}) == expected
    assert lead(**{"Landing page": f"https://a.example/?{name}=F"}) == expected


def test_of_yandex_only_the_source_is_known() -> None:
    assert lead(yclid="12345")[:5] == ("yandex", "referral", None, "Unassigned", "unknown")


@pytest.mark.parametrize(
    ("campaign", "channel"),
    [
        ("Performance Max - Shoes", "Cross-network"),
        ("PMax_FR", "Cross-network"),
        ("demand-gen 2026", "Cross-network"),
        ("FR Shopping", "Paid Shopping"),
        ("YouTube | views", "Paid Video"),
        ("Display remarketing", "Display"),
        ("Brand search", "Paid Search"),
        ("Search and display", "Paid Search"),  # tells neither
        ("Apparel", "Paid Search"),  # “app” is no word of it
        ("Smart watches", "Paid Search"),
    ],
)
def test_an_auto_tagged_click_goes_by_the_type_that_its_campaign_names(
    campaign: str, channel: str
) -> None:
    assert lead(gclid="G", utm_campaign=campaign)[:4] == ("google", "cpc", campaign, channel)


def test_a_tagged_click_goes_by_its_tags_whatever_its_campaign_is_called() -> None:
    tags = {"utm_source": "google", "utm_medium": "cpc", "utm_campaign": "Display remarketing"}
    assert lead(gclid="G", **tags)[3] == "Paid Search"


@pytest.mark.parametrize(
    ("source", "medium", "channel"),
    [
        ("newsletter", "email", "Email"),
        ("facebook", "paid_social", "Paid Social"),
        ("google", "organic", "Organic Search"),
        ("partner", "", "Unassigned"),
        ("", "email", "Email"),
    ],
)
def test_a_click_id_overrides_no_tag(source: str, medium: str, channel: str) -> None:
    found = lead(utm_source=source, utm_medium=medium, gclid="G", url="/?utm_source=x&fbclid=F")
    assert found[:2] == (source or None, medium or None)
    assert found[3] == channel


@pytest.mark.parametrize("word", ["(not set)", "(direct)", ""])
def test_a_word_for_nothing_is_no_tag(word: str) -> None:
    assert lead(utm_source=word, utm_medium=word, gclid="G")[3] == "Paid Search"


@pytest.mark.parametrize("value", ["", "-", "null", "{gclid}", "(not set)", "0"])
def test_an_empty_click_id_proves_nothing(value: str) -> None:
    assert lead(gclid=value) == (None, None, None, None, "unknown", None)


def test_of_several_click_ids_a_paid_one_counts() -> None:
    assert lead(fbclid="F", gclid="G") == PAID_SEARCH


# Links, whatever their column is called


@pytest.mark.parametrize(
    "name",
    [
        "Landing page",
        "Page URL",
        "First page seen",
        "Conversion page",
        "url_origem",
        "Référent",
        "x",
    ],
)
def test_tags_in_a_link_are_read(name: str) -> None:
    found = lead(**{name: "https://a.example/?utm_source=fb&utm_medium=paid&gclid=G"})
    assert found == ("fb", "paid", None, "Paid Social", "paid", "facebook")


def test_columns_of_tags_go_before_links_and_a_page_before_the_page_before_it() -> None:
    page = "/?utm_source=b&utm_medium=email&utm_campaign=two"
    before = "/?utm_source=c&utm_medium=sms"
    assert lead(referrer=before, page=page)[:3] == ("b", "email", "two")
    assert lead(page=page, utm_campaign="own")[:3] == ("b", "email", "own")
    assert lead(page=page, utm_source="own")[:3] == ("own", None, None)


def test_a_list_of_parameters_is_read_and_a_message_is_not() -> None:
    assert lead(url_parametros='["gclid=TEST"]') == PAID_SEARCH
    assert lead(message="I found https://a.example/?gclid=TEST")[3] is None


def test_a_link_gives_the_click_id_that_joins_a_lead_to_its_visit() -> None:
    row = {"lead_id": "1", "created_at": "2026-03-01", "Page URL": "/?mail=a@b.example&gclid=G-1"}
    loaded = load_bytes("leads.csv", file(row))
    assert loaded.tables["leads"]["click_id"].to_list() == ["G-1"]
    assert loaded.unmapped_columns == ()
    assert [(r.helping, r.ignored, r.unknown) for r in loaded.understood] == [
        (("Page URL",), (), ())
    ]
    assert "b.example" not in str(loaded.tables["leads"].rows())


def test_the_import_says_where_sources_without_a_column_are_from() -> None:
    rows = [
        {"lead_id": str(n), "created_at": "2026-03-01", "gclid": gclid, "url": url}
        for n, (gclid, url) in enumerate([("G", ""), ("H", ""), ("", "/?utm_source=a"), ("", "")])
    ]
    assert said(load_bytes("leads.csv", file(*rows))) == [
        "2 leads without UTM tags have their source from a click id",
        "1 lead has its source from the UTM tags in a link",
    ]


# CRMs and mapped files


def test_a_salesforce_lead_goes_by_its_click_and_else_by_its_lead_source() -> None:
    row = {
        "Lead ID": "1", "Lead Status": "Open", "Created Date": "2026-03-25", "Lead Source": "Web",
        "GCLID": "G", "Email": "ada@example.com",
    }  # fmt: skip
    first, second = placed(
        load_bytes("s.csv", file(row, row | {"Lead ID": "2", "GCLID": ""})).tables["leads"]
    )
    assert first == PAID_SEARCH
    assert second[:2] == ("Web", None)


def test_a_channel_that_hubspot_names_goes_before_a_click_and_a_silent_origin_after_it() -> None:
    origins = ["Organic Search", "Direct Traffic", "Offline Sources", "Organic Social", ""]
    rows = [
        {
            "Record ID": str(n), "Create Date": "2026-03-02", "Lifecycle Stage": "Lead",
            "Original Traffic Source": origin, "hs_google_click_id": "G", "Email": f"{n}@a.example",
        }
        for n, origin in enumerate(origins)
    ]  # fmt: skip
    rows.append(rows[3] | {"Record ID": "9", "hs_google_click_id": "", "Email": "z@a.example"})
    loaded = load_bytes("h.csv", file(*rows))
    assert loaded.source == "hubspot.contacts"
    channels = [row[3] for row in placed(loaded.tables["leads"])]
    assert channels == [
        *("Organic Search", "Paid Search", "Paid Search", "Organic Social", "Paid Search"),
        "Organic Social",
    ]


def test_the_drill_down_of_hubspot_is_read_where_it_is_an_address() -> None:
    row = {
        "Record ID": "1", "Create Date": "2026-03-02", "Lifecycle Stage": "Lead",
        "Original Traffic Source": "Direct Traffic", "Email": "a@a.example",
        "Original Traffic Source Drill-Down 1": "a.example/offer?gclid=G",
    }  # fmt: skip
    assert placed(load_bytes("h.csv", file(row)).tables["leads"]) == [PAID_SEARCH]


def test_a_pipedrive_deal_goes_by_its_click_and_else_by_its_source_channel() -> None:
    row = {
        "Deal - ID": "1", "Deal - Status": "Open", "Deal - Deal created": "2026-03-02",
        "Deal - Source channel": "Web forms", "gclid": "G", "Deal - Title": "t",
    }  # fmt: skip
    rows = (row, row | {"Deal - ID": "2", "gclid": ""})
    first, second = placed(load_bytes("p.csv", file(*rows)).tables["leads"])
    assert first == PAID_SEARCH
    assert second[:2] == (None, "Web forms")


def test_a_mapped_file_of_leads_is_read_by_its_links() -> None:
    text = 'nome;criado_em;email;parametros\nx;22/04/2025;a@a.example;"[""gclid=T""]"\n'
    [part] = load("crm.csv", text.encode(), {"mapping": "accept"}, today=TODAY)
    assert placed(part.loaded.tables["leads"]) == [PAID_SEARCH]


def test_a_click_id_is_known_in_a_mapped_file_and_under_names_that_hold_its_own() -> None:
    text = "nome;criado_em;email;gclid\nx;22/04/2025;a@a.example;G\n"
    [part] = load("crm.csv", text.encode(), {"mapping": "accept"}, today=TODAY)
    assert placed(part.loaded.tables["leads"]) == [PAID_SEARCH]
    for name in ("Deal - gclid", "GCLID__c", "utm_gclid", "first gclid"):
        assert lead(**{name: "G"}) == PAID_SEARCH
    assert lead(agclide="G")[3] is None
    row = {"lead_id": "1", "created_at": "2026-03-01", "gclid": "?gclid=G-1&x=2"}
    loaded = load_bytes("leads.csv", file(row)).tables["leads"]
    assert loaded["click_id"].to_list() == ["G-1"]


REAL = EXPORTS / "field" / "CRM-LEADS-utm-ptBR-01.csv"


@pytest.mark.skipif(not REAL.exists(), reason="the folder of real exports is elsewhere")
def test_a_real_crm_export_has_the_channels_of_its_click_ids() -> None:
    answers = {"mapping": "accept", "zone": "America/Sao_Paulo"}
    [part] = load(REAL.name, REAL.read_bytes(), answers, today=TODAY)
    channels = [row[3] for row in placed(part.loaded.tables["leads"])]
    assert {name: channels.count(name) for name in set(channels)} == {
        "Paid Search": 42, "Paid Social": 1, "Unassigned": 1, None: 5,
    }  # fmt: skip


# Visits


def visit(**cells: str) -> tuple[object, ...]:
    row = {"user_id": "u", "session_id": "s", "started_at": "2026-03-01T10:00:00Z", **cells}
    [found] = placed(load_bytes("touches.csv", file(row)).tables["touches"], "touches")
    return found


def test_visits_are_read_by_their_click_ids_and_links() -> None:
    assert visit(gclid="G") == PAID_SEARCH
    assert visit(landing_page="/a?gclid=G", source="(direct)", medium="(none)") == PAID_SEARCH
    assert visit(landing_page="/a?utm_source=n&utm_medium=email")[3] == "Email"
    assert visit(fbclid="F")[3:] == ("Unassigned", "unknown", "facebook")
    assert visit(source="a", medium="email", gclid="G")[3] == "Email"


def test_a_landing_page_keeps_nothing_of_a_person() -> None:
    row = {"user_id": "u", "session_id": "s", "started_at": "2026-03-01T10:00:00Z"}
    page = "/a?mail=ada@example.org&utm_source=n"
    loaded = load_bytes("touches.csv", file(row | {"landing_page": page}))
    assert loaded.tables["touches"]["landing_page"].to_list() == ["/a?utm_source=n"]


def test_not_set_is_unassigned_and_direct_is_direct() -> None:
    assert visit(source="(not set)", medium="(not set)", campaign="(not set)")[3] == "Unassigned"
    assert visit(source="(not set)")[3] == "Unassigned"
    assert visit(source="(direct)", medium="(none)", campaign="(direct)")[3] == "Direct"
    assert visit(source="(direct)", medium="(not set)", campaign="(not set)")[3] == "Direct"
    assert visit(source="", medium="", campaign="")[3] == "Direct"
    assert lead(source="(not set)", medium="(not set)", campaign="(not set)")[3] == "Unassigned"
    assert lead(source="", medium="", campaign="")[3] is None


def test_a_report_of_landing_pages_has_the_source_of_their_tags() -> None:
    head = "# ----------\n# a.example\n# Pages-Free form 1\n# 20260301-20260302\n# ----------\n\n"
    text = f"{head}Landing page + query string,Sessions\n/a?gclid=G,5\n/a?fbclid=F,3\n/b,2\n"
    frame = load_bytes("pages.csv", text.encode()).tables["web_sessions"]
    assert frame["report"].unique().to_list() == ["landing_page"]
    assert [row[3] for row in placed(frame, "web_sessions")] == ["Paid Search", "Unassigned", None]


UMAMI = {
    "session_id": "b1", "visit_id": "v1", "event_id": "e1", "hostname": "a.example", "event_type": "1",
    "created_at": "2026-03-01 10:00:00", "gclid": "", "fbclid": "", "url_path": "/",
}  # fmt: skip


def test_umami_knows_the_network_of_a_click_and_not_whether_it_was_paid() -> None:
    rows = [
        UMAMI | {"fbclid": "F"},
        UMAMI | {"visit_id": "v2", "event_id": "e2", "fbclid": "F", "gclid": "G"},
        UMAMI | {"visit_id": "v3", "event_id": "e3"},
    ]
    frame = load_bytes("website_event.csv", file(*rows)).tables["web_sessions"]
    assert sorted(row[3:] for row in placed(frame, "web_sessions")) == [
        ("Direct", "organic", None),
        ("Paid Search", "paid", None),
        ("Unassigned", "unknown", "facebook"),
    ]


# Google's vectors through the import of a file


def vectors(**columns: str) -> list[dict[str, str]]:
    return [{to: vector[name] for name, to in columns.items()} for vector in VECTORS]


def imported(store: Store, name: str, text: bytes, table: str) -> dict[int, str]:
    import_upload(store, name, text, today=TODAY)
    rows = Facts(store).frame(table)
    found = assign_channels(nw.from_native(rows), table).collect().to_native()
    return dict(found.sort("source_row").select("source_row", "channel").rows())


@pytest.mark.parametrize("table", ["web_sessions", "leads", "touches"])
def test_every_vector_keeps_its_channel_through_a_file(table: str, store: Store) -> None:
    """Reports of Google Analytics, leads and visits: all of the vectors can be written in each."""
    tags = {"source": "source", "medium": "medium", "campaign": "campaign"}
    if table == "web_sessions":
        named = {name: f"Session {name}" for name in tags}
        rows = [row | {"Sessions": "1"} for row in vectors(**named)]
        head = b"# ---\n# a.example\n# Tags-Free form 1\n# 20260301-20260302\n# ---\n\n"
        text = head + file(*rows)
    elif table == "leads":
        own = [{"lead_id": f"L{n}", "created_at": "2026-03-01"} for n in range(len(VECTORS))]
        text = file(*(a | b for a, b in zip(own, vectors(**tags), strict=True)))
    else:
        own = [
            {"user_id": f"u{n}", "session_id": "s", "started_at": "2026-03-01T10:00:00Z"}
            for n in range(len(VECTORS))
        ]
        text = file(*(a | b for a, b in zip(own, vectors(**tags), strict=True)))
    found = imported(store, f"{table}.csv", text, table)
    expected = [vector["expected_channel"] for vector in VECTORS]
    assert len(expected) == 122
    assert [found[row] for row in sorted(found)] == expected
