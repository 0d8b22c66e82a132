"""The ad platform of a traffic source."""

from __future__ import annotations

import csv
import re
from functools import cache

from data.base.channels import REFERENCE


@cache
def _known() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    with (REFERENCE / "ad_sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple((re.compile(row["platform"]), re.compile(row["source"])) for row in rows)


def ad_platform_of(source: str, platform: str) -> bool | None:
    """Whether visits with this ``source`` come from the platform; None where unknown.

    >>> [ad_platform_of(source, "google_ads") for source in ("google", "bing", "flyer")]
    [True, False, None]
    """
    platforms = [named for named, sources in _known() if sources.fullmatch(source.lower())]
    return any(named.fullmatch(platform.lower()) for named in platforms) if platforms else None
