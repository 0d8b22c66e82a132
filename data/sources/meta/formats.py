"""Meta Business Suite export of top content formats: metrics per format for an unnamed period.

A block per figure: formats in one row, figures in the next, in an order of its own. The file
names neither its period nor, as a rule, its network.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from data.base.issue import Question
from data.reading.table import RawTable
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    ReadContext,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
    column,
)
from data.sources.meta.titles import (
    answered_network,
    ask_network,
    names_over_values,
    network_in,
    without_network,
)
from data.tables.schema import BREAKDOWN
from i18n.message import msg

_TITLES: dict[str, dict[str, str]] = {
    "en": {
        "views": "views",
        "content interactions": "interactions",
        "published content": "posts_published",
    },
    "fr": {
        "vues": "views",
        "interactions avec le contenu": "interactions",
        "contenu publié": "posts_published",
    },
    "es": {
        "visualizaciones": "views",
        "interacciones con el contenido": "interactions",
        "contenido publicado": "posts_published",
    },
    "it": {
        "visualizzazioni": "views",
        "interazioni con i contenuti": "interactions",
        "contenuti pubblicati": "posts_published",
    },
    "pt": {
        "visualizações": "views",
        "interações com o conteúdo": "interactions",
        "conteúdo publicado": "posts_published",
    },
}
_FIGURES = {title: figure for titles in _TITLES.values() for title, figure in titles.items()}
_HEADER = "Content format"
# “1204”, “1,204”, “1 204”: a letter or a percent sign makes it a block of other figures.
_COUNT = r"^\s*[\d.,\s]+\s*$"


def _phrase(raw: RawTable) -> str:
    return without_network(raw.title or "")


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """One table per network, a row per format."""
    blocks = tuple(raw for raw in tables if _is_block(raw))
    networks = dict.fromkeys(network_in(raw.title or "") for raw in blocks)
    made = tuple(
        _joined([raw for raw in blocks if network_in(raw.title or "") == network])
        for network in networks
    )
    return Reshaped(made, blocks)


def _is_block(raw: RawTable) -> bool:
    if _phrase(raw) not in _FIGURES or raw.frame.height != 1:
        return False
    figures = names_over_values(raw)["written"].drop_nulls()
    return len(figures) > 0 and figures.str.contains(_COUNT).all()


def _joined(blocks: list[RawTable]) -> RawTable:
    """Formats by name over all blocks, each with the row of the first block that has it."""
    long = pl.concat(
        names_over_values(raw).with_columns(figure=pl.lit(_FIGURES[_phrase(raw)])) for raw in blocks
    )
    wide = long.pivot("figure", index="name", values="written", aggregate_function="first")
    rows = long.group_by("name", maintain_order=True).agg(pl.col("row").first())
    frame = rows.join(wide, on="name", how="left", maintain_order="left").select(
        "row", "name", pl.exclude("row", "name")
    )
    header = (_HEADER, *frame.columns[2:])
    frame.columns = ["row", *(f"c{at}" for at in range(len(header)))]
    return replace(blocks[0], header=header, frame=frame, widths=None)


def _language(raw: RawTable) -> str | None:
    return next((lang for lang, titles in _TITLES.items() if _phrase(raw) in titles), None)


def _ask(raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    return (*ask_network(raw, given), *ask_period())


def _finish(rows: TypedRows) -> pl.DataFrame:
    first, last = answered_period(rows.given) or (None, None)
    return rows.frame.with_columns(
        network=pl.lit(answered_network(rows.raw, rows.given)),
        dimension=pl.lit("content_format"),
        period_from=pl.lit(first, pl.Date),
        period_to=pl.lit(last, pl.Date),
    )


SOURCE = Source(
    id="meta.formats",
    network=None,
    label=msg("Meta content formats (Facebook, Instagram)"),
    doc=msg("Meta Business Suite › Insights › Overview › Top content formats › Export."),
    sheets=(
        SheetSpec(
            table=BREAKDOWN,
            signature=("value",),
            fields=(
                column("value", en=_HEADER),
                column("views", en="views"),
                column("interactions", en="interactions"),
                column("posts_published", en="posts_published"),
            ),
            required=("value",),
            unique=("value",),
            language=_language,
            ask=_ask,
            finish=_finish,
        ),
    ),
    reshape=_reshape,
    layouts=(
        Layout("2024", "pt", LayoutEvidence.FILE, "meta_formats_pt.csv"),
        Layout("since 2025", "en", LayoutEvidence.FILE, "meta_formats.csv"),
    ),
    limits=msg(
        "The period and the account are not named, and the network only sometimes. A format "
        "that a block omits is unknown there."
    ),
)
