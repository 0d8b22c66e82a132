"""Preview of a campaign link: channel, address, issues with their fixes, and QR code."""

from __future__ import annotations

import streamlit as st

from data.base.issue import Level
from data.links.qr import qr_code
from data.links.validate import ValidationResult
from data.links.warning import LinkWarning
from ui.components.links import draft_state
from ui.components.sources.import_issues import ICONS, plain
from ui.components.tagging.sentences import render
from ui.filters import channel_label, use_label
from ui.text import _

_SHORT = 40
_QR = 170  # pixels


def visible(found: ValidationResult) -> list[LinkWarning]:
    """The issues to show: nothing is said about a link that is only begun."""
    if not found.draft.destination:
        return [one for one in found.cautions if not _for_later(one)]
    return list(found.cautions)


def _for_later(one: LinkWarning) -> bool:
    """Whether a warning only says that the link is not finished."""
    return one.rule in {"no_address", "convention"} and not one.to


def draw(found: ValidationResult, *, ruled: bool) -> None:
    """The channel with all fixes at once, the address to copy, and the QR code."""
    with st.container(horizontal=True, vertical_alignment="center"):
        _channel(found, ruled=ruled)
        fixes = tuple((one.part, one.to) for one in visible(found) if one.part)
        if fixes:
            st.button(
                _("Fix all"), key="link_fix_all", type="primary", icon=":material/auto_fix_high:",
                on_click=_fix_all, args=(fixes,),
            )  # fmt: skip
    if not found.url:
        st.caption(_("Enter a destination, and the link appears here."))
        return
    st.code(found.url, language=None, wrap_lines=True)
    _qr(found.url)


def _fix_all(fixes: tuple[tuple[str, str], ...]) -> None:
    for part, to in fixes:
        draft_state.apply_fix(part, to)


def _channel(found: ValidationResult, *, ruled: bool) -> None:
    if found.channel is None:
        st.caption(_("The channel appears here with a source and a medium."), width="stretch")
        return
    use = "" if found.use == "unknown" else f" ({use_label(found.use)})"
    colour = "orange" if visible(found) else "green"
    rules = _("Channel by your rules") if ruled else _("Channel in GA4")
    name = plain(channel_label(found.channel) + use)
    st.markdown(f"{rules}  \n:{colour}-badge[{name}]", width="stretch")


def cautions(found: ValidationResult) -> None:
    """Every issue with its advice, and a button where one click fixes it."""
    for number, one in enumerate(visible(found)):
        _caution(one, number)


def _caution(one: LinkWarning, number: int) -> None:
    colour = "red" if one.level is Level.ERROR else "orange"
    what, advice = plain(render(one.what)), plain(render(one.advice))
    text, act = st.columns([3, 1.3], vertical_alignment="center")
    text.markdown(f":{colour}[:material/{ICONS[one.level]}:] {what}  \n:small[:gray[{advice}]]")
    if one.part:
        short = one.to if len(one.to) <= _SHORT else one.to[:_SHORT] + "…"
        act.button(
            _("Use “{value}”", value=plain(short)), key=f"fix_{number}_{one.rule}_{one.part}",
            on_click=draft_state.apply_fix, args=(one.part, one.to), width="stretch",
        )  # fmt: skip


def _qr(url: str) -> None:
    """The QR code of a link with its downloads."""
    png, svg = qr_code(url, "png"), qr_code(url, "svg")
    if png is None or svg is None:
        st.caption(_("The link is too long for a QR code. Shorten the UTM tags or the address."))
        return
    left, right = st.columns([1, 1.2], vertical_alignment="center")
    left.image(png, width=_QR, alt=_("QR code that opens {link}", link=url))
    with right:
        for kind, image, mime in (("PNG", png, "image/png"), ("SVG", svg, "image/svg+xml")):
            st.download_button(
                _("Download {kind}", kind=kind), image, f"qr-link.{kind.lower()}", mime,
                key=f"qr_{kind}", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        st.caption(_("Print it at least 2 cm wide, black on white."))
