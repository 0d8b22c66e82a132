"""Brevo recipients of campaigns: one row per person, counted together by campaign.

No one who was written to is stored: only how many got, opened and clicked it.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level
from data.reading.dates import DateStyle
from data.reading.table import Finding
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import EMAIL_SENDS
from i18n.message import msg

# The reason of a bounce often quotes the address.
_PRIVATE = private(
    *("Email_ID", "Open_IP", "Click_IP", "Unsubscribe_IP"),
    *("Hard_Bounce_Reason", "Soft_Bounce_Reason"),
)
_BOUNCED = ("_hard", "_soft")


def _finish(rows: TypedRows) -> pl.DataFrame:
    """One row per campaign; a count whose column is missing is unknown."""
    has = rows.columns
    arrived, bounced = pl.col("_delivered").is_not_null(), _any_known(rows)
    counts = {
        "recipients": pl.len(),
        "delivered": arrived.sum() if "_delivered" in has else None,
        "opens": pl.col("_opened").count() if "_opened" in has else None,
        "clicks": (pl.col("_clicked") > 0).sum() if "_clicked" in has else None,
        "unsubscribes": pl.col("_left").count() if "_left" in has else None,
        "bounces": (bounced & ~arrived).sum() if "_delivered" in has else None,
    }
    known = {name: count for name, count in counts.items() if count is not None}
    first = pl.exclude("send_id", "sent_at", "sent_on", *known).first()
    sent = pl.col("sent_at", "sent_on").min()
    return rows.frame.group_by("send_id", maintain_order=True).agg(first, sent, **known)


def _any_known(rows: TypedRows) -> pl.Expr:
    present = [name for name in _BOUNCED if name in rows.columns]
    return pl.any_horizontal([pl.lit(value=False), *(pl.col(n).is_not_null() for n in present)])


def _only_openers(rows: TypedRows) -> Iterator[Finding]:
    """Brevo also exports those who opened alone, which would make every rate one hundred percent."""
    if (
        "_opened" in rows.columns
        and rows.frame.height > 1
        and not rows.frame["_opened"].has_nulls()
    ):
        yield Finding(
            Level.WARNING,
            msg("Every recipient opened the e-mail, so this looks like an export of openers only"),
            msg("Export all recipients of the campaign, and undo this import."),
            column=rows.columns["_opened"],
        )


SOURCE = Source(
    id="brevo.recipients",
    network=None,
    label=msg("Brevo recipients of campaigns"),
    doc=msg(
        "Brevo › Campaigns › Report of a campaign › Export › All recipients. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=EMAIL_SENDS,
            signature=("send_id", "campaign", "sent_at", "_private_0"),
            fields=(
                *_PRIVATE,
                column("send_id", en="Campaign ID"),
                column("campaign", en="Campaign Name"),
                column("sent_at", en="Send_Date"),
                column("_delivered", en="Delivered_Date"),
                column("_opened", en="Open_Date"),
                column("_left", en="Unsubscribe_Date"),
                column("_hard", en="Hard_Bounce_Date"),
                column("_soft", en="Soft_Bounce_Date"),
                column("_clicked", en="Clicked_Links_Count", dtype=pl.Int64()),
            ),
            required=("send_id", "sent_at"),
            constants=(("medium", "email"),),
            dates=DateStyle.DMY,
            checks=(_only_openers,),
            finish=_finish,
            personal=hidden(_PRIVATE),
            # A column for each link, named after it.
            ignores=ignored("Total Opens", "Total Apple MPP Opens", "Complaint_date", "http*"),
            whole=True,
        ),
    ),
    layouts=(Layout("all recipients", "en", LayoutEvidence.HEADERS, "brevo_recipients.csv"),),
    limits=msg(
        "Openings by Apple’s mail program on its own count as openings. It has no subject, "
        "list or revenue. Brevo’s list of campaigns is not read."
    ),
)
