"""Fixed phrases of reports: column names, small print, labels."""

from __future__ import annotations

from i18n.message import msg, msg_in, plural
from report.document.model import StoryPart, Tone

BASIS = msg("Source: {sources}")
AS_OF = msg("as of {day}")
COUNTED_ROWS = plural("{rows} row", "{rows} rows")
REPAIRED = msg("{repaired} with corrected UTM tags")
AT_LEAST = msg("{low} or more")
AT_MOST = msg("{high} or less")
COMPARED = msg("{period} vs {before}")
DEMO = msg("Demo data")
REPORT = msg("Marketing results")
MADE = msg("Made on {day}")
COMPLETE = msg("Data through {day}")
CONTENTS = msg_in("table of contents", "Contents")
APPENDIX = msg("Appendix")
NEXT_STEPS = msg("Next steps")
WHAT = msg("What to do")
OWNER = msg("Who")
DUE = msg("By when")
EXPECTED = msg("Expected effect")
MEASURE = msg("How measured")
SAY = msg("SAY")
QUESTION = msg("LIKELY QUESTION")
ANSWER = msg("ANSWER")
PARTS = {
    StoryPart.ANSWER: msg_in("part of a report", "Answer"),
    StoryPart.EVIDENCE: msg("Evidence"),
    StoryPart.PLAN: msg_in("part of a report", "Plan"),
    StoryPart.DECISION: msg("Decision"),
    StoryPart.APPENDIX: APPENDIX,
}
FORECAST = msg("Forecast")
LAST = msg("last {last}, highest {high}, lowest {low}")
SIZE = msg("Table of {rows} and {columns}.")
IN_ROWS = plural("{n} row", "{n} rows")
IN_COLUMNS = plural("{n} column", "{n} columns")
GOES_ON = msg("{title}: {what}")
ROWS_FROM = msg("rows {first}–{last}")
FURTHER = msg("further points")
POINTS_FROM = msg("points {first}–{last}")
NOTES = msg("Annotations on the chart")
FIGURES = msg("Values of this chart")
POSITION = msg("Category")
DAY = msg("Day")
MORE_ROWS = plural(
    "{shown} row out of {rows}. The workbook has all of them.",
    "{shown} rows out of {rows}. The workbook has all of them.",
)
TITLE = msg("Title")
TEXT = msg("Text")
SUBTITLE = msg("Subtitle")
FOOTER = msg("Footer")
PAGE = msg("Page number")
BRAND = msg("Brand")
COVER = msg("Cover")
TITLE_ONLY = msg("Title only")
WITH_TEXT = msg("Title and text")
WITH_CHART = msg("Title, chart and text")
DIVIDER = msg("Section divider")
CHART = msg("Chart")
TABLE = msg("Table")
OVERVIEW = msg("Overview")
PROVENANCE = msg("Sources of the values")
FIGURE = msg("Metric")
VALUE = msg("Value")
LOW = msg("Low")
HIGH = msg("High")
LOW_OF = msg("{figure}: low")
HIGH_OF = msg("{figure}: high")
MEANING = msg("What it means")
RESTS_ON = msg("Source · as of · n")
SOURCES = msg("Sources")
DATED = msg("As of")
ROWS = msg("Rows or cases (n)")
MENDED = msg("with corrected UTM tags")
FACTS = msg("Version of the data: {facts}")
MARK = msg("{number}: {day}, {label}")
NOTHING_KNOWN = msg("No data for this chart in this period.")
UNKNOWN = msg("{mark} unknown: {reason}")
TONES = {
    Tone.GOOD: msg("Favourable"),
    Tone.BAD: msg("Unfavourable"),
    Tone.WARNING: msg("To watch"),
}
