"""Goals page: board of S.M.A.R.T. goals, or the goal editor."""

from __future__ import annotations

from ui.components.goals import editor, goals
from ui.pages import page

page(
    "Goals",
    "Will the goals be reached, and what does it take per day?",
    order=30,
    icon="flag",
    filters=False,
    when="filled",
)

if editor.is_open():
    editor.editor()
else:
    goals.board()
