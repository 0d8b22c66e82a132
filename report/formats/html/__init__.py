"""HTML report: one self-contained file without scripts or requests, light and dark, printable."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from i18n.message import msg
from report.document import colours
from report.document.logo import logo, reduced
from report.document.model import Brand, Report
from report.formats import Format

if TYPE_CHECKING:
    from jinja2 import Environment


def write(report: Report) -> bytes:
    """The report as a page in UTF-8."""
    return _page(report, editable=False).encode()


def editable(report: Report) -> str:
    """The page in which each sentence, owner and day that can be replaced has its id.

    They are spans with ``data-say``, days with their ISO form in ``data-day``. Steps have an empty
    cell with ``data-log``, for what can be done with them.
    """
    return _page(report, editable=True)


def _page(report: Report, *, editable: bool) -> str:
    from report.charts import SCREEN  # noqa: PLC0415 (they are drawn only here)
    from report.formats.view import view  # noqa: PLC0415

    page = _environment().get_template("page.html.j2")
    own = (colours.primary(report.brand), colours.accent(report.brand))
    shades = [(colour, colours.on_dark(colour)) for colour in own]
    brand = {"primary": own[0], "shades": shades, "logo": _logo(report.brand)}
    return page.render(report=view(report, SCREEN), brand=brand, editable=editable)


@cache
def _environment() -> Environment:
    """Templates escape every text; only the charts' own SVG is marked safe in them."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=PackageLoader(__name__, ""),
        # Texts come from files and users: everything is escaped in this one place.
        autoescape=True,
        # A misspelt name in the template is an error instead of an empty place.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _logo(brand: Brand) -> str | None:
    brand_logo = logo(brand)
    if brand_logo is None:
        return None
    small = reduced(brand_logo)
    return f"data:{small.mime};base64,{b64encode(small.content).decode()}"


FORMAT = Format("html", msg("Web page (HTML)"), "text/html", ".html", write)
