from datetime import date

import polars as pl
import pytest

from tests.sources.exports import content, load_bytes, load_fixture


def test_a_french_report_that_excel_re_saved_gives_its_figures_and_period():
    loaded = load_fixture("ga4_report_fr_resaved.csv")
    assert (loaded.source, loaded.language) == ("ga4.report", "fr")
    frame = loaded.tables["web_sessions"]
    assert frame["sessions"].to_list() == [1200, 300, 5]
    assert frame["users"].to_list() == [950, 280, None]
    assert frame["revenue"].to_list() == [1234.56, 0.0, 0.0]
    assert frame["property"].unique().to_list() == ["atelier-brume.example"]
    assert frame.select("date", "period_from", "period_to").unique().rows() == [
        (None, date(2026, 7, 1), date(2026, 7, 31))
    ]


def test_a_rate_becomes_the_sessions_behind_it():
    frame = load_fixture("ga4_report_fr_resaved.csv").tables["web_sessions"]
    assert frame["key_event_sessions"].to_list() == [30, 3, 0]


def test_of_sections_that_repeat_the_traffic_the_widest_counts():
    loaded = load_fixture("ga4_report_three_sections.csv")
    frame = loaded.tables["web_sessions"]
    assert frame["sessions"].sum() == 100  # adding the sections up would give 300
    assert frame["report"].unique().to_list() == ["channel_group,medium"]
    assert frame["key_events"].to_list() == [7, 0]
    assert frame["engagement_seconds"].to_list() == [700, 75]
    assert [item.count for item in loaded.excluded] == [2]


def test_an_overview_gives_its_section_by_session_channel():
    loaded = load_fixture("ga4_overview.csv")
    frame = loaded.tables["web_sessions"]
    assert dict(frame.select("channel_group", "sessions").iter_rows()) == {
        "Direct": 12,
        "Organic Social": 8,
    }
    assert frame["property"].unique().to_list() == ["atelier-brume.example"]


def test_an_exploration_by_day_leaves_its_grand_total_out_and_splits_source_and_medium():
    loaded = load_fixture("ga4_exploration_de.csv")
    assert (loaded.source, loaded.language) == ("ga4.exploration", "de")
    frame = loaded.tables["web_sessions"]
    assert frame["sessions"].sum() == 60
    assert frame["report"].unique().to_list() == ["date,channel_group,source,medium"]
    assert frame.select("date", "source", "medium").row(1) == (
        date(2026, 3, 1),
        "newsletter",
        "email",
    )
    assert frame["property"].unique().to_list() == ["atelier-brume.example"]
    assert loaded.issues == ()


def test_an_exploration_that_misses_rows_differs_from_its_grand_total():
    lines = content("ga4_exploration_de.csv").decode().splitlines()
    cut = "\n".join(line for line in lines if not line.startswith("20260302"))
    [issue] = load_bytes("file.csv", cut.encode()).issues
    assert "add up to 45, but the file’s own total is 60" in str(issue.what)


@pytest.mark.parametrize(
    ("header", "label"),
    [("Page path,Views", "Grand total"), ("ページパス + クエリ文字列,表示回数", "総計")],
)
def test_the_grand_total_is_known_by_its_empty_dimension_in_any_language(header, label):
    head = "# ---\n# shop\n# name-tab\n# 20260301-20260302\n# ---\n\n"
    loaded = load_bytes("file.csv", f"{head}{header}\n,3,{label}\n/x,1\n/y,2\n".encode())
    assert loaded.tables["web_sessions"]["views"].to_list() == [1, 2]
    assert loaded.tables["web_sessions"]["page"].to_list() == ["/x", "/y"]


def report(header, *rows: str):
    head = "# ---\n# Report\n# Account: a\n# Property: p\n# ---\n# \n# Start date: 20260301\n# End date: 20260331\n"
    return load_bytes("file.csv", "\n".join([head + header, *rows]).encode()).tables["web_sessions"]


def test_a_custom_channel_group_is_never_taken_for_the_default_one():
    frame = report("Session My channels,Sessions,Engaged sessions", "Partners,7,3")
    assert frame["channel_group"].to_list() == [None]
    assert frame["report"].to_list() == ["session my channels"]


def test_the_nth_day_counts_from_the_start_date():
    frame = report("Nth day,Sessions,Engaged sessions", "0000,7,3", "0002,8,4")
    assert frame["date"].to_list() == [date(2026, 3, 1), date(2026, 3, 3)]
    assert frame["period_to"].to_list() == frame["date"].to_list()


def test_hours_belong_to_their_day_and_to_a_report_of_their_own():
    frame = report("Date + hour (YYYYMMDDHH),Sessions,Users", "2026030123,7,3", "2026030200,1,1")
    assert frame["date"].to_list() == [date(2026, 3, 1), date(2026, 3, 2)]
    assert frame["report"].unique().to_list() == ["date,hour"]


def test_the_same_dimensions_in_another_order_are_the_same_report():
    one = report("Session medium,Session source,Sessions,Views", "cpc,google,1,1")
    other = report("Session source,Session medium,Sessions,Views", "google,cpc,1,1")
    columns = pl.exclude("source_row")
    assert one.select(columns).equals(other.select(columns))


def test_a_report_without_its_dates_asks_for_them():
    undated = b"# ---\n# Report\n# ---\nSession source,Sessions,Views\nx,1,2\ny,1,2\n"
    assert [question.key for question in load_bytes("file.csv", undated).questions] == [
        "period_from",
        "period_to",
    ]
    loaded = load_bytes("file.csv", undated, period_from="2026-03-01", period_to="2026-03-31")
    assert loaded.questions == ()
    assert loaded.tables["web_sessions"]["period_to"].unique().to_list() == [date(2026, 3, 31)]


def test_a_refused_file_is_not_called_read():
    """Sections that nobody uses are no reason to say that the rest was read, when nothing was."""
    text = content("ga4_overview.csv").decode()
    without = text.replace("Direct,12\nOrganic Social,8\n", "").replace("newsletter,3", "")
    loaded = load_bytes("empty.csv", without.encode())
    assert loaded.refused
    assert not any("rest was read" in str(issue.fix) for issue in loaded.issues)


@pytest.mark.parametrize(
    ("language", "property_", "header"),
    [
        ("es", "Propiedad", "Fuente/medio de la sesión,Sesiones,Eventos clave,Ingresos totales"),
        ("it", "Proprietà", "Sorgente/mezzo della sessione,Sessioni,Eventi chiave,Entrate totali"),
        ("pt", "Propriedade", "Origem/mídia da sessão,Sessões,Eventos principais,Receita total"),
    ],
)
def test_reports_are_understood_in_further_languages(language, property_, header):
    lines = ("# ---", f"# {property_}: brume.example", "# A: 20260301", "# B: 20260331", header)
    text = "\n".join((*lines, "ig / social,12,2,3.5", "google / cpc,30,1,0"))
    loaded = load_bytes("file.csv", text.encode())
    assert (loaded.source, loaded.language) == ("ga4.report", language)
    frame = loaded.tables["web_sessions"]
    assert frame.select("source", "medium", "sessions", "key_events", "revenue").rows() == [
        ("ig", "social", 12, 2.0, 3.5),
        ("google", "cpc", 30, 1.0, 0.0),
    ]
    assert frame["property"].unique().to_list() == ["brume.example"]


def test_a_german_report_has_decimal_commas_and_grouped_counts():
    frame = load_fixture("ga4_report_de.csv").tables["web_sessions"]
    assert frame["sessions"].to_list() == [1200, 300]
    assert frame["revenue"].to_list() == [1234.56, 0.0]
    assert frame["engagement_seconds"].to_list() == [15000.0, 6000.0]


@pytest.mark.parametrize("name", ["ga4_report.csv", "ga4_report_2023.csv", "ga4_exploration.csv"])
def test_no_column_of_the_usual_reports_is_unknown(name):
    assert load_fixture(name).unmapped_columns == ()


def test_a_campaign_that_begins_with_a_hash_is_no_comment():
    frame = report("Session campaign,Sessions,Views", "#blackfriday,5,9", "spring,3,4")
    assert frame["campaign"].to_list() == ["#blackfriday", "spring"]


def test_a_report_that_a_spreadsheet_saved_has_empty_cells_and_notes_around_it():
    head = ["# ---", "# Report", "# Property: p", "# Start date: 20260301", "# End date: 20260331"]
    rows = ["Session source,Sessions,Views", "ig,5,9", ",,", "my own note,,"]
    text = "\n".join([*(f"{line},," for line in head), *rows])
    frame = load_bytes("file.csv", text.encode()).tables["web_sessions"]
    assert frame.select("source", "sessions", "period_to").rows() == [("ig", 5, date(2026, 3, 31))]


def test_a_universal_analytics_file_gives_its_table_without_total_and_without_the_days_below():
    loaded = load_fixture("ga4_exploration_ua.csv")
    frame = loaded.tables["web_sessions"]
    assert frame.select("landing_page", "sessions", "new_users").rows() == [
        ("/linen", 1200, 960),
        ("/ribbon", 300, 150),
    ]
    assert frame["period_from"].unique().to_list() == [date(2019, 4, 1)]
    assert loaded.unmapped_columns == ()


def by_time(column, *cells: str, period=("20240101", "20241231")):
    text = f"# Start date: {period[0]}\n# End date: {period[1]}\n"
    text += f"Session default channel group,{column},Sessions,Engaged sessions\n"
    text += "".join(f"Email,{cell},{n},1\n" for n, cell in enumerate(cells, start=10))
    return load_bytes("report.csv", text.encode())


@pytest.mark.parametrize(
    ("column", "cell", "first", "last"),
    [
        ("Week", "1", date(2024, 1, 1), date(2024, 1, 6)),
        ("Week", "37", date(2024, 9, 8), date(2024, 9, 14)),
        ("ISO week", "37", date(2024, 9, 9), date(2024, 9, 15)),
        ("Month", "02", date(2024, 2, 1), date(2024, 2, 29)),
        ("Month", "202402", date(2024, 2, 1), date(2024, 2, 29)),
        ("Year", "2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_row_of_a_week_or_month_covers_it_and_not_the_whole_report(column, cell, first, last):
    rows = by_time(column, cell).tables["web_sessions"]
    assert rows.select("date", "period_from", "period_to", "report").rows() == [
        (None, first, last, "channel_group")
    ]


def test_a_week_that_the_report_does_not_have_is_set_aside():
    loaded = by_time("Week", "5", "60")
    assert loaded.tables["web_sessions"]["sessions"].to_list() == [10]
    assert loaded.quarantine.height == 1


COMMENTS = "# ----\n# Property: Shop\n# ----\n# Start date: 20260301\n# End date: 20260331\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"{COMMENTS}Nth day,Total revenue\n", "has no rows"),
        (f"{COMMENTS}Nth day,Total revenue\n\n{COMMENTS}Item name,Items bought\n", "has no rows"),
        (
            f"{COMMENTS}Item name,Items bought\nHat,3\nCap,4\n",
            "no sessions, views, events or users",
        ),
        (
            (
                "# ----\n# Free form 1\n# 20260301-20260331\n,Totals,desktop,mobile\n"
                "Session source,Sessions,Sessions,Sessions\ngoogle,150,100,50\nbing,60,20,40\n"
            ),
            "broken down in columns",
        ),
    ],
)
def test_a_report_that_cannot_be_read_is_explained_as_what_it_is(text, what):
    loaded = load_bytes("report.csv", text.encode())
    assert loaded.refused
    (issue,) = loaded.issues
    assert what in str(issue.what)


def test_items_of_another_tool_are_not_called_google_analytics():
    loaded = load_bytes("report.csv", b"Item name,Items bought\nHat,3\nCap,4\n")
    assert not any("Google" in str(issue.what) for issue in loaded.issues)
