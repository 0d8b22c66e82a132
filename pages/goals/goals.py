"""Goals page: which goals are on track, and the one that is open."""

from __future__ import annotations

from ui.components.goals import goals
from ui.pages import page

page(
    "Goals",
    "Will the goals be reached, and what does it take per day?",
    group="performance",
    order=15,
    icon="flag",
    filters=(),
    when="filled",
    answers=True,
)

goals.board()
