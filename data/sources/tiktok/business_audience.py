"""TikTok Business Suite audience export: daily metrics, which repeat those of the overview."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.sources.tiktok.dates import UNKNOWN
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

SOURCE = Source(
    id="tiktok_business.audience",
    network="tiktok",
    label=msg("TikTok audience (Business Suite)"),
    doc=msg("TikTok Business Suite › Analytics › Audience › Download data."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "follows", "followers", "reach"),
            fields=(
                column("date", en="Date"),
                column("follows", en="New followers"),
                column("followers", en="Total followers"),
                column("reach", en="Reached audience"),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "tiktok"), ("use", "unknown")),
            nulls=UNKNOWN,
            ignores=ignored("Engaged audience"),
        ),
    ),
    layouts=(Layout("2025", "en", LayoutEvidence.FILE, "tiktok_business_audience.csv"),),
    limits=msg(
        "The total of followers is often missing (“--”). Days that are also in the overview "
        "count once."
    ),
)
