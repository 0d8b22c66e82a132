"""The setting of what counts for the company, as a value."""

from __future__ import annotations

from typing import Any

from data.base.json_values import from_json
from data.store.settings import Settings
from data.values.outcomes import OutcomeChoice

OUTCOMES = "outcomes"


def stored_outcomes(settings: Settings) -> OutcomeChoice | None:
    """What was said to count, None where no one has said it yet."""
    return settings.read(OUTCOMES, outcome_choice, None)


def outcome_choice(stored: Any) -> OutcomeChoice | None:
    """The choice in the setting. Raises what ``READ_FAULTS`` lists where it is damaged."""
    return None if stored is None else from_json(OutcomeChoice, stored)
