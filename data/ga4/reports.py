"""The API reports that are fetched: dimensions, metrics and the canonical columns they fill.

Every field is session-scoped (or counts within the session), so that rows of one report share one
attribution: event-scoped source fields follow the property's own model and are never mixed in. A
report has the same name as the same breakdown in a downloaded file, so that they replace each
other.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from i18n.message import Message, msg


@dataclass(frozen=True, slots=True)
class ApiField:
    """A field of the API and the canonical column it fills; ``older`` is its deprecated name."""

    api: str
    column: str
    older: str | None = None

    def known_as(self, known: Collection[str]) -> ApiField | None:
        """The field by the name that the property knows, None when it knows neither."""
        if not known or self.api in known:
            return self
        return None if self.older not in known else replace(self, api=self.older or self.api)


@dataclass(frozen=True, slots=True)
class ApiReport:
    """One breakdown of all sessions.

    ``only`` names a metric that must be above zero, ``needs`` the columns without which the
    report means nothing.
    """

    id: str
    label: Message
    table: str
    dimensions: tuple[ApiField, ...]
    metrics: tuple[ApiField, ...]
    only: str | None = None
    needs: tuple[str, ...] = ("date",)

    @property
    def name(self) -> str:
        """The canonical columns of its dimensions, as in the column ``report``."""
        return ",".join(field.column for field in self.dimensions)

    def without(self, api_name: str) -> ApiReport:
        """The report without a field that the property does not give."""
        return replace(
            self,
            dimensions=tuple(f for f in self.dimensions if f.api != api_name),
            metrics=tuple(f for f in self.metrics if f.api != api_name),
        )

    def known_by(self, names: Collection[str]) -> ApiReport:
        """The report of the fields that are among ``names``; all of them when there are none."""
        return replace(
            self,
            dimensions=tuple(k for f in self.dimensions if (k := f.known_as(names))),
            metrics=tuple(k for f in self.metrics if (k := f.known_as(names))),
        )

    @property
    def usable(self) -> bool:
        """Whether what is left of it still counts something."""
        return bool(self.metrics) and {*self.needs} <= {f.column for f in self.dimensions}


KEY_EVENTS = ApiField("keyEvents", "key_events", "conversions")
_DAY = ApiField("date", "date")
_CHANNEL = ApiField("sessionDefaultChannelGroup", "channel_group", "sessionDefaultChannelGrouping")
_TAGS = (
    ApiField("sessionSource", "source"),
    ApiField("sessionMedium", "medium"),
    ApiField("sessionCampaignName", "campaign"),
    ApiField("sessionManualAdContent", "content"),
    ApiField("sessionManualTerm", "term"),
)
_EVENT = ApiField("eventName", "event_name")
# Ten metrics is the most that one request may name.
_METRICS = (
    ApiField("sessions", "sessions"),
    ApiField("engagedSessions", "engaged_sessions"),
    ApiField("totalUsers", "users"),
    ApiField("newUsers", "new_users"),
    ApiField("screenPageViews", "views"),
    ApiField("eventCount", "events"),
    KEY_EVENTS,
    ApiField("sessionKeyEventRate", "_key_rate", "sessionConversionRate"),
    ApiField("totalRevenue", "revenue"),
    ApiField("userEngagementDuration", "engagement_seconds"),
)
_LANDED = tuple(
    field
    for field in _METRICS
    if field.column not in {"users", "new_users", "events", "engagement_seconds"}
)
_COUNTED = (KEY_EVENTS, ApiField("totalRevenue", "value"))

# Coarse reports as well as fine ones: the finer a report, the more rows Google groups or withholds.
REPORTS: tuple[ApiReport, ...] = (
    ApiReport(
        "channels",
        msg("by channel"),
        "web_sessions",
        (_DAY, _CHANNEL),
        _METRICS,
    ),
    ApiReport(
        "campaigns",
        msg("by source, medium and campaign"),
        "web_sessions",
        (_DAY, _CHANNEL, *_TAGS),
        _METRICS,
    ),
    ApiReport(
        "landing_pages",
        msg("by landing page"),
        "web_sessions",
        (_DAY, _CHANNEL, ApiField("landingPage", "landing_page")),
        _LANDED,
    ),
    ApiReport(
        "key_events",
        msg("key events by channel"),
        "web_key_events",
        (_DAY, _CHANNEL, _EVENT),
        _COUNTED,
        only="key_events",
        needs=("date", "event_name"),
    ),
    ApiReport(
        "campaign_key_events",
        msg("key events by campaign"),
        "web_key_events",
        (_DAY, _CHANNEL, *_TAGS, _EVENT),
        _COUNTED,
        only="key_events",
        needs=("date", "event_name"),
    ),
)

COARSE = frozenset({"channels", "key_events"})
"""The reports of metrics without a campaign or a page."""
