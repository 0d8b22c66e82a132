"""S.M.A.R.T. goals: how far each has come, and the guided editor."""

from __future__ import annotations

from ui.components import goal_editor, goals
from ui.pages import page

page(
    "Goals",
    "S.M.A.R.T. goals per channel and use: done, expected by now, needed per day.",
    order=30,
    icon="flag",
    filters=False,
    when="filled",
)

if goal_editor.is_open():
    goal_editor.editor()
else:
    goals.board()
