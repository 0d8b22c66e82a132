"""What people and files write is text on every page and in every report: never a link to follow."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pypdf
import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from changes import (
    added_charts,
    annotations,
    costs,
    decisions,
    dismissals,
    experiments,
    goals,
    links,
    mappings,
    reports,
    utm,
)
from data.facts.facts import canonical
from data.store import Store
from data.tables.schema import TABLES
from data.values.added_chart import AddedChart, ChartSplit
from data.values.annotation import Annotation
from data.values.audit import Actor
from data.values.channel_rule import ChannelRule
from data.values.column_mapping import ColumnMapping
from data.values.condition import Condition, Operator
from data.values.correction import Correction, CorrectionKind
from data.values.cost import Cost
from data.values.decision import Decision, DecisionMeasure
from data.values.dismissal import Dismissal, DismissalEvidence
from data.values.link import Draft
from data.values.tags import Tags
from metrics.experiments.experiment import Experiment
from metrics.goals.goal import Goal
from metrics.goals.objectives import Objective
from report.build import build
from report.document.model import Brand, Request
from report.evidence.context import ReportContext
from report.formats import formats
from tests.conftest import ROOT
from tests.pages.conftest import Opener
from ui import pages

PLANTED = (
    'https://evil.example www.evil.example [x](https://evil.example) <a href="https://evil.example">x</a>'
    " mailto:a@b.example a@b.example ![x](https://evil.example/i.png) <https://evil.example>"
)
BO = Actor(PLANTED)
# As Markdown of GitHub's kind reads it: a bare address, the two brackets of a link, a tag.
LIVE = re.compile(
    r"https?://evil|www\.evil|(?<!\\)\]\(|(?<!\\)<a\b|(?<!\\)<https|mailto:a@|\ba@b\.example",
    re.IGNORECASE,
)
# What Streamlit draws letter by letter: the contents of fields and lists, and cells of tables.
LETTERS = frozenset(
    {"value", "default", "options", "formattedOptions", "rawValues", "placeholder", "arrowData",
     "columns", "fileName", "id", "formId", "spec", "data", "url", "body_html", "stringValue", "key",
     "userKey", "alt", "elementId", "rawValue", "groupId"}
)  # fmt: skip
FIRST = date(2026, 10, 1)


def plant(folder: Path) -> Store:
    """Rows and entries whose every text is ``PLANTED``."""
    store = Store.open(folder)
    days = [FIRST + timedelta(n) for n in range(28)]
    tags = dict.fromkeys(("source", "campaign", "content", "term"), PLANTED)
    visits = {**tags, "medium": "social"}
    at = [datetime(day.year, day.month, day.day, 9, tzinfo=UTC) for day in days]
    rows: dict[str, dict[str, Any]] = {
        "web_sessions": {
            "property": "p", "report": "date,source,medium,campaign,content,term,landing_page,page",
            "date": days, **visits, "landing_page": PLANTED, "page": PLANTED, "sessions": 100,
            "key_events": 5.0, "engaged_sessions": 60,
        },
        "posts": {
            "network": "facebook", "account": PLANTED, "post_id": [f"{PLANTED}{n}" for n in range(28)],
            "observed_at": at, "published_at": at, "published_on": days, "text": PLANTED,
            "permalink": "javascript:alert(1)", "format": PLANTED, "use": "organic", "views": 1_000,
            "impressions": 1_000, "interactions": 50, "reach": 900,
        },
        "ad_costs": {
            "platform": "meta", "account": PLANTED, "report": "campaign", "date": days,
            "campaign": PLANTED, "ad_group": PLANTED, "ad": PLANTED, "currency": "EUR", "spend": 10.0,
            "clicks": 50, "impressions": 900,
        },
        "leads": {
            "lead_id": [str(n) for n in range(28)], "created_at": at, "created_on": days, **visits,
        },
    }  # fmt: skip
    for number, (table, columns) in enumerate(rows.items()):
        frame = pl.DataFrame({"source_row": range(28)}).with_columns(
            pl.Series(name, value) if isinstance(value, list) else pl.lit(value).alias(name)
            for name, value in columns.items()
        )
        content = {table: canonical(TABLES[table], frame)}
        store.commit(
            f"i{number}", f"s{number}", f"{PLANTED} {table}.csv", content, {"source": PLANTED}
        )
    for metric, guard in (("leads", ""), ("sessions", "lead_rate")):
        goals.save_goal(store, Goal(
            "", metric, 90, FIRST, FIRST + timedelta(60), "cumulative", campaign=PLANTED, objective=PLANTED,
            mission=PLANTED, owner=PLANTED, guard=guard,
        ), BO, note=PLANTED)  # fmt: skip
    goals.save_objectives(store, [Objective(PLANTED), Objective("x", PLANTED)], BO)
    goals.set_mission(store, "Organic Social", PLANTED, BO)
    annotations.add_annotation(store, Annotation(FIRST, days[5], PLANTED, "site", "", ""), BO)
    dismissals.dismiss(store, Dismissal(DismissalEvidence(PLANTED, 1.0), PLANTED), BO)
    costs.add_cost(
        store,
        Cost("tools", FIRST, days[9], "EUR", 5.0, campaign=PLANTED, label=PLANTED),
        BO,
        PLANTED,
    )
    experiments.declare(store, Experiment(
        PLANTED, ("lead_rate",), "campaign", (PLANTED, "other"), FIRST, hypothesis=PLANTED, owner=PLANTED,
    ), BO)  # fmt: skip
    links.add_links(
        store,
        [
            Draft(
                f"https://a.example/{PLANTED}",
                Tags(PLANTED, PLANTED, PLANTED),
                "facebook",
                note=PLANTED,
            )
        ],
        BO,
    )
    utm.add_corrections(
        store,
        [Correction(CorrectionKind.REPLACE, "medium", (PLANTED,), f"{PLANTED}!")],
        BO,
        PLANTED,
    )
    utm.add_channel_rules(
        store,
        [ChannelRule(PLANTED[:80], (Condition("campaign", Operator.EQUALS, (PLANTED,)),))],
        BO,
        PLANTED,
    )
    mappings.save_mapping(store, ColumnMapping(
        PLANTED, "leads", ("day", "id"), (("id", "lead_id"), ("day", "created_at"))
    ), BO)  # fmt: skip
    for split in ChartSplit:
        planted = AddedChart("leads", split, campaigns=(PLANTED,), caption=PLANTED[:200])
        added_charts.add_chart(store, planted, BO)
    measure = DecisionMeasure("leads", FIRST, days[-1], at_least=1.0, campaigns=(PLANTED,))
    for decided in (
        Decision(PLANTED, FIRST, FIRST, owner=PLANTED, reason=PLANTED, measure=measure),
        Decision(f"{PLANTED}2", FIRST, FIRST),
    ):
        number = decisions.log_decision(store, decided, BO)
    decisions.close_decision(store, number, PLANTED, BO)
    reports.save_report(store, PLANTED, Request(FIRST, days[-1], title=PLANTED), BO)
    reports.save_brand(store, Brand(PLANTED), BO)
    return store


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a message with the fields that lead to it, without those shown as letters."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, path)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in LETTERS:
                yield from texts(part, f"{path}.{name}")


def elements(app: AppTest) -> Iterator[tuple[str, dict[str, Any]]]:
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield type(node).__name__, MessageToDict(proto)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "store"
    plant(folder).close()
    return folder


def test_no_page_makes_a_link_of_what_was_written(opened: Opener, planted: Path) -> None:
    app = opened(planted)
    found = set()
    seen = 0
    for card in pages.cards():
        if card.when == "empty":
            continue
        app.switch_page(str(card.path.relative_to(ROOT))).run()
        assert not app.exception, app.exception
        # Most parts are drawn once they are opened; the key of one is behind its hash.
        closed = [box.proto.id.split("-", 2)[2] for box in app.expander if box.proto.id]
        for key in closed:
            app.session_state[key] = True
        if closed:
            app.run()
            assert not app.exception, app.exception
        for kind, message in elements(app):
            for path, text in texts(message):
                seen += "evil" in text
                if LIVE.search(text):
                    found.add((card.slug, kind, path, text[:160]))
            if "spec" in message:  # Plotly makes links of the tag alone
                seen += "evil" in message["spec"]
                if re.search(r"<a\b", message["spec"].replace("\\u003c", "<")):
                    found.add((card.slug, kind, "spec", ""))
    assert not found, "\n".join(map(str, sorted(found)))
    assert seen > 20


def test_no_report_makes_a_link_of_what_was_written(planted: Path) -> None:
    store = Store.open(planted)
    request = Request(FIRST, FIRST + timedelta(27), title=PLANTED)
    report = build(ReportContext.of(store), request, now=datetime(2026, 11, 1, tzinfo=UTC))
    store.close()
    made = {name: form.write(report) for name, form in formats().items()}
    assert made.keys() == {"a4", "html", "pdf", "pptx", "xlsx"}
    html = made["html"].decode()
    assert "evil.example" in html
    assert not re.search(r"<(a|img|link|iframe|form|base)\b[^>]*(evil|b\.example)", html)
    for name in ("pdf", "a4"):
        for page in pypdf.PdfReader(io.BytesIO(made[name])).pages:
            for one in page.get("/Annots") or ():
                assert "evil" not in json.dumps(str(one.get_object()))
    for name in ("pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(made[name])) as parts:
            for part in parts.namelist():
                text = parts.read(part).decode("utf-8", "replace")
                assert not part.endswith(".rels") or "evil" not in text, part
                assert "hlinkClick" not in text, part
                # Links between the sheets of a workbook name a place, never an address.
                assert not re.search(r"<hyperlink [^>]*r:id", text), part
