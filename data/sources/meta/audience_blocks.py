"""Meta audience export: its blocks as rows of dimension, group and share.

Three shapes: ages by genders; a list of names with their shares; and names in one row over
shares in the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.month_decimals import decimal_again
from data.sources.kit.recognise import fits
from data.sources.kit.spec import Reshaped
from data.sources.meta import days as meta_days
from data.sources.meta.titles import names_over_values, without_network


@dataclass(frozen=True, slots=True)
class _Words:
    """What one language calls the parts of these blocks, normalised."""

    age: str
    genders: frozenset[str]
    value: str
    city: tuple[str, ...]
    country: tuple[str, ...]
    page: tuple[str, ...] = ()

    @property
    def all(self) -> frozenset[str]:
        return self.genders | {self.age, self.value, *self.city, *self.country, *self.page}


_LANGUAGES = {
    "en": _Words(
        "age",
        frozenset({"women", "men"}),
        "value",
        ("top cities", "top towns/cities"),
        ("top countries",),
        ("top pages",),
    ),
    "fr": _Words(
        "âge",
        frozenset({"femmes", "hommes"}),
        "valeur",
        ("principales villes",),
        ("principaux pays",),
    ),
    "de": _Words(
        "alter", frozenset({"frauen", "männer"}), "wert", ("top-städte",), ("top-länder",)
    ),
    "es": _Words(
        "edad",
        frozenset({"mujeres", "hombres"}),
        "valor",
        ("principales ciudades",),
        ("principales países",),
    ),
    "it": _Words(
        "età",
        frozenset({"donne", "uomini"}),
        "valore",
        ("città principali",),
        ("paesi principali",),
    ),
    "pt": _Words(
        "idade",
        frozenset({"mulheres", "homens"}),
        "valor",
        ("principais cidades",),
        ("principais países",),
    ),
}
_AGES = {"", *(words.age for words in _LANGUAGES.values())}
_VALUES = {words.value for words in _LANGUAGES.values()}
_TOPS = {
    name: dimension
    for words in _LANGUAGES.values()
    for dimension in ("city", "country", "page")
    for name in getattr(words, dimension)
}
_AGE_GROUP = r"^\s*\d+\s*(?:[-–]\s*\d+|\+)\s*$"
HEADER = ("Title of the block", "Group", "Share", "")  # the last holds shares as written


def reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """A table per block, and blocks of daily follows as they are; nothing for other files."""
    found = [(raw, made) for raw in tables if (made := _block(raw)) is not None]
    if not found:
        return Reshaped()
    days = [raw for raw in tables if any(True for _ in fits(raw, meta_days.SOURCE))]
    taken = (*(raw for raw, _ in found), *days)
    return Reshaped((*(made for _, made in found), *days), taken)


def _block(raw: RawTable) -> RawTable | None:
    """The block as rows of dimension, group and share; None when it is no such block."""
    header = [normalise(name) for name in raw.header]
    top = without_network(raw.title or "")
    if _is_by_age(header, raw):
        return _remade(raw, "age_gender", _by_age(raw))
    if is_list(raw):
        return _remade(raw, _TOPS[header[0]], _listed(raw))
    if top in _TOPS and raw.frame.height == 1:
        return _remade(raw, _TOPS[top], names_over_values(raw))
    return None


def is_list(raw: RawTable) -> bool:
    """Whether it is a list of names with their shares; a name with a comma may be in two cells."""
    header = [normalise(name) for name in raw.header]
    return len(header) == 2 and header[0] in _TOPS and _are_shares(header[1], raw)


def _are_shares(title: str, raw: RawTable) -> bool:
    written = _listed(raw)["written"].drop_nulls()
    return title in _VALUES or (len(written) > 0 and written.str.ends_with("%").all())


def _is_by_age(header: list[str], raw: RawTable) -> bool:
    genders = frozenset(header[1:])
    known = len(header) == 3 and any(genders == words.genders for words in _LANGUAGES.values())
    return known and header[0] in _AGES and raw.frame["c0"].str.contains(_AGE_GROUP).all()


def _by_age(raw: RawTable) -> pl.DataFrame:
    genders = {f"c{at}": raw.header[at].strip() for at in (1, 2)}
    long = raw.frame.unpivot(
        list(genders), index=["row", "c0"], variable_name="gender", value_name="written"
    )
    gender = pl.col("gender").replace_strict(genders, return_dtype=pl.String)
    return long.with_columns(name=pl.format("{} {}", pl.col("c0").str.strip_chars(), gender))


def _listed(raw: RawTable) -> pl.DataFrame:
    """Re-saved without quotes, “Kyiv, Ukraine” is in two cells; the last filled one counts."""
    cells = pl.concat_list(pl.exclude("row").str.strip_chars()).list.drop_nulls()
    names = cells.list.head(cells.list.len() - 1)
    return raw.frame.select("row", name=names.list.join(", "), written=cells.list.last())


def _remade(raw: RawTable, dimension: str, rows: pl.DataFrame) -> RawTable:
    written = pl.col("written")
    frame = rows.select(
        "row",
        c0=pl.lit(dimension),
        c1="name",
        c2=pl.coalesce(decimal_again(written), written),
        c3=written,
    )
    preamble = (*raw.preamble, raw.header)  # its words show the language
    return replace(raw, preamble=preamble, header=HEADER, frame=frame, widths=None)


def language_of_block(raw: RawTable) -> str | None:
    """The language whose words most of the block's title and header are."""
    said = {without_network(cell) for record in raw.preamble for cell in record}
    return max(_LANGUAGES, key=lambda language: len(_LANGUAGES[language].all & said))
