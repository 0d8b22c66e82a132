"""Pseudonymisation: e-mails, phones, names and user ids of canonical tables become keyed hashes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from data.base.contacts import addresses, hide_contacts
from data.people.pseudonym import Pseudonym
from data.tables.schema import TABLES, ColumnRole

_TEXTS = frozenset({ColumnRole.TEXT, ColumnRole.DIMENSION})
_OWN = frozenset(
    {"account", "property", "platform", "network", "report"}
)  # the company's, not people's


def hide_all_emails(texts: pl.Series, hide: Pseudonym) -> pl.Series:
    """Every text with the e-mail addresses in it replaced by the keys of these people."""

    def hidden(text: str, found: list[str]) -> str:
        # Longest first: an address can be the end of another.
        for address in sorted(set(found), key=len, reverse=True):
            text = text.replace(address, hide(address.replace("%40", "@")))
        return text

    pairs = zip(texts, addresses(texts), strict=True)
    return pl.Series([hidden(text, list(found)) for text, found in pairs], dtype=pl.String)


def storable(name: str, rows: pl.DataFrame, hide: Pseudonym) -> pl.DataFrame:
    """Rows of a canonical table as they may be stored.

    People are keys; an address inside an id is the key of its owner, so that ids stay distinct; all
    other texts lose e-mail addresses and phone numbers.
    """
    table = TABLES[name]
    done = pseudonymise_people(rows, hide) if name == "leads" else rows
    if name in {"touches", "conversions"}:
        done = done.with_columns(_keyed(done["user_key"], hide))
    texts = [
        column
        for column in table.columns
        if column.dtype == pl.String and column.name in rows.columns
    ]
    return done.with_columns(
        hide_contacts(done[column.name])
        if column.role in _TEXTS
        else _with_keys(done[column.name], hide)
        for column in texts
        if column.role in _TEXTS or (column.role is ColumnRole.KEY and column.name not in _OWN)
    )


def pseudonymise_people(leads: pl.DataFrame, hide: Pseudonym) -> pl.DataFrame:
    """Leads whose ``person_key`` and ``user_key`` are one, as is what of the person is ``lead_id``."""
    people = _keyed(leads["person_key"], hide)
    # A lead without an id of its own is known by its person, with or without a word before.
    is_person = pl.col("lead_id").str.ends_with(pl.col("person_key")).fill_null(value=False)
    before = pl.col("lead_id").str.strip_suffix(pl.col("person_key"))
    ids = leads.select(pl.when(is_person).then(before + people).otherwise("lead_id"))
    return leads.with_columns(
        _keyed(leads["user_key"], hide), people, _with_keys(ids["lead_id"], hide)
    )


def _keyed(people: pl.Series, hide: Pseudonym) -> pl.Series:
    return changed(people, people.is_not_null(), hide.many)


def _with_keys(ids: pl.Series, hide: Pseudonym) -> pl.Series:
    may = ids.str.contains("@|%40")
    return changed(ids, may, partial(hide_all_emails, hide=hide))


def changed(
    values: pl.Series, where: pl.Series, change: Callable[[pl.Series], pl.Series]
) -> pl.Series:
    """``values`` with ``change`` made, once for equal ones, to those that ``where`` marks.

    ``where`` goes by the value alone: equal values are marked alike.
    """
    at = where.fill_null(value=False).arg_true()
    if at.is_empty():
        return values
    distinct = values.gather(at).unique()
    if len(distinct) == len(values):  # as in most files of people, and replacing takes its time
        return change(values).alias(values.name)
    return values.replace(distinct, change(distinct))
