"""Referring sites as sources and media, as Google Analytics would name them."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from data.base.channels import categories


@cache
def _engines() -> str:
    """A pattern of the search engines that Google Analytics names without their domain."""
    return "|".join(re.escape(name) for name in categories()["search"] if "." not in name)


def site_source(domain: pl.Expr) -> pl.Expr:
    """The source of visits from ``domain`` (lower case): a search engine’s name, else the domain.

    >>> frame = pl.DataFrame({"site": ["google.co.uk", "search.yahoo.com", "mail.google.com"]})
    >>> frame.select(site_source(pl.col("site")))["site"].to_list()
    ['google', 'yahoo', 'mail.google.com']
    """
    engine = domain.str.extract(rf"^(?:search\.)?({_engines()})\.[a-z]{{2,3}}(?:\.[a-z]{{2}})?$")
    return engine.fill_null(domain)


def site_medium(source: pl.Expr) -> pl.Expr:
    """“organic” for search engines, “referral” for any other site, null where there is none."""
    search = source.str.to_lowercase().is_in(list(categories()["search"]))
    return (
        pl.when(search).then(pl.lit("organic")).when(source.is_not_null()).then(pl.lit("referral"))
    )
