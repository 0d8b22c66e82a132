"""Charts as SVG for printed and static formats.

Lines and bars are drawn by Vega-Lite without a browser, pictures of rows by ``row_svg``. Charts of
ranges and of steps are tables with a picture of their rows (``as_table``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from markupsafe import escape

from report.charts import bars, lines
from report.charts.locale import number_locale, time_locale
from report.charts.theme import CONFIG, ChartTheme
from report.document import fonts
from report.document.model import Brand, Chart, ChartShape
from report.wording.render import said

WIDTH = 720
_GROUP = re.compile("<g [^>]*>")
_ROLES = re.compile(' (?:role|aria-[a-z]+)="[^"]*"')  # Vega writes its own descriptions, in English
PAPER = fonts.FAMILY  # embedded in the PDF
SCREEN = "Arial, Helvetica, sans-serif"  # a web page uses the reader's own fonts

_DRAWN: Mapping[ChartShape, Callable[[Chart, ChartTheme], dict[str, Any]]] = MappingProxyType(
    {
        ChartShape.LINE: lines.spec,
        ChartShape.GOAL: lines.spec,
        ChartShape.BARS: bars.spec,
    }
)


def spec(chart: Chart, language: str, brand: Brand, letters: str = PAPER) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, its numbers unrounded among the data."""
    drawn = _DRAWN[chart.shape](chart, ChartTheme(language, brand, WIDTH))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        **drawn,
        "config": {**CONFIG, "font": letters},
    }


def svg(chart: Chart, language: str, brand: Brand, letters: str = PAPER) -> str:
    """A chart as SVG in the typeface ``letters``, with its alternative text."""
    import vl_convert  # noqa: PLC0415 (it is large)

    vl_convert.register_font_directory(str(fonts.directory()))
    picture = vl_convert.vegalite_to_svg(
        spec(chart, language, brand, letters),
        format_locale=number_locale(language, chart.currency),
        time_format_locale=time_locale(language),
        # A chart must never load anything from the network.
        allowed_base_urls=[],
    )
    alt = escape(f"{said(chart.title, language)}. {said(chart.alt, language)}")
    picture = _GROUP.sub(lambda group: _ROLES.sub("", group[0]), picture)
    return picture.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
