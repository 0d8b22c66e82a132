"""What a page shows in words, gathered from everything that it sends to the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

WORDED = frozenset({
    "alt", "body", "caption", "content", "delta", "delta_description", "help", "label",
    "options", "placeholder", "title", "tooltip", "value",
})  # fmt: skip
PLOTTED = frozenset({
    "customdata", "hovertemplate", "label", "name", "text", "ticktext", "title", "x", "y",
})  # fmt: skip
COLUMNED = frozenset({"help", "label", "display_text"})
NO_WORDS = re.compile(
    r":material/\w+:|utm_\w+|\{\w+\}|`[^`]*`|https?://\S+|\]\([^)]*\)|%\{[^}]*\}|<[^>]*>|&\w+;|:(?:\w+-)?\w+(?=\[)"
)


def texts(app: AppTest) -> Iterator[str]:
    """Every text of the page and its side bar: words, hints, choices, tables and charts."""
    for node in _nodes(app._tree):
        proto = node.proto
        if proto is None:
            continue
        if proto.DESCRIPTOR.name == "PlotlyChart":
            yield from _strings(json.loads(proto.spec), PLOTTED)
            yield proto.alt
            continue
        if proto.DESCRIPTOR.name == "Html":  # styles, and the words that they write
            yield from re.findall(r'content: "([^"]*)"', proto.body)
            continue
        yield from _worded(proto)
        if proto.DESCRIPTOR.name == "Dataframe":
            yield from _table(node.value, json.loads(proto.columns or "{}"))


def _table(frame: Any, settings: dict[str, Any]) -> Iterator[str]:
    """Cells of text, headings and hints of columns."""
    for column in frame.columns:
        cells = (cell for cell in frame[column] if isinstance(cell, str))
        yield from (cell for cell in cells if not cell.startswith("data:image/"))
    yield from _strings(settings, COLUMNED)


def _nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _nodes(child)


def _worded(proto: Any) -> Iterator[str]:
    for field, value in proto.ListFields():
        repeated = value if field.is_repeated else [value]
        for one in repeated:
            if isinstance(one, str) and field.name in WORDED:
                yield one
            elif hasattr(one, "ListFields"):
                yield from _worded(one)


def _strings(value: Any, keys: frozenset[str], *, inside: bool = False) -> Iterator[str]:
    if isinstance(value, str):
        if inside:
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one, keys, inside=inside)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _strings(one, keys, inside=inside or key in keys)


def words(text: str) -> set[str]:
    """The words of a text as it is read, without addresses, code and names of icons."""
    return set(re.findall(r"[^\W\d_]{3,}", NO_WORDS.sub(" ", text).casefold()))
