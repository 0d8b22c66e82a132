"""Page registry: navigation reads each page's title, icon and order from its ``page(…)`` call.

Page files are scripts, so the call is read from the source without running it: a new page is one
new file, and nothing else lists it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from ui.text import _

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page: its title and help text (catalogue keys), order, icon, and when it is offered."""

    path: Path
    title: str
    help: str
    order: int
    icon: str
    filters: bool = True
    when: str = "always"

    @property
    def slug(self) -> str:
        """The page's URL path."""
        return self.path.stem


def page(
    title: str,
    help: str,  # noqa: A002  # the word Streamlit uses for it
    *,
    order: int,
    icon: str,
    filters: bool = True,
    when: str = "always",
) -> None:
    """Declares a page; ``help`` is the question it answers, shown below its title.

    ``filters`` says whether the shared filters apply to it; ``when`` whether it is offered
    always, only while nothing was imported (``empty``) or only afterwards (``filled``).
    """


def alias(card: PageCard, slug: str) -> st.Page:
    """A page at one more URL path, hidden from the menu."""
    return st.Page(card.path, title=_(card.title), url_path=slug, visibility="hidden")


def offer(card: PageCard, *, default: bool = False) -> st.Page:
    """The page as an entry of the navigation menu, in the session's language."""
    return st.Page(
        card.path,
        title=_(card.title),
        icon=f":material/{card.icon}:",
        help=_(card.help),
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


def _read(path: Path) -> PageCard:
    for node in ast.parse(path.read_text("utf-8")).body:
        call = node.value if isinstance(node, ast.Expr) else None
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "page"
        ):
            title, helped = (str(ast.literal_eval(arg)) for arg in call.args)
            options = {str(kw.arg): ast.literal_eval(kw.value) for kw in call.keywords}
            return PageCard(path, title, helped, **options)
    raise ValueError(f"{path} does not describe itself with page(…)")
