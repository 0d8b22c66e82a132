"""LinkedIn page followers export: new followers by day and demographics of all, days in UTC."""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.checks import AddsUp
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column
from data.sources.linkedin.groups import GROUP, named
from data.tables.schema import ACCOUNT_DAYS, AUDIENCE
from i18n.message import msg

_INT = pl.Int64()

# “Total followers” means two things: next to a date it is what a day brought, and negative when
# more people left; next to a group of people it is how many of them follow the page.
SOURCE = Source(
    id="linkedin.page_followers",
    network="linkedin",
    label=msg("LinkedIn page followers"),
    doc=msg("LinkedIn page › Analytics › Followers › Export."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "_sponsored", "_organic", "follows"),
            fields=(
                column("date", en="Date", es="Fecha", fr="Date", pt="Data"),
                column(
                    "_sponsored",
                    dtype=_INT,
                    en="Sponsored followers",
                    es="Seguidores patrocinados",
                    fr="Abonnés sponsorisés",
                    pt="Seguidores patrocinados",
                ),
                column(
                    "_organic",
                    dtype=_INT,
                    en="Organic followers",
                    es="Seguidores orgánicos",
                    fr="Abonnés organiques",
                    pt="Seguidores orgânicos",
                ),
                column(
                    "_invited",
                    dtype=_INT,
                    en="Auto-invited followers",
                    pt="Seguidores convidados automaticamente",
                ),
                column(
                    "follows",
                    en="Total followers",
                    es="Total de seguidores",
                    fr="Total des abonnés",
                    pt="Total de seguidores",
                ),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "linkedin"), ("use", "unknown")),
            dates=DateStyle.MDY,
            checks=(
                AddsUp(
                    "follows",
                    ("_sponsored", "_organic", "_invited"),
                    msg("New followers"),
                ),
            ),
        ),
        SheetSpec(
            table=AUDIENCE,
            signature=("value", "people"),
            fields=(
                GROUP,
                column(
                    "people",
                    en="Total followers",
                    es="Total de seguidores",
                    fr="Total des abonnés",
                    pt="Total de seguidores",
                ),
            ),
            required=("value",),
            unique=("value",),
            constants=(("network", "linkedin"),),
            finish=named,
        ),
    ),
    repeats=("hootsuite.account", "sprout.profiles"),
    layouts=(
        Layout("since 2024", "en", LayoutEvidence.FILE, "maison-volta_followers_1769000000000.xls"),
        Layout("since 2024", "pt", LayoutEvidence.HEADERS, "linkedin_page_followers_pt.csv"),
    ),
    limits=msg(
        "At most 365 days and the first 100 places and industries. The number of all followers by day is not in it."
    ),
)
