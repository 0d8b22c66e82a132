"""Exports that a spreadsheet has saved again: its dates, its decimal signs, its currency."""

import re

from tests.fuzz.mutation import Allowed, body, mutation, table, written

_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_AMOUNT = re.compile(r"^\d+\.\d{2}$")
_DECIMAL = re.compile(r"^\d+\.\d+$")
_CODE = re.compile(r"\b(?:EUR|USD|GBP|BRL|CHF|CAD)\b")
MONEY = ("${}", "€{}", "{} €", "US${}", "£{}", "EUR {}", "{} EUR")


def _columns(e, pattern):
    _above, header, rows = table(e)
    whole = [rows[y] for y in body(e)]
    for x in range(len(header)):
        filled = [row[x] for row in whole if row[x]]
        if filled and all(pattern.match(cell) for cell in filled):
            yield x


def _in_columns(e, columns, change, delimiter=None):
    above, header, rows = table(e)
    for y in body(e):
        for x in columns:
            rows[y][x] = change(rows[y][x]) if rows[y][x] else ""
    return written([*above, header, *rows], delimiter or e.delimiter).encode()


def _dates(e, shape):
    if not e.records or not (columns := list(_columns(e, _ISO))):
        return None

    def written_so(cell):
        year, month, day = _ISO.match(cell).groups()
        return shape.format(y=year, yy=year[2:], m=int(month), d=int(day), mm=month, dd=day)

    return _in_columns(e, columns, written_so)


@mutation(Allowed.TOLD)
def dates_with_the_day_first(rng, e):
    return _dates(e, rng.choice(["{d}/{m}/{y}", "{dd}/{mm}/{y}", "{dd}.{mm}.{y}", "{d}-{m}-{y}"]))


@mutation(Allowed.TOLD)
def dates_with_the_month_first_and_a_short_year(_rng, e):
    return _dates(e, "{m}/{d}/{yy}")


@mutation(Allowed.TOLD)
def amounts_with_the_sign_of_their_currency(rng, e):
    if not e.records or not (columns := list(_columns(e, _AMOUNT))):
        return None
    if not _CODE.search(str(e.records)):  # the sign would say what nothing else in the file says
        return None
    return _in_columns(e, [rng.choice(columns)], rng.choice(MONEY).format)


@mutation(Allowed.TOLD)
def decimal_commas_in_some_columns(rng, e):
    if not e.records or not (columns := list(_columns(e, _DECIMAL))):
        return None
    some = rng.sample(columns, rng.randint(1, len(columns)))
    sign = rng.choice([e.delimiter, ";"])
    return _in_columns(e, some, lambda cell: cell.replace(".", ","), sign)
