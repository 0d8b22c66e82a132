"""What counts for the company: its outcomes and headlines, as chosen or guessed from its files.

A shop has orders, a lead business leads, a publisher readers. Whatever shows results asks
``outcomes`` which of them these are; nothing else has a list of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from data.facts.source import FactSource
from data.values.outcomes import OutcomeChoice, OutcomeWord
from i18n import catalogue
from i18n.message import Message
from metrics.definitions.event_names import USUAL, named_event
from metrics.definitions.registry import Additivity, Metric, Unit, cost_metric, metrics
from metrics.engine import splittable
from metrics.results.business import BUSINESSES, EVENTS, LEADS, RESULTS, SHOP, Business
from metrics.results.held import held, named_events

_NAMED = frozenset({"orders", "bookings", "calls", "sign_ups"})
_MOST_EVENTS = 3  # of names that may mean anything
# What others claim counts only where the company's own files hold nothing that does.
CLAIMED = frozenset({"platform_conversions", "email_revenue"})


@dataclass(frozen=True, slots=True)
class OutcomeSet:
    """The outcomes of a company, the main one first, and the headlines that follow from them.

    ``held`` are the metrics that the files hold anything of, ``events`` those of the events that
    files name, ``words`` the company's own names. ``is_chosen`` says that somebody has confirmed
    it; otherwise it is a guess.
    """

    business: Business
    results: tuple[str, ...]
    headlines: tuple[str, ...]
    held: frozenset[str]
    events: tuple[str, ...] = ()
    words: tuple[OutcomeWord, ...] = ()
    is_chosen: bool = False

    @property
    def main(self) -> str:
        """The metric that counts most."""
        return self.results[0]

    @property
    def counted(self) -> tuple[str, ...]:
        """The outcomes that are counts, those that files break down by channel first.

        Insights compare channels: a result that no file breaks down says nothing there.
        """
        counts = [name for name in self.results if metrics()[name].unit is Unit.COUNT]
        return tuple(sorted(counts, key=lambda name: not splittable(metrics()[name], "channel")))

    @property
    def trends(self) -> tuple[str, ...]:
        """Metrics for a trend by channel: they add up over days, and files break them down."""
        every = (*self.results, *self.business.trends, "sessions")
        return self._by_channel(
            name for name in every if metrics()[name].additivity is Additivity.FLOW
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """Metrics for a table of channels, with the outcomes that files break down and their costs."""
        usual = self.business.columns
        own = [name for name in self.results if name not in usual]
        costs = filter(None, map(cost_metric, self.results))
        names = with_costs((usual[0], *own, *usual[1:]), costs, after="cost")
        return self._by_channel((*names, "sessions"))

    @property
    def offered(self) -> tuple[str, ...]:
        """What may be chosen: what counts, what may count for any company, and events by name."""
        return tuple(dict.fromkeys((*self.results, *RESULTS, *self.events, *self.headlines)))

    def _by_channel(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those that the files hold, each once; all of them where the files hold none."""
        asked = [
            name
            for name in dict.fromkeys(names)
            if splittable(metrics()[name], "channel")
            and (name not in RESULTS or name in self.results)
        ]
        return tuple(name for name in asked if name in self.held) or tuple(asked)

    @property
    def missing(self) -> Message | None:
        """One sentence on which file to add, and what it would show; None where none lacks."""
        lacking = (text for needed, text in self.business.lacking if self.held.isdisjoint(needed))
        return next(lacking, None)

    def metric(self, metric_id: str) -> Metric:
        """A metric under the company's own name, where it has one."""
        return named(metrics()[metric_id], self.words)


def outcomes(facts: FactSource) -> OutcomeSet:
    """What counts for the company these facts are about: its choice, else the guess."""
    found: OutcomeSet = facts.derived("outcome set", lambda: _outcomes(facts))
    return found


def _outcomes(facts: FactSource) -> OutcomeSet:
    rows = held(facts)
    choice = facts.inputs.outcomes or OutcomeChoice()
    # A metric of a later version of the catalogue, or of an earlier one, is not there to show.
    chosen = tuple(name for name in choice.results if name in metrics())
    results = chosen or guess(rows)
    business = _business(results[0])
    return OutcomeSet(
        business,
        results,
        tuple(dict.fromkeys(_headlines(business, results, rows, first=chosen))),
        frozenset(rows),
        named_events(facts),
        choice.words,
        bool(chosen),
    )


def guess(rows: Mapping[str, int]) -> tuple[str, ...]:
    """The outcomes that files suggest, the main one first; ``rows`` are those of each metric.

    A company with leads and orders is what it has more of.
    """
    found = [name for name in RESULTS if name in rows]
    found = [name for name in found if name not in CLAIMED] or found
    if "leads" in found or _NAMED.intersection(found):  # all conversions together are these again
        found = [name for name in found if name != "conversions"]
    if rows.get("orders", 0) > rows.get("leads", 0):
        found.sort(key=lambda name: name not in SHOP.results)
    if found:
        return tuple(found)
    for business in BUSINESSES:  # nothing that counts: what comes closest to it
        nearest = [name for name in business.nearest if name in rows]
        if nearest:
            return tuple(nearest[:1])
    events = [event for event in map(named_event, rows) if event is not None]
    usual = [event.id for event in events if event.name in USUAL]
    frequent = [event.id for event in events[:_MOST_EVENTS]]
    return tuple(usual or frequent or LEADS.results[:1])


def _business(main: str) -> Business:
    """The kind of company whose main outcome this is."""
    kinds = (b for b in BUSINESSES if main in (*b.results, *b.nearest))
    return next(kinds, EVENTS)


def _headlines(
    business: Business, results: tuple[str, ...], rows: Mapping[str, int], first: tuple[str, ...]
) -> Iterator[str]:
    """What a company was asked for comes first, then what belongs to its kind, then the rest.

    A metric that no file holds is left out, and so is an outcome that does not count.
    """
    yield from first
    known = rows or dict.fromkeys(business.headlines, 0)  # with no file at all, everything lacks
    costs = filter(None, [cost_metric(results[0])])
    for name in with_costs(business.headlines, costs, after="ad_spend"):
        if name in known and (name in results or name not in RESULTS):
            yield name
    for name in results:
        yield name
        yield from (other for other in RESULTS.get(name, ()) if other in known)


def with_costs(names: Iterable[str], costs: Iterable[str], after: str) -> Iterator[str]:
    """``names`` with what outcomes cost behind the metric of what was spent."""
    for name in names:
        yield name
        if name == after:
            yield from costs


def named(metric: Metric, words: tuple[OutcomeWord, ...]) -> Metric:
    """The metric with the company's words as its label; other languages have the usual one."""
    own = {word.language: word.word for word in words if word.metric == metric.id}
    if not own:
        return metric
    english = own.pop(catalogue.DEFAULT, None)
    label = metric.label
    if english is not None:
        usual = tuple(
            (code, label.template(code))
            for code in catalogue.languages()
            if code not in {catalogue.DEFAULT, *own}
        )
        label = Message(english, saved=usual)
    return replace(metric, label=replace(label, saved=(*label.saved, *own.items())))
