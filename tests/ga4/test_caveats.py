"""What answers say of themselves reaches the reader."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from google.analytics import data_v1beta as ga

from data.base.issue import Level
from data.ga4.quality_notices import caveats

FIRST, LAST = date(2026, 3, 10), date(2026, 3, 19)
REVENUE = {"active_metric_restrictions": [
    {"metric_name": "totalRevenue", "restricted_metric_types": ["REVENUE_DATA"]}
]}  # fmt: skip


def texts(found):
    return [str(issue.what) for issue in found]


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("subject_to_thresholding", True, "withheld"),
        ("data_loss_from_other_row", True, "(other)"),
        ("data_truncation_reasons", [{"data_truncation_message": "over two months"}], "two months"),
        ("empty_reason", "NO_DATA_COLLECTED", "NO_DATA_COLLECTED"),
    ],
)
def test_a_remark_on_the_second_page_alone_counts(both, field, value, word):
    def remark(request, answer):
        if request.offset and len(request.dimensions) == 2:
            setattr(answer.metadata, field, value)

    both.world.touch_up = remark
    both.fetch(page_rows=2)
    [told] = [i for i in caveats(both.store, FIRST, LAST, details=False) if word in str(i.what)]
    assert told.level is not Level.ERROR
    assert caveats(both.store, date(2025, 1, 1), date(2025, 2, 1)) == ()


def test_what_touches_details_alone_says_so(ga4):
    """Rows lumped by campaign leave the totals by channel whole."""

    def lump(request, answer):
        answer.metadata.data_loss_from_other_row = len(request.dimensions) > 3

    ga4.world.touch_up = lump
    ga4.fetch()
    assert not any("(other)" in t for t in texts(caveats(ga4.store, FIRST, LAST, details=False)))
    [told] = [i for i in caveats(ga4.store, FIRST, LAST) if "(other)" in str(i.what)]
    assert "not totals by channel" in str(told.fix)


def test_hidden_revenue_is_unknown_not_zero(both):
    def hide(_request, answer):
        answer.metadata.schema_restriction_response = REVENUE

    both.world.touch_up = hide
    both.fetch()
    rows = both.frame("web_sessions")
    assert rows["revenue"].null_count() == rows.height
    assert any("totalRevenue" in text for text in texts(caveats(both.store, FIRST, LAST)))


def test_estimated_days_are_asked_one_by_one(ga4):
    """Over several days Google estimates, over one it does not: the exact figures stay."""

    def estimate(request, answer):
        span = request.date_ranges[0]
        if span.start_date != span.end_date:
            answer.metadata.sampling_metadatas = [
                ga.SamplingMetadata(samples_read_count=1, sampling_space_size=4)
            ]

    ga4.world.touch_up = estimate
    ga4.fetch()
    assert not any("estimated" in text for text in texts(caveats(ga4.store, FIRST, LAST)))
    assert ga4.sessions() == 500


def test_an_estimated_day_says_from_how_much(ga4):
    def estimate(_request, answer):
        answer.metadata.sampling_metadatas = [
            ga.SamplingMetadata(samples_read_count=1, sampling_space_size=4)
        ]

    ga4.world.touch_up = estimate
    ga4.fetch()
    [told] = [t for t in texts(caveats(ga4.store, FIRST, LAST)) if "estimated" in t]
    assert "25.0%" in told


def test_fresh_days_may_grow(ga4):
    ga4.fetch()
    [told] = texts(caveats(ga4.store, FIRST, LAST))
    assert "2026-03-17 to 2026-03-19" in told


def test_lumped_dates_belong_to_the_day_that_was_asked(ga4):
    """Google writes “(other)” even for a date; asked for one day, the day is known."""

    def lump(request, answer):
        if len(request.dimensions) == 2 and answer.rows:
            answer.rows[0].dimension_values[0].value = "(other)"

    ga4.world.touch_up = lump
    ga4.fetch()
    assert ga4.sessions() == 500
    assert ga4.frame("web_sessions")["date"].null_count() == 0


def test_days_are_those_of_the_property(ga4):
    """In Auckland it is tomorrow already: its yesterday is complete."""
    ga4.world.zone = "Pacific/Auckland"
    ga4.time.present = ga4.time.present.replace(hour=20)
    assert ga4.fetch().last == date(2026, 3, 20)


def test_the_day_that_is_not_over_is_never_fetched(ga4):
    assert ga4.fetch(last=date(2026, 12, 31)).last == LAST


def test_every_figure_leads_to_its_line(ga4):
    """The stored answers, line by line, say what was imported."""
    import gzip
    import json

    ga4.fetch()
    rows = ga4.frame("web_sessions").filter(pl.col("campaign") == "brand")
    entries = {entry.id: entry for entry in ga4.store.state.ledger.done()}
    for told in rows.to_dicts():
        kept = ga4.store.raw.get(entries[told["import_id"]].sha256)
        line = json.loads(gzip.decompress(kept).splitlines()[told["source_row"] - 1])
        assert line["date"] == f"{told['date']:%Y%m%d}"
        assert (line["sessionCampaignName"], line["sessions"]) == ("brand", str(told["sessions"]))
