"""What counts for the company."""

from __future__ import annotations

from collections.abc import Sequence

from changes.settings import change_setting
from data.base.json_values import to_json
from data.store import Store
from data.store.outcomes import OUTCOMES
from data.values.audit import Actor
from data.values.outcomes import OutcomeChoice, OutcomeWord


def set_outcomes(
    store: Store, results: Sequence[str], words: Sequence[OutcomeWord], who: Actor
) -> OutcomeChoice:
    """Say which outcomes count, the main one first, and what the company calls them.

    Without results the files decide again.
    """
    choice = OutcomeChoice(tuple(dict.fromkeys(results)), tuple(words))
    state = store.state
    with state.audit.change():
        change_setting(store, OUTCOMES, to_json(choice), who, "outcomes.set")
        state.ledger.touch()
    return choice
