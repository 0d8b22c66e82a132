"""Section “Next month”: budget scenarios with their effect and how sure it is, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, Part, Quantity, msg, plural
from metrics.budget.little_history import (
    LEAST_RESULTS,
    LEAST_VARIATION,
    LEAST_WEEKS,
    TooLittleHistory,
)
from metrics.budget.plan import BudgetMove, BudgetPlan
from metrics.budget.scenarios import Scenario, ScenarioName
from metrics.definitions.registry import Unit
from metrics.goals.forecast.likelihood_text import in_words
from metrics.goals.scope import scope
from report.document.model import (
    Amount,
    Cell,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Section,
    Sentence,
    Series,
    SeriesRole,
    StoryPart,
    TalkTrack,
    Text,
    Tone,
)
from report.evidence.budget_rule import rule_sentence
from report.evidence.section import SectionSpec
from report.evidence.story import Story
from report.titles.budget import title
from report.wording.campaign_names import short_name
from report.wording.format_values import named_sentence
from report.wording.periods import name_of

_NAMES = {
    ScenarioName.HOLD: msg("Hold"),
    ScenarioName.SHIFT: msg("Test: move {amount}"),
    ScenarioName.CUT: msg("Cut {amount}"),
}


def _make(story: Story) -> Section | None:
    plan = story.budget
    if isinstance(plan, TooLittleHistory):
        return _lacking(story, plan)
    if not isinstance(plan, BudgetPlan) or plan.move is None:
        return None
    return Section(
        "budget",
        named_sentence("budget.title", title(story, plan)),
        (
            _table(story, plan, plan.move),
            Text("budget.words", tuple(_words(story, plan, plan.move)), aside=True, title=msg("Why a test") if story.is_move_clear else msg("Why to hold")),
        ),
        notes=(_ASSUMED,),
        talk=_talk(plan, plan.move),
        part=StoryPart.PLAN,
    )  # fmt: skip


_ASSUMED = msg(
    "A change of budget brings between nothing and results in proportion. The range is widened by "
    "how months differ (80%)."
)


def _table(story: Story, plan: BudgetPlan, move: BudgetMove) -> ReportTable:
    counted = story.company.metric(plan.counted.metric)
    goals = [chance.goal for chance in plan.scenarios[0].goals][:1]
    columns = [
        ReportColumn("scenario", name_of(plan.plan, plan.plan)),
        ReportColumn("spend", msg("Ad spend"), Unit.MONEY),
        ReportColumn("results", msg("{name} from ads (80% range)", name=counted.label), Unit.COUNT),
        ReportColumn("effect", msg("Change"), Unit.COUNT),
    ]
    columns += [ReportColumn("goal", msg("Likelihood: {goal}", goal=scope(goal))) for goal in goals]
    rows = tuple(_cells(one, plan, move, with_goal=bool(goals)) for one in plan.scenarios)
    return ReportTable(
        "budget.scenarios",
        msg("Budget scenarios for {period}", period=name_of(plan.plan)),
        tuple(columns),
        rows,
        story.basis(["ad_spend", plan.counted.metric], until=plan.past.end),
        charts=(_effects(plan),),
        strong=(1,),
    )


def _cells(
    one: Scenario, plan: BudgetPlan, move: BudgetMove, *, with_goal: bool
) -> tuple[Amount | Cell, ...]:
    amount = Quantity(move.amount, "rough-money", plan.currency)
    label = _NAMES[one.name]
    hold = one.name is ScenarioName.HOLD
    results = Amount(None, Unit.COUNT, low=_whole(one.results.low), high=_whole(one.results.high))
    effect: Amount | Cell = Amount(0.0, Unit.COUNT) if hold else _label(one)
    cells: list[Amount | Cell] = [
        label if hold else label.filled(amount=amount),
        Amount(_whole(one.spend), Unit.MONEY, plan.currency),
        results,
        effect,
    ]
    if with_goal:
        chance = one.goals[0].chance if one.goals else None
        cells.append(None if chance is None else in_words(chance))
    return tuple(cells)


def _whole(value: float) -> float:
    return float(round(value))


def _effects(plan: BudgetPlan) -> RowChart:
    """The effect of each scenario against holding the budget, and the one at average costs."""
    every = plan.scenarios
    low, high = min(one.effect.low for one in every), max(one.effect.high for one in every)
    return RowChart(
        "budget.effects",
        msg("Change of results"),
        RowShape.DOTS,
        msg(
            "Change of results by scenario, from {low} to {high}.",
            low=Quantity(low, "signed-count"),
            high=Quantity(high, "signed-count"),
        ),
        Unit.COUNT,
        subtitle=msg("80% range; dot: at average costs"),
        series=(
            Series(msg("At average costs"), SeriesRole.MIDDLE, tuple(one.at_average for one in every)),
            Series(msg("Low"), SeriesRole.LOW, tuple(_end(one, one.effect.low) for one in every)),
            Series(msg("High"), SeriesRole.HIGH, tuple(_end(one, one.effect.high) for one in every)),
        ),
        tones=(Tone.NEUTRAL,) * len(every),
        labels=tuple(_label(one) for one in every),
        reference=0.0,
    )  # fmt: skip


def _end(one: Scenario, value: float) -> float | None:
    return None if one.name is ScenarioName.HOLD else value


def _label(one: Scenario) -> Message | None:
    if one.name is ScenarioName.HOLD:
        return None
    return msg(
        "{low} to {high}",
        low=Quantity(one.effect.low, "signed-count"),
        high=Quantity(one.effect.high, "signed-count"),
    )


def _words(story: Story, plan: BudgetPlan, move: BudgetMove) -> list[Sentence]:
    shift = next(one for one in plan.scenarios if one.name is ScenarioName.SHIFT)
    values: dict[str, Part] = {
        "amount": Quantity(move.amount, "rough-money", plan.currency),
        "average": Quantity(shift.at_average, "signed-count"),
        "worse": Quantity(shift.worse, "whole-percent"),
    }
    lines = [
        (
            "average",
            msg(
                "At average costs the move brings {average}. No own test shows that yet.", **values
            ),
        ),
        ("worse", msg("In {worse} of possible responses it brings less than holding.", **values)),
    ]
    rule = plan.rule if story.is_move_clear else None
    if rule is not None:
        lines.append(("rule", rule_sentence(story, rule)))
    if rule is not None and rule.decides:
        lines.append(
            (
                "errors",
                msg(
                    "The rule is wrong in {keep} of cases without effect and {stop} with full effect.",
                    keep=Quantity(rule.false_keep, "whole-percent"),
                    stop=Quantity(rule.false_stop, "whole-percent"),
                ),
            )
        )
    return [named_sentence(f"budget.{name}", message) for name, message in lines]


def _talk(plan: BudgetPlan, move: BudgetMove) -> TalkTrack:
    shift = next(one for one in plan.scenarios if one.name is ScenarioName.SHIFT)
    values: dict[str, Part] = {
        "amount": Quantity(move.amount, "rough-money", plan.currency),
        "source": short_name(move.source),
        "name": short_name(move.target),
        "low": Quantity(shift.effect.low, "signed-count"),
    }
    return TalkTrack(
        (msg("Moving {amount} from {source} to {name} is a test with a rule to stop.", **values),),
        msg("What do we lose if it fails?"),
        msg("In at most one case of ten the change is {low} or less.", **values),
    )


def _lacking(story: Story, found: TooLittleHistory) -> Section:
    """What is known next to what is needed, and a test that would tell."""
    lines: list[Sentence] = []
    test = found.test
    if test is not None:
        values: dict[str, Part] = {
            "n": test.weeks,
            "raised": Quantity(test.raised, "rough-money", found.currency),
            "usual": Quantity(test.usual, "rough-money", found.currency),
        }
        message = plural(
            "A test of {n} week would tell: every other one at {raised} instead of {usual}.",
            "A test of {n} weeks would tell: every other one at {raised} instead of {usual}.",
            **values,
        )
        lines.append(named_sentence("budget.test", message))
    lines.append(named_sentence("budget.none", msg("No amount is recommended before.")))
    rows: Sequence[tuple[Message, Amount, Amount]] = (
        (msg("Full weeks with spend"), Amount(float(found.weeks), Unit.COUNT), Amount(float(LEAST_WEEKS), Unit.COUNT)),
        (msg("Variation of weekly spend"), Amount(found.variation, Unit.PERCENT), Amount(LEAST_VARIATION, Unit.PERCENT)),
        (msg("Results"), Amount(found.results, Unit.COUNT), Amount(float(LEAST_RESULTS), Unit.COUNT)),
    )  # fmt: skip
    table = ReportTable(
        "budget.history",
        msg("What is known of {name}", name=short_name(found.campaign)),
        (
            ReportColumn("what", msg("History")),
            ReportColumn("known", msg("Known"), Unit.COUNT),
            ReportColumn("needed", msg("Needed"), Unit.COUNT),
        ),
        tuple(rows),
        story.basis(["ad_spend"], until=story.newest),
    )
    return Section(
        "budget",
        named_sentence("budget.title", title(story, found)),
        (table, Text("budget.words", tuple(lines), aside=True, title=msg("Instead of a scenario"))),
        part=StoryPart.PLAN,
    )


SECTION = SectionSpec("budget", msg("Next month"), 50, _make)
