"""What to do next: from the newest day, with owner, day, expected effect and how it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.values.decision import DecisionLever, DecisionMeasure, DecisionProposal
from i18n.message import Message, Part, Quantity, joined, msg, plural
from metrics.budget.plan import BudgetPlan
from metrics.budget.scenarios import ScenarioName
from metrics.definitions.registry import Unit
from metrics.goals.forecast.likelihood_text import in_words, rounded
from metrics.goals.goal import GoalDirection
from metrics.goals.scope import scope
from metrics.maturing.maturity import MaturityStage
from report.evidence import goals, proposals
from report.evidence.budget_rule import rule_sentence
from report.evidence.goal_views import UNLIKELY, GoalView
from report.evidence.main_result import ComparedFigure, is_clear
from report.evidence.stale import is_stale
from report.evidence.story_base import StoryBase
from report.evidence.tag_effects import named
from report.wording.campaign_names import short_name
from report.wording.format_values import both, listed, quantity
from report.wording.periods import name_of
from report.wording.utm_issues import tell

MOST = 5
_SOON, _WEEK = 2, 7  # days after the report is made
_NAMED = 2  # goals that are named in one sentence
_SATURDAY = 5
_DATA = DecisionProposal(DecisionLever.DATA)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step; ``short`` is what to do in at most six words, for titles.

    ``owner`` is empty where no one is named.
    """

    id: str
    what: Message
    short: Message
    owner: str
    due: date
    expected: Message | None = None
    measure: Message | None = None
    is_decision: bool = False
    proposal: DecisionProposal | None = None


def steps(story: StoryBase) -> tuple[NextStep, ...]:
    """At most five steps, the most urgent first."""
    if is_stale(story.newest, story.made_at):
        return tuple(_newer_files(story))
    every = [
        *_find_the_cause(story),
        *_fix_tags(story),
        *_move_budget(story),
        *_goals_at_risk(story),
        *_add_a_source(story),
        *_set_a_goal(story),
        *_read_again(story),
        *_import(story),
    ]
    return tuple(every[:MOST])


def working_day(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day if day.weekday() < _SATURDAY else day + timedelta(days=7 - day.weekday())


def soon(story: StoryBase) -> date:
    """The day by which something urgent is done."""
    return working_day(story.made_at.date() + timedelta(days=_SOON))


def main_owner(story: StoryBase) -> str:
    """Who answers for the most important goal; empty where no one is named."""
    view = story.goals.main
    return "" if view is None else view.goal.owner


def _newer_files(story: StoryBase) -> Iterator[NextStep]:
    yield NextStep(
        "steps.newer",
        msg("Import newer files: the data end on {day}", day=str(story.newest)),
        msg("import newer files"),
        main_owner(story),
        soon(story),
        msg("Steps and likelihoods of today"),
        msg("Data of the last 35 days"),
        proposal=_DATA,
    )


def _add_a_source(story: StoryBase) -> Iterator[NextStep]:
    """A company of whose results no file is there."""
    lacking = story.company.missing
    if story.result.is_outcome or lacking is None:
        return
    yield NextStep(
        "steps.source",
        lacking,
        msg("import what brings results"),
        main_owner(story),
        soon(story),
        msg("Results next to views and sessions"),
        msg("One file with results is imported"),
        proposal=_DATA,
    )


def _find_the_cause(story: StoryBase) -> Iterator[NextStep]:
    """Results fall beyond random variation: first the measurement, then spend, then the files."""
    main = story.main
    if main is None or not _fell(main):
        return
    usual = _spend_before(story)
    if usual is not None:
        yield _stop_spend(story, main, *usual)
        return
    yield NextStep(
        "steps.cause",
        msg("Find the cause of the fall: site tag and forms, then campaigns, then missing files"),
        msg("find the cause"),
        main_owner(story),
        soon(story),
        msg("{name} back in the usual range", name=main.metric.label),
        msg("{name} per day by week", name=main.metric.label),
        is_decision=True,
    )


def _spend_before(story: StoryBase) -> tuple[Quantity, Message] | None:
    """Ad spend per day of the period before, where at least as much is spent now."""
    spend, found = story.result.spend, story.outcome("ad_spend")
    change = None if spend is None else spend[0].change.value
    if change is None or change < 0 or found is None:
        return None
    if found.earlier_value is None or found.before is None:
        return None
    usual = found.earlier_value / found.before.days
    amount = Quantity(usual, "rough-money", found.figure.currency)
    return amount, name_of(found.before, found.period)


def _stop_spend(
    story: StoryBase, main: ComparedFigure, amount: Quantity, before: Message
) -> NextStep:
    return NextStep(
        "steps.spend",
        msg("Return ad spend to the level of {period}, and find the cause", period=before),
        msg("freeze spend, find the cause"),
        main_owner(story),
        soon(story),
        msg("No further fall of {name} at a higher cost", name=main.metric.label),
        msg("Ad spend: at most {amount} per day", amount=amount),
        is_decision=True,
        proposal=proposals.spend(amount, soon(story)),
    )


def _fell(main: ComparedFigure) -> bool:
    changes = (main.previous.change, main.year.change)
    return any(is_clear(change) and (change.value or 0) < 0 for change in changes)


def _fix_tags(story: StoryBase) -> Iterator[NextStep]:
    """UTM fixes that change a conclusion, then the others together."""
    causes = story.tags.causes
    views = story.tags.flipped
    if causes:
        expected = [_moved(view) for view in views[:_NAMED]]
        first = causes[0]
        only = len(causes) == 1 and first.repair is not None
        what = (
            msg("Fix the UTM tags: {repair}", repair=tell(first.repair.message()))
            if only and first.repair is not None
            else plural(
                "Fix {n} UTM issue that changes a conclusion",
                "Fix {n} UTM issues that change conclusions",
                n=len(causes),
            )
        )
        yield NextStep(
            "steps.tags",
            what,
            plural("fix {n} UTM issue", "fix {n} UTM issues", n=len(causes)),
            main_owner(story),
            soon(story),
            joined(expected, ". ") if expected else None,
            msg(
                "UTM tags no longer found: {values}",
                values=listed([named(one) for one in causes[:2]]),
            ),
            proposal=DecisionProposal(
                DecisionLever.UTM_FIX, measure=DecisionMeasure(utm_issue=causes[0].id)
            ),
        )


def _moved(view: GoalView) -> Message:
    assert view.fixed is not None  # noqa: S101  # it flips
    values: dict[str, Part] = {
        "goal": scope(view.goal),
        "now": goals.inside(view.now.done, view.now),
        "fixed": goals.inside(view.fixed.done, view.fixed),
    }
    odds = goals.chance(view.now), goals.chance(view.fixed)
    if odds[0] is None or odds[1] is None:
        return msg("{goal}: {now} → {fixed}", **values)
    if odds[0] == odds[1]:
        return msg("{goal}: {now} → {fixed}, likelihood {odds} either way", odds=odds[0], **values)
    return msg(
        "{goal}: {now} → {fixed}, likelihood {odds} → {new}", odds=odds[0], new=odds[1], **values
    )


def _move_budget(story: StoryBase) -> Iterator[NextStep]:
    """The shift of budget that a rule ends, or the test that history lacks."""
    plan = story.budget
    if not isinstance(plan, BudgetPlan) or plan.move is None or plan.rule is None:
        return
    move, rule = plan.move, plan.rule
    if rule.weeks is None or not story.is_move_clear:
        return
    shift = next(one for one in plan.scenarios if one.name is ScenarioName.SHIFT)
    hold = plan.scenarios[0]
    counted = story.company.metric(plan.counted.metric).label
    values: dict[str, Part] = {
        "amount": Quantity(move.amount, "rough-money", plan.currency),
        "source": short_name(move.source),
        "name": short_name(move.target),
        "period": name_of(plan.plan, plan.plan),
    }
    expected = msg(
        "{low} to {high} {name} (80%)",
        low=Quantity(shift.effect.low, "signed-count"),
        high=Quantity(shift.effect.high, "signed-count"),
        name=counted,
    )
    if hold.goals and shift.goals:
        odds = tuple(in_words(one.goals[0].chance) for one in (hold, shift))
        expected = both(expected, _odds(scope(hold.goals[0].goal), *odds))
    yield NextStep(
        "steps.budget",
        msg("Move {amount} from {source} to {name} in {period}, as a test", **values),
        msg("test {amount} on {name}", **values),
        main_owner(story),
        soon(story),
        expected,
        rule_sentence(story, rule),
        is_decision=True,
        proposal=proposals.budget(plan, move, rule),
    )


def _odds(goal: Part, before: Message, after: Message) -> Message:
    """The likelihood of a goal without and with a step; once where both round to the same."""
    if before == after:
        return msg("{goal}: {odds} either way", goal=goal, odds=before)
    return msg("{goal}: {before} → {after}", goal=goal, before=before, after=after)


def _goals_at_risk(story: StoryBase) -> Iterator[NextStep]:
    """The goals that will probably be missed: another pace, or another target."""
    main = story.goals.main
    views = [view for view in (main, *story.goals.unlikely) if view is not None]
    for view in views[:_NAMED]:
        progress = view.judged
        odds = goals.chance_of(progress)
        if (
            odds is None
            or rounded(odds) > UNLIKELY
            or progress.outlook is None
            or not progress.outlook.targets
        ):
            continue
        yield _goal_step(story, view)


def _goal_step(story: StoryBase, view: GoalView) -> NextStep:
    progress, ahead = view.judged, view.judged.outlook
    assert ahead is not None  # noqa: S101  # asked before
    values: dict[str, Part] = {
        "goal": scope(view.goal),
        "target": goals.inside(view.goal.target, progress),
        "easy": goals.inside(ahead.targets[0], progress),
        "end": story.day(view.goal.end),
    }
    below = view.goal.direction is GoalDirection.STAY_BELOW
    if ahead.needed is None or ahead.current is None:
        what = msg(
            "{goal}: change the plan, or set the target to {easy} (likelihood 80%)", **values
        )
    else:
        values |= {
            "now": goals.a_day(ahead.current, progress),
            "needed": goals.a_day(ahead.needed, progress),
        }
        template = _LOWER if below else _RAISE
        what = template.filled(**values)
    odds = goals.chance(progress)
    expected = None if odds is None else msg("Likelihood today: {chance}", chance=odds)
    line = _AT_MOST if below else _AT_LEAST
    return NextStep(
        f"steps.goal.{view.goal.id}",
        what,
        msg("decide on the goal “{goal}”", goal=values["goal"]),
        view.goal.owner,
        working_day(story.made_at.date() + timedelta(days=_WEEK)),
        expected,
        line.filled(goal=values["goal"], target=values["target"], end=values["end"]),
        is_decision=True,
        proposal=proposals.goal(view.goal),
    )


_RAISE = msg(
    "{goal}: go from {now} to {needed} per day, or set the target to {easy} (likelihood 80%)"
)
_LOWER = msg(
    "{goal}: go from {now} to at most {needed} per day, or set the target to {easy} (likelihood 80%)"
)
_AT_LEAST = msg("{goal}: at least {target} by {end}")
_AT_MOST = msg("{goal}: at most {target} until {end}")


def _set_a_goal(story: StoryBase) -> Iterator[NextStep]:
    """A company without a goal."""
    main = story.main
    if story.goals.every or main is None or not story.result.is_outcome:
        return
    name = main.metric.label
    yield NextStep(
        "steps.set_goal",
        msg("Choose a target and an owner for {name}", name=name),
        msg("choose a target"),
        "",
        soon(story),
        msg("Every report then says how likely the target is"),
        msg("One goal with target, day and owner"),
        is_decision=True,
        proposal=DecisionProposal(DecisionLever.GOAL),
    )


def _read_again(story: StoryBase) -> Iterator[NextStep]:
    """Figures of the period that still grow."""
    for one in story.known:
        grown = one.maturity
        if grown is None or grown.stage is not MaturityStage.GROWING or grown.expected is None:
            continue
        if one.figure.metric.unit is not Unit.COUNT:
            continue
        unit = one.figure.metric.unit.value
        ends = [
            Quantity(None if end is None else float(round(end)), unit)
            for end in (grown.expected, grown.low, grown.high)
        ]
        due = working_day(story.made_at.date() + timedelta(days=30))
        yield NextStep(
            "steps.read_again",
            msg(
                "Read {name} of {period} again",
                name=one.figure.metric.label,
                period=name_of(one.period, story.query),
            ),
            msg("read provisional values again"),
            main_owner(story),
            due,
            msg(
                "About {expected} ({low}–{high}, 80%), {now} so far",
                expected=ends[0],
                low=ends[1],
                high=ends[2],
                now=quantity(one.figure),
            ),
            msg("{name} of the same leads", name=one.figure.metric.label),
        )
        return


def _import(story: StoryBase) -> Iterator[NextStep]:
    """Sources that end before the period does."""
    late = story.trust.late
    if not late:
        return
    names = listed([source.label for source in late[:_NAMED]])
    yield NextStep(
        "steps.import",
        plural(
            "Import the missing days of {n} source: {names}",
            "Import the missing days of {n} sources: {names}",
            n=len(late),
            names=names,
        ),
        msg("import missing days"),
        main_owner(story),
        soon(story),
        msg("Changes can be compared again"),
        msg("All days of the period are covered"),
        proposal=_DATA,
    )
