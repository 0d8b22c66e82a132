"""Section “What the audience saw”: posts and views of each network, next to what they led to."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Quantity, joined, msg, plural, verbatim
from metrics.comparison.compared import ComparedMetric
from metrics.definitions.registry import Unit
from report.document.model import (
    Amount,
    Audience,
    Block,
    Cell,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Series,
    SeriesRole,
    TalkTrack,
    Tone,
)
from report.evidence import posts
from report.evidence.network_changes import NetworkChange
from report.evidence.section import SectionSpec
from report.evidence.story import Story
from report.titles.audience import title
from report.wording.format_values import named_sentence
from report.wording.periods import versus

_SHOWN, _FEW = 8, 5  # networks; for executives, who have everything on one slide
_POSTS = 3
_ARROW = "{before} → {now}"


def _make(story: Story) -> Section | None:
    networks = story.networks
    if not networks:
        return None
    blocks: list[Block] = [_table(story, networks)]
    best = _best(story)
    if best is not None:
        blocks.append(best)
    return Section(
        "audience",
        named_sentence("audience.title", title(story)),
        tuple(blocks),
        (
            *(note for one in networks if one.seen for note in one.seen.notes),
            *(note for one in networks if (note := _per_post(one)) is not None),
        ),
        talk=_talk(networks),
    )


def _table(story: Story, networks: Sequence[NetworkChange]) -> ReportTable:
    shown = _SHOWN if story.shows(Audience.MANAGER) else _FEW
    first = networks[:shown]
    result = next((one.results.metric for one in networks if one.results is not None), None)
    columns = [
        ReportColumn("network", msg("Network")),
        ReportColumn("posts", msg("Posts")),
        ReportColumn("seen", msg("Seen")),
        ReportColumn("sessions", msg("Sessions")),
    ]
    rows: list[tuple[Amount | Cell, ...]] = []
    if result is not None:
        columns.append(ReportColumn("results", result.label))
    for one in networks:
        row: list[Amount | Cell] = [
            verbatim(one.name), _pair(one.posts), _seen(one.seen), _pair(one.sessions)
        ]  # fmt: skip
        if result is not None:
            row.append(_pair(one.results))
        rows.append(tuple(row))
    names = [one.metric.id for n in networks for one in (n.posts, n.seen) if one is not None]
    return ReportTable(
        "audience.networks",
        msg("Networks: seen and visited, before and now"),
        tuple(columns),
        tuple(rows),
        story.basis(dict.fromkeys(names)),
        shown=shown,
        charts=_charts(first),
    )


def _per_post(one: NetworkChange) -> Message | None:
    """How often a typical post was seen, next to the period before."""
    if one.typical is None or one.seen is None or one.seen.before is None:
        return None
    change = (one.typical.ratio - 1, one.typical.low - 1, one.typical.high - 1)
    step, low, high = (Quantity(value, "change-percent") for value in change)
    return msg(
        "{network}: views of a typical post {step} {versus} ({low} to {high}, 95%).",
        network=verbatim(one.name),
        step=step,
        versus=versus(one.seen.before, one.seen.now),
        low=low,
        high=high,
    )


def _pair(one: ComparedMetric | None) -> Message | Amount | None:
    """The value before and now; only the value now where nothing is comparable."""
    if one is None or one.row["value"] is None:
        return None
    now = Quantity(one.row["value"], one.metric.unit.value)
    if one.earlier_value is None or one.value != one.row["value"]:
        return Amount(one.row["value"], one.metric.unit)
    return Message(
        _ARROW, (("before", Quantity(one.earlier_value, one.metric.unit.value)), ("now", now))
    )


def _seen(one: ComparedMetric | None) -> Message | None:
    pair = _pair(one)
    if pair is None or one is None:
        return None
    shown: Message | Quantity = (
        pair if isinstance(pair, Message) else Quantity(pair.value, pair.unit.value)
    )
    return joined([shown, one.metric.label], " ")


def _charts(networks: Sequence[NetworkChange]) -> tuple[RowChart, ...]:
    """The change of views per network; only where two networks or more can be compared."""
    seen = [one.seen for one in networks]
    changes = [None if one is None or one.change.value is None else one.change for one in seen]
    known = [change for change in changes if change is not None]
    if len(known) < 2:
        return ()
    values = [None if change is None else (change.value or 0.0) / 100 for change in changes]
    lows = [None if c is None or c.low is None else c.low / 100 for c in changes]
    highs = [None if c is None or c.high is None else c.high / 100 for c in changes]
    ends = [value for value in values if value is not None]
    return (
        RowChart(
            "audience.seen",
            msg("Change of views"),
            RowShape.VARIANCE,
            msg(
                "Change of views by network, from {low} to {high}.",
                low=Quantity(min(ends), "change-percent"),
                high=Quantity(max(ends), "change-percent"),
            ),
            Unit.PERCENT,
            subtitle=msg("vs previous period, with 95% interval"),
            series=(
                Series(msg("Change"), SeriesRole.MIDDLE, tuple(values)),
                Series(msg("Low"), SeriesRole.LOW, tuple(lows)),
                Series(msg("High"), SeriesRole.HIGH, tuple(highs)),
            ),
            tones=(Tone.NEUTRAL,) * len(changes),
            labels=tuple(
                None
                if value is None
                else Message("{step}", (("step", Quantity(value, "change-percent")),))
                for value in values
            ),
            reference=0.0,
        ),
    )


def _best(story: Story) -> ReportTable | None:
    """The posts of the period whose links brought most."""
    rows = posts.brought(story)
    if rows.is_empty():
        return None
    return posts.first(posts.table(story, rows), "audience.posts", _POSTS)


def _talk(networks: Sequence[NetworkChange]) -> TalkTrack:
    posted = sum(round(one.posts.row["value"] or 0) for one in networks if one.posts is not None)
    return TalkTrack(
        (plural("{n} post was published.", "{n} posts were published.", n=posted),),
        msg("Do views matter?"),
        msg(
            "Views are attention. The related result is what sessions and leads the posts brought."
        ),
    )


SECTION = SectionSpec("audience", msg("What the audience saw"), 60, _make)
