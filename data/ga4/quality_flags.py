"""Quality flags of an API answer: thresholded, “(other)” row, sampled, truncated, restricted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Notes:
    """The metadata of all pages of an answer.

    ``read`` of ``space`` events were looked at where Google estimated (``space`` 0: it did not).
    ``hidden`` are columns that the account may not see, ``truncated`` what Google cut off and
    why, ``empty`` why an answer has no rows, in Google's words.
    """

    thresholded: bool = False
    other_row: bool = False
    read: int = 0
    space: int = 0
    hidden: tuple[str, ...] = ()
    truncated: tuple[str, ...] = ()
    empty: str = ""
    zone: str = ""
    currency: str = ""

    @classmethod
    def of(cls, metadata: Any) -> Notes:
        """The notes of one page's ``metadata`` (protocol buffer); ``hidden`` are API names."""
        worst = min(
            metadata.sampling_metadatas,
            key=lambda s: s.samples_read_count / max(s.sampling_space_size, 1),
            default=None,
        )
        restricted = metadata.schema_restriction_response.active_metric_restrictions
        return cls(
            thresholded=metadata.subject_to_thresholding,
            other_row=metadata.data_loss_from_other_row,
            read=worst.samples_read_count if worst else 0,
            space=worst.sampling_space_size if worst else 0,
            hidden=tuple(sorted({each.metric_name for each in restricted})),
            truncated=tuple(sorted({_cut(r) for r in metadata.data_truncation_reasons})),
            empty=metadata.empty_reason,
            zone=metadata.time_zone,
            currency=metadata.currency_code,
        )

    @property
    def sampled(self) -> bool:
        """Whether the figures are estimated from a part of the events."""
        return self.read < self.space

    def also(self, other: Notes) -> Notes:
        """Both together: whatever either of them says."""
        # The worst sampling of all pages counts for the whole answer.
        worse = max(self, other, key=lambda n: (n.sampled, 1 - n.read / max(n.space, 1)))
        return Notes(
            self.thresholded or other.thresholded,
            self.other_row or other.other_row,
            worse.read,
            worse.space,
            tuple(sorted({*self.hidden, *other.hidden})),
            tuple(sorted({*self.truncated, *other.truncated})),
            self.empty or other.empty,
            self.zone or other.zone,
            self.currency or other.currency,
        )


def _cut(reason: Any) -> str:
    kind = type(reason).DataTruncationType.Name(reason.data_truncation_type)
    words = str(kind).removeprefix("DATA_TRUNCATION_TYPE_").replace("_", " ").lower()
    parts = (words, reason.data_truncation_message, reason.data_truncation_date)
    return ", ".join(part for part in parts if part)
