"""Custom channel rules: ordered list, preview before adding, JSON download and upload."""

from __future__ import annotations

import json

import streamlit as st

from changes.utm import add_channel_rules, remove_channel_rule, swap_channel_rules
from data.base.channels import CHANNELS, Use
from data.base.json_values import from_json, to_json
from data.store.tagging import StoredRule
from data.utm.channel_presets import PRESETS
from data.utm.channel_rules_file import parse_rules
from data.utm.rule_preview import with_rule
from data.values.channel_rule import TESTED, ChannelRule
from data.values.condition import Condition, Operator, TaggingError
from ui import state
from ui.components.signed import signed
from ui.components.sources import facts_table
from ui.components.sources.import_issues import plain
from ui.components.tagging import fixes, rule_preview
from ui.filters import USES, channel_label, use_label
from ui.text import _, _c, _n, named

TESTS = tuple(Operator)
COLUMNS = tuple(sorted(TESTED))
CONDITIONS = 3
OWN = ""


def test_label(test: Operator) -> str:
    """The label of an operator in the session's language."""
    return {
        Operator.EQUALS: _("is"),
        Operator.CONTAINS: _("contains"),
        Operator.STARTS: _("starts with"),
        Operator.ENDS: _("ends with"),
    }[test]


def column_label(column: str) -> str:
    """The label of a tested column in the session's language."""
    return {
        "channel": _("channel"),
        "landing_host": _("site of the landing page"),
        "landing_path": _("path of the landing page"),
    }.get(column, facts_table.label(column))


def said(rule: ChannelRule) -> str:
    """A rule as a sentence."""
    conditions = [
        f"{column_label(one.column)} {test_label(one.test)} {_values(one)}" for one in rule.when
    ]
    return plain(f" {_('and')} ".join(conditions)) + f" → **{plain(channel_label(rule.channel))}**"


def _values(condition: Condition) -> str:
    values = [channel_label(v) if condition.column == "channel" else v for v in condition.values]
    quoted = ", ".join(_("“{value}”", value=value) for value in values[:3])
    return (
        quoted
        if len(values) <= 3
        else _n("{values} or {n} more", "{values} or {n} more", n=len(values) - 3, values=quoted)
    )


def rules() -> None:
    """The active rules, and a form to add one."""
    log = state.store().state.tagging.log()
    stored = [one for one in log if isinstance(one.rule, ChannelRule) and one.undone_at is None]
    st.caption(
        _(
            "Your rules come after those of GA4. The first that applies decides, in every value of "
            "every page."
        )
    )
    for place, one in enumerate(stored):
        _rule(one, stored[place - 1].id if place else None)
    _new()
    _share([one.rule for one in stored if isinstance(one.rule, ChannelRule)])


def _rule(stored: StoredRule, before: int | None) -> None:
    if not isinstance(stored.rule, ChannelRule):
        return
    with st.container(border=True, key=f"channel_rule_{stored.id}"):
        # A channel of GA4 keeps its own use, whatever a rule says.
        use = "" if stored.rule.channel in CHANNELS else f" ({use_label(stored.rule.use)})"
        st.markdown(said(stored.rule) + use)
        st.caption(plain(fixes.history(stored)))
        with st.container(horizontal=True):
            up = _c("button", "Move up")
            if before is not None and st.button(up, key=f"up_{stored.id}", icon=":material/arrow_upward:"):  # fmt: skip
                swap_channel_rules(state.store(), stored.id, before, state.who())
                st.rerun()
            if st.button(_("Delete"), key=f"remove_rule_{stored.id}", icon=":material/delete:"):
                remove_channel_rule(state.store(), stored.id, state.who())
                st.rerun()


def _new() -> None:
    opened = st.expander(_("New channel rule"), icon=":material/add:", key="new_rule", on_change="rerun")  # fmt: skip
    if not opened.open:
        return
    with opened:
        preset = st.toggle(_("Use the template: AI assistants as a channel"), key="rule_preset")
        rule = PRESETS["ai-assistants"]() if preset else _written()
        if rule is None:
            st.caption(_("Enter a channel and a condition to see what would move."))
            return
        st.markdown(said(rule))
        rule_preview.preview(with_rule(state.store().tagging(), rule), "moves_new_rule")
        with st.form("add_rule", border=False):
            by, why = signed()
            if st.form_submit_button(_("Add rule"), type="primary"):
                add_channel_rules(state.store(), [rule], state.who(by), why)
                st.rerun()


def _written() -> ChannelRule | None:
    """The rule that the fields describe; None while something is missing."""
    left, middle, right = st.columns(3)
    options = (OWN, *CHANNELS)
    label = named(options, lambda one: channel_label(one) if one else _("a custom channel"))
    channel = left.selectbox(_("Channel"), options, key="rule_channel", format_func=label)
    use = Use.UNKNOWN.value
    if channel == OWN:
        channel = middle.text_input(_("Its name"), key="rule_name").strip()
        use = right.selectbox(_("Use"), USES, key="rule_use", format_func=named(USES, use_label))
    when: list[Condition] = []
    while len(when) < CONDITIONS and (one := _condition(len(when))) is not None:
        when.append(one)  # the next condition appears once this one is filled in
    if not channel or not when:
        return None
    try:
        value = {"channel": channel, "use": use, "when": [to_json(one) for one in when]}
        return from_json(ChannelRule, value)
    except TaggingError:
        st.error(_("This rule cannot work. Shorten the name or change a condition."))
        return None


def _condition(number: int) -> Condition | None:
    left, middle, right = st.columns([2, 2, 4])
    word = _("If") if number == 0 else _("and")
    start = COLUMNS.index("source")
    column = left.selectbox(
        word, COLUMNS, start, key=f"rule_column_{number}",
        format_func=named(COLUMNS, column_label),
    )  # fmt: skip
    test = middle.selectbox(
        _("compared"), TESTS, key=f"rule_test_{number}", format_func=named(TESTS, test_label)
    )
    text = right.text_input(
        _("one of these values, separated by commas"), key=f"rule_values_{number}"
    )
    values = tuple(part for one in text.split(",") if (part := one.strip()))
    return Condition(column, test, values) if values else None


def _share(stored: list[ChannelRule]) -> None:
    with st.expander(_("Share the rules"), icon=":material/share:", key="share_rules"):
        if stored:
            st.download_button(
                _("Download rules"),
                data=json.dumps([to_json(one) for one in stored], ensure_ascii=False, indent=2),
                file_name="channels.json",
                mime="application/json",
                key="rules_json",
                icon=":material/download:",
            )
        given = st.file_uploader(_("Add rules from a file"), type="json", key="rules_file")
        if given is None:
            return
        try:
            added = [
                rule
                for rule in parse_rules(given.getvalue().decode("utf-8", "replace"))
                if rule not in stored
            ]
        except TaggingError:
            st.error(
                _(
                    "This file has no channel rules of Utmost. Choose a file that was downloaded here."
                )
            )
            return
        if st.button(
            _n("Add {n} rule", "Add {n} rules", n=len(added)), key="rules_add", disabled=not added
        ):
            add_channel_rules(state.store(), added, state.who())
            st.rerun()
