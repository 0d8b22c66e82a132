"""Tests page: which variant does better, and does random variation alone explain it?"""

from __future__ import annotations

from ui.components.experiments import board
from ui.pages import page

page(
    "Tests",
    "Which message, campaign, channel or period does better, and could it be random variation?",
    group="explain",
    order=46,
    icon="science",
    filters=("period",),
    when="filled",
    former=("experiments",),
    answers=True,
)

board.board()
