"""Two attribution models compared: the answer, the picture, and what changes for the costs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from i18n import format as shown
from metrics.attribution.compare import Comparison, Spread
from metrics.attribution.intervals import ENOUGH
from metrics.attribution.model import Model, registered
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import cost_metric
from metrics.returns.bridge import Bridge
from metrics.returns.model_choice import CostSide, CostVerdict, Shift, cost_verdicts, largest_shift
from metrics.returns.roi import KEYS
from ui import cache, navigation
from ui.charts.two_models import ModelMarks, two_models
from ui.components import answer, chart
from ui.components.attribution.attribution import counted, in_sentence, model_label, name
from ui.components.attribution.model_choice import Choice
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show

_SHOWN = 12  # rows of the chart
_MOST = 6  # verdicts


def bridge_of(asked: AttributionQuery, choice: Choice) -> Bridge | None:
    """Own tags, costs and platforms of the same keys; None for keys without them."""
    if asked.by[0] not in KEYS:
        return None
    return cache.bridge(asked, choice.second, choice.figure)


def costs_of(found: Bridge | None) -> dict[str, float]:
    """The costs by key; empty where none is known."""
    if found is None or found.currency is None:
        return {}
    return {row.key: float(row.cost) for row in found.rows if row.key and row.cost}


def written(compared: Comparison, choice: Choice) -> Callable[[float], str]:
    """How credits are written: whole ones, in their currency where they are amounts."""
    code = compared.answers[0].currency
    if choice.figure == "value":
        return lambda value: shown.money(value, code, language(), whole=True)
    return lambda value: shown.number(value, language(), 0)


def credits_of(spread: Spread, choice: Choice) -> list[float]:
    """The credit of a key under every model."""
    found = spread.conversions if choice.figure == "conversions" else spread.values
    return [value or 0.0 for value in found]


def models_of(choice: Choice) -> tuple[Model, Model]:
    """The two models."""
    known = registered()
    return known[choice.first], known[choice.second]


def title(
    compared: Comparison, asked: AttributionQuery, choice: Choice, costs: dict[str, float]
) -> None:
    """The answer: for what the two models differ most."""
    attributed = round(compared.answers[0].attributed)
    note = _("Models share credit. Only a test shows effect.")
    if compared.answers[0].few:
        text = _n(
            "{what}: {n} has a path, {needed} are needed",
            "{what}: {n} have a path, {needed} are needed",
            n=attributed,
            what=counted(asked),
            needed=ENOUGH,
        )
        answer.title(text, note)
        return
    shift = largest_shift(compared, choice.models, choice.figure, costs)
    if shift is None:
        agreed = (
            _("The models agree on everything that has a cost")
            if costs and largest_shift(compared, choice.models, choice.figure) is not None
            else _("The models agree on every channel")
            if asked.by == ("channel",)
            else _("The models agree")
        )
        answer.title(agreed, note)
        return
    answer.title(_shifted(shift, compared, asked, choice), _range(shift, compared, choice), note)


def _shifted(shift: Shift, compared: Comparison, asked: AttributionQuery, choice: Choice) -> str:
    first, second = (model_label(model) for model in models_of(choice))
    more, less = (second, first) if shift.second >= shift.first else (first, second)
    write = written(compared, choice)
    if min(shift.first, shift.second) <= 0:
        most = write(max(shift.first, shift.second))
        return _(
            "{channel}: {most} by {by}, none by {than}",
            channel=name(shift.keys, asked),
            most=most,
            by=more,
            than=less,
        )
    values = {
        "channel": name(shift.keys, asked),
        "times": shown.number(shift.times, language(), 1, least=1),
        "by": more,
        "than": less,
    }
    if choice.figure == "value":
        return _("{channel}: {times}× as much value by {by} as by {than}", **values)
    return _(
        "{channel}: {times}× as many {what} by {by} as by {than}",
        **values,
        what=in_sentence(counted(asked)),
    )


def _range(shift: Shift, compared: Comparison, choice: Choice) -> str:
    write = written(compared, choice)
    first, second = models_of(choice)
    [spread] = [one for one in compared.spreads if one.keys == shift.keys]
    every = credits_of(spread, choice)
    return _(
        "{first}: {n}, {second}: {m}, all models: {low}–{high}.",
        first=show(first.label),
        n=write(shift.first),
        second=model_label(second),
        m=write(shift.second),
        low=write(min(every)),
        high=write(max(every)),
    )


def picture(
    compared: Comparison, asked: AttributionQuery, choice: Choice, found: Bridge | None
) -> None:
    """The largest keys: both models joined, the range of all, and the count by own UTM tags."""
    rows = _marks(compared, asked, choice, found)
    first, second = models_of(choice)
    write = written(compared, choice)
    unit = "money" if choice.figure == "value" else "count"
    currency = compared.answers[0].currency
    own = _("own UTM tags")
    chart.show(
        two_models(
            rows,
            (show(first.label), show(second.label), own),
            write,
            lambda value: shown.axis_number(value, unit, currency, language()),
        ),
        key="credit_marks",
        alt="; ".join(f"{row.name}: {write(row.first)} → {write(row.second)}" for row in rows),
        name="attribution",
    )
    legend = [
        f"○ {plain(show(first.label))}",
        f":blue[●] {plain(show(second.label))}",
        "▬ " + _n("{n} model", "all {n} models", n=len(compared.answers)),
        *([f":orange[◇] {own}"] if any(row.own is not None for row in rows) else []),
    ]
    st.caption("\u2003".join(legend))
    rest = len(compared.known) - len(rows)
    if rest > 0:
        st.caption(
            _n("{n} smaller one is in the table.", "{n} smaller ones are in the table.", n=rest)
        )


def _marks(
    compared: Comparison, asked: AttributionQuery, choice: Choice, found: Bridge | None
) -> list[ModelMarks]:
    places = [answer_.model.id for answer_ in compared.answers]
    at = [places.index(one) for one in choice.models]
    own = {} if found is None else {row.key: row.tags for row in found.rows}
    rows = []
    for spread in compared.known[:_SHOWN]:
        every, tags = credits_of(spread, choice), own.get(spread.keys[0])
        rows.append(
            ModelMarks(
                name(spread.keys, asked),
                every[at[0]],
                every[at[1]],
                min(every),
                max(every),
                None if tags is None else float(tags),
            )
        )
    return rows


def verdicts(
    compared: Comparison, asked: AttributionQuery, choice: Choice, found: Bridge | None
) -> None:
    """For what has a cost: whether its cost per result is on the same side of the average."""
    results = compared.answers[0].conversions
    costs = costs_of(found)
    if found is None or not costs or not results or compared.answers[0].few:
        return
    total = found.total.cost
    average = float(total or 0) / results
    ones = cost_verdicts(compared, choice.models, costs, average)
    if not ones:
        return
    st.header(_("What changes with the model"), anchor=False)
    for one in ones[:_MOST]:
        badge = f":orange-badge[:material/swap_vert: {_('Verdict changes')}]  \n"
        st.markdown((badge if one.changes else "") + _verdict(one, asked, choice, found.currency))
    label = cost_label(asked)
    text = _("Average {label}: {n}.", label=in_sentence(label), n=money(average, found.currency))
    st.caption(plain(text))
    st.page_link(navigation.target("tests"), label=_("Plan a test"), icon=":material/science:")


def cost_label(asked: AttributionQuery) -> str:
    """What a cost by the results of the query is called."""
    own = cache.credited_outcome()
    metric = cost_metric(own.metric) if own.events == asked.events else None
    return _("Cost per result") if metric is None else show(cache.outcomes().metric(metric).label)


def money(value: float, currency: str | None) -> str:
    """An amount that is an estimate: without cents."""
    return shown.money(value, currency, language(), whole=True)


def _verdict(
    one: CostVerdict, asked: AttributionQuery, choice: Choice, currency: str | None
) -> str:
    first, second = (model_label(model) for model in models_of(choice))
    n, m = (plain(money(cost, currency)) for cost in one.costs)
    key = plain(name((one.key,), asked))
    sides = {
        CostSide.CHEAPER: _("cheaper than average"),
        CostSide.DEARER: _("dearer than average"),
        CostSide.NEAR: _("close to average"),
    }
    if one.changes:
        return _(
            "**{channel}**: {new} by {second} ({m}), {old} by {first} ({n}).",
            channel=key,
            new=sides[one.sides[1]],
            second=plain(second),
            m=m,
            old=sides[one.sides[0]],
            first=plain(first),
            n=n,
        )
    return _(
        "**{channel}**: {n} or {m}, {same} both times.",
        channel=key,
        n=n,
        m=m,
        same=sides[one.sides[0]],
    )
