"""Goals page: board of S.M.A.R.T. goals, or the goal editor."""

from __future__ import annotations

from ui.components.goals import editor, goals
from ui.pages import page

page(
    "Goals",
    "Will the goals be reached, and what does it take per day?",
    group="performance",
    order=15,
    icon="flag",
    filters=(),
    when="filled",
)

if editor.is_open():
    editor.editor()
else:
    goals.board()
