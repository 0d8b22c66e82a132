"""Office number formats of workbooks and decks; the reader's program sets the separators."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from babel.numbers import get_currency_symbol

from i18n.locales import day_comes_first, windows_code
from metrics.definitions.registry import Unit

DAY = "yyyy-mm-dd"


def of(
    unit: Unit | None, currency: str | None, language: str, values: Iterable[float | None] = ()
) -> str:
    """The format of numbers of one unit; ``values`` decide how many decimals are shown."""
    known = [abs(value) for value in values if value is not None]
    match unit:
        case Unit.MONEY:
            return _money(currency, language)
        case Unit.PERCENT:
            # Two decimals below 1 %, or small rates all look like 0.0 %.
            small = any(0 < value < 0.01 for value in known)
            return f"0.0{'0' if small else ''}{_space(language)}%"
        case Unit.RATIO:
            return "#,##0.00"
        case Unit.SECONDS:
            return '#,##0" s"'
        case _:
            whole = all(float(value).is_integer() for value in known)
            return "#,##0" if whole else "#,##0.0#"


def day(language: str) -> str:
    """A day in words short enough for an axis, its month in ``language`` wherever it is opened."""
    # An explicit language code, or the month is in the language of the reader's program.
    code = windows_code(language)
    if code is None:
        return DAY
    return f"[$-{code}]" + ("d\\ mmm" if day_comes_first(language) else "mmm\\ d")


def month(language: str, *, with_year: bool = False) -> str:
    """A month short enough for an axis, in ``language`` wherever it is opened."""
    code = windows_code(language)
    return "yyyy-mm" if code is None else f"[$-{code}]mmm" + ("\\ yy" if with_year else "")


def _space(language: str) -> str:
    pattern = str(Locale.parse(language).percent_formats[None].pattern)
    return "" if pattern.endswith("0%") else "\\\u202f"


def on_axis(form: str) -> str:
    """The format for the round numbers of an axis: without decimals."""
    return form.split(";", maxsplit=1)[0].removeprefix("[>=1000]").removesuffix(".0#")


def _money(currency: str | None, language: str) -> str:
    if currency is None:
        return "[>=1000]#,##0;[<=-1000]-#,##0;#,##0.00"
    pattern = str(Locale.parse(language).currency_formats["standard"].pattern).split(";")[0]
    symbol = get_currency_symbol(currency, locale=language).replace('"', "")
    exact = pattern.replace("\u00a0", "\\\u00a0").replace("¤", f'"{symbol}"')
    whole = exact.replace(".00", "")
    return f"[>=1000]{whole};[<=-1000]-{whole};{exact}"
