"""What a company has said counts for it: outcomes and its own words for them."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST = 40  # letters of a word; a longer label is cut off on a card


@dataclass(frozen=True, slots=True)
class OutcomeWord:
    """The company's own word for a metric in one language ("demandes de devis" for leads)."""

    metric: str
    language: str
    word: str

    def __post_init__(self) -> None:
        if not 0 < len(self.word.strip()) <= _LONGEST:
            raise ValueError(f"a word has 1 to {_LONGEST} letters, not {len(self.word)}")
        # Labels are Markdown: what would format or link text is no part of a word.
        if any(letter in self.word for letter in "*_[]<>`|$\\\n"):
            raise ValueError(f"a word has letters, digits and spaces only: {self.word!r}")


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """The outcomes that count, by metric id, the main one first; none: as the files suggest."""

    results: tuple[str, ...] = ()
    words: tuple[OutcomeWord, ...] = ()
