"""Whose figures a mapped file has: asked wherever they may be those of another company.

The figures of a competitor look like one’s own, so that nothing but an answer makes them ours.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level, Question
from data.base.networks import networks
from data.reading.names import tidy
from data.reading.table import Finding, RawTable
from data.sources.kit.spec import ReadContext, TypedRows
from data.sources.mapping.column_names import is_named
from data.sources.mapping.spoken_names import spoken
from data.sources.mapping.value_types import NULLS
from data.sources.mapping.vocabulary import BRANDS, COMPARES, HANDLES, WORDS
from data.tables.schema import (
    ACCOUNT_DAYS,
    AD_COSTS,
    EMAIL_SENDS,
    MENTIONS,
    POSTS,
    SEARCH_DAYS,
    WEB_SESSIONS,
)
from i18n.message import msg

OWNER = "owner"
OURS, RIVAL, NOBODY = "ours", "rival", "nobody"
_ACCOUNTS = f"{WORDS['account']}|{HANDLES}|{BRANDS}"
# Where a column of accounts, pages or brands says whose the row is. In a table of people, a company
# is where they work, and in one of visits a page is one of the website.
_TELLING = {
    **dict.fromkeys((POSTS.name, ACCOUNT_DAYS.name, MENTIONS.name), _ACCOUNTS),
    **dict.fromkeys((AD_COSTS.name, EMAIL_SENDS.name), f"{WORDS['account']}|{BRANDS}"),
    **dict.fromkeys((WEB_SESSIONS.name, SEARCH_DAYS.name), BRANDS),
}
_CALLED = "handle|name|username|page|account|profile|channel|id|url"
_SHOWN = 5  # names in the question
_LINKED = frozenset({POSTS.name, ACCOUNT_DAYS.name})


def ask_owner(table: str, raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    """The question whose the figures are, where the file names others than our own accounts.

    It is also asked of files that compare, and of those that are named after competitors.
    """
    if table not in _TELLING:
        return ()
    known = {_handle(account) for account in given.accounts()}
    telling = [
        (at, name)
        for at, name in enumerate(raw.header)
        if is_named(name, _TELLING[table]) or _is_brand(name)
    ]
    named = _named(raw, table, [at for at, _ in telling])
    strange = [name for name in named if _handle(name) not in known]
    compares = any(_compares(name) for name in (*raw.header, raw.title or "", given.file))
    if not strange and not compares:
        return ()
    brands = any(_is_brand(name) for _, name in telling)
    others = compares or raw.later or (brands and len(named) > 1)
    return (
        Question(
            OWNER,
            msg("Whose data is this ({names})?", names=", ".join(strange[:_SHOWN]))
            if strange
            else msg("Whose data is this?"),
            (
                (OURS, msg("Ours, all of these accounts")),
                (RIVAL, msg("A competitor’s, or ours together with competitors’")),
                (NOBODY, msg("No company’s, such as a sample or an average")),
            ),
            RIVAL if others else OURS,
        ),
    )


def is_ours(given: ReadContext) -> bool:
    """Whether the figures count: nothing says, or was answered, that they are another’s."""
    return given.answers.get(OWNER, OURS) == OURS


def refuse_others(rows: TypedRows) -> Iterator[Finding]:
    """Why the figures of others are not imported."""
    if not is_ours(rows.given):
        yield Finding(Level.ERROR, NOT_OURS, _KEEP_APART)


NOT_OURS = msg("This is not your own data, so nothing was imported")
_KEEP_APART = msg(
    "Utmost cannot compare competitors yet. To import your own accounts, leave only their rows "
    "in the file and answer “ours”."
)


def _named(raw: RawTable, table: str, columns: list[int]) -> list[str]:
    """The different names in these columns and, of posts, the accounts that their links name."""
    cells = [raw.frame[f"c{at}"] for at in columns if f"c{at}" in raw.frame.columns]
    if table in _LINKED and not cells:
        cells = _accounts_in_links(raw)
    if not cells:
        return []
    found = pl.concat([series.rename("name") for series in cells]).str.strip_chars()
    filled = found.set(found.is_in(["", *NULLS]), None).drop_nulls()
    return filled.unique(maintain_order=True).to_list()


def _accounts_in_links(raw: RawTable) -> list[pl.Series]:
    """The account of each link, by the patterns of the networks that have it in their links."""
    patterns = [network.account_link for network in networks() if network.account_link]
    text = [raw.frame[c] for c in raw.frame.columns if c.startswith("c")]
    links = [s for s in text if s.str.contains(r"^https?://").fill_null(value=False).any()]
    return [series.str.extract(f"(?i){pattern}", 1) for series in links for pattern in patterns]


def _is_brand(name: str) -> bool:
    """Whether a column names brands or companies: “brand”, “competitor_username”, “Company page”."""
    words = next(iter(spoken(name)), "").split()
    is_called = len(words) > 1 and is_named(words[0], BRANDS) and is_named(words[-1], _CALLED)
    return is_named(name, BRANDS) or is_called


def _handle(name: str) -> str:
    return tidy(name).casefold().removeprefix("@")


def _compares(name: str) -> bool:
    words = (
        f" {' '.join(''.join(c if c.isalnum() else ' ' for c in tidy(name).casefold()).split())} "
    )
    return any(f" {word}" in words for word in COMPARES.split("|"))
