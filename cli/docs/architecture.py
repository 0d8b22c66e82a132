"""``python -m cli.docs.architecture``: the architecture diagram (SVG), drawn from the imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import click

from cli.docs.import_graph import ROOT, Imports, direct, floors

BANDS = (
    ("pages", "dashboard.py", "server.py"),
    ("ui", "cli"),
    ("changes",),
    ("report",),
    ("metrics",),
    ("data",),
    ("i18n",),
)
"""The top folders from the highest down; folders of one tuple have the same rank."""
OPENED = frozenset({"ui", "report", "metrics", "data"})  # drawn with their sub-folders
WIDTH, BOX, HEIGHT, GAP, FLOOR, EDGE = 760, 118, 30, 14, 62, 20


@dataclass(frozen=True, slots=True)
class _Box:
    """A folder or file in the diagram: its upper left corner and its name."""

    left: float
    top: float
    name: str

    @property
    def middle(self) -> float:
        return self.left + BOX / 2


def picture(root: Path = ROOT) -> str:
    """The diagram as SVG: a band for each top folder; imports always point down."""
    imports = Imports.of(root)
    top: float = EDGE
    parts: list[str] = []
    for band in BANDS:
        for name in band:
            if name in OPENED:
                drawn, top = _opened(imports, name, top)
            else:
                drawn, top = _closed(root, name, top)
            parts += drawn
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top + EDGE}" '
        'font-family="Source Sans Pro, Helvetica, Arial, sans-serif" font-size="13">'
        '<rect width="100%" height="100%" fill="#FFFFFF"/>'
    )
    return "\n".join([head, *parts, "</svg>\n"])


def _opened(imports: Imports, name: str, top: float) -> tuple[list[str], float]:
    inside = {k: v for k, v in imports.folder(name).items() if k != "__init__.py"}
    graph = {entry: others & inside.keys() for entry, others in inside.items()}
    boxes = dict(_placed(floors(graph), top + 34))
    bottom = max(box.top for box in boxes.values()) + HEIGHT + GAP
    parts = [_band(name, top, bottom)]
    for entry, others in sorted(direct(graph).items()):
        parts += [_arrow(boxes[entry], boxes[other]) for other in sorted(others)]
    # Boxes after arrows: what is drawn later covers the lines that pass behind it.
    parts += [_drawn(box) for box in boxes.values()]
    return parts, bottom + GAP


def _closed(root: Path, name: str, top: float) -> tuple[list[str], float]:
    if not (root / name).exists():
        return [], top
    return [_band(name, top, top + HEIGHT)], top + HEIGHT + GAP


def _placed(heights: Mapping[str, int], top: float) -> Iterator[tuple[str, _Box]]:
    highest = max(heights.values())
    for height in range(highest, -1, -1):
        row = sorted(entry for entry, own in heights.items() if own == height)
        left = (WIDTH - len(row) * (BOX + GAP) + GAP) / 2
        for place, entry in enumerate(row):
            at = left + place * (BOX + GAP)
            yield entry, _Box(at, top + (highest - height) * FLOOR, entry)


def _band(name: str, top: float, bottom: float) -> str:
    return (
        f'<rect x="{EDGE / 2}" y="{top}" width="{WIDTH - EDGE}" height="{bottom - top}" rx="6" '
        f'fill="#F3F5F8"/><text x="{EDGE}" y="{top + 20}" font-weight="600" fill="#0B1420">'
        f"{escape(name)}</text>"
    )


def _drawn(box: _Box) -> str:
    return (
        f'<rect x="{box.left:.0f}" y="{box.top:.0f}" width="{BOX}" height="{HEIGHT}" rx="4" '
        f'fill="#FFFFFF" stroke="#566272"/><text x="{box.middle:.0f}" y="{box.top + 20:.0f}" '
        f'text-anchor="middle" fill="#0B1420">{escape(box.name)}</text>'
    )


def _arrow(above: _Box, below: _Box) -> str:
    return (
        f'<line x1="{above.middle:.0f}" y1="{above.top + HEIGHT:.0f}" x2="{below.middle:.0f}" '
        f'y2="{below.top:.0f}" stroke="#9AA6B4" stroke-width="1"/>'
    )


@click.command()
@click.option(
    "--out",
    default=Path("docs/pictures/architecture.svg"),
    show_default=True,
    type=click.Path(path_type=Path),
)
def architecture(out: Path) -> None:
    """Write the architecture diagram."""
    out.write_text(picture(), "utf-8")
    click.echo(str(out))


if __name__ == "__main__":
    architecture(prog_name="python -m cli.docs.architecture")
