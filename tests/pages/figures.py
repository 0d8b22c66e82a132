"""The figures of the results page, as they are shown."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

_THREE = re.compile(r"(?P<name>.*)  \n\*\*(?P<value>.*?)\*\* ?(?:  \n)?(?P<note>.*)", re.DOTALL)


def _parts(app: AppTest) -> list[re.Match[str]]:
    groups = [one for one in app.get("button_group") if str(one.key).startswith("figure_")]
    texts = [option.content for group in groups for option in group.proto.options]
    folded = [box for box in app.expander if box.proto.label and "query_stats" in box.icon]
    texts += [text.value for box in folded for text in box.markdown]
    return [found for text in texts if (found := _THREE.fullmatch(text))]


def figures(app: AppTest) -> dict[str, str]:
    """The value of each metric by its name: the switches first, then those folded."""
    return {_plain(one["name"]): _plain(one["value"]) for one in _parts(app)}


def notes(app: AppTest) -> dict[str, str]:
    """The change of each metric by its name, or that it is provisional."""
    return {_plain(one["name"]): one["note"].rstrip("\u200b") for one in _parts(app)}


def _plain(text: str) -> str:
    return text.replace("\\", "")
