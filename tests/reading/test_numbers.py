import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.numbers import NumberStyle, currency_written, to_numbers


def read(values, dtype=pl.Int64, **style: object):
    done = to_numbers(pl.Series(values, dtype=pl.String), dtype(), NumberStyle(**style))
    return done.values.to_list(), done.failed.to_list()


@pytest.mark.parametrize(
    ("values", "dtype", "style", "expected"),
    [
        (["1", None, ""], pl.Int64, {}, [1, None, None]),
        (["376.0", "12"], pl.Int64, {}, [376, 12]),
        (["1,234", "5"], pl.Int64, {}, [1234, 5]),
        (["1.234", "5"], pl.Int64, {"delimiter": ";"}, [1234, 5]),
        (["1 234", "-5"], pl.Int64, {}, [1234, -5]),
        (["9007199254740993", "1.0"], pl.Int64, {}, [9007199254740993, 1]),
        (["74.3", "98.4"], pl.Float64, {"delimiter": ";"}, [74.3, 98.4]),
        (["1,5", "2.000,25"], pl.Float64, {"delimiter": ";"}, [1.5, 2000.25]),
        (["1\u202f234,50 €"], pl.Float64, {"delimiter": ";"}, [1234.5]),
        (["25,881", "2,127.81"], pl.Float64, {"grouping": True}, [25881.0, 2127.81]),
        (["23,9%", "4,1%"], pl.Float64, {}, [23.9, 4.1]),
        (["US$50.00", "US$1,920.50", "US$0"], pl.Float64, {}, [50.0, 1920.5, 0.0]),
        (["¥12,345", "¥999"], pl.Float64, {}, [12345.0, 999.0]),
        (["R$ 1.234,56", "R$ 12,50"], pl.Float64, {}, [1234.56, 12.5]),
        (["1.234,56 €", "12 €"], pl.Float64, {}, [1234.56, 12.0]),
        (["1.234 €", "12 €"], pl.Float64, {}, [1234.0, 12.0]),
        (["R$ 1.234", "R$ 12"], pl.Float64, {}, [1234.0, 12.0]),
        (["€ 1.234"], pl.Float64, {}, [1234.0]),
        (["$1.234", "£2.500"], pl.Float64, {}, [1.234, 2.5]),
        (["12 345,67", "1,5"], pl.Float64, {}, [12345.67, 1.5]),
        (["EUR 1,234.50", "eur 2"], pl.Float64, {}, [1234.5, 2.0]),
        (["1 234,50 zł", "12 kr"], pl.Float64, {"delimiter": ";"}, [1234.5, 12.0]),
        (["-$5.00", "$-5.00", "($5.00)", "5.00-"], pl.Float64, {}, [-5.0] * 4),
        (["1,23,456.50", "12,34,567"], pl.Float64, {}, [123456.5, 1234567.0]),
        (["1,234", "2,500"], pl.Float64, {"grouping_comma": lambda: True}, [1234.0, 2500.0]),
        (
            ["2.500", "1.250"],
            pl.Float64,
            {"delimiter": ";", "decimal_comma": lambda: True},
            [2500.0, 1250.0],
        ),
        (["1,234.5", "1,234"], pl.Float64, {}, [1234.5, 1234.0]),
        ([" --", "-", "7"], pl.Int64, {"nulls": ("--", "-")}, [None, None, 7]),
    ],
)
def test_reads_the_ways_that_exports_write(values, dtype, style, expected):
    assert read(values, dtype, **style) == (expected, [False] * len(values))


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (["1,234"], pl.Float64),  # grouping or decimals: nothing decides
        (["1,234 €"], pl.Float64),
        (["12.5"], pl.Int64),
        (["ABC 12"], pl.Float64),
        (["12 apples"], pl.Float64),
        (["3.апр"], pl.Float64),
        (["NaN"], pl.Float64),
        (["inf"], pl.Float64),
        (["1,2", "1,234,567"], pl.Int64),
    ],
)
def test_never_guesses(values, dtype):
    numbers, failed = read(values, dtype)
    assert numbers[0] is None
    assert failed[0]


@given(
    st.lists(st.integers(-(10**15), 10**15), min_size=1), st.sampled_from([",", " ", "\u00a0", "'"])
)
def test_grouped_counts_come_back(numbers, mark):
    written = [f"{number:,}".replace(",", mark) for number in numbers]
    assert read(written) == (numbers, [False] * len(numbers))


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1))
def test_money_re_saved_with_decimal_commas_comes_back(amounts):
    written = [f"{amount:,}".translate(str.maketrans(",.", ".,")) for amount in amounts]
    numbers, failed = read(written, pl.Float64, delimiter=";")
    assert not any(failed)
    assert numbers == [float(amount) for amount in amounts]


@given(st.lists(st.text(max_size=8)))
def test_every_cell_is_read_unknown_or_failed(cells):
    numbers, failed = read(cells)
    for cell, number, bad in zip(cells, numbers, failed, strict=True):
        assert (number is None) == (bad or not cell.strip())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (["US$5.00", None, "US$1,000.00"], "USD"),
        (["1.234,56 €", "0"], "EUR"),
        (["R$ 12,50"], "BRL"),
        (["sek 12"], "SEK"),
        (["12 zł"], "PLN"),
        (["$5.00"], None),
        (["¥5"], None),
        (["12 kr"], None),
        (["€5", "£5"], None),
        (["5.00"], None),
        ([], None),
    ],
)
def test_amounts_name_their_currency_where_only_one_is_meant(written, code):
    assert currency_written(pl.Series(written, dtype=pl.String)) == code
