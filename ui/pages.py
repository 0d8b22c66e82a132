"""Page registry: navigation reads each page's title, group, icon and order from its ``page(…)`` call.

Page files are scripts, so the call is read from the source without running it: a new page is one
new file, and nothing else lists it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from ui.text import _, _c

ROOT = Path(__file__).parents[1]
# Every filter, in the order of the bar; a page names those that apply to it.
FILTERS = ("period", "compare", "channels", "uses", "networks", "accounts", "campaigns")
GROUPS = ("performance", "explain", "organise", "share", "data")


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page: its title and question (catalogue keys), place in the menu, and when it is offered.

    ``group`` is empty for a page that is not in the menu. ``filters`` are those that apply to it.
    ``former`` are addresses that it had: bookmarks still open it. ``answers`` says that the page
    has a heading of its own, the answer to its question.
    """

    path: Path
    title: str
    question: str
    order: int
    icon: str
    group: str = ""
    filters: tuple[str, ...] = FILTERS
    when: str = "always"
    former: tuple[str, ...] = ()
    answers: bool = False

    @property
    def slug(self) -> str:
        """The page's URL path."""
        return self.path.stem


def page(
    title: str,
    question: str,
    *,
    order: int,
    icon: str,
    group: str = "",
    filters: tuple[str, ...] = FILTERS,
    when: str = "always",
    former: tuple[str, ...] = (),
    answers: bool = False,
) -> None:
    """Declares a page; ``question`` is what it answers. The other arguments are as in ``PageCard``.

    ``when`` says whether it is offered always, only while nothing was imported (``empty``) or
    only afterwards (``filled``).
    """


def group_label(group: str) -> str:
    """The name of a group of the menu in the session's language."""
    return {
        "performance": _("Performance"),
        "explain": _c("menu", "Explain"),
        "organise": _c("menu", "Organise"),
        "share": _c("menu", "Share"),
        "data": _c("menu", "Data"),
    }[group]


def alias(card: PageCard, slug: str) -> st.Page:
    """A page at one more URL path, hidden from the menu."""
    return st.Page(card.path, title=_(card.title), url_path=slug, visibility="hidden")


def offer(card: PageCard, *, default: bool = False) -> st.Page:
    """The page as Streamlit knows it, titled in the session's language."""
    return st.Page(
        card.path,
        title=_(card.title),
        icon=f":material/{card.icon}:",
        default=default,
        url_path="home" if default else card.slug,
    )


@cache
def cards() -> tuple[PageCard, ...]:
    """Every page in menu order. Raises ValueError for a file without a ``page(…)`` call."""
    # Sub-folders only: Streamlit would run a script directly in pages/ instead of dashboard.py until
    # st.navigation has run once.
    found = [_read(path) for path in sorted((ROOT / "pages").glob("*/*.py"))]
    return tuple(sorted(found, key=lambda card: card.order))


def known(stage: str) -> list[PageCard]:
    """The pages that are offered at a stage of the store (``empty`` or ``filled``), in order."""
    return [card for card in cards() if card.when in {"always", stage}]


def _read(path: Path) -> PageCard:
    for node in ast.parse(path.read_text("utf-8")).body:
        call = node.value if isinstance(node, ast.Expr) else None
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "page"
        ):
            title, question = (str(ast.literal_eval(arg)) for arg in call.args)
            options = {str(kw.arg): ast.literal_eval(kw.value) for kw in call.keywords}
            return PageCard(path, title, question, **options)
    raise ValueError(f"{path} does not describe itself with page(…)")
