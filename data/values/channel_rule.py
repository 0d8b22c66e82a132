"""A channel of the manager's own, or another place for some visits: an ordered, saved rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.base.channels import CHANNELS, Use
from data.base.json_values import stored_as, stored_by
from data.values.condition import Condition, TaggingError, text

TESTED = frozenset(
    {"source", "medium", "campaign", "content", "landing_host", "landing_path"}
    | {"network", "channel"}
)
"""What a rule can test; ``channel`` is the one that GA4's rules or GA4 itself give."""
_LONGEST = 80


@stored_as(order=("channel", "use"))
@dataclass(frozen=True, slots=True)
class ChannelRule:
    """Where all of ``when`` hold, the channel is ``channel``; ``use`` is that of an own channel."""

    channel: str
    when: tuple[Condition, ...]
    use: Use = Use.UNKNOWN

    def __str__(self) -> str:
        return f"{' & '.join(map(str, self.when))} → {self.channel}"

    @property
    def tested(self) -> frozenset[str]:
        """The names of ``TESTED`` that it looks at."""
        return frozenset(condition.column for condition in self.when)


def _read(value: Mapping[str, Any]) -> ChannelRule:
    """The rule that a file or the store describes. Raises TaggingError for anything else.

    A channel of GA4 keeps its own use, whatever the value says.
    """
    channel = text(value, "channel").strip()
    use = text({"use": Use.UNKNOWN.value, **value}, "use")
    if use not in set(Use):
        raise TaggingError(f"“{use}” is no use; choose from {', '.join(Use)}.")
    if not channel or len(channel) > _LONGEST:
        raise TaggingError(f"Give the channel a name of at most {_LONGEST} letters.")
    when = tuple(Condition.of(one, TESTED) for one in value.get("when", ()))
    if not when:
        raise TaggingError("Say at least one condition: without any, every visit would move.")
    known = CHANNELS.get(channel)
    return ChannelRule(channel, when, Use(use) if known is None else known.use)


stored_by(ChannelRule, read=_read)


def own_uses(rules: Iterable[ChannelRule]) -> dict[str, Use]:
    """The use of every channel that GA4 does not have; the first rule that names one decides."""
    uses: dict[str, Use] = {}
    for rule in rules:
        if rule.channel not in CHANNELS:
            uses.setdefault(rule.channel, rule.use)
    return uses
