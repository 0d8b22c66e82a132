"""Pagination: splits blocks into pieces and lays them out over slides, in one column or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pptx.slide import Slide

from report.formats.pptx.geometry import ASIDE, CONTENT, GAP, GUTTER, Box

_BOTH = CONTENT.width - GUTTER
# The widths of two columns: a picture next to a table, two halves, a table next to a picture.
_PAIRS = tuple((share * _BOTH, (1 - share) * _BOTH) for share in (0.71, 0.5, 0.29))


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of a known height that may become taller, up to ``most``, where there is room.

    ``name`` says what it is, for the title of a slide that begins with it; ``bases`` are what its
    figures are based on.
    """

    height: float
    draw: Callable[[Slide, Box], None]
    most: float = 0.0
    name: str = ""
    bases: tuple[str, ...] = ()


class Flow(Protocol):
    """A block that gives as much of itself as there is room for."""

    @property
    def least(self) -> float:
        """The width below which it cannot be read."""

    def take(self, room: float, width: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """A piece that fits into ``room``, and the rest; in a ``fresh`` column always a piece."""
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """A block that is never split; ``piece`` makes it in a width."""

    piece: Callable[[float], Piece]
    least: float = ASIDE

    def take(self, room: float, width: float, *, fresh: bool) -> tuple[Piece | None, Flow | None]:
        """The piece where it fits or has the column for itself, else nothing yet."""
        piece = self.piece(width)
        return (piece, None) if fresh or piece.height <= room else (None, self)


@dataclass(frozen=True, slots=True)
class SlideColumn:
    """Pieces below each other, ``left`` inches from the left edge of the content."""

    left: float
    width: float
    pieces: tuple[Piece, ...]


def paginate(main: Sequence[Flow], aside: Sequence[Flow] = ()) -> list[tuple[SlideColumn, ...]]:
    """The columns of each slide, in order; at least one slide, even if it is empty.

    What is ``aside`` has the column at the right. Without it, blocks that do not fit below each
    other on one slide are put next to each other where they fit like that.
    """
    slides = _one_by_one(list(main), list(aside))
    pair = _side_by_side(main) if len(slides) > 1 and not aside else None
    return [pair] if pair else slides


def _one_by_one(main: list[Flow], aside: list[Flow]) -> list[tuple[SlideColumn, ...]]:
    slides: list[tuple[SlideColumn, ...]] = []
    while main or aside or not slides:
        width = CONTENT.width - (ASIDE + GUTTER if aside else 0)
        right, further = _filled(aside, ASIDE)
        left, main = _filled(main, width)
        columns = [SlideColumn(0, width, left)] if left else []
        columns += [SlideColumn(CONTENT.width - ASIDE, ASIDE, right)] if right else []
        slides.append(tuple(columns))
        aside = further
    return slides


def _side_by_side(flows: Sequence[Flow]) -> tuple[SlideColumn, ...] | None:
    """Two columns that hold everything, the ones with the most room for each; None without any."""
    best: tuple[float, tuple[SlideColumn, ...]] | None = None
    for split in range(1, len(flows)):
        parts = (list(flows[:split]), list(flows[split:]))
        for widths in _PAIRS:
            ease = min(
                width / max(flow.least for flow in part)
                for width, part in zip(widths, parts, strict=True)
            )
            if ease < 1 or (best is not None and ease <= best[0]):
                continue
            filled = [_filled(part, width) for width, part in zip(widths, parts, strict=True)]
            if not any(rest for _, rest in filled):
                lefts = (0.0, widths[0] + GUTTER)
                columns = zip(lefts, widths, filled, strict=True)
                best = (
                    ease,
                    tuple(SlideColumn(at, width, made) for at, width, (made, _) in columns),
                )
    return best[1] if best else None


def _filled(flows: list[Flow], width: float) -> tuple[tuple[Piece, ...], list[Flow]]:
    """The pieces that fit into one column, and what is left."""
    pieces: list[Piece] = []
    room = CONTENT.height
    for place, flow in enumerate(flows):
        piece, rest = flow.take(room, width, fresh=not pieces)
        if piece is not None:
            pieces.append(piece)
            room -= piece.height + GAP
        if rest is not None:
            return tuple(pieces), [rest, *flows[place + 1 :]]
    return tuple(pieces), []


def lay(slide: Slide, columns: Iterable[SlideColumn]) -> None:
    """Draws the pieces below each other; those that can become taller share what room is left."""
    for column in columns:
        pieces = column.pieces
        spare = CONTENT.height - sum(p.height for p in pieces) - GAP * (len(pieces) - 1)
        wishes = [max(piece.most - piece.height, 0.0) for piece in pieces]
        share = min(1.0, max(spare, 0.0) / sum(wishes)) if any(wishes) else 0.0
        area, top = CONTENT.part(column.left, column.width), 0.0
        for piece, wish in zip(pieces, wishes, strict=True):
            height = piece.height + share * wish
            piece.draw(slide, area.below(top, height))
            top += height + GAP
