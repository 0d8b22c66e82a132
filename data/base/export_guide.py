"""How to get an export out of a tool: what each ``data/sources/<vendor>/export_guide.py`` declares.

Adding a module adds the tile of its tool to the first page; no list names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain

from data.base.discovery import discover_in_folders
from i18n.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportGuide:
    """Where to click in a tool, and which file to expect.

    ``tool`` is its name, the same in every language; ``rank`` orders the tiles, the lowest first.
    ``icon`` is the name of a Material icon. ``file`` is a name like that of the downloaded file,
    which is read as ``source``.
    """

    tool: str
    rank: int
    icon: str
    steps: tuple[Message, ...]
    file: str
    source: str


@cache
def export_guides() -> tuple[ExportGuide, ...]:
    """The guides of all tools in the order of their ranks."""
    found = discover_in_folders("data.sources", "export_guide", "EXPORT_GUIDES")
    return tuple(sorted(chain.from_iterable(found), key=lambda guide: (guide.rank, guide.tool)))
