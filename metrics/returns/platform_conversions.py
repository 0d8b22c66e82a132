"""Platform-reported conversions: what ad platforms report, compared with credited conversions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from data.channels.ad_platforms import ad_platform_of
from data.facts.source import FactSource
from i18n.message import Message, msg, plural
from metrics.attribution.answer import Attribution, attribute
from metrics.attribution.model import Model, registered
from metrics.attribution.query import AttributionQuery
from metrics.definitions.reasons import WhyNull
from metrics.engine import costs_of, query_metrics
from metrics.question.query import Query
from metrics.returns.credited_outcome import WEB_REVENUE, credited_outcome
from metrics.returns.estimate import Range
from metrics.returns.roi import ReturnsBasis

_KEYS = ("use", "source", "campaign")
_BY_TAGS = ("use", "network", "campaign")
_COUNTED = (("leads", "revenue"), ("key_events", WEB_REVENUE))
NO_CONVERSIONS_REPORTED = msg(
    "No platform-reported conversions in this period. Import an export with a column of "
    "conversions."
)


@dataclass(frozen=True, slots=True)
class PlatformConversions:
    """The conversions that one platform reports, and those credited to its paid visits.

    Where ``claimed`` is None, ``why`` says why. ``currency`` is that of ``claimed_value``, None
    where none or several are named; then the value is None too if there are several.
    """

    platform: str
    claimed: float | None
    claimed_value: float | None
    currency: str | None
    why: WhyNull | None
    campaigns: frozenset[str]
    credited: Range | None = None
    credited_value: Range | None = None


@dataclass(frozen=True, slots=True)
class PlatformComparison:
    """All platforms, the one that reports most first, and all conversions that there were.

    ``claimed`` is the sum of the platforms that report; ``happened`` counts each conversion once,
    and ``paid`` is what of it was credited to any paid visit. None where unknown. ``counted`` is
    the metric that ``happened`` is where no journeys are known, ``models`` those of the ranges.
    """

    evidence: ReturnsBasis
    rows: tuple[PlatformConversions, ...]
    claimed: float | None
    happened: float | None
    paid: Range | None
    value: float | None
    currency: str | None
    models: tuple[Model, ...]
    counted: str | None


@dataclass(frozen=True, slots=True)
class _Credit:
    use: str
    source: str
    campaign: str
    conversions: float
    value: float


def claims(facts: FactSource, ask: AttributionQuery) -> PlatformComparison:
    """Reported conversions of the query's period, and its conversions as the models credit them.

    With journeys, the credits are ranges over the models; without, each lead (or key event)
    counts for the tags it came with. ``ask.by`` is not used.
    """
    reported = _reported(facts, ask.start, ask.end)
    models = tuple(registered().values())
    answers = attribute(facts, replace(ask, by=_KEYS), models, bounded=False)
    whole = [answer for answer in answers if answer.credits]
    if not whole:
        return _by_tags(facts, Query(ask.start, ask.end), reported)
    comparison = _compared(
        reported, [list(_credits(answer)) for answer in whole], valued=whole[0].value is not None
    )
    first = whole[0]
    return replace(
        comparison,
        evidence=ReturnsBasis.PATHS,
        happened=first.conversions,
        value=first.value,
        currency=first.currency,
        models=tuple(answer.model for answer in whole),
    )


def _reported(facts: FactSource, start: date, end: date) -> list[PlatformConversions]:
    """The conversions that each platform with rows in the period reports."""
    inside, beyond = costs_of(facts, Query(start, end))
    one_currency = pl.col("currency").n_unique() == 1
    figures = {
        name: pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum())
        for name in ("conversions", "conversion_value")
    }
    # A period total that reaches beyond the query cannot be split, so it stays unknown.
    both = [inside.with_columns(_inside=True), beyond.with_columns(_inside=False)]
    rows = (
        pl.concat(both, how="diagonal")
        .group_by(pl.col("platform").fill_null(""))
        .agg(
            **figures,
            whole=pl.col("_inside").all(),
            currency=pl.when(one_currency).then(pl.col("currency").first()),
            mixed=pl.col("currency").n_unique() > 1,
            campaigns=pl.col("campaign").drop_nulls().str.to_lowercase().unique(),
        )
        .sort("conversions", "platform", descending=[True, False], nulls_last=True)
    )
    return [_claim(**row) for row in rows.collect().to_dicts()]


def _claim(
    platform: str,
    conversions: float | None,
    conversion_value: float | None,
    currency: str | None,
    campaigns: Iterable[str],
    *,
    whole: bool,
    mixed: bool,
) -> PlatformConversions:
    known = frozenset(campaigns)
    if not whole:
        return PlatformConversions(platform, None, None, None, WhyNull.PERIOD_ROWS_ONLY, known)
    why = WhyNull.NOT_IN_EXPORT if conversions is None else None
    return PlatformConversions(
        platform, conversions, None if mixed else conversion_value, currency, why, known
    )


def _credits(answer: Attribution) -> Iterator[_Credit]:
    for credit in answer.credits:
        use, source, campaign = (key or "" for key in credit.keys)
        yield _Credit(use, source, campaign, credit.conversions, credit.value or 0.0)


def _owner(credit: _Credit, claims: Sequence[PlatformConversions]) -> str | None:
    """The platform whose paid visit or campaign it is; None where none or several qualify.

    A campaign with a name from a platform's export is that platform's, unless the source is
    known to be another's.
    """
    sent = {claim.platform: ad_platform_of(credit.source, claim.platform) for claim in claims}
    named = [claim.platform for claim in claims if credit.campaign.lower() in claim.campaigns]
    paid = [platform for platform, yes in sent.items() if yes and credit.use == "paid"]
    sure = paid or [platform for platform in named if sent[platform]]
    # A paid visit with a known source decides; a campaign name alone may be used on several
    # platforms.
    possible = sure or [platform for platform in named if sent[platform] is None]
    return possible[0] if len(possible) == 1 else None


def _compared(
    reported: Sequence[PlatformConversions], credits_: Sequence[list[_Credit]], *, valued: bool
) -> PlatformComparison:
    """The reported conversions with the credits of their platforms, a list per model."""
    owned = [[(_owner(credit, reported), credit) for credit in model] for model in credits_]
    rows = []
    for claim in reported:
        own = [[credit for owner, credit in model if owner == claim.platform] for model in owned]
        credited = Range.over(sum(credit.conversions for credit in model) for model in own)
        worth = Range.over(sum(credit.value for credit in model) for model in own)
        rows.append(replace(claim, credited=credited, credited_value=worth if valued else None))
    paid = Range.over(
        sum(credit.conversions for owner, credit in model if owner or credit.use == "paid")
        for model in owned
    )
    # A platform whose export has no conversions stays unknown, and is not zero in the sum.
    known = [claim.claimed for claim in reported if claim.claimed is not None]
    claimed = sum(known) if known else None
    return PlatformComparison(
        ReturnsBasis.LAST_CLICK, tuple(rows), claimed, None, paid, None, None, (), None
    )


def _by_tags(
    facts: FactSource, query: Query, reported: Sequence[PlatformConversions]
) -> PlatformComparison:
    """What counts for the company, else leads, else key events, by the tags that they came with."""
    own = credited_outcome(facts)
    pairs = () if own.is_on_paths else ((own.metric, own.worth or WEB_REVENUE),)
    for counted, worth in dict.fromkeys((*pairs, *_COUNTED)):
        whole = {
            row["metric"]: row for row in query_metrics(facts, [counted, worth], query).to_dicts()
        }
        if whole[counted]["value"] is not None:
            valued = whole[worth]["value"] is not None
            comparison = _compared(reported, [_tagged(facts, query, counted, worth)], valued=valued)
            return replace(
                comparison,
                happened=whole[counted]["value"],
                value=whole[worth]["value"],
                currency=whole[worth]["currency"],
                counted=counted,
            )
    return replace(_compared(reported, [], valued=False), paid=None)


def _tagged(facts: FactSource, query: Query, counted: str, worth: str) -> list[_Credit]:
    split = query_metrics(facts, [counted, worth], replace(query, by=_BY_TAGS))
    values = split.pivot("metric", index=list(_BY_TAGS), values="value").fill_null(0.0)
    return [
        _Credit(
            row["use"] or "", row["network"] or "", row["campaign"] or "", row[counted], row[worth]
        )
        for row in values.to_dicts()
    ]


def headline(comparison: PlatformComparison) -> Message | None:
    """One sentence on all reported and all actual conversions; None where nothing is reported."""
    if comparison.claimed is None:
        return None
    claimed = round(comparison.claimed)
    if comparison.happened is None or comparison.paid is None:
        return plural(
            "{claimed} platform-reported conversion. No file says how many were recorded.",
            "{claimed} platform-reported conversions. No file says how many were recorded.",
            claimed=claimed,
        )
    happened, low, high = (
        round(comparison.happened),
        round(comparison.paid.low),
        round(comparison.paid.high),
    )
    if comparison.evidence is ReturnsBasis.LAST_CLICK:
        return plural(
            "{claimed} platform-reported conversion. {happened}, {low} of them by UTM tags of "
            "paid campaigns (last click).",
            "{claimed} platform-reported conversions. {happened}, {low} of them by UTM tags of "
            "paid campaigns (last click).",
            claimed=claimed,
            happened=plural("{n} was recorded", "{n} were recorded", n=happened),
            low=low,
        )
    return plural(
        "{claimed} platform-reported conversion. {happened}, {low} to {high} of them from paid "
        "visits, depending on the model.",
        "{claimed} platform-reported conversions. {happened}, {low} to {high} of them from "
        "paid visits, depending on the model.",
        claimed=claimed,
        happened=plural("{n} was recorded", "{n} were recorded", n=happened),
        low=low,
        high=high,
    )
