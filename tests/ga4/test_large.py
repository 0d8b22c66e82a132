"""Days of a large property."""

from __future__ import annotations

import resource
from datetime import date

from data.ga4.outcome import End
from tests.ga4.server import row

DAY = date(2026, 3, 10)
ROWS = 300_000


def test_a_day_of_300_000_rows_arrives_whole(ga4):
    """Three pages, every row once, in bounded memory."""
    usual = ga4.world.report
    cells = [f"c{n:06}" for n in range(ROWS)]

    def report(request):
        names = [d.name for d in request.dimensions]
        if "sessionCampaignName" not in names or "eventName" in names:
            return usual(request)
        ga4.world.asked.append(request)
        from google.analytics import data_v1beta as ga

        answer = ga.RunReportResponse(row_count=ROWS)
        rows = ga.RunReportResponse.pb(answer).rows
        one = ga.RunReportResponse.pb(ga.RunReportResponse()).rows.add()
        at = names.index("sessionCampaignName")
        for name in names:
            one.dimension_values.add().value = "20260310" if name == "date" else "x"
        for _metric in request.metrics:
            one.metric_values.add().value = "1"
        for cell in cells[request.offset : request.offset + request.limit]:
            one.dimension_values[at].value = cell
            rows.append(one)
        return answer

    ga4.world.report = report
    ga4.world.day = lambda _day: (row("Direct", "x", "x", "x", ROWS),)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcome = ga4.fetch(DAY, DAY)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert outcome.end is End.DONE
    fine = ga4.frame("web_sessions").filter(
        report="date,channel_group,source,medium,campaign,content,term"
    )
    assert fine["sessions"].sum() == fine["campaign"].n_unique() == ROWS
    assert grown < 1_500_000  # KiB, the server's own share included
