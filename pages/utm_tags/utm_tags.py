"""UTM tags page: can the tags be trusted, and what would fixes change?"""

from __future__ import annotations

from ui.components.tagging import board
from ui.pages import page

page(
    "UTM tags",
    "Can your UTM tags be trusted, and what do fixes change?",
    group="organise",
    order=62,
    icon="sell",
    filters=("period",),
    when="filled",
    former=("tags",),
    answers=True,
)

board.board()
