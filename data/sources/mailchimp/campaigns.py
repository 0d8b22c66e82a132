"""Mailchimp campaign reports: one row per campaign that was sent."""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.checks import AddsUp, Priced
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.tables.schema import EMAIL_SENDS
from i18n.message import msg

SOURCE = Source(
    id="mailchimp.campaigns",
    network=None,
    label=msg("Mailchimp campaigns"),
    doc=msg(
        "Mailchimp › Analytics › Reports › Download reports: campaigns.csv. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=EMAIL_SENDS,
            signature=("campaign", "sent_at", "delivered", "send_id"),
            fields=(
                column("campaign", en="Title"),
                column("subject", en="Subject"),
                column("list", en=("Audience", "List")),
                column("sent_at", en="Send Date"),
                column("recipients", en="Total Recipients"),
                column("delivered", en="Successful Deliveries"),
                column("opens", en="Unique Opens"),
                column("clicks", en="Unique Clicks"),
                column("unsubscribes", en="Unsubscribes"),
                column("bounces", en="Total Bounces"),
                column("_soft", en="Soft Bounces", dtype=pl.Int64()),
                column("_hard", en="Hard Bounces", dtype=pl.Int64()),
                column("send_id", en="Unique Id"),
                column("orders", en="Total Orders"),
                column("revenue", en="Total Revenue"),
            ),
            required=("send_id", "sent_at"),
            unique=("send_id",),
            constants=(("medium", "email"),),
            dates=DateStyle.ENGLISH,
            nulls=("n/a", "N/A"),
            grouping=True,
            checks=(AddsUp("bounces", ("_soft", "_hard"), msg("Bounces")), Priced("revenue")),
            ignores=ignored(
                *("Send Weekday", "Times Forwarded", "Forwarded Opens", "Open Rate", "Total Opens"),
                *("Click Rate", "Total Clicks", "Abuse Complaints", "Times Liked on Facebook"),
                *("Folder Id", "Total Gross Sales", "Analytics ROI", "Campaign Cost"),
                # What Google Analytics says of the visits, which its own files tell better.
                *("Revenue Created", "Visits", "New Visits", "Pages/Visit", "Bounce Rate"),
                *("Time on Site", "Goal Conversion Rate", "Per Visit Goal Value", "Transactions"),
                *("Ecommerce Conversion Rate", "Per Visit Value", "Average Value"),
            ),
        ),
    ),
    layouts=(
        Layout("with audience", "en", LayoutEvidence.HEADERS, "mailchimp_campaigns.csv"),
        Layout("2018, with list", "en", LayoutEvidence.HEADERS, "mailchimp_campaigns_2018.csv"),
    ),
    limits=msg(
        "Orders and revenue are what Mailchimp credits to its campaigns, without a currency. "
        "Times are read as your company’s. The report of a single campaign is not read."
    ),
)
