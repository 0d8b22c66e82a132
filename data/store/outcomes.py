"""The setting of what counts for the company, as a value."""

from __future__ import annotations

from data.base.json_values import from_json
from data.store.settings import Settings
from data.values.outcomes import OutcomeChoice

OUTCOMES = "outcomes"


def stored_outcomes(settings: Settings) -> OutcomeChoice | None:
    """What was said to count, None where nobody has said it yet."""
    saved = settings.get(OUTCOMES)
    return None if saved is None else from_json(OutcomeChoice, saved)
