"""One figure of every kind that the pages can draw, with all its options in use."""

from datetime import timedelta

from metrics.results.period_series import PeriodSeries, SeriesPoint
from tests.metrics.cases import day
from ui.charts import (
    bars,
    flow,
    heat,
    lines,
    multiples,
    odds,
    outlook,
    ranges,
    ranked,
    rates,
    share_bars,
    trend,
    waterfall,
)

DAYS = [day(n) for n in range(3)]
MARKS = [
    lines.LineMark(day(0), day(0), "A campaign began"),
    lines.LineMark(day(1), day(2), "A series was counted anew"),
]
LINE = lines.Line("Leads", "#2f74d0", DAYS, [3, None, 5], fill="rgba(47,116,208,0.1)", points=True)
AHEAD = [DAYS[-1] + timedelta(days=n) for n in (1, 2)]
FAN = outlook.Fan(AHEAD, [5, 6], [6, 8], [7, 10])
GOAL_WORDS = outlook.Words("target", "planned pace", "before", str, str, str)

WORDS = trend.TrendWords(
    str, str, str, lambda first, last: f"{first} {last}", lambda days, of: f"{days} of {of}",
    "before", "target {}".format,
)  # fmt: skip
SERIES = PeriodSeries(
    "leads",
    "week",
    (
        SeriesPoint(day(0), day(6), 7, 3.0, 2.0),
        SeriesPoint(day(7), day(13), 7, None, 4.0),
        SeriesPoint(day(14), day(20), 7, 5.0, None),
        SeriesPoint(day(21), day(23), 7, 1.0, 1.0),
    ),
)

EXAMPLES = {
    "bars.bars": bars.bars(["1", "2", "6 or more"], [10, 4, 1]),
    "flow.flow": flow.flow(
        [(("Email", "Direct"), 3), (("Direct",), 2)], "Lead", "Others", {"Email": "#2f74d0"}
    ),
    "heat.heat": heat.heat(
        ["Mon", "Tue"], ["06:00", "09:00"], [[0.5, None], [2.0, 1.0]], [["0.5", ""], ["2", "1"]],
        [["5 posts", ""], ["9 posts", "7 posts"]],
    ),
    "lines.lines": lines.lines([LINE, LINE], unit="money", marks=MARKS, span=DAYS),
    "multiples.multiple": multiples.multiple(LINE, top=5, unit="percent-rate", marks=MARKS),
    "odds.odds": odds.odds([10, 20, 30], [0.9, 0.5, 0.1], (20, 0.5), str, str),
    "outlook.outlook": outlook.outlook(
        outlook.OutlookValues(
            DAYS, [1, 2, None], [1, 2, 3], 3, FAN, DAYS, [1, 1, 2], MARKS, whole=True
        ),
        GOAL_WORDS,
    ),
    "ranges.ranges": ranges.ranges(["Email", "Direct"], {"Linear": [3, 1], "Last": [2.5, 1.5]}),
    "rates.rates": rates.rates(
        [rates.RatePoint("A", 0.1, 0.05, 0.15, "10%", leads=True), rates.RatePoint("B", 0.2, 0.1, 0.3, "20%")],
        str,
    ),
    "ranked.ranked": ranked.ranked(
        [ranked.RankedBar("Email", "E-mail", 9.0, "9"), ranked.RankedBar("", "Unknown", -1.0, "−1")]
    ),
    "share_bars.share_bars": share_bars.share_bars(
        [share_bars.ShareBar(day(0), 0.1, is_now=False), share_bars.ShareBar(day(40), 0.2, is_now=True)], "en"
    ),
    "trend.trend": trend.trend(SERIES, WORDS, target=4.0, marks=MARKS, whole=True),
    "waterfall.waterfall": waterfall.waterfall(
        waterfall.Step("before", 8, "8", "before"),
        [waterfall.Step("Sessions", 4, "+4", "good"), waterfall.Step("Mix", -1, "−1", "bad")],
        waterfall.Step("this period", 11, "11", "now"),
    ),
}  # fmt: skip
