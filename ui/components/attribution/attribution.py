"""What attribution is asked: settings, names of keys and models, and what to import without data."""

from __future__ import annotations

import streamlit as st

from i18n import format as shown
from metrics.attribution.compare import Keys
from metrics.attribution.model import Model
from metrics.attribution.query import KEYS, LOOKBACK_DAYS, AttributionQuery
from metrics.content.post_text import brief
from ui import cache, navigation
from ui.components import answer
from ui.components.grid import GridColumn
from ui.components.sources import facts_table
from ui.filters import Filters, channel_label, network_label, use_label
from ui.text import _, _c, language, named, show

WINDOWS = (7, 14, 30, 60, 90)
_TEXT = 60  # characters of a post
_PEOPLE = ("Markov", "Shapley")  # models that are named after a person


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
    """The query of the page; its settings are behind a button. None without conversions by person.

    ``label`` is the label of the first setting.
    """
    offered_labels = choices()
    if not offered_labels:
        return None
    # persist_state: Streamlit forgets a widget's value on pages where it is not drawn.
    with st.popover(_("Settings"), icon=":material/tune:"):
        by = st.selectbox(
            label, KEYS, key="credit_by", format_func=named(KEYS, key_label),
            persist_state="session",
        )  # fmt: skip
        window = st.selectbox(
            _("Lookback window (days)"), WINDOWS, key="credit_window",
            index=WINDOWS.index(LOOKBACK_DAYS), persist_state="session",
            help=_("Earlier visits get no credit."),
        )  # fmt: skip
        own, offered = cache.credited_outcome(), list(offered_labels)
        events = st.selectbox(
            _("Conversion"), offered, key=f"credit_event_{own.metric}",
            index=offered.index(own.events) if own.is_on_paths and own.events in offered else 0,
            format_func=named(offered, offered_labels.__getitem__), persist_state="session",
            help=_("The result that gets the credit."),
        )  # fmt: skip
    return AttributionQuery(
        chosen.start, chosen.end, (by or KEYS[0],), window or LOOKBACK_DAYS, events or ()
    )


def usual(chosen: Filters) -> AttributionQuery:
    """The query that a page without controls asks: what counts for the company, by channel."""
    return AttributionQuery(chosen.start, chosen.end, events=cache.credited_outcome().events)


def choices() -> dict[tuple[str, ...], str]:
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
    label = choices().get(asked.events) or _("Conversions")
    # It begins a sentence or heads a column, however the company writes it.
    return label[:1].upper() + label[1:]


def no_journeys() -> None:
    """Empty state: which data are missing, why aggregated files do not have them, what to import."""
    answer.title(_("No conversion paths yet"), needed())
    what_to_import()


def needed() -> str:
    """What paths are made of."""
    return _("Paths need visits by person. Import a GA4 export with user or client IDs.")


def what_to_import() -> None:
    """Which files have visits by person, and a way to import them."""
    st.info(
        _(
            "Aggregated reports credit the last source of each session only. No other model can "
            "be computed from them."
        )
    )
    st.markdown(
        _("Import the BigQuery export of GA4, or two CSV files, “touches” and “conversions”.")
        + "\n\n- touches: user_id, session_id, started_at, source, medium, campaign…"
        + "\n- conversions: user_id, converted_at, event_name, value…"
    )
    st.page_link(navigation.target("sources"), label=_("Import files"), icon=":material/upload:")


def nothing_attributed(conversions: int, asked: AttributionQuery) -> None:
    """Empty state: no conversions in the period, or none with a known visit before it."""
    if not conversions:
        answer.title(_("No conversion in this period"), _("Choose a longer period."))
        return
    seen = cache.has_visits()
    answer.title(
        _(
            "{what}: {count}, none with a known visit before",
            what=counted(asked),
            count=conversions,
        ),
        _("Choose a longer lookback window in the settings.") if seen else needed(),
    )
    if not seen:
        what_to_import()


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


def model_label(model: Model) -> str:
    """The name of a model inside a sentence."""
    label = show(model.label)
    return label if label.startswith(_PEOPLE) else label[:1].lower() + label[1:]


def in_sentence(label: str) -> str:
    """What is counted, inside a sentence; names of events and abbreviations stay as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
