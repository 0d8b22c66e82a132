"""CRM leads as conversions: identity resolution of leads to visits.

A lead belongs to the visits of its visitor id, of its person (where visits are stored under an
e-mail address), or of the visit that a click id names; the first match counts. A lead
that has only tags has one known visit, the one with these tags. All others have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from data.channels.classification import assign_channels
from data.facts.source import FactSource, collect_all
from metrics.attribution.journey import DAY, Frame
from metrics.attribution.timestamps import microseconds

STEPS = {"crm.lead": "created", "crm.qualified": "qualified", "crm.won": "won"}
"""Conversions that leads make, by the step that counts."""

WAYS = ("visitor", "person", "click", "tags")
_TAGS = ("source", "medium", "campaign", "content", "term")


@dataclass(frozen=True, slots=True)
class Joined:
    """How the leads of a period were joined to visits: their number by way.

    ``alone`` are those without any known visit. ``visitors`` are the people with a conversion on
    the site in the period, ``unled`` those of them that no lead belongs to.
    """

    visitor: int
    person: int
    click: int
    tags: int
    alone: int
    visitors: int
    unled: int

    @property
    def leads(self) -> int:
        """All leads of the period."""
        return self.visitor + self.person + self.click + self.tags + self.alone


def steps(facts: FactSource) -> tuple[str, ...]:
    """Those of ``STEPS`` that some lead has taken; none where no visits of people are known."""
    leads = nw.from_native(facts.frame("leads"))
    touches = nw.from_native(facts.frame("touches"))
    taken = {event: ~_day_of(step).is_null() for event, step in STEPS.items()}
    visits, taken_counts = collect_all(
        [
            touches.select(visits=nw.len()),
            leads.select(**{event: done.cast(nw.Int64).sum() for event, done in taken.items()}),
        ]
    )
    counts = taken_counts.row(0, named=True) if visits.item() else {}
    return tuple(event for event in STEPS if counts.get(event))


def of_leads(events: Sequence[str]) -> bool:
    """Whether the conversions are those of leads. Raises ValueError for a mix with others."""
    lead_events = STEPS.keys() & set(events)
    if lead_events and len(lead_events) < len(set(events)):
        raise ValueError("leads and conversions of the site tell of the same people: ask for one")
    return bool(lead_events)


def conversions_of(facts: FactSource, events: Sequence[str]) -> Frame:
    """Conversions of leads, as ``frames.conversions`` gives them; the amount counts when won."""
    rows = _identified(facts)
    steps = [_step(rows, name, STEPS[name]) for name in STEPS if name in events]
    return nw.concat(steps) if len(steps) > 1 else steps[0]


def visits_of_tagged(facts: FactSource) -> Frame:
    """One visit for each lead that is only tagged, in the columns of ``touches`` that matter.

    It is a microsecond before the lead came in, because journeys take visits strictly before it.
    """
    rows = _identified(facts).filter(
        nw.col("_way") == "tags", ~nw.col("_user").is_null(), ~nw.col("_created").is_null()
    )
    placed = assign_channels(rows, "leads", {"channel"}, facts.inputs.tagging.channels)
    return placed.select(
        *_TAGS,
        user_key="_user",
        session_id="lead_id",
        at=nw.col("_created") - 1,
        started_on="created_on",
        channel_group="channel",
        landing_page=nw.lit(None, nw.String),
    )


def joined(facts: FactSource, start: date, end: date) -> Joined:
    """How the leads created in a period were joined to visits."""
    rows = _identified(facts).filter(nw.col("created_on").is_between(start, end))
    done = nw.from_native(facts.frame("conversions")).filter(
        nw.col("converted_on").is_between(start, end), ~nw.col("user_key").is_null()
    )
    people = done.select("user_key").unique()
    led = _identified(facts).filter(~nw.col("_user").is_null()).select(user_key="_user").unique()
    ways, visitors, unled = collect_all(
        [
            rows.group_by("_way").agg(leads=nw.len()),
            people.select(people=nw.len()),
            people.join(led, on="user_key", how="anti").select(people=nw.len()),
        ]
    )
    count: dict[str | None, int] = dict(ways.iter_rows())
    visitor, person, click, tags = (count.get(way, 0) for way in WAYS)
    on_site = visitors["people"].item(), unled["people"].item()
    return Joined(visitor, person, click, tags, count.get(None, 0), *on_site)


def _identified(facts: FactSource) -> Frame:
    """Leads with ``_user``, whose visits they belong to, ``_way`` and ``_created`` in microseconds."""
    leads = nw.from_native(facts.frame("leads"))
    touches = nw.from_native(facts.frame("touches")).filter(~nw.col("user_key").is_null())
    people = touches.select(_known="user_key").unique()
    clicked = touches.filter(~nw.col("click_id").is_null())
    # One click id may be on visits of several people; min makes the choice deterministic.
    clicks = clicked.group_by("click_id").agg(_clicker=nw.col("user_key").min())
    matched = (
        leads.join(people.with_columns(user_key="_known"), on="user_key", how="left")
        .rename({"_known": "_visitor"})
        .join(people.with_columns(person_key="_known"), on="person_key", how="left")
        .rename({"_known": "_person"})
        .join(clicks, on="click_id", how="left")
    )
    # Source, medium and campaign only: content or term alone assign no channel.
    tagged = ~nw.all_horizontal(*(nw.col(tag).is_null() for tag in _TAGS[:3]), ignore_nulls=False)
    own = nw.when(tagged).then(nw.concat_str(nw.lit("lead "), nw.col("lead_id")))
    ways = {"visitor": "_visitor", "person": "_person", "click": "_clicker"}
    cases = [nw.when(~nw.col(at).is_null()).then(nw.lit(way)) for way, at in ways.items()]
    return matched.with_columns(
        _user=nw.coalesce(*(nw.col(at) for at in ways.values()), own),
        _way=nw.coalesce(*cases, nw.when(tagged).then(nw.lit("tags"))),
        _created=_moment(matched, "created"),
    )


def _day_of(step: str) -> nw.Expr:
    return nw.col("created_on") if step == "created" else nw.col(f"{step}_at").dt.date()


def _step(rows: Frame, event: str, step: str) -> Frame:
    day = _day_of(step)
    done = rows.filter(~day.is_null())
    earned = ~nw.col("won_at").is_null() & (nw.col("amount") != 0)
    return done.select(
        user_key="_user",
        at=nw.col("_created") if step == "created" else _moment(done, step),
        day=day,
        value=nw.when(earned).then(nw.col("amount")),
        currency=nw.when(earned).then(nw.col("currency").fill_null("")),
        conversion=nw.concat_str(nw.lit(event), nw.col("lead_id").fill_null(""), separator="\x1e"),
        event=nw.lit(event),
    )


def _moment(rows: Frame, step: str) -> nw.Expr:
    """When a step was taken; of a day without a time of day, its last moment.

    Systems that store days only write midnight, which is before every visit of that day, or no
    moment at all.
    """
    at = microseconds(rows, f"{step}_at")
    if step == "created":
        midnight = nw.col("created_on").cast(nw.Datetime("us"))
        at = nw.coalesce(at, microseconds(rows, midnight))
    return nw.when(at % DAY == 0).then(at + DAY - 1).otherwise(at)
