"""What the period brought: the outcomes and how they moved."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, msg, plural
from metrics.results.results import HEADLINE, Headline
from report.document.model import Audience, Card, Cards, ReportColumn, ReportTable, Section, Tone
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import amount, describe_change, named_sentence, sentiment, span

_MOST = 6
_FIRST = ("leads", "referrals", "lead_rate", "cpl", "revenue", "roas")


def _make(case: ReportData) -> Section | None:
    if not case.known:
        return None
    cards = Cards("results.cards", tuple(_card(case, found) for found in _chosen(case.known)))
    missing = _missing(case) if case.shows(Audience.MANAGER) else None
    blocks = (cards, missing) if missing else (cards,)
    return Section("results", named_sentence("results.title", _title(case)), blocks, _notes(case))


def _chosen(known: Sequence[Headline]) -> list[Headline]:
    """The six that matter most among those that are known, in the order of the results page."""
    order = [*_FIRST, *(name for name in HEADLINE if name not in _FIRST)]
    ranked = sorted(known, key=lambda found: order.index(found.figure.metric.id))[:_MOST]
    return sorted(ranked, key=lambda found: HEADLINE.index(found.figure.metric.id))


def _card(case: ReportData, found: Headline) -> Card:
    metric, figure = found.figure.metric, found.figure
    return Card(
        id=f"results.{metric.id}",
        label=metric.label,
        amount=amount(figure),
        note=note(found),
        tone=sentiment(found.change),
        basis=case.basis([metric.id], figure.n, figure.repaired),
    )


def note(found: Headline) -> Message | None:
    """How a figure moved against what, or why that cannot be told."""
    change = describe_change(found.change)
    if change is None or found.before is None:
        return found.broken
    against = span(found.before.start, found.before.end)
    if found.figure.metric.is_delayed:
        return msg("{change} against {span}, and still growing", change=change, span=against)
    return msg("{change} against {span}", change=change, span=against)


def _title(case: ReportData) -> Message:
    tones = [sentiment(found.change) for found in case.known if describe_change(found.change)]
    good, bad = tones.count(Tone.GOOD), tones.count(Tone.BAD)
    if not tones:
        return msg("What the period brought; there is nothing to compare it with")
    if bad > good:
        return plural(
            "{bad} metric out of {n} got worse, {improved}",
            "{bad} metrics out of {n} got worse, {improved}",
            bad=bad,
            n=len(tones),
            improved=plural("{good} improved", "{good} improved", good=good),
        )
    worse = plural("{bad} got worse", "{bad} got worse", bad=bad)
    return plural(
        "{good} metric out of {n} improved, {worse}",
        "{good} metrics out of {n} improved, {worse}",
        good=good,
        n=len(tones),
        worse=worse,
    )


def _missing(case: ReportData) -> ReportTable | None:
    """The outcomes that are unknown, each with its reason and what to do."""
    unknown = [found.figure for found in case.headlines if found.figure.value is None]
    rows = tuple((one.metric.label, one.why.message) for one in unknown if one.why is not None)
    if not rows:
        return None
    return ReportTable(
        "results.missing",
        msg("What cannot be told, and why"),
        (
            ReportColumn("figure", msg("Figure")),
            ReportColumn("why", msg("Why, and what to do")),
        ),
        rows,
        case.basis([one.metric.id for one in unknown]),
    )


def _notes(case: ReportData) -> tuple[Message, ...]:
    return tuple(dict.fromkeys(one.figure.metric.doc for one in _chosen(case.known)))


SECTION = SectionSpec("results", msg("Results"), 10, _make)
