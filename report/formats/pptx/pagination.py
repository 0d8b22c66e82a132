"""Pagination: splits blocks into pieces and lays them out over slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from pptx.slide import Slide

from report.formats.pptx.geometry import CONTENT, GAP, Box


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of a known height; what can ``stretch`` fills the room that is left."""

    height: float
    draw: Callable[[Slide, Box], None]
    stretch: bool = False


class Flow(Protocol):
    """A block that gives as much of itself as there is room for."""

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """A piece that fits into ``room``, and the rest; on a ``fresh`` slide always a piece."""
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """A block that is never split."""

    piece: Piece

    def take(self, room: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """The piece where it fits or has the slide for itself, else nothing yet."""
        return (self.piece, None) if fresh or self.piece.height <= room else (None, self)


def paginate(flows: Iterable[Flow]) -> list[list[Piece]]:
    """The pieces of each slide, in order; at least one slide, even if it is empty."""
    slides: list[list[Piece]] = [[]]
    room = CONTENT.height
    for flow in flows:
        rest: Flow | None = flow
        while rest is not None:
            # On an empty slide every block must give a piece, or this loop would never end.
            piece, left = rest.take(room, fresh=not slides[-1])
            if piece is not None:
                slides[-1].append(piece)
                room -= piece.height + GAP
            if left is not None or piece is None:
                slides.append([])
                room = CONTENT.height
            rest = left
    return slides


def lay(slide: Slide, pieces: list[Piece]) -> None:
    """Draws the pieces below each other; those that can stretch share what room is left."""
    spare = CONTENT.height - sum(p.height for p in pieces) - GAP * (len(pieces) - 1)
    elastic = sum(piece.stretch for piece in pieces)
    top = 0.0
    for piece in pieces:
        height = piece.height + (max(spare, 0) / elastic if piece.stretch else 0)
        piece.draw(slide, CONTENT.below(top, height))
        top += height + GAP
