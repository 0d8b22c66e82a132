"""Google Analytics 4 free-form exploration export, with its grand total as the first row."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from data.reading.table import RawTable
from data.sources.ga4.table import is_commented, range_period, sheets
from data.sources.kit.checks import TotalsRow
from data.sources.kit.spec import Exclude, Layout, LayoutEvidence, Source
from i18n.message import Message, msg

# The row has empty dimensions and one cell more than the header: “Grand total”, “総計”, …
_GRAND_TOTAL = Exclude(msg("Grand total row"), pl.col("_first").is_null())
_ADDS_UP = TotalsRow(("sessions", "engaged_sessions", "views", "events", "key_events"), 0.001)


def _unfit(raw: RawTable) -> Message | None:
    if is_commented(raw) and range_period(raw) is not None:
        return None
    return msg(
        "This looks like a Google Analytics exploration, but the line with its period is missing"
    )


SOURCE = Source(
    id="ga4.exploration",
    network=None,
    label=msg("Google Analytics exploration"),
    doc=msg(
        "Google Analytics › Explore › Free form, dimensions Date and Session channel group first › Export data › CSV."
    ),
    sheets=tuple(
        replace(sheet, checks=(_ADDS_UP,)) for sheet in sheets(_unfit, exclude=(_GRAND_TOTAL,))
    ),
    layouts=(
        Layout("free form", "en", LayoutEvidence.FILE, "ga4_exploration.csv"),
        Layout(
            "Universal Analytics, until 2023",
            "en",
            LayoutEvidence.HEADERS,
            "ga4_exploration_ua.csv",
        ),
        Layout("free form", "de", LayoutEvidence.DESCRIBED, "ga4_exploration_de.csv"),
        Layout("free form", "ja", LayoutEvidence.DESCRIBED, "ga4_exploration_ja.csv"),
    ),
    limits=msg(
        "Explorations may be sampled and omit small groups of people. Google does not write "
        "that into the file."
    ),
)
