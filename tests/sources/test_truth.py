"""Every real export of a registered source gives exactly what two independent readings gave."""

from datetime import date

import polars as pl
import pytest

from data.tables.schema import TABLES
from tests.sources.truth import MISSING, cases, loaded, sample_rows, tables

CASES = cases()
DATA = [case for case in CASES if not case.header_only]
SAMPLES = sample_rows()
ADVISORY = {"account", "format", "published_at_utc", "published_at_from_id"}
RENAMED = {"period_start": "period_from", "period_end": "period_to"}

pytestmark = pytest.mark.skipif(not CASES, reason=MISSING)


def parametrise(name, values):
    return pytest.mark.parametrize(name, values or [None], ids=str)


@parametrise("case", CASES)
def test_recognises_the_source_and_its_language(case):
    given = loaded(case.file)
    assert given.source == case.truth["source"]
    assert case.header_only or given.language == case.truth["language"]


@parametrise("case", DATA)
def test_counts_rows_and_days(case):
    given = loaded(case.file)
    for name, truth in tables(case.truth).items():
        if name in TABLES and not truth.get("optional"):
            frame = given.tables[name]
            assert frame.height == truth["rows"]
            assert expected_span(truth) in {None, span(frame, name)}


@parametrise("case", DATA)
def test_sums_every_certain_measure(case):
    given = loaded(case.file)
    for name, truth in tables(case.truth).items():
        if name in TABLES and not truth.get("optional"):
            frame = given.tables[name]
            assert {c: frame[c].sum() for c in truth["sums"]} == pytest.approx(truth["sums"])
            assert {c: frame[c].null_count() for c in truth["nulls"]} == truth["nulls"]


@parametrise("case", DATA)
def test_sums_each_network_by_itself(case):
    for name, truth in tables(case.truth).items():
        for network, part in truth.get("by_network", {}).items():
            frame = loaded(case.file).tables[name]
            named = "facebook" if network == "None" else network
            rows = frame.filter(pl.col("network") == named)
            assert rows.height == part["rows"]
            assert {c: rows[c].sum() for c in part["sums"]} == part["sums"]


@parametrise("case", DATA)
def test_shares_of_each_network_and_dimension(case):
    truth = tables(case.truth).get("audience", {}).get("by_dimension", {})
    for key in (key for key in truth if "|" in key):
        part = truth[key]
        network, dimension = key.replace("None", "facebook").split("|")
        given = loaded(case.file).tables["audience"]
        rows = given.filter(pl.col("network") == network, pl.col("dimension") == dimension)
        assert rows.height == part["rows"]
        assert rows["share"].sum() == pytest.approx(part["share_sum"])


@parametrise("case", [case for case in DATA if case.sure])
def test_leaves_out_what_is_no_fact_and_sets_nothing_aside(case):
    given = loaded(case.file)
    excluded = sum(item.count for item in given.excluded)
    assert excluded == sum(item["count"] for item in case.truth["excluded"])
    assert given.quarantine is None
    assert given.questions == ()


@parametrise("sample", SAMPLES)
def test_reads_the_sampled_row_cell_by_cell(sample):
    frame = loaded(sample["file"]).tables.get(sample["table"])
    if frame is None:
        assert is_optional(sample)
        return
    row = frame.filter(is_of_sheet(frame, sample)).row(by_predicate=is_sampled(sample), named=True)
    for name, truth in sample["canonical"].items():
        if name in ADVISORY or (name == "network" and truth is None):
            continue
        assert same(row, RENAMED.get(name, name), truth), (name, row.get(name), truth)


def is_optional(sample):
    (truth,) = (case.truth for case in CASES if case.file == sample["file"])
    return truth["tables"][sample["table"]].get("optional", False)


def is_of_sheet(frame, sample):
    """Each sheet counts its rows by itself; the truth names one only where it matters."""
    several = frame["source_sheet"].n_unique() > 1
    return pl.col("source_sheet") == sample["sheet"] if several else pl.lit(value=True)


def is_sampled(sample):
    """A row of blocks or lists side by side holds several facts, distinguished by what they are."""
    told = ("dimension", "value", "post_id")
    groups = {n: sample["canonical"][n] for n in told if n in sample["canonical"]}
    same_group = [pl.col(name) == group for name, group in groups.items()]
    return pl.all_horizontal(pl.col("source_row") == record_number(sample), *same_group)


def record_number(sample):
    in_section = sample["source"].startswith("ga4.") or sample["row"] is None
    return sample["line"] if in_section else sample["row"]


def same(row, name, truth):
    if name == "month_day":
        return row["date"].strftime("%m-%d") == truth
    value = row[name]
    if isinstance(value, date):
        return truth is None or value.isoformat() == truth  # TikTok's own files know no year
    if isinstance(truth, float):
        return value == pytest.approx(truth)
    if isinstance(truth, str):
        return (value or "") == truth.strip()  # names are read without the space around them
    return value == truth


def span(frame, name):
    first = TABLES[name].day
    last = "period_to" if "period_to" in frame.columns else first
    days = (frame[first].min(), frame[last].max())
    return None if days[0] is None else tuple(day.isoformat() for day in days)


def expected_span(truth):
    """Null where the file has no dates of its own."""
    known = truth.get("dates_if_year_known", truth)["dates"]
    if known is None and "month_days" in truth:
        known = [f"2026-{day}" for day in truth["month_days"]]
    return known and tuple(known)
