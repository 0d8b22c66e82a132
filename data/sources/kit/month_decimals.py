"""Decimals that a spreadsheet turned into dates: ``3.3`` becomes ``3.мар`` or ``03. Mär``."""

from __future__ import annotations

import polars as pl

# The first three letters of each month where a dot separates day and month.
_MONTHS = {
    "bg": "яну фев мар апр май юни юли авг сеп окт ное дек",
    "cs": "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "de": "jan feb mär apr mai jun jul aug sep okt nov dez",
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "ru": "янв фев мар апр май июн июл авг сен окт ноя дек",
}
_NUMBERS = {
    word: str(number)
    for words in _MONTHS.values()
    for number, word in enumerate(words.split(), start=1)
}
_TURNED = r"^\s*0?(\d{1,2})[.\-/ ]\s*(\p{L}{3})\p{L}*\.?\s*$"


def decimal_again(written: pl.Expr) -> pl.Expr:
    """The decimal that a day and a month stood for, as text; null for everything else.

    Only tenths come back for certain: ``3.10`` would have been written ``3.1``.
    """
    words = written.str.to_lowercase()
    whole = words.str.extract(_TURNED, 1)
    tenths = words.str.extract(_TURNED, 2).replace_strict(_NUMBERS, default=None)
    return pl.when(tenths.str.len_chars() == 1).then(pl.format("{}.{}", whole, tenths))
