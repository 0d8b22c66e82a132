"""Files of one figure a day, whose figure has no place here."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.reading.names import tidy
from data.reading.table import Finding
from data.sources.kit.spec import TypedRows


def unused_metric(rows: TypedRows) -> Iterator[Finding]:
    """A warning when nothing but the day was recognised; the figure stands in the second column."""
    if rows.columns.keys() <= {"date"}:
        metric = tidy(rows.raw.header[1])
        yield Finding(
            Level.WARNING,
            msg(
                "“{metric}” is not counted here, so these days hold no figure",
                fr="« {metric} » n’est pas compté ici : ces jours ne contiennent donc aucun chiffre",
                metric=metric,
            ),
            msg(
                "Choose another figure for the chart, such as views or impressions, and export again.",
                fr="Choisissez un autre chiffre pour le graphique, par exemple les vues ou les impressions, et exportez à nouveau.",
            ),
            column=metric,
        )
