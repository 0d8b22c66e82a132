"""gettext catalogues, one ``<language>.po`` per language, compiled when a language is first used.

English is the language of the code and needs no file. A further language is one more ``.po``.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent
DEFAULT = "en"


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that can be shown, English first."""
    return (DEFAULT, *sorted(path.stem for path in HERE.glob("*.po")))


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of ``language``; without a file every sentence stays English."""
    path = HERE / f"{language}.po"
    if language == DEFAULT or language not in languages():
        return NullTranslations()
    # Babel is imported late: commands that answer in English never read a catalogue.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with path.open("rb") as file:
        entries = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, entries)
    compiled.seek(0)
    return GNUTranslations(compiled)


def translate(language: str, text: str, context: str | None = None) -> str:
    """``text`` in ``language``, unchanged where the catalogue does not have it."""
    known = translations(language)
    return known.gettext(text) if context is None else known.pgettext(context, text)


def translate_plural(
    language: str, forms: tuple[str, str], number: float | None, context: str | None = None
) -> str:
    """The form of a sentence that ``number`` takes; ``forms`` are the English singular and plural.

    >>> translate_plural("en", ("{n} row", "{n} rows"), 1.5)
    '{n} rows'
    """
    known, n = translations(language), whole(language, number)
    if context is None:
        return known.ngettext(*forms, n)
    return known.npgettext(context, *forms, n)


def whole(language: str, number: float | None) -> int:
    """A whole number with the plural form of ``number``: gettext's rules know no others.

    For decimals the form comes from CLDR: 1.5 is plural in English and singular in French.
    An unknown number takes the form of zero.
    """
    if number is None or float(number).is_integer():
        return abs(int(number or 0))
    from babel import Locale  # noqa: PLC0415  # as above; decimals are rare

    form = Locale.parse(language).plural_form
    alike = (n for n in range(_DISTINCT) if form(n) == form(abs(number)))
    return next(alike, int(abs(number)))


_DISTINCT = 101  # the rules of all languages tell whole numbers apart by their last two digits
