"""Channel classification: adds ``channel``, ``use`` and ``network`` to any canonical table.

Posts and account days have their network; native page exports rarely say whether a figure is
organic or paid, and what is not marked as paid there is counted as organic. Visits and leads are
classified by their tags; ad costs by platform and campaign type. The work is done once per distinct
combination and joined back, so its cost does not grow with the number of rows. Channel rules of
the user come last and see the channel that was found before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from data.base.channels import CHANNELS, Use, use_of
from data.base.network import CampaignRule
from data.base.networks import networks
from data.channels.default_channels import channel_of
from data.tables.schema import TABLES
from data.values.channel_rule import ChannelRule, own_uses

Frame = nw.LazyFrame[Any]

DERIVED_COLUMNS = frozenset({"channel", "use", "network"})
TAGS = ("source", "medium", "campaign")


def _first_match(text: nw.Expr, cases: Sequence[tuple[str, str]]) -> nw.Expr:
    """The value of the first pattern that the whole text matches, or null."""
    tests = [nw.when(text.str.contains(f"^({pattern})$")).then(nw.lit(v)) for pattern, v in cases]
    # Coalesce takes the first match, so the order of the cases is the order of precedence.
    return nw.coalesce(*tests)


def network_of(source: str = "source") -> nw.Expr:
    """The network that a column of lower-case sources names, or null."""
    cases = [("|".join(known.visits), known.id) for known in networks() if known.visits]
    return _first_match(nw.col(source), cases)


def _is_video(network: nw.Expr) -> nw.Expr:
    """Whether a network's posts are counted in the video channels."""
    return network.is_in([known.id for known in networks() if known.video])


def _from_tags() -> nw.Expr:
    """As its click id tells, else by the rules; a CRM without a source may name the channel itself."""
    given = nw.when(nw.col("channel_group") != "").then(nw.col("_channel_group"))
    tagged = (nw.col("source") != "") | (nw.col("medium") != "") | (nw.col("campaign") != "")
    names = [(re.escape(channel.lower()), channel) for channel in CHANNELS]
    named = _first_match(nw.col("medium"), names)
    return nw.coalesce(
        given, nw.when(nw.col("source") == "").then(named), nw.when(tagged).then(channel_of())
    )


def _from_ga4() -> nw.Expr:
    given = nw.when(nw.col("channel_group") != "").then(nw.col("_channel_group"))
    sourced = (nw.col("source") != "") | (nw.col("medium") != "")
    # A channel that GA4 gives always wins over the rules.
    return nw.coalesce(given, nw.when(sourced).then(channel_of()))


def _from_visit() -> nw.Expr:
    """A visit that brought no source at all is a direct one."""
    tagged = (nw.col("source") != "") | (nw.col("medium") != "") | (nw.col("campaign") != "")
    return nw.coalesce(_from_ga4(), nw.when(tagged).then(channel_of()), nw.lit("Direct"))


def _campaigns() -> Iterator[tuple[str, CampaignRule]]:
    """The rules of every ad platform, each with a pattern of platform and campaign type."""
    for known in networks():
        if known.ads is not None:
            names = "|".join(known.ads.names)
            for rule in known.ads.campaigns:
                kind = f".*({'|'.join(rule.words)}).*" if rule.words else ".*"
                yield f"({names}) {kind}", rule
    yield ".* .*", CampaignRule("Paid Other")


def _placed_by(kind: nw.Expr, cases: Sequence[tuple[str, str]]) -> nw.Expr:
    return _first_match(nw.concat_str(nw.col("platform"), nw.lit(" "), kind), cases)


def _ad_channel(kind: nw.Expr) -> nw.Expr:
    """The channel of ads by their platform and the type of their campaign."""
    return _placed_by(kind, [(pattern, rule.channel) for pattern, rule in _campaigns()])


def _ad_network() -> nw.Expr:
    cases = [(pattern, rule.network) for pattern, rule in _campaigns() if rule.network is not None]
    return _placed_by(nw.col("campaign_type"), cases)


def _from_cost() -> nw.Expr:
    """As entered; of a platform, its paid channel for ads and its organic one for anything else."""
    given = nw.when(nw.col("channel_group") != "").then(nw.col("_channel_group"))
    named = nw.col("platform") != ""
    paid = nw.when(named & (nw.col("kind") == "ads")).then(_ad_channel(nw.lit("")))
    video = nw.when(_is_video(_cost_network())).then(nw.lit("Organic Video"))
    own = nw.when(named & ~_cost_network().is_null()).then(nw.lit("Organic Social"))
    return nw.coalesce(given, paid, video, own)


def _cost_network() -> nw.Expr:
    return network_of("platform")


@dataclass(frozen=True, slots=True)
class _Classifier:
    """The columns that decide a row's channel, and how; the expressions see them in lower case.

    In their own case, the columns have an underscore before their name.
    """

    columns: tuple[str, ...]
    channel: Callable[[], nw.Expr]
    network: Callable[[], nw.Expr]
    paid: bool = False


_VISITS = _Classifier(("channel_group", *TAGS), _from_ga4, network_of)
_CLASSIFIERS = {
    "web_sessions": _VISITS,
    "web_key_events": _VISITS,
    "touches": _Classifier(("channel_group", *TAGS), _from_visit, network_of),
    "leads": _Classifier(("channel_group", *TAGS), _from_tags, network_of),
    "costs": _Classifier(("channel_group", "platform", "kind"), _from_cost, _cost_network),
    "ad_costs": _Classifier(
        ("platform", "campaign_type"),
        lambda: _ad_channel(nw.col("campaign_type")),
        _ad_network,
        paid=True,
    ),
}
# What a channel rule tests that is not a column: assigned on the way, or part of the landing page.
_FOUND = frozenset({"channel", "network"})
_LANDING = frozenset({"landing_host", "landing_path"})


def landing_host(page: nw.Expr) -> nw.Expr:
    """The host of a landing page in lower case, empty where only the path is known."""
    # “https://a.example/x”, “//a.example” and “a.example?y” give the host, “/x” nothing.
    return page.str.replace(r"^(https?:)?//", "").str.replace(r"[/?#].*$", "")


def landing_path(page: nw.Expr) -> nw.Expr:
    """The path of a landing page in lower case, without host, query and fragment."""
    return page.str.replace(r"^((https?:)?//)?[^/?#]*", "").str.replace(r"[?#].*$", "")


def _tested(name: str) -> nw.Expr:
    """What a rule compares, in lower case, empty where unknown."""
    text = nw.col(column_of(name)).fill_null("").str.to_lowercase()
    parts = {"landing_host": landing_host, "landing_path": landing_path}
    return parts[name](text) if name in parts else text


def column_of(tested: str) -> str:
    """The column of the facts that a rule looks at."""
    return "landing_page" if tested in _LANDING else tested


def _about(table: str, rules: Iterable[ChannelRule]) -> tuple[ChannelRule, ...]:
    """The rules that test nothing which the table does not have."""
    known = _FOUND | set(TABLES[table].schema)
    return tuple(rule for rule in rules if {column_of(name) for name in rule.tested} <= known)


def _ruled(rules: Sequence[ChannelRule]) -> nw.Expr:
    """The channel of the first rule that holds, otherwise the one already found."""
    cases = []
    for rule in rules:
        holds = [condition.holds(_tested(condition.column)) for condition in rule.when]
        every = nw.all_horizontal(*holds, ignore_nulls=False)
        cases.append(nw.when(every).then(nw.lit(rule.channel)))
    return nw.coalesce(*cases, nw.col("channel"))


def _owned(frame: Frame, rules: Sequence[ChannelRule]) -> Frame:
    paid = nw.col("use").fill_null("") == Use.PAID.value
    kind = nw.when(_is_video(nw.col("network"))).then(nw.lit("Video")).otherwise(nw.lit("Social"))
    # Native page exports rarely say; what is not marked as paid counts as organic.
    use = nw.when(paid).then(nw.lit(Use.PAID.value)).otherwise(nw.lit(Use.ORGANIC.value))
    word = nw.when(paid).then(nw.lit("Paid ")).otherwise(nw.lit("Organic "))
    placed = frame.with_columns(channel=nw.concat_str(word, kind), use=use)
    return placed.with_columns(channel=_ruled(rules)) if rules else placed


def assign_channels(
    frame: Frame,
    table: str,
    wanted: Collection[str] = DERIVED_COLUMNS,
    rules: Sequence[ChannelRule] = (),
) -> Frame:
    """``frame`` of ``table`` with the ``wanted`` of ``channel``, ``use`` and ``network``.

    Channel and network are null where they are not known. A lead without any tag has no channel
    at all: it is unknown, not Direct. Of the user's own ``rules`` the first that holds decides
    the channel; a rule that tests what the table does not have never holds there.
    """
    own = _about(table, rules)
    if table not in _CLASSIFIERS:
        return _owned(frame, own)
    classifier = _CLASSIFIERS[table]
    tested = {name for rule in own for name in rule.tested}
    further = sorted({column_of(name) for name in tested - _FOUND} - set(classifier.columns))
    columns = (*classifier.columns, *further)
    there = set(frame.collect_schema().names())
    # Null keys never meet in a join, so unknown is matched as empty text.
    keys = {
        f"_{name}": nw.col(name).fill_null("") if name in there else nw.lit("") for name in columns
    }
    keyed = frame.with_columns(**keys)
    lower = {name: nw.col(f"_{name}").str.to_lowercase() for name in columns}
    channel = bool({"channel", "use"} & set(wanted))
    added = {"channel": classifier.channel} if channel else {}
    added |= {"network": classifier.network} if "network" in {*wanted, *tested} else {}
    # Once per distinct combination of tags: the rules are dozens of regular expressions.
    placed = keyed.select(*keys).unique().with_columns(**lower)
    placed = placed.with_columns(**{name: find() for name, find in added.items()})
    if channel and own:
        placed = placed.with_columns(channel=_ruled(own))
    wanted_columns = [name for name in added if name != "network" or name in wanted]
    classified = keyed.join(placed.select(*keys, *wanted_columns), on=list(keys), how="left").drop(
        list(keys)
    )
    if "use" not in wanted:
        return classified
    use = nw.lit(Use.PAID.value) if classifier.paid else use_of(own_uses(rules))
    return classified.with_columns(use=use)
