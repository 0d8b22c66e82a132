"""Attribution models compared: controls, headline, range chart and table with CSV download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from i18n import format as shown
from metrics.attribution.compare import Comparison, Keys
from metrics.attribution.compare import headline as sentence
from metrics.attribution.conversion_rate import MEANING, RateSplit
from metrics.attribution.model import registered
from metrics.attribution.query import KEYS, LOOKBACK_DAYS, AttributionQuery
from ui import cache
from ui.charts.ranges import ranges
from ui.components import chart as charts
from ui.components import download, grid
from ui.components.content.post_text import brief
from ui.components.grid import GridColumn
from ui.components.sources import facts_table
from ui.components.sources.import_issues import plain
from ui.filters import Filters, channel_label, network_label, use_label
from ui.text import _, _c, _n, language, named, show

WINDOWS = (7, 14, 30, 60, 90)
_SHOWN = 15  # rows of the chart
_TEXT = 60  # characters of a post


def key_label(key: str) -> str:
    """What credit goes to, in the session's language."""
    return {
        "channel": _("Channel"),
        "network": _("Network"),
        "use": _("Use"),
        "campaign": _("Campaign"),
        "source": _("Source"),
        "medium": _("Medium"),
        "content": _c("UTM", "Content"),
        "post": _("Post"),
        "landing_page": _("Landing page"),
    }[key]


def key_column(key: str) -> GridColumn:
    """The column of what credit goes to."""
    own = {
        "channel": _("Rule-based group of traffic sources, as GA4 names it."),
        "network": _("The social network that the visits came from."),
        "post": _("The post with the link of the visits: network, day, beginning of its text."),
    }
    return GridColumn(key, key_label(key), own.get(key) or facts_table.meaning(key))


def question(chosen: Filters, label: str) -> AttributionQuery | None:
    """Draws the controls and returns the query; None where no file has conversions of single people.

    ``label`` is the label of the first control.
    """
    choices = _choices()
    if not choices:
        return None
    left, middle, right = st.columns(3)
    # persist_state: Streamlit forgets a widget's value on pages where it is not drawn.
    with left:
        by = st.selectbox(
            label, KEYS, key="credit_by", format_func=named(KEYS, key_label),
            persist_state="session",
        )  # fmt: skip
    with middle:
        window = st.selectbox(
            _("Days looked back"), WINDOWS, key="credit_window",
            index=WINDOWS.index(LOOKBACK_DAYS), persist_state="session",
            help=_("Visits longer before a conversion earn nothing."),
        )  # fmt: skip
    with right:
        own, offered = cache.credited_outcome(), list(choices)
        events = st.selectbox(
            _("What counts"), offered, key=f"credit_event_{own.metric}",
            index=offered.index(own.events) if own.is_on_paths and own.events in choices else 0,
            format_func=named(choices, choices.__getitem__), persist_state="session",
            help=_("The result that credit is shared for. It opens with what counts for you."),
        )  # fmt: skip
    if chosen.channels or chosen.uses or chosen.campaigns:
        st.caption(
            _("Credit is shared over whole journeys: only the period of the filters applies here.")
        )
    return AttributionQuery(
        chosen.start, chosen.end, (by or KEYS[0],), window or LOOKBACK_DAYS, events or ()
    )


def usual(chosen: Filters) -> AttributionQuery:
    """The query that a page without controls asks: what counts for the company, by channel."""
    return AttributionQuery(chosen.start, chosen.end, events=cache.credited_outcome().events)


def _choices() -> dict[tuple[str, ...], str]:
    """The labels of what credit can be shared for, by its events: first what counts."""
    company, steps = cache.outcomes(), cache.led()
    labels = {
        outcome.events: show(company.metric(outcome.metric).label)
        for outcome in cache.creditable_outcomes()
    }
    steps_labels = {
        "crm.lead": _("Leads of the CRM"),
        "crm.qualified": _("Qualified leads of the CRM"),
        "crm.won": _("Customers won (CRM)"),
    }
    every = [((), _("All conversions"))] if cache.converted() else []
    single = [((name,), name) for name in cache.converted()]
    led = [((name,), steps_labels[name]) for name in steps]
    for events, label in (*every, *single, *led):
        labels.setdefault(events, label)
    return labels


def counted(asked: AttributionQuery) -> str:
    """What the conversions of the query are called: the company's word, or the event's name."""
    label = _choices().get(asked.events) or _("Conversions")
    # It begins a sentence or heads a column, whatever way the company writes it.
    return label[:1].upper() + label[1:]


def no_journeys() -> None:
    """Empty state: which data are missing, why aggregated files do not have them, what to import."""
    st.info(
        _(
            "No file tells the visits of single people before a conversion. Reports of Google "
            "Analytics credit the last source of each session and nothing else, so that no "
            "other model can be worked out from them."
        )
    )
    _what_to_add()


def _what_to_add() -> None:
    st.markdown(
        _(
            "To compare models, add under Sources either Google Analytics’ BigQuery export, or "
            "two CSV files of any tool: “touches” (user_id, session_id, started_at, source, "
            "medium, campaign…) and “conversions” (user_id, converted_at, event_name, value…)."
        )
    )


def nobody(compared: Comparison, asked: AttributionQuery) -> None:
    """Empty state: no conversions in the period, or none with a known visit before it."""
    count = compared.answers[0].conversions
    if count:
        text = _(
            "{what}: {count}, but no known visit came before in the lookback window.",
            what=counted(asked),
            count=count,
        )
    else:
        text = _("No conversion in this period. Choose a longer one.")
    st.info(plain(text))
    if not cache.has_visits():
        _what_to_add()


def name(keys: Keys, asked: AttributionQuery) -> str:
    """The label of a key."""
    [key] = keys
    labels = {"channel": channel_label, "network": network_label}
    if key is None:
        return _("No post known") if asked.by == ("post",) else _("Unknown")
    if asked.by == ("post",):
        return _post(key)
    if asked.by == ("use",):
        return use_label(key)
    label = labels.get(asked.by[0])
    return key if label is None else label(key)


def _post(key: str) -> str:
    """A post's network, day and the beginning of its text, its id where it has none."""
    network, post_id = key.split(" ", 1)
    day, text = cache.post_texts().get(key, (None, ""))
    when = [] if day is None else [shown.day(day, language())]
    return " · ".join([network_label(network), *when, brief(text, _TEXT) or post_id])


def headline(compared: Comparison, asked: AttributionQuery) -> None:
    """The credit range of the first key, and whether it leads under every model."""
    first = compared.known[:1]
    if first:
        text = sentence(compared, name(first[0].keys, asked), counted(asked))
        st.markdown(f"#### {plain(show(text))}")
    if compared.answers[0].few:
        count = round(compared.answers[0].attributed)
        st.warning(
            _n(
                "Only {count} conversion: one more or less may change the order.",
                "Only {count} conversions: one more or less may change the order.",
                count=count,
            )
        )


def reconciled(compared: Comparison, asked: AttributionQuery) -> None:
    """How many conversions the files have, and how many of them are attributed."""
    answer = compared.answers[0]
    count, left = answer.conversions, round(answer.unattributed)
    days = _n("{n} day", "{n} days", n=asked.lookback_days)
    if left:
        text = _(
            "{what}: {count} in the files, {known} of them with a known visit up to {time} before; {rest}.",
            what=counted(asked),
            count=count,
            known=count - left,
            time=days,
            rest=_n("{n} is credited to no channel", "{n} are credited to no channel", n=left),
        )
    else:
        text = _(
            "{what}: {count} in the files, each with a known visit up to {time} before.",
            what=counted(asked),
            count=count,
            time=days,
        )
    st.caption(plain(text))


def leads(asked: AttributionQuery) -> None:
    """How leads were joined to visits, and how many have no match."""
    if not asked.leads:
        return
    joined = cache.leads_joined(asked.start, asked.end)
    st.caption(
        _n(
            "{leads} lead created in the period: {visitor} joined to visits by visitor id, {person} by person, {click} by click id, {tags} known by UTM tags only (as one visit), {alone} without any visit. {others}, {unled} of them without a lead in the CRM.",
            "{leads} leads created in the period: {visitor} joined to visits by visitor id, {person} by person, {click} by click id, {tags} known by UTM tags only (as one visit), {alone} without any visit. {others}, {unled} of them without a lead in the CRM.",
            leads=joined.leads,
            visitor=joined.visitor,
            person=joined.person,
            click=joined.click,
            tags=joined.tags,
            alone=joined.alone,
            others=_n(
                "{n} visitor with a conversion on the site",
                "{n} visitors with a conversion on the site",
                n=joined.visitors,
            ),
            unled=joined.unled,
        )
    )


def chart(compared: Comparison, asked: AttributionQuery) -> None:
    """The largest keys with a point for each model."""
    first = compared.known[:_SHOWN]
    names = [name(spread.keys, asked) for spread in first]
    points = {
        show(compared.answers[at].model.label): [spread.conversions[at] for spread in first]
        for at in range(len(compared.answers))
    }
    alt = _n(
        "Conversions of each, as a range over {count} model",
        "Conversions of each, as a range over {count} models",
        count=len(points),
    )
    charts.draw(ranges(names, points), key="credit_ranges", alt=alt)
    if len(compared.known) > _SHOWN:
        rest = len(compared.known) - _SHOWN
        st.caption(
            _n(
                "{count} smaller one is in the table only.",
                "{count} smaller ones are in the table only.",
                count=rest,
            )
        )
    if len(compared.known) < len(compared.spreads):
        st.caption(_("What visits of unknown kind earned is in the table only."))


def table(compared: Comparison, asked: AttributionQuery, chosen: Filters) -> None:
    """A row per key, a column per model, the range first; conversions or their value."""
    valued = compared.answers[0].value is not None
    choices = ("conversions", "value") if valued else ("conversions",)
    labels = {"conversions": counted(asked), "value": _("Value")}
    figure = choices[0]
    if valued:
        figure = st.segmented_control(
            _("Figure"), choices, default=choices[0], key="credit_figure", required=True,
            format_func=named(choices, labels.__getitem__), label_visibility="collapsed",
        )  # fmt: skip
    rows = _rows(compared, asked, figure)
    columns = _columns(compared, asked)
    grid.draw(
        _readable(rows, figure, compared.answers[0].currency),
        columns,
        key=f"credit_table_{figure}",
        alt=_("Credit of each under every model"),
    )
    span = f"{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}"
    download.button(grid.with_labels(rows, columns), f"attribution-{span}", key="credit_csv")


def _columns(compared: Comparison, asked: AttributionQuery) -> list[GridColumn]:
    models = [answer.model for answer in compared.answers]
    return [
        key_column(asked.by[0]),
        GridColumn("least", _("Least"), _("The lowest credit that a model gives."), is_number=True),
        GridColumn("most", _("Most"), _("The highest credit that a model gives."), is_number=True),
        *(GridColumn(one.id, show(one.label), show(one.assumes), is_number=True) for one in models),
    ]


def _rows(compared: Comparison, asked: AttributionQuery, figure: str) -> dict[str, list[Any]]:
    """Values by column: the name, least, most, and every model."""
    each = [
        [v or 0.0 for v in (s.conversions if figure == "conversions" else s.values)]
        for s in compared.spreads
    ]
    columns: dict[str, list[Any]] = {
        asked.by[0]: [name(spread.keys, asked) for spread in compared.spreads],
        "least": [min(values) for values in each],
        "most": [max(values) for values in each],
    }
    models = {
        answer.model.id: [values[at] for values in each]
        for at, answer in enumerate(compared.answers)
    }
    return columns | models


def _readable(rows: dict[str, list[Any]], figure: str, currency: str | None) -> Styler:
    """Formatted cells; within a column either all conversions have a decimal, or none."""
    now = language()

    def written(digits: int) -> Callable[[object], str]:
        if figure == "value":
            return lambda cell: shown.money(cast("float", cell), currency, now)
        return lambda cell: shown.number(cast("float", cell), now, digits, least=digits)

    formats: dict[Any, Any] = {
        column: written(int(any(round(value, 1) % 1 for value in cells)))
        for column, cells in list(rows.items())[1:]
    }
    return pd.DataFrame(rows).style.format(formats)


def assumptions() -> None:
    """The assumption of each model, in a sentence."""
    with st.expander(_("What each model assumes")):
        for model in registered().values():
            st.markdown(f"**{show(model.label)}** · {show(model.assumes)}")


def conversion_rate(asked: AttributionQuery) -> None:
    """What each key adds to the conversion rate, apart from the models; computed when opened."""
    with st.expander(_("What explains the conversion rate"), icon=":material/percent:",
                     key="credit_rate", on_change="rerun") as opened:  # fmt: skip
        if opened.open:
            _rate(cache.conversion_rate(asked), asked)


def _points(rate: object) -> str:
    return shown.points(100 * cast("float", rate), language())


def _rate(split: RateSplit, asked: AttributionQuery) -> None:
    st.caption(show(MEANING))
    if split.rate is None:
        st.info(_("No conversion in this period. Choose a longer one."))
        return
    st.markdown(
        _n(
            "{n} journey, {rate} with a conversion.",
            "{n} journeys, {rate} with a conversion.",
            n=split.journeys,
            rate=shown.percent(split.rate, language()),
        )
    )
    rows = pd.DataFrame(
        {
            asked.by[0]: [
                _("All others") if part.together else name(part.keys, asked) for part in split.parts
            ],
            "points": [part.rate for part in split.parts],
        }
    )
    grid.draw(
        rows.style.format({"points": _points}),
        [
            key_column(asked.by[0]),
            GridColumn(
                "points",
                _("Adds to the conversion rate"),
                _("In percentage points. They add up to the conversion rate of all journeys."),
                is_number=True,
            ),
        ],
        key="credit_rate_table",
        alt=_("What each adds to the conversion rate, in percentage points"),
    )
