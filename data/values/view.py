"""A saved view: the filters of a page's address under a name."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 60  # letters of a name; a longer one is cut off in the list


@dataclass(frozen=True, slots=True)
class SavedView:
    """``filters`` are parameters of an address with their text, as pages read them.

    Raises ValueError for a name without letters or with more than 60.
    """

    name: str
    filters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= _LONGEST:
            raise ValueError(f"a name has 1 to {_LONGEST} letters, not {len(self.name)}")
