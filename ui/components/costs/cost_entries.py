"""Cost entry form, and the list of entered costs with their history."""

from __future__ import annotations

from datetime import date

import streamlit as st

from changes.costs import add_cost, edit_cost, remove_cost
from data.base.channels import CHANNELS
from data.store.manual_entries import COST, EntryRevision
from data.store.money import cost_of, readable_log
from data.values.cost import KINDS, Cost
from i18n import format as shown
from ui import cache, state, zone
from ui.components.signed import signed
from ui.components.sources.import_issues import plain
from ui.filters import channel_label
from ui.text import _, date_format, language, named, show

OVERHEAD = ""


def entries() -> None:
    """The form for a new cost, and the costs entered so far."""
    st.header(_("Costs entered by hand"), anchor=False)
    st.caption(
        _(
            "Ad spend comes from the exports of the platforms. A list of other costs can also be "
            "imported under Sources. A cost counts evenly on every day of its period."
        )
    )
    with st.expander(_("Enter a cost"), icon=":material/add:", key="cost_new"):
        _form("new", None)
    log = readable_log(state.store().state.entries, COST)
    latest = {revision.entry_id: revision for revision in log}
    for entry_id, last in reversed(latest.items()):
        _line(last, [one for one in log if one.entry_id == entry_id])
    if not log:
        st.caption(_("No cost entered by hand yet."))


def kind_label(kind: str) -> str:
    """The name of a kind of cost in the session's language."""
    return show(KINDS[kind])


def _line(last: EntryRevision, history: list[EntryRevision]) -> None:
    known = [cost for one in history if (cost := cost_of(one)) is not None]
    # The revision that removes a cost has no payload: the line shows what the cost was before.
    text = described(known[-1])
    removed = last.payload is None
    with st.container(border=True, key=f"cost_{last.entry_id}"):
        st.markdown(f"~~{text}~~" if removed else text)
        for one in reversed(history):
            st.caption(plain(_revision(one)))
        if removed:
            return
        with st.expander(_("Edit or delete"), key=f"cost_change_{last.entry_id}"):
            _form(last.entry_id, known[-1])
            if st.button(_("Delete"), key=f"cost_remove_{last.entry_id}"):
                remove_cost(state.store(), last.entry_id, state.who())
                st.rerun()


def described(cost: Cost) -> str:
    """A cost in one line: kind, amount, period, purpose."""
    place = channel_label(cost.channel) if cost.channel else _("Overhead")
    work = ""
    if cost.hours is not None and cost.rate is not None:
        hourly = shown.money(cost.rate, cost.currency, language())
        work = f" ({shown.number(cost.hours, language())} h × {hourly})"
    parts = [
        f"**{kind_label(cost.kind)}** · {shown.money(cost.paid, cost.currency, language())}{work}",
        shown.span(cost.start, cost.end, language()),
        *(plain(part) for part in (place, cost.campaign, cost.label) if part),
    ]
    return " · ".join(parts)


def _revision(one: EntryRevision) -> str:
    day = shown.day(zone.local(one.saved_at), language())
    cost = cost_of(one)
    if cost is None:
        what = _("removed on {day}", day=day)
    elif one.revision == 1:
        what = _("entered on {day}", day=day)
    else:
        paid = shown.money(cost.paid, cost.currency, language())
        what = _("changed to {paid} on {day}", paid=paid, day=day)
    return " · ".join(part for part in (what, one.saved_by, one.note) if part)


def _form(entry_id: str, cost: Cost | None) -> None:
    seen = cache.overview()
    today = seen.last or date.today()  # noqa: DTZ011  # a calendar day, not an instant
    kinds, channels = tuple(KINDS), (OVERHEAD, *CHANNELS)
    with st.form(f"cost_form_{entry_id}", border=False, clear_on_submit=cost is None):
        one, two, three = st.columns(3)
        kind = one.selectbox(
            _("Kind"), kinds, index=kinds.index(cost.kind if cost else "labour"),
            key=f"cost_kind_{entry_id}", format_func=named(kinds, kind_label),
        )  # fmt: skip
        start = two.date_input(
            _("First day"), cost.start if cost else today.replace(day=1),
            key=f"cost_start_{entry_id}", format=date_format(),
        )  # fmt: skip
        end = three.date_input(
            _("Last day"), cost.end if cost else today,
            key=f"cost_end_{entry_id}", format=date_format(),
        )  # fmt: skip
        amount, hours, rate, currency = _amounts(entry_id, cost)
        channel, campaign, label = _places(entry_id, cost, channels)
        by, note = signed()
        if st.form_submit_button(_("Save"), type="primary"):
            try:
                made = Cost(
                    kind, start, end, currency.strip().upper(), amount, hours, rate,
                    channel, campaign.strip(), label.strip(),
                )  # fmt: skip
            except ValueError:
                st.error(_cost_help())
                return
            _save(entry_id, made, by, note)


def _amounts(
    entry_id: str, cost: Cost | None
) -> tuple[float | None, float | None, float | None, str]:
    columns = st.columns(4)
    numbers = [
        place.number_input(
            label, value=getattr(cost, name) if cost else None, min_value=0.0,
            key=f"cost_{name}_{entry_id}",
        )
        for place, label, name in zip(
            columns[:3], (_("Amount"), _("or hours"), _("at a rate per hour of")),
            ("amount", "hours", "rate"), strict=True,
        )
    ]  # fmt: skip
    default = cost.currency if cost else state.store().money().reporting or "EUR"
    code = columns[3].text_input(_("Currency"), default, key=f"cost_currency_{entry_id}")
    return numbers[0], numbers[1], numbers[2], code


def _places(entry_id: str, cost: Cost | None, channels: tuple[str, ...]) -> tuple[str, str, str]:
    # A stored channel may be none that is offered; index() below would fail without it.
    known = channels if not cost or cost.channel in channels else (*channels, cost.channel)
    one, two, three = st.columns(3)
    channel = one.selectbox(
        _("Channel"), known, index=known.index(cost.channel) if cost else 0,
        key=f"cost_channel_{entry_id}",
        format_func=named(known, lambda c: channel_label(c) if c else _("None (overhead)")),
    )  # fmt: skip
    campaign = two.text_input(
        _("Campaign"), cost.campaign if cost else "", key=f"cost_campaign_{entry_id}"
    )
    label = three.text_input(
        _("What it was for"), cost.label if cost else "", key=f"cost_label_{entry_id}"
    )
    return channel, campaign, label


def _cost_help() -> str:
    return _(
        "This cannot be saved. Give either an amount, or hours and a rate. The last day is not "
        "before the first, and a currency has three letters, such as EUR."
    )


def _save(entry_id: str, cost: Cost, by: str, note: str) -> None:
    if entry_id == "new":
        add_cost(state.store(), cost, state.who(by), note)
    else:
        edit_cost(state.store(), entry_id, cost, state.who(by), note)
    st.rerun()
