"""Preview of a campaign link: URL, channel, warnings and QR code."""

from __future__ import annotations

import streamlit as st

from data.base.issue import Level
from data.links.qr import qr_code
from data.links.validate import ValidationResult, validate_link
from data.links.validation_context import ValidationContext
from data.links.warning import LinkWarning
from data.values.link import Draft
from ui.components.links import draft_state
from ui.components.sources.import_issues import ICONS, plain
from ui.components.tagging.sentences import render
from ui.filters import channel_label, use_label
from ui.text import _

_SHORT = 40


def preview(draft: Draft, known: ValidationContext, link_id: int | None) -> bool:
    """Draws the current link and its warnings; returns whether it can be used."""
    [found] = validate_link([draft], known, link_id=link_id)
    st.markdown("**" + _("Your link") + "**")
    if not draft.destination:
        st.caption(_("Write where it leads, and the link appears here."))
    elif found.url:
        st.code(found.url, language=None, wrap_lines=True)
    _channel(found, ruled=bool(known.rules))
    cautions(found)
    if found.url:
        qr(found.url, "new")
    return bool(found.url) and found.usable


def _channel(found: ValidationResult, *, ruled: bool) -> None:
    if found.channel is None:
        st.caption(_("Its channel appears here once it has a source and a medium."))
        return
    use = "" if found.use == "unknown" else f" ({use_label(found.use)})"
    channel = f"**{plain(channel_label(found.channel))}**{use}"
    if ruled:
        st.markdown(
            _("With your own channel rules its visits will count under {channel}.", channel=channel)
        )
    else:
        st.markdown(_("GA4 will count its visits under {channel}.", channel=channel))


def cautions(found: ValidationResult) -> None:
    """Every warning with its advice, and a button where one click fixes it."""
    begun = bool(found.draft.destination)
    shown = [one for one in found.cautions if begun or not _for_later(one)]
    if shown:
        with st.container(border=True, key="link_cautions"):
            for number, one in enumerate(shown):
                _caution(one, number)
    elif begun and found.url:
        st.success(_("Nothing speaks against this link."), icon=":material/check_circle:")


def _for_later(one: LinkWarning) -> bool:
    """Whether a warning only says that the link is not finished."""
    return one.rule in {"no_address", "convention"} and not one.to


def _caution(one: LinkWarning, number: int) -> None:
    colour = "red" if one.level is Level.ERROR else "orange"
    what, advice = plain(render(one.what)), plain(render(one.advice))
    st.markdown(f":{colour}[:material/{ICONS[one.level]}:] **{what}**  \n{advice}")
    if one.part:
        short = one.to if len(one.to) <= _SHORT else one.to[:_SHORT] + "…"
        st.button(
            _("Use “{value}”", value=plain(short)),
            key=f"mend_{number}_{one.rule}_{one.part}",
            on_click=draft_state.mend,
            args=(one.part, one.to),
            icon=":material/auto_fix_high:",
        )


def qr(url: str, name: str) -> None:
    """The QR code of a link with its downloads, created only when opened."""
    opened = st.expander(_("QR code"), icon=":material/qr_code_2:", key=f"qr_{name}", on_change="rerun")  # fmt: skip
    if not opened.open:
        return
    with opened:
        png, svg = qr_code(url, "png"), qr_code(url, "svg")
        if png is None or svg is None:
            st.warning(_("The link is too long for a QR code. Shorten the tags or the address."))
            return
        st.image(png, width=220, alt=_("QR code that opens {link}", link=url))
        with st.container(horizontal=True):
            for kind, image, mime in (("PNG", png, "image/png"), ("SVG", svg, "image/svg+xml")):
                st.download_button(
                    _("Download {kind}", kind=kind), image, f"qr-{name}.{kind.lower()}", mime,
                    key=f"qr_{name}_{kind}", icon=":material/download:", on_click="ignore",
                )  # fmt: skip
        st.caption(_("Print it at least 2 cm wide, black on white."))
