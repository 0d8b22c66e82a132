"""The schema of the canonical tables: columns, types, and how each measure adds up.

Counts are Int64, because polars sums Int32 in Int32 and wraps around silently.
Measures are nullable: null means that the export does not say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl


class ColumnRole(StrEnum):
    """What a column is for and, for measures, how it adds up."""

    KEY = "key"  # identifies the row
    DIMENSION = "dimension"  # a query may group or filter by it
    TIME = "time"
    TEXT = "text"
    FLOW = "flow"  # adds up over everything
    STOCK = "stock"  # the last value counts; never added over days
    MEAN = "mean"  # an average that the file states; never added nor averaged again
    DISTINCT = "distinct"  # unique people: never added over days, posts or networks
    PROVENANCE = "provenance"


class Identity(StrEnum):
    """How a column can lead to one person."""

    PERSON = "person"  # the key of a person
    RECORD = "record"  # an id by which other systems know the person's lead, order or click
    VISIT = "visit"  # an id of a visit that is unique only together with its person


# Columns of amounts; the currency is in the row's `currency` column.
MONEY = frozenset({"spend", "revenue", "amount", "conversion_value", "value", "refunded"})
# Networks report likes, comments and followers of a period net of those that were taken back.
_TAKEN_BACK = frozenset(
    {"reactions", "comments", "shares", "saves", "interactions"}
    | {"follows", "unfollows", "net_follows"}
)
MEASURES = frozenset({ColumnRole.FLOW, ColumnRole.STOCK, ColumnRole.MEAN, ColumnRole.DISTINCT})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a canonical table."""

    name: str
    dtype: pl.DataType
    role: ColumnRole
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A canonical table. ``day`` names the Date column that files are sorted by."""

    name: str
    columns: tuple[Column, ...]
    day: str
    schema: pl.Schema = field(init=False, repr=False, compare=False)
    """Column names and types in storage order, provenance included."""

    def __post_init__(self) -> None:
        """Makes the schema once: an unknown file asks for it hundreds of times."""
        types = {column.name: column.dtype for column in self.columns}
        object.__setattr__(self, "schema", pl.Schema(types))

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the columns that hold figures."""
        return tuple(c.name for c in self.columns if c.role in MEASURES)

    def role(self, column: str) -> ColumnRole:
        """The role of ``column``. Raises KeyError when the table has no such column."""
        return {c.name: c.role for c in self.columns}[column]

    def identifying(self, *kinds: Identity) -> tuple[str, ...]:
        """Names of the columns that can lead to one person in these ways."""
        return tuple(c.name for c in self.columns if c.identity in kinds)

    @property
    def holds_people(self) -> bool:
        """Whether a row can be about one person."""
        return bool(self.identifying(Identity.PERSON))

    def may_be_negative(self, column: str) -> bool:
        """Whether a measure may be below zero: amounts, balances, and what people take back.

        A breakdown of a period counts what there was, by country or by kind of click.
        """
        taken_back = column in _TAKEN_BACK and self.name != "breakdown"
        return column in MONEY or taken_back

    def empty(self) -> pl.DataFrame:
        """A frame of the right shape with no rows."""
        return pl.DataFrame(schema=self.schema)


TEXT, DATE, INT, FLOAT = pl.String(), pl.Date(), pl.Int64(), pl.Float64()
INSTANT = pl.Datetime("us", "UTC")

PROVENANCE = (
    Column("import_id", INT, ColumnRole.PROVENANCE),
    Column("source_sheet", TEXT, ColumnRole.PROVENANCE),
    Column("source_row", INT, ColumnRole.PROVENANCE),
)

WALL_CLOCK = "wall_clock"
"""Names the row's instants, and its day, that the file gave on the company's own clock: see ``data.tables.company_clock``."""

# The last column: stores that an earlier version made get it there, and then take files as they are.
_CLOCK = (Column(WALL_CLOCK, TEXT, ColumnRole.PROVENANCE),)


def _columns(
    role: ColumnRole, dtype: pl.DataType, names: str, identity: Identity | None = None
) -> tuple[Column, ...]:
    return tuple(Column(name, dtype, role, identity) for name in names.split())


def _table(name: str, day: str, *groups: tuple[Column, ...]) -> Table:
    columns = tuple(c for group in groups for c in group)
    timed = any(column.dtype == INSTANT for column in columns)
    return Table(name, columns + PROVENANCE + (_CLOCK if timed else ()), day)


POSTS = _table(
    "posts",
    "published_on",
    _columns(ColumnRole.KEY, TEXT, "network account post_id"),
    _columns(ColumnRole.TIME, INSTANT, "observed_at published_at"),
    _columns(ColumnRole.TIME, DATE, "published_on"),
    _columns(ColumnRole.TEXT, TEXT, "permalink text"),
    _columns(ColumnRole.DIMENSION, TEXT, "format use"),
    _columns(ColumnRole.FLOW, INT, "impressions views"),
    _columns(ColumnRole.DISTINCT, INT, "reach"),
    _columns(
        ColumnRole.FLOW,
        INT,
        "reactions comments shares saves clicks link_clicks interactions follows",
    ),
    _columns(ColumnRole.FLOW, FLOAT, "watch_seconds revenue"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

ACCOUNT_DAYS = _table(
    "account_days",
    "date",
    _columns(ColumnRole.KEY, TEXT, "network account"),
    _columns(ColumnRole.TIME, DATE, "date"),
    _columns(ColumnRole.DIMENSION, TEXT, "use"),
    _columns(ColumnRole.FLOW, INT, "impressions views"),
    _columns(ColumnRole.DISTINCT, INT, "reach"),
    _columns(
        ColumnRole.FLOW,
        INT,
        "reactions comments shares saves clicks link_clicks interactions profile_visits"
        " follows unfollows net_follows",
    ),
    _columns(ColumnRole.STOCK, INT, "followers"),
    _columns(ColumnRole.DISTINCT, INT, "viewers"),
    _columns(ColumnRole.FLOW, FLOAT, "watch_seconds"),
    _columns(ColumnRole.FLOW, INT, "leads posts_published"),
    _columns(ColumnRole.FLOW, FLOAT, "revenue"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

# `date` is null on a row that covers a whole period; `period_from` and `period_to` are always
# filled (equal to `date` on a day row). `report` names the dimensions a file was broken down by
# ("channel_group", "source,medium", "date,channel_group", …): rows of different reports describe
# the same sessions and are never added to each other.
WEB_SESSIONS = _table(
    "web_sessions",
    "period_from",
    _columns(ColumnRole.KEY, TEXT, "property report"),
    _columns(ColumnRole.TIME, DATE, "date period_from period_to"),
    _columns(
        ColumnRole.DIMENSION,
        TEXT,
        "channel_group source medium campaign content term landing_page page event_name",
    ),
    _columns(ColumnRole.FLOW, INT, "sessions engaged_sessions"),
    _columns(ColumnRole.DISTINCT, INT, "users new_users"),
    _columns(ColumnRole.FLOW, INT, "views events"),
    _columns(ColumnRole.FLOW, FLOAT, "key_events key_event_sessions revenue engagement_seconds"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

# Key events by name, of the same sessions: `report` as in `web_sessions`. The last two
# figures are never stored: which events count as leads is a setting, applied when rows are read.
WEB_KEY_EVENTS = _table(
    "web_key_events",
    "period_from",
    _columns(ColumnRole.KEY, TEXT, "property report"),
    _columns(ColumnRole.TIME, DATE, "date period_from period_to"),
    _columns(
        ColumnRole.DIMENSION,
        TEXT,
        "channel_group source medium campaign content term landing_page event_name",
    ),
    _columns(ColumnRole.FLOW, FLOAT, "key_events value lead_events purchases"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

# One visit of one person, or the part of it that falls on one day: parts are joined when read.
# `source` and the others are what this visit itself had, null where it had nothing;
# which visit a direct one is credited to depends on the query. `part` is the number of a file
# of which several make up one export of the same days.
TOUCHES = _table(
    "touches",
    "started_on",
    _columns(ColumnRole.KEY, TEXT, "property"),
    _columns(ColumnRole.KEY, TEXT, "user_key", Identity.PERSON),
    _columns(ColumnRole.KEY, TEXT, "session_id", Identity.VISIT),
    _columns(ColumnRole.KEY, TEXT, "part"),
    _columns(ColumnRole.TIME, INSTANT, "started_at"),
    _columns(ColumnRole.TIME, DATE, "started_on"),
    _columns(
        ColumnRole.DIMENSION,
        TEXT,
        "channel_group source medium campaign content term landing_page",
    ),
    _columns(ColumnRole.DIMENSION, TEXT, "click_id", Identity.RECORD),
    _columns(ColumnRole.FLOW, INT, "engaged views"),
    _columns(ColumnRole.FLOW, FLOAT, "engagement_seconds"),
)

# What a person did that counts: a lead, a purchase. `transaction_id` identifies repeats. `value` is
# what was earned when it happened and `refunded` what was given back of it since: never negative.
# Facts are read with the value that is left.
CONVERSIONS = _table(
    "conversions",
    "converted_on",
    _columns(ColumnRole.KEY, TEXT, "property"),
    _columns(ColumnRole.KEY, TEXT, "user_key", Identity.PERSON),
    _columns(ColumnRole.KEY, TEXT, "session_id", Identity.VISIT),
    _columns(ColumnRole.KEY, TEXT, "transaction_id", Identity.RECORD),
    _columns(ColumnRole.KEY, TEXT, "part"),
    _columns(ColumnRole.TIME, INSTANT, "converted_at"),
    _columns(ColumnRole.TIME, DATE, "converted_on"),
    _columns(ColumnRole.DIMENSION, TEXT, "event_name"),
    _columns(ColumnRole.FLOW, FLOAT, "value refunded"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

# `report` is null for the account as a whole, and otherwise names what a file lists that need not
# be all of it ("location", "keyword", "search_term", "device", "filtered"): such a part counts only
# where nothing fuller of the account is there.
AD_COSTS = _table(
    "ad_costs",
    "period_from",
    _columns(ColumnRole.KEY, TEXT, "platform account report"),
    _columns(ColumnRole.TIME, DATE, "date period_from period_to"),
    _columns(ColumnRole.DIMENSION, TEXT, "campaign campaign_type ad_group ad currency"),
    _columns(ColumnRole.FLOW, FLOAT, "spend"),
    _columns(ColumnRole.FLOW, INT, "impressions"),
    _columns(ColumnRole.DISTINCT, INT, "reach"),
    _columns(ColumnRole.FLOW, INT, "clicks link_clicks"),
    _columns(ColumnRole.FLOW, FLOAT, "conversions conversion_value"),
    _columns(ColumnRole.FLOW, INT, "leads"),
)

# What marketing costs besides the platforms' invoices: `kind` is one of `data.values.cost.KINDS`.
# Stored for the period that was entered and spread evenly over its days when read; a row without
# channel, platform and campaign is overhead.
COSTS = _table(
    "costs",
    "period_from",
    _columns(ColumnRole.TIME, DATE, "date period_from period_to"),
    _columns(ColumnRole.DIMENSION, TEXT, "kind channel_group platform campaign label"),
    _columns(ColumnRole.FLOW, FLOAT, "hours amount"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

# One unit of `from_currency` is worth `rate` units of `to_currency` from this day on.
RATES = _table(
    "rates",
    "date",
    _columns(ColumnRole.TIME, DATE, "date"),
    _columns(ColumnRole.KEY, TEXT, "from_currency to_currency"),
    _columns(ColumnRole.STOCK, FLOAT, "rate"),
)

# `channel_group` is filled where a click id tells the channel, and tags alone would tell another.
LEADS = _table(
    "leads",
    "created_on",
    _columns(ColumnRole.KEY, TEXT, "lead_id", Identity.RECORD),
    _columns(ColumnRole.KEY, TEXT, "person_key user_key", Identity.PERSON),
    _columns(ColumnRole.KEY, TEXT, "click_id", Identity.RECORD),
    _columns(ColumnRole.TIME, INSTANT, "created_at"),
    _columns(ColumnRole.TIME, DATE, "created_on"),
    _columns(ColumnRole.DIMENSION, TEXT, "channel_group source medium campaign content term stage"),
    _columns(ColumnRole.TIME, INSTANT, "qualified_at won_at"),
    _columns(ColumnRole.FLOW, FLOAT, "amount"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

# What a post gained on one day; such files list the top posts only, so they never replace
# the account's own days.
POST_DAYS = _table(
    "post_days",
    "date",
    _columns(ColumnRole.KEY, TEXT, "network account post_id"),
    _columns(ColumnRole.TIME, DATE, "date"),
    _columns(ColumnRole.FLOW, INT, "impressions views"),
    _columns(ColumnRole.DISTINCT, INT, "reach"),
    _columns(ColumnRole.FLOW, INT, "reactions comments shares follows"),
    _columns(ColumnRole.FLOW, FLOAT, "watch_seconds revenue"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

# Who follows or watches: `dimension` is what people are grouped by (city, country, age,
# gender, age_gender, seniority, …), `value` the group as the file names it, `share` 0..1.
AUDIENCE = _table(
    "audience",
    "as_of",
    _columns(ColumnRole.KEY, TEXT, "network account"),
    _columns(ColumnRole.TIME, DATE, "as_of"),
    _columns(ColumnRole.DIMENSION, TEXT, "dimension value"),
    _columns(ColumnRole.STOCK, FLOAT, "share"),
    _columns(ColumnRole.DISTINCT, INT, "people"),
)

_BROKEN_DOWN = (
    _columns(ColumnRole.DIMENSION, TEXT, "dimension value"),
    _columns(ColumnRole.FLOW, INT, "impressions views interactions"),
    _columns(ColumnRole.FLOW, FLOAT, "watch_seconds"),
    _columns(ColumnRole.FLOW, INT, "posts_published"),
    _columns(ColumnRole.DISTINCT, INT, "people"),
)

# An account's figures by country, traffic source, format …: of a period, or of its single days.
BREAKDOWN = _table(
    "breakdown",
    "period_from",
    _columns(ColumnRole.KEY, TEXT, "network account"),
    _columns(ColumnRole.TIME, DATE, "period_from period_to"),
    *_BROKEN_DOWN,
)
BREAKDOWN_DAYS = _table(
    "breakdown_days",
    "date",
    _columns(ColumnRole.KEY, TEXT, "network account"),
    _columns(ColumnRole.TIME, DATE, "date"),
    *_BROKEN_DOWN,
)

# What others publish about a brand. Authors are people and are not stored.
MENTIONS = _table(
    "mentions",
    "published_on",
    _columns(ColumnRole.KEY, TEXT, "network query mention_id"),
    _columns(ColumnRole.TIME, INSTANT, "published_at"),
    _columns(ColumnRole.TIME, DATE, "published_on"),
    _columns(ColumnRole.TEXT, TEXT, "permalink title text"),
    _columns(ColumnRole.DIMENSION, TEXT, "outlet language country sentiment"),
    _columns(ColumnRole.DISTINCT, INT, "reach"),
    _columns(ColumnRole.FLOW, INT, "impressions interactions"),
)

# A search engine's own report of a site: impressions and clicks of its results, which no visit
# and no network is part of. `report` as in `web_sessions`: rows of different reports describe the same
# clicks. `position` is the mean over the row's impressions; `position_impressions` is their product,
# which adds up.
SEARCH_DAYS = _table(
    "search_days",
    "period_from",
    _columns(ColumnRole.KEY, TEXT, "site report"),
    _columns(ColumnRole.TIME, DATE, "date period_from period_to"),
    _columns(ColumnRole.DIMENSION, TEXT, "search_type query page country device"),
    _columns(ColumnRole.FLOW, INT, "impressions clicks"),
    _columns(ColumnRole.MEAN, FLOAT, "position"),
    _columns(ColumnRole.FLOW, FLOAT, "position_impressions"),
)

# One sending of a campaign or one message of a flow to a list. `opens` and `clicks` count people
# once per sending; `medium` is email, sms or push.
EMAIL_SENDS = _table(
    "email_sends",
    "sent_on",
    _columns(ColumnRole.KEY, TEXT, "account send_id"),
    _columns(ColumnRole.TIME, INSTANT, "sent_at"),
    _columns(ColumnRole.TIME, DATE, "sent_on"),
    _columns(ColumnRole.TEXT, TEXT, "subject"),
    _columns(ColumnRole.DIMENSION, TEXT, "campaign list medium"),
    _columns(ColumnRole.FLOW, INT, "recipients delivered opens clicks unsubscribes bounces"),
    _columns(ColumnRole.FLOW, FLOAT, "orders revenue"),
    _columns(ColumnRole.DIMENSION, TEXT, "currency"),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        POSTS,
        ACCOUNT_DAYS,
        WEB_SESSIONS,
        WEB_KEY_EVENTS,
        TOUCHES,
        CONVERSIONS,
        AD_COSTS,
        COSTS,
        RATES,
        LEADS,
        POST_DAYS,
        AUDIENCE,
        BREAKDOWN,
        BREAKDOWN_DAYS,
        MENTIONS,
        SEARCH_DAYS,
        EMAIL_SENDS,
    )
}
