"""The drawer of one key: why its numbers differ from page to page, all models, and its paths."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from i18n import format as shown
from metrics.attribution.compare import Comparison, Spread
from metrics.attribution.query import AttributionQuery
from metrics.returns.bridge import Bridge
from metrics.returns.ladder import Ladder, ladder
from metrics.returns.roi import KEYS
from ui import cache
from ui.components.attribution import path_list
from ui.components.attribution.attribution import counted, name
from ui.components.attribution.model_choice import Choice
from ui.components.sources.import_issues import plain
from ui.text import _, language, show


def open_drawer(
    spread: Spread,
    compared: Comparison,
    asked: AttributionQuery,
    choice: Choice,
    closed: Callable[[], None],
) -> None:
    """Opens it at the right; ``closed`` is called when the user closes it."""
    # The title of a dialog is fixed where it is decorated.
    title = name(spread.keys, asked)
    st.dialog(plain(title), position="right", width="medium", on_dismiss=closed)(content)(
        spread, compared, asked, choice
    )


def content(spread: Spread, compared: Comparison, asked: AttributionQuery, choice: Choice) -> None:
    """What the drawer shows."""
    if asked.by[0] in KEYS and spread.keys[0]:
        _ladder(spread, asked, choice)
    _models(spread, compared, asked)
    st.header(_("Conversion paths"), anchor=False)
    path_list.draw(asked, spread.keys[0] or "", compared.answers[0].currency)


def _ladder(spread: Spread, asked: AttributionQuery, choice: Choice) -> None:
    # The ladder counts results, whatever the page shows.
    found = cache.bridge(asked, choice.second)
    row = next((one for one in found.rows if one.key == spread.keys[0]), None)
    if row is None:
        return
    steps = ladder(row)
    rows = [(label, text) for label, text in _steps(steps, found) if text is not None]
    st.header(_("Why the numbers differ"), anchor=False)
    st.table(
        {
            _("Step"): [plain(label) for label, _text in rows],
            plain(counted(asked)): [text for _label, text in rows],
        },
        border="horizontal",
    )
    if steps.claims is None:
        st.caption(_("No platform reports conversions for it."))
    elif steps.unseen is not None and steps.unseen > 0:
        st.caption(_("Not seen can be a view without a click, refused consent, or another lookback window."))  # fmt: skip


def _steps(steps: Ladder, found: Bridge) -> list[tuple[str, str | None]]:
    model = "" if found.model is None else show(found.model.label)
    tags = (
        _("Own UTM tags (Channels)")
        if found.counted == "leads"
        else _("Source of the session (Channels)")
    )
    unseen = (
        _("Not reported by the platform")
        if steps.unseen is not None and steps.unseen < 0
        else _("Reported, never seen")
    )
    return [
        (tags, _end(steps.tags)),
        (_("Moved by the model"), _change(steps.moved)),
        (model, _end(steps.model)),
        (_("Shared with others"), _change(steps.shared)),
        (_("At least one visit before"), _end(steps.touched)),
        (unseen, _change(steps.unseen)),
        (_("Platform-reported"), _end(steps.claims)),
    ]


def _end(value: int | None) -> str | None:
    return None if value is None else f"**{plain(shown.number(value, language()))}**"


def _change(value: int | None) -> str | None:
    if value is None:
        return None
    sign = "+" if value > 0 else ""
    return f":gray[{plain(sign + shown.number(value, language()))}]"


def _models(spread: Spread, compared: Comparison, asked: AttributionQuery) -> None:
    now, code = language(), compared.answers[0].currency
    digits = int(any(round(value, 1) % 1 for value in spread.conversions))
    rows = {
        _("Model"): [plain(show(answer.model.label)) for answer in compared.answers],
        plain(counted(asked)): [
            plain(shown.number(value, now, digits, least=digits)) for value in spread.conversions
        ],
    }
    if any(spread.values):
        rows[_("Value")] = [plain(shown.money(value, code, now)) for value in spread.values]
    st.header(_("All models"), anchor=False)
    st.table(rows, border="horizontal")
