"""Validation context of links: convention, tags in use, own sites, and saved links."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from data.base.hosts import normalise_host
from data.facts.facts import Facts
from data.links.convention import SETTING, Convention, convention_of
from data.links.propose import propose
from data.store import Store
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.run_checks import own_hosts
from data.utm.audit.similarity import keys
from data.values.channel_rule import ChannelRule
from data.values.link import Link
from data.values.tags import TRACED

_MOST = 5_000  # values of one tag, the most important first


@dataclass(frozen=True, slots=True)
class UsedTags:
    """The values of one tag in use, the largest impact first, indexed for near-duplicates."""

    rank: Mapping[str, int]
    near: Mapping[Hashable, tuple[str, ...]]

    @classmethod
    def of(cls, values: list[str]) -> UsedTags:
        """An index of values in their order."""
        rank = {value: n for n, value in enumerate(dict.fromkeys(values))}
        near: dict[Hashable, list[str]] = {}
        for value in rank:
            for key in keys(value):
                near.setdefault(key, []).append(value)
        return cls(rank, {key: tuple(similar) for key, similar in near.items()})

    def like(self, value: str) -> Iterator[str]:
        """Values that may look like ``value``, the most important first; never itself."""
        candidates = {other for key in keys(value) for other in self.near.get(key, ())}
        return iter(sorted(candidates - {value}, key=self.rank.__getitem__))


@dataclass(frozen=True, slots=True)
class ValidationContext:
    """``used`` are values by tag, ``hosts`` the company's own, ``links`` all saved ones."""

    convention: Convention = Convention()  # noqa: RUF009  # frozen
    used: Mapping[str, UsedTags] | None = None
    hosts: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    rules: tuple[ChannelRule, ...] = ()

    @classmethod
    def of(cls, store: Store, facts: Facts) -> ValidationContext:
        """The context of a store. Without a saved convention, the one that its own tags suggest."""
        evidence = AuditEvidence.of(facts, own_hosts(store.state.settings))
        saved = store.state.settings.read(SETTING, convention_of, None)
        links = store.state.links.all()
        used = {
            part: UsedTags.of(
                [
                    *evidence.values(part).head(_MOST)["value"].to_list(),
                    *(value for link in links if (value := link.draft.tags.get(part))),
                ]
            )
            for part in TRACED
        }
        # Until a convention is saved, the team's own tags are the best guess of it.
        convention = propose(evidence) if saved is None else saved
        return cls(convention, used, evidence.hosts, links, facts.inputs.tagging.channels)

    def owns(self, host: str) -> bool:
        """Whether a host is the company's or a subdomain of one."""
        name = normalise_host(host)
        return any(name == own or name.endswith(f".{own}") for own in self.hosts)

    def like(self, part: str, value: str) -> Iterator[str]:
        """Values of a tag in use that may look like ``value``, the most important first."""
        used = (self.used or {}).get(part)
        return iter(()) if used is None else used.like(value)

    def rank(self, part: str, value: str) -> int | None:
        """The place of a value among those in use, None for a new one."""
        used = (self.used or {}).get(part)
        return None if used is None else used.rank.get(value)
