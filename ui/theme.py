"""Chart theme: Plotly layout and a fixed colour per channel, network and status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from textwrap import wrap
from tomllib import loads
from types import MappingProxyType
from typing import Any

import streamlit as st
from babel import Locale

from data.base.networks import network_colours
from i18n.locales import numeric_date
from ui import device

CHANNEL_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "Organic Social": "#2F74D0",
        "Paid Social": "#D9652B",
        "Organic Search": "#2E8B62",
        "Paid Search": "#7F8A12",
        "Email": "#8459CF",
        "Direct": "#6E7B8A",
        "Referral": "#BF4A80",
        "Organic Video": "#178C9B",
        "Display": "#A0522D",
        "Paid Video": "#C2475A",
        "Cross-network": "#5B6BD6",
        "Paid Shopping": "#8F7A12",
        "Organic Shopping": "#5E8F3A",
        "Paid Other": "#B25F8F",
        "Affiliates": "#4C8CA8",
        "Audio": "#7A6652",
        "SMS": "#557A9E",
        "Mobile Push Notifications": "#74659B",
        "AI Assistant": "#3D8F8F",
        "Unassigned": "#8A8F98",
    }
)

# What a colour says, in both appearances: words of these colours have AA contrast on the page.
# "good" and "bad" are verdicts: only for what is beyond random variation.
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "now": "#2F74D0",
        "before": "#8A94A2",
        "target": "#C2551F",
        "track": "#DFE5EC",
        "text": "#0B1420",
        "quiet": "#566272",
        "good": "#14704A",
        "bad": "#B3261E",
        "warn": "#8A4B00",
        "paper": "#FFFFFF",
        "chosen": "#E8EEF9",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "now": "#6FA5F0",
        "before": "#8A97A6",
        "target": "#F0935F",
        "track": "#2B3846",
        "text": "#E8EDF3",
        "quiet": "#A3B0BF",
        "good": "#5CCB9A",
        "bad": "#FF9A92",
        "warn": "#F2B36B",
        "paper": "#10161E",
        "chosen": "#1E2A3C",
    }
)

QUIET = "#717C8B"  # the same contrast (4.2 to 1) on the light and on the dark table


def is_dark() -> bool:
    """Whether the session is shown in the dark appearance. A switch of it runs the page again."""
    return st.context.theme.type == "dark"


def role(name: str) -> str:
    """The colour of a role in the appearance of the session. Raises KeyError for an unknown role."""
    return (DARK if is_dark() else LIGHT)[name]


@cache
def palette() -> tuple[str, ...]:
    """The categorical colours of the Streamlit theme, for series without a colour of their own."""
    config = Path(__file__).parents[1] / ".streamlit" / "config.toml"
    return tuple(loads(config.read_text("utf-8"))["theme"]["chartCategoricalColors"])


def colours(names: Iterable[str]) -> dict[str, str]:
    """A colour for each series name: its own where it has one, else the palette in order."""
    spare = iter(palette() * 10)
    known = {**CHANNEL_COLOURS, **network_colours()}
    return {name: known.get(name) or next(spare) for name in names}


def escaped(text: str) -> str:
    """Text as Plotly shows it without reading markup in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def wrapped(text: str) -> str:
    """A sentence as Plotly shows it in a hover label: in short lines, never as markup."""
    return "<br>".join(wrap(escaped(text), 48))


def chart_config(language: str, name: str = "", png: str = "") -> dict[str, Any]:
    """Plotly's options: no upload button, names and separators of ``language``.

    With a ``name``, the only tool is a picture of that name; ``png`` is the tool's title.
    """
    own = {
        # A finger has no hover: the tool would always lie on the chart.
        "displayModeBar": False if device.is_phone() else "hover",
        "modeBarButtons": [["toImage"]],
        "displaylogo": False,
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2},
    }
    titles = {"Download plot as a PNG": png, "Download plot": png}
    return {
        **(own if name else {"displayModeBar": False}),
        "showSendToCloud": False,
        "responsive": True,
        "locale": language,
        "locales": {
            language: {"format": _locale_format(language), "dictionary": titles if name else {}}
        },
    }


@cache
def _locale_format(language: str) -> dict[str, Any]:
    locale = Locale.parse(language)
    months, days = locale.months["stand-alone"], locale.days["stand-alone"]
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    return {
        "months": [months["wide"][i] for i in range(1, 13)],
        "shortMonths": [months["abbreviated"][i] for i in range(1, 13)],
        "days": [days["wide"][i] for i in sunday_first],
        "shortDays": [days["abbreviated"][i] for i in sunday_first],
        "date": numeric_date(language),
        "decimal": locale.number_symbols["latn"]["decimal"],
        "thousands": locale.number_symbols["latn"]["group"],
    }
