"""Who follows a page or profile, as Meta's overview exports it: blocks of shares under titles.

Until 2024 a block is a list (“Top cities”, “Value”) titled with its network; since 2025 the
names stand in one row and the shares in the next, and no network is named. Shares are percents,
with or without the sign. A block of daily follows may lie among them and is read as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from data.issue import Level
from data.message import msg
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.schema import AUDIENCE
from data.sources import meta_days
from data.sources.declare import (
    Evidence,
    Exclude,
    Layout,
    Reshaped,
    Rows,
    Sheet,
    Source,
    column,
    ignored,
)
from data.sources.meta_titles import (
    answered_network,
    ask_network,
    names_over_values,
    without_network,
)
from data.sources.month_decimals import decimal_again
from data.sources.recognise import fits
from data.understood import Checked


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
_ROUNDING = 0.02  # twelve groups, each rounded to a tenth of a percent
_EVERYBODY = msg(
    "Shares by age and gender add up to 100%",
    fr="Les parts par âge et genre donnent 100 % au total",
)
_TOTALS = ("FB_PAGE", "IG_ACCOUNT")
_HEADER = ("Audience dimension", "Audience group", "Audience share", "As written")


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
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
    if len(header) == 2 and header[0] in _TOPS and header[1] in _VALUES:
        return _remade(raw, _TOPS[header[0]], _listed(raw))
    if top in _TOPS and raw.frame.height == 1:
        return _remade(raw, _TOPS[top], names_over_values(raw))
    return None


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
    """Re-saved without quotes, “Kyiv, Ukraine” stands in two cells; the last filled one counts."""
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
    preamble = (*raw.preamble, raw.header)  # its words tell the language
    return replace(raw, preamble=preamble, header=_HEADER, frame=frame)


def _language(raw: RawTable) -> str | None:
    said = {without_network(cell) for record in raw.preamble for cell in record}
    return max(_LANGUAGES, key=lambda language: len(_LANGUAGES[language].all & said))


def _finish(rows: Rows) -> pl.DataFrame:
    network = answered_network(rows.raw, rows.given)
    return rows.frame.with_columns(network=pl.lit(network))


def _mended(rows: Rows) -> Iterator[Finding]:
    turned = rows.frame.filter(decimal_again(pl.col("_written")).is_not_null())
    if turned.height:
        yield Finding(
            Level.WARNING,
            msg(
                "A spreadsheet has turned shares such as {example} into dates; {count} were turned back",
                fr="Un tableur a transformé des parts comme {example} en dates ; {count} ont été rétablies",
                example=turned["_written"][0],
                count=turned.height,
            ),
            msg(
                "Compare a few with Meta’s own screen, or import the original download.",
                fr="Comparez-en quelques-unes avec l’écran de Meta, ou importez le téléchargement d’origine.",
            ),
            turned["source_row"][0],
        )


def _adds_up(rows: Rows) -> Iterator[Finding | Checked]:
    """Ages and genders cover everybody; cities and countries are only the first few."""
    everybody = float(rows.frame.filter(pl.col("dimension") == "age_gender")["share"].sum())
    if not everybody:
        return
    off = abs(everybody - 1) > _ROUNDING
    yield Checked(_EVERYBODY, 1, int(off), everybody - 1, _ROUNDING)
    if off:
        yield Finding(
            Level.WARNING,
            msg(
                "The shares by age and gender add up to {share}%, not 100%",
                fr="Les parts par âge et genre donnent {share} % au total, et non 100 %",
                share=round(100 * everybody, 1),
            ),
            msg(
                "The file was probably edited or re-saved. Import the original download.",
                fr="Le fichier a sans doute été modifié ou réenregistré. Importez le téléchargement d’origine.",
            ),
            rows.frame["source_row"][0],
        )


def _undated_totals(rows: Rows) -> Iterator[Finding]:
    if any(record[0].startswith(_TOTALS) for record in rows.raw.preamble):
        yield Finding(
            Level.NOTE,
            msg(
                "The number of followers in this file carries no date and was left out",
                fr="Le nombre d’abonnés de ce fichier ne porte pas de date et n’a pas été repris",
            ),
            msg(
                "Nothing to do: the shares were read.", fr="Rien à faire : les parts ont été lues."
            ),
        )


SOURCE = Source(
    id="meta.audience",
    network=None,
    label=msg("Meta audience (Facebook, Instagram)", fr="Audience Meta (Facebook, Instagram)"),
    doc=msg(
        "Meta Business Suite › Insights › Audience › Export (Audience.csv).",
        fr="Meta Business Suite › Statistiques › Audience › Exporter (Audience.csv).",
    ),
    sheets=(
        Sheet(
            table=AUDIENCE,
            signature=("dimension", "value", "share"),
            fields=(
                column("dimension", en=_HEADER[0]),
                column("value", en=_HEADER[1]),
                column("share", en=_HEADER[2], scale=0.01),
                column("_written", en=_HEADER[3]),
            ),
            required=(),
            exclude=(
                Exclude(
                    msg("Pages liked by followers", fr="Pages aimées par les abonnés"),
                    pl.col("dimension") == "page",
                ),
            ),
            checks=(_mended, _adds_up, _undated_totals),
            ignores=ignored("*"),
            language=_language,
            ask=ask_network,
            finish=_finish,
        ),
        meta_days.SHEET,
    ),
    reshape=_reshape,
    layouts=(
        Layout("2020–2024", "en", Evidence.FILE, "meta_audience_listed.csv"),
        Layout("2024", "pt", Evidence.HEADERS, "meta_audience_listed_pt.csv"),
        Layout("since 2025", "en", Evidence.FILE, "meta_audience_wide.csv"),
        Layout("since 2025", "pt", Evidence.FILE, "meta_audience_wide_pt.csv"),
    ),
    limits=msg(
        "Shares of the ten first cities and countries only; numbers of followers carry no date and are left out. The file does not say when it was made.",
        fr="Parts des dix premières villes et des dix premiers pays seulement ; les nombres d’abonnés ne portent pas de date et ne sont pas repris. Le fichier n’indique pas quand il a été créé.",
    ),
)
