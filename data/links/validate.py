"""Link validation: runs every rule, and predicts the channel that GA4 will assign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import narwhals as nw
import polars as pl

from data.base.discovery import discover
from data.base.issue import Level
from data.base.json_values import to_json
from data.channels.classification import assign_channels
from data.facts.facts import canonical
from data.links.validation_context import ValidationContext
from data.links.warning import LinkContext, LinkRule, LinkWarning
from data.tables.schema import TABLES
from data.values.address import parse
from data.values.link import Draft
from data.values.tags import TRACED, Tags

_ORDER = {level: n for n, level in enumerate((Level.ERROR, Level.WARNING, Level.NOTE))}


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """A draft, its finished link (empty where it is invalid), its channel and its warnings."""

    draft: Draft
    url: str
    channel: str | None
    use: str
    cautions: tuple[LinkWarning, ...]

    @property
    def usable(self) -> bool:
        """Whether the link can be used: it has no error."""
        return all(caution.level is not Level.ERROR for caution in self.cautions)

    def to_json(self, language: str) -> dict[str, Any]:
        """A JSON-ready value, sentences in ``language``."""
        return {
            "url": self.url or None,
            **to_json(self.draft),
            "channel": self.channel,
            "use": self.use,
            "cautions": [caution.to_json(language) for caution in self.cautions],
        }


@cache
def rules() -> dict[str, LinkRule]:
    """The rules by id, which is the name of their file."""
    return {rule.id: rule for rule in discover("data.links.checks", "RULE")}


def validate_link(
    drafts: Sequence[Draft], known: ValidationContext, *, link_id: int | None = None
) -> tuple[ValidationResult, ...]:
    """Each draft with its link, its channel and its warnings, the most severe first.

    ``link_id`` is the link that is being changed, which cannot clash with itself. Links are
    compared with what is known already, not with each other.
    """
    cases = _cases(drafts, known, link_id)
    return tuple(_validated(case) for case in cases)


def _validated(case: LinkContext) -> ValidationResult:
    cautions = [caution for rule in rules().values() for caution in rule.find(case)]
    cautions.sort(key=lambda caution: _ORDER[caution.level])
    return ValidationResult(
        case.draft, case.draft.url, case.channel, case.use, tuple(_once(cautions))
    )


def _once(found: Sequence[LinkWarning]) -> Iterator[LinkWarning]:
    """Without warnings of the convention where another rule proposes the same correction."""
    # One and the same correction is shown once.
    corrected = {(caution.part, caution.to) for caution in found if caution.rule != "convention"}
    for caution in found:
        if (
            caution.rule != "convention"
            or not caution.to
            or (caution.part, caution.to) not in corrected
        ):
            yield caution


def _cases(
    drafts: Sequence[Draft], known: ValidationContext, link_id: int | None
) -> list[LinkContext]:
    parsed = [parse(draft.destination) for draft in drafts]
    # The same tags without the campaign show whether a word in it changes the channel.
    bare = [draft.tags.put("campaign", "") for draft in drafts]
    pages = [None if address is None else str(address[0]) for address in parsed]
    placed = _placed([*(draft.tags for draft in drafts), *bare], pages * 2, known)
    plain = placed[len(drafts) :]
    return [
        LinkContext(
            draft,
            None if address is None else address[0],
            Tags() if address is None else address[1],
            *place_,
            plain_[0],
            known,
            link_id,
        )
        for draft, address, place_, plain_ in zip(drafts, parsed, placed, plain, strict=False)
    ]


def _placed(
    tags: Sequence[Tags], pages: Sequence[str | None], known: ValidationContext
) -> list[tuple[str | None, str]]:
    """Channel and use of visits with these tags, assigned as in all metrics."""
    columns: dict[str, list[Any]] = {
        part: [tag_set.get(part) for tag_set in tags] for part in TRACED
    }
    rows = pl.DataFrame(
        {**columns, "landing_page": pages}, schema_overrides={"landing_page": pl.String}
    )
    # The same code as for facts, so that the predicted channel is the one that reports will show.
    visits = canonical(TABLES["web_sessions"], rows).with_row_index("_row")
    placed = assign_channels(nw.from_native(visits.lazy()), "web_sessions", rules=known.rules)
    found = placed.to_native().sort("_row").select("channel", "use").collect()
    return list(found.iter_rows())
