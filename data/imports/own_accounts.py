"""Our own accounts: the names that imported rows have, asked for when a file may be of others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import polars as pl

from data.store import Store

_TABLES = ("posts", "account_days", "ad_costs", "email_sends")


def own_accounts(store: Store) -> Callable[[], frozenset[str]]:
    """Gives the accounts in the store's rows. They are read once, and only if somebody asks."""

    @cache
    def accounts() -> frozenset[str]:
        names = [store.scan(table).select(pl.col("account").unique()) for table in _TABLES]
        found = pl.concat(pl.collect_all(names))["account"]
        return frozenset(found.drop_nulls().to_list())

    return accounts
