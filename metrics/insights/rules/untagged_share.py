"""Insight rule: the share of results without a channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from data.base.channels import UNASSIGNED
from data.utm.audit.run_checks import run_checks as faults
from i18n.message import Message, msg
from metrics.definitions.registry import Unit, metrics
from metrics.engine import query_metrics
from metrics.insights.evidence import InsightEvidence
from metrics.insights.insight import Insight, InsightRule, Number, Severity
from metrics.question.query import Query
from metrics.statistics.day_rates import part_rate
from metrics.statistics.intervals import wilson

NOTABLE, SERIOUS = 0.1, 0.25  # lower end of the interval of the share
_CHECKS = frozenset({"untagged_posts", "not_set", "unknown_mediums", "untagged_deep_links"})


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    """The share of leads, else of visits, that have no channel."""
    for name in ("leads", "sessions"):
        now = evidence.now(name)
        if now is None:
            continue
        insight = _share(evidence, name, now)
        if insight is not None:
            yield insight
            return


def _share(evidence: InsightEvidence, name: str, now: Query) -> Insight | None:
    rows = query_metrics(evidence.facts, [name], replace(now, by=("day", "channel")))
    lost = pl.col("channel").is_null() | (pl.col("channel") == UNASSIGNED)
    known = pl.col("value").fill_null(0.0)
    days = rows.group_by("day").agg(total=known.sum(), without=known.filter(lost).sum())
    total, without = float(days["total"].sum()), float(days["without"].sum())
    # Visits without tags come in waves, from one mailing or one tool: days vary, not visits.
    ends = part_rate(days["without"].to_numpy(), days["total"].to_numpy())
    if not total:  # rows of whole weeks or months have no single days
        whole = query_metrics(evidence.facts, [name], replace(now, by=("channel",)))
        total, without = (float(part["value"].sum()) for part in (whole, whole.filter(lost)))
        ends = wilson(without, total)
    if ends is None or ends[0] < NOTABLE:  # the whole interval is notable
        return None
    share = without / total
    numbers = (
        Number("share", share, Unit.PERCENT),
        Number("without", without),
        Number("total", total),
    )
    return Insight(
        rule=RULE.id,
        severity=Severity.WARNING if ends[0] >= SERIOUS else Severity.NOTE,
        message=msg(
            "{share} of {metric} have no channel ({without} of {total}), because UTM tags are "
            "missing or unknown.",
            metric=metrics()[name].label,
            **{number.name: number.value for number in numbers},
        ),
        advice=_advice(evidence),
        keys=(("metric", name),),
        numbers=numbers,
        basis=evidence.basis((name,), now),
        n=round(total),
        weight=without,
        low=ends[0],
        high=ends[1],
    )


def _advice(evidence: InsightEvidence) -> Message:
    """The advice of the most important UTM issue that makes visits lose their channel."""
    worst = next((f for f in faults(evidence.facts) if f.check in _CHECKS), None)
    if worst is not None:
        return worst.advice
    return msg("Add UTM tags to every link you publish, and pass them on in your forms.")


RULE = InsightRule(
    id="untagged_share",
    label=msg("Results without a channel"),
    find=_find,
    page="utm_tags",
)
