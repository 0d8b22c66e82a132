"""Section “Decide and do”: next steps with owner, day, effect and measure, and the earlier ones."""

from __future__ import annotations

from i18n.message import Message, Part, msg, msg_in, plural
from metrics.decisions.progress import DecisionState
from report.document.model import (
    Action,
    Actions,
    Block,
    Provenance,
    ReportColumn,
    ReportTable,
    Section,
    StoryPart,
    Text,
)
from report.evidence.section import SectionSpec
from report.evidence.steps import NextStep
from report.evidence.story import Story
from report.wording.format_values import both, named_sentence


def _make(story: Story) -> Section | None:
    if not story.steps and not story.decided:
        return None
    items = tuple(_action(step) for step in story.steps)
    blocks: list[Block] = [Actions("decide.next", items)] if items else []
    if story.decided:
        blocks.append(_earlier(story))
    measured = msg(
        "Values and likelihoods as of {day}, the newest day of the data.", day=str(story.newest)
    )
    blocks.append(Text("decide.measured", (named_sentence("decide.as_of", measured),)))
    return Section(
        "decide",
        named_sentence("decide.title", _title(story)),
        tuple(blocks),
        part=StoryPart.DECISION,
    )  # fmt: skip


def _earlier(story: Story) -> ReportTable:
    """What became of earlier decisions."""
    return ReportTable(
        "decide.earlier",
        msg("What became of earlier decisions"),
        (
            ReportColumn("what", msg("Decision")),
            ReportColumn("owner", msg("Owner")),
            ReportColumn("due", msg_in("deadline", "By")),
            ReportColumn("state", msg("Status")),
            ReportColumn("measured", msg("Measured")),
        ),
        tuple(
            (
                one.stored.decision.text,
                one.stored.decision.owner or None,
                one.stored.decision.due,
                one.state.label,
                one.message,
            )
            for one in story.decided
        ),
        Provenance((), story.newest, rows=len(story.decided)),
        shown=_SHOWN,
    )


def _done(story: Story) -> Message | None:
    """How many of the earlier decisions are done; None without any."""
    if not story.decided:
        return None
    done = sum(one.state is DecisionState.DONE for one in story.decided)
    return plural(
        "{k} earlier decision out of {n} is done",
        "{k} earlier decisions out of {n} are done",
        k=done,
        n=len(story.decided),
    )


def _action(step: NextStep) -> Action:
    return Action(
        step.id,
        named_sentence(step.id, step.what),
        step.owner,
        step.due,
        step.expected,
        step.measure,
        step.proposal,
    )


def _title(story: Story) -> Message:
    asked, done = _asked(story), _done(story)
    return asked if done is None else both(asked, done)


def _asked(story: Story) -> Message:
    ask, others = story.ask, len(story.steps) - (story.ask is not None)
    if ask is None:
        return plural(
            "No decision is needed; {n} step has a day",
            "No decision is needed; {n} steps have a day",
            n=others,
        )
    values: dict[str, Part] = {"ask": ask.short, "day": story.day(ask.due)}
    if not others:
        return msg("Decision by {day}: {ask}", **values)
    return plural(
        "Decision by {day}: {ask}; {n} other step has a day",
        "Decision by {day}: {ask}; {n} other steps have a day",
        n=others,
        **values,
    )


_SHOWN = 5  # earlier decisions on a slide

SECTION = SectionSpec("decide", msg("Decide and do"), 80, _make)
