"""One figure of every kind that the pages can draw, with all its options in use."""

from datetime import timedelta

from metrics.results.period_series import PeriodSeries, SeriesPoint
from tests.metrics.cases import day
from ui.charts import (
    bars,
    coverage,
    flow,
    heat,
    lines,
    odds,
    outlook,
    ranked,
    rates,
    return_ranges,
    scatter,
    share_bars,
    stacked_bars,
    trend,
    two_models,
    waterfall,
)

DAYS = [day(n) for n in range(3)]
MARKS = [
    lines.LineMark(day(0), day(0), "A campaign began"),
    lines.LineMark(day(1), day(2), "A series was counted anew"),
]
LINE = lines.Line("Leads", "#2f74d0", DAYS, [3, None, 5])
AHEAD = [DAYS[-1] + timedelta(days=n) for n in (1, 2)]
FAN = outlook.Fan(AHEAD, [5, 6], [6, 8], [7, 10])
GOAL_WORDS = outlook.Words("target", "planned pace", "before", str, str, str)

WORDS = trend.TrendWords(
    str, str, str, str, lambda first, last: f"{first} {last}", lambda days, of: f"{days} of {of}",
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
    "bars.bars": bars.bars(
        ["1", "2", "6 or more"], [10, 4, 1], ["10", "4", "1"], ["ten", "four", "one"],
        roles=["before", "before", "now"], line=1,
    ),
    "coverage.coverage_chart": coverage.coverage_chart(
        [
            coverage.CoverageRow("Facebook", [[(day(0), day(9)), (day(20), day(30))]]),
            coverage.CoverageRow("A <b>file</b>", [[(day(3), day(3))], [(day(0), day(8))]], "before"),
        ],
        (day(5), day(12)), str,
    ),
    "flow.flow": flow.flow(
        [("Email", "Direct", 3), ("Direct", "Email", 2), *((f"{n}", "Direct", 1) for n in range(7))],
        flow.FlowWords(lambda key: f"The name of {key}, which is long", str, ("First", "Last")),
        {"Email": "#2f74d0"},
    ),
    "heat.heat": heat.heat(
        ["Mon", "Tue"], ["06:00", "09:00"], [[0.5, None], [2.0, 1.0]], [["0.5", ""], ["2", "1"]],
        [["5 posts", ""], ["9 posts", "7 posts"]],
    ),
    "lines.lines": lines.lines(LINE, unit="money", marks=MARKS),
    "odds.odds": odds.odds([10, 20, 30], [0.9, 0.5, 0.1], (20, 0.5), str, str),
    "outlook.outlook": outlook.outlook(
        outlook.OutlookValues(
            DAYS, [1, 2, None], [1, 2, 3], 3, FAN, DAYS, [1, 1, 2], MARKS, whole=True
        ),
        GOAL_WORDS,
    ),
    "rates.rates": rates.rates(
        [rates.RatePoint("A", 0.1, 0.05, 0.15, "10%", leads=True), rates.RatePoint("B", 0.2, 0.1, 0.3, "20%")],
        str,
    ),
    "ranked.ranked": ranked.ranked(
        [ranked.RankedBar("Email", "E-mail", 9.0, "9"), ranked.RankedBar("", "Unknown", -1.0, "−1")]
    ),
    "return_ranges.return_ranges": return_ranges.return_ranges(
        [
            return_ranges.ReturnRange("Email", 1.9, 57.0, (7.0, 24.0), 10.0),
            return_ranges.ReturnRange("Display", 0.0, None, None, None),
            return_ranges.ReturnRange("Video", None, None, None, None, "too few deals (3)"),
        ],
        str, str, "break-even",
    ),
    "stacked_bars.stacked_bars": stacked_bars.stacked_bars(
        [
            stacked_bars.StackedBar("a", {"x": 1, "linkedin": 2}, "Three <b>posts</b>", "1 Sep"),
            stacked_bars.StackedBar("b", {}, "None"),
            stacked_bars.StackedBar("c", {"x": 1}, "One"),
        ],
        ["x", "linkedin"], str, str, "c",
    ),
    "scatter.scatter": scatter.scatter(
        [
            scatter.ScatterPoint("a", "linkedin", 0.4, 3, 1, "A <b>post</b>"),
            scatter.ScatterPoint("b", "other", 3.0, 0, 0, "Another"),
        ],
        scatter.ScatterWords("Seen", "Sessions", "Little", "Both", "Nothing", str, str, str),
    ),
    "share_bars.share_bars": share_bars.share_bars(
        [share_bars.ShareBar(day(0), 0.1, is_now=False), share_bars.ShareBar(day(40), 0.2, is_now=True)], "en"
    ),
    "trend.trend": trend.trend(SERIES, WORDS, targets=(None, 4.0, 4.0, 4.0), marks=MARKS, whole=True),
    "two_models.two_models": two_models.two_models(
        [
            two_models.ModelMarks("Email", 3.0, 5.5, 2.0, 6.0, 4.0),
            two_models.ModelMarks("Direct", 1.0, 0.0, 0.0, 1.0, None),
        ],
        ("Last click", "Markov", "own UTM tags"), str, str,
    ),
    "waterfall.waterfall": waterfall.waterfall(
        waterfall.Step("before", 8, "8", "before"),
        [waterfall.Step("Sessions", 4, "+4", "good"), waterfall.Step("Mix", -1, "−1", "bad")],
        waterfall.Step("this period", 11, "11", "now"),
    ),
}  # fmt: skip
