"""Titles of blocks in Meta's overview exports: the metric and, not always, the network.

A title names the figure and, not always, the network: “Instagram reach”, “Alcance do Instagram”,
“Facebook followers by top cities”, or just “Reach”.
"""

from __future__ import annotations

import re

import polars as pl

from data.base.issue import Question
from data.reading.names import normalise, tidy
from data.reading.table import RawTable
from data.sources.kit.spec import ReadContext
from i18n.message import msg

NETWORKS = (
    ("facebook", msg("Facebook")),
    ("instagram", msg("Instagram")),
)
_NETWORK = re.compile(r"\b(facebook|instagram)\b")
# The words that tie a network's name to the figure, in the languages of the titles.
_TIE = re.compile(
    r"(?:\b(?:do|da|de|del|du|no|na|ao|al|à|en|on|sur|l|d|auf|bei|di|su|för|på)\b[ ']*)?"
    r"\b(?:facebook|instagram)\b-?(?: page\b)?"
)


def network_in(text: str) -> str | None:
    """The network that ``text`` names, None unless it names exactly one."""
    named = set(_NETWORK.findall(normalise(text)))
    return named.pop() if len(named) == 1 else None


def without_network(title: str) -> str:
    """What is left of a title without its network, normalised.

    >>> without_network("Alcance do Instagram"), without_network("Facebook Page visits")
    ('alcance', 'visits')
    """
    return " ".join(_TIE.sub(" ", normalise(title)).split())


def ask_network(raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    """Asks for the network that a title leaves out.

    The guess is what the file name says; else, where one other block of the file names a
    network, the other one, because Meta stacks a block of each.
    """
    title = raw.title or ""
    if network_in(title) is not None:
        return ()
    prompt = msg("“{title}” does not say its network. Which one is it?", title=title)
    guess = network_in(given.file) or _other(raw)
    together = msg("These files do not say their network. Which one is it?")
    return (Question("network", prompt, NETWORKS, guess, together),)


def answered_network(raw: RawTable, given: ReadContext) -> str:
    """The network of a block, after ``ask_network``."""
    return network_in(raw.title or "") or given.answers["network"]


def _other(raw: RawTable) -> str | None:
    named = {network for title in raw.titles if (network := network_in(title)) is not None}
    left = [network for network, _ in NETWORKS if network not in named]
    return left[0] if len(left) == 1 else None


def names_over_values(raw: RawTable) -> pl.DataFrame:
    """``row``, ``name`` and ``written`` of a block that has names in its header and one record.

    The names are the groups of the block; blank ones are padding.
    """
    names = {f"c{at}": tidy(name) for at, name in enumerate(raw.header) if tidy(name)}
    long = raw.frame.unpivot(
        [c for c in names if c in raw.frame.columns],
        index="row",
        variable_name="name",
        value_name="written",
    )
    return long.with_columns(pl.col("name").replace_strict(names, return_dtype=pl.String))
