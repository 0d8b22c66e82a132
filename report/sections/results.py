"""Section “Results”: headline metrics of the period and how they changed."""

from __future__ import annotations

from i18n.message import Message, msg, plural
from metrics.results.results import Headline
from report.document.model import Audience, Card, Cards, ReportColumn, ReportTable, Section, Tone
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import amount, describe_change, named_sentence, sentiment, span

_MOST = 6


def _make(case: ReportData) -> Section | None:
    if not case.known:
        return None
    cards = Cards("results.cards", tuple(_card(case, outcome) for outcome in _chosen(case)))
    missing = _missing(case) if case.shows(Audience.MANAGER) else None
    blocks = (cards, missing) if missing else (cards,)
    return Section("results", named_sentence("results.title", _title(case)), blocks, _notes(case))


def _chosen(case: ReportData) -> list[Headline]:
    """The six that matter most among those that are known, in the order of the results page."""
    company = case.company
    first = company.results if company.is_chosen else ()
    known = {outcome.figure.metric.id: outcome for outcome in case.known}
    # A period that knows few of the company's metrics has others as well: they are the last.
    order = dict.fromkeys((*first, *company.business.most, *company.headlines, *known))
    chosen = set([name for name in order if name in known][:_MOST])
    return [outcome for name, outcome in known.items() if name in chosen]


def _card(case: ReportData, outcome: Headline) -> Card:
    metric, figure = outcome.figure.metric, outcome.figure
    return Card(
        id=f"results.{metric.id}",
        label=metric.label,
        amount=amount(figure),
        note=note(outcome),
        tone=sentiment(outcome.change),
        basis=case.basis([metric.id], figure.rows, figure.repaired),
    )


def note(outcome: Headline) -> Message | None:
    """The change of a figure with its comparison period, or why there is none."""
    change = describe_change(outcome.change)
    if outcome.expected is not None:
        return outcome.expected
    if change is None or outcome.before is None:
        return outcome.change.why
    against = span(outcome.before.start, outcome.before.end)
    return msg("{change} vs {span}", change=change, span=against)


def _title(case: ReportData) -> Message:
    tones = [sentiment(outcome.change) for outcome in case.known if describe_change(outcome.change)]
    good, bad = tones.count(Tone.GOOD), tones.count(Tone.BAD)
    if not tones:
        return msg("What the period brought, without a comparison period")
    judged = sum(outcome.change.low is not None for outcome in case.known)
    if not judged:
        return msg("What the period brought. More history is needed to judge changes")
    if not good and not bad:
        return plural(
            "{n} metric compared: no change beyond its random variation",
            "{n} metrics compared: no change beyond random variation",
            n=judged,
        )
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
    unknown = [outcome.figure for outcome in case.headlines if outcome.figure.value is None]
    rows = tuple(
        (unknown_figure.metric.label, unknown_figure.why.message)
        for unknown_figure in unknown
        if unknown_figure.why is not None
    )
    if not rows:
        return None
    return ReportTable(
        "results.missing",
        msg("Metrics not available, and why"),
        (
            ReportColumn("figure", msg("Metric")),
            ReportColumn("why", msg("Why, and what to do")),
        ),
        rows,
        case.basis([unknown_figure.metric.id for unknown_figure in unknown]),
    )


def _notes(case: ReportData) -> tuple[Message, ...]:
    docs = dict.fromkeys(outcome.figure.metric.doc for outcome in _chosen(case))
    lacking = case.company.missing
    return (*docs, lacking) if lacking else tuple(docs)


SECTION = SectionSpec("results", msg("Results"), 10, _make)
