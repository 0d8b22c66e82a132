"""Published series breaks of every network: one entry each, with its source.

Where no single day is known, the entry gives the span of days in which exports of both kinds
are found.
"""

from __future__ import annotations

from datetime import date

from data.tables.series_break import SeriesBreak
from i18n.message import msg

_SOCIAL = ("posts", "account_days")
_SHOWN = ("impressions", "views")

PUBLISHED = (
    SeriesBreak(
        "x",
        _SOCIAL,
        ("impressions", "reactions", "comments", "shares", "clicks", "link_clicks", "follows"),
        date(2023, 8, 1),
        date(2024, 6, 30),
        msg(
            "Between August 2023 and June 2024 X replaced its tweet activity export by the content export of X Premium, which no longer tells promoted figures apart."
        ),
        "headers of both exports; digitalinformationworld.com/2023/09/is-elon-musk-putting-twitter-analytics.html"
        " and codavate.com/2024/07/03/twitter-continues-xing-advertisers-making-analytics-premium-feature",
    ),
    SeriesBreak(
        "linkedin",
        _SOCIAL,
        ("impressions",),
        date(2024, 4, 1),
        date(2024, 4, 30),
        msg(
            "Since April 2024 LinkedIn counts the impressions of reposts in those of the original post."
        ),
        "LinkedIn Help, Post analytics",
    ),
    SeriesBreak(
        "facebook",
        _SOCIAL,
        _SHOWN,
        date(2024, 3, 1),
        date(2025, 3, 31),
        msg(
            "Between March 2024 and early 2025 Facebook replaced impressions by views, which count every repetition as well."
        ),
        "headers of content exports; nasdaq.com/articles/meta-says-views-become-primary-metric-facebook (November 2024)",
    ),
    SeriesBreak(
        "instagram",
        _SOCIAL,
        _SHOWN,
        date(2024, 7, 2),
        date(2025, 4, 21),
        msg(
            "Between July 2024 and April 2025 Instagram replaced impressions and plays by views, which count every repetition as well."
        ),
        "developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights",
    ),
    SeriesBreak(
        "youtube",
        _SOCIAL,
        ("views",),
        date(2025, 3, 31),
        date(2025, 3, 31),
        msg(
            "Since 31 March 2025 YouTube counts a view of a Short as soon as it starts to play; “Engaged views” keep the earlier meaning."
        ),
        "YouTube Help Community, A Change to How We Count Views on Shorts (26 March 2025)",
    ),
)
