"""Breakdown dimensions (country, format …), recognised by the header of the column of groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data.reading.names import normalise
from data.sources.kit.spec import FieldSpec, TypedRows


@dataclass(frozen=True, slots=True)
class Groups:
    """The dimensions of one export: id → language → header names.

    ``shown`` is the header to name when none of them is there.
    """

    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    shown: str

    @property
    def field(self) -> FieldSpec:
        """The field that fills ``value`` from the column of any dimension."""
        pairs = tuple(
            (language, normalise(name))
            for languages in self.names.values()
            for language, names in languages.items()
            for name in names
        )
        return FieldSpec("value", pairs, shown=self.shown)

    def dimension(self, header: str) -> str | None:
        """The dimension that a column of this name divides by, None when by none."""
        wanted = normalise(header)
        return next(
            (
                dimension
                for dimension, languages in self.names.items()
                if any(wanted == normalise(n) for names in languages.values() for n in names)
            ),
            None,
        )

    def named(self, rows: TypedRows) -> pl.DataFrame:
        """The rows with ``dimension`` taken from the header of the column of groups."""
        return rows.frame.with_columns(dimension=pl.lit(self.dimension(rows.columns["value"])))
