"""ROI sentences: basis of the results and overhead."""

from __future__ import annotations

from i18n.message import Message, msg
from metrics.returns.roi import RoiTable, Share

LAST_CLICK = msg(
    "No journeys are known, so each result counts for the tags it came with (last click): one figure, no range. Import visits of single people to compare models."
)
_SHARED = {
    Share.NONE: msg("Overhead of {amount} belongs to no single row and is not shared."),
    Share.SPEND: msg("Overhead of {amount} is shared pro rata to ad spend."),
    Share.LEADS: msg("Overhead of {amount} is shared pro rata to leads."),
}


def overhead_told(table: RoiTable, amount: str) -> Message | None:
    """The sentence about costs that belong to no key; None where there are none."""
    if not table.apart:
        return None
    return _SHARED[table.shared].filled(amount=amount)
