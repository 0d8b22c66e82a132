from datetime import date

from tests.sources.exports import content, load_bytes, load_fixture

NAME = "google_business_2026-3-1_2026-3-31.csv"


def rows(loaded, account):
    frame = loaded.tables["breakdown"]
    return frame.filter(frame["account"] == account)


def test_views_are_people_and_buttons_are_interactions():
    loaded = load_fixture(NAME)
    assert (loaded.source, loaded.network, loaded.questions) == (
        "google_business.performance",
        "google_business",
        (),
    )
    columns = ("dimension", "value", "people", "interactions")
    assert rows(loaded, "Maison Volta").select(columns).rows() == [
        ("surface", "Google Search - Mobile", 7, None),
        ("surface", "Google Search - Desktop", 5, None),
        ("surface", "Google Maps - Mobile", 6, None),
        ("surface", "Google Maps - Desktop", 4, None),
        ("action", "Calls", None, 3),
        ("action", "Messages", None, 0),
        ("action", "Bookings", None, None),
        ("action", "Directions", None, 2),
        ("action", "Website clicks", None, 1),
    ]


def test_places_of_one_name_are_told_apart_and_the_line_of_descriptions_is_no_place():
    loaded = load_fixture(NAME)
    assert loaded.tables["breakdown"]["account"].unique(maintain_order=True).to_list() == [
        "Atelier Brume (01)",
        "Atelier Brume (02)",
        "Maison Volta",
    ]
    assert rows(loaded, "Atelier Brume (01)")["people"].to_list()[:4] == [1200, 300, 800, 20]
    assert loaded.quarantine is None


def test_the_period_comes_from_the_name_or_is_asked():
    spans = load_fixture(NAME).tables["breakdown"].select("period_from", "period_to").unique()
    assert spans.rows() == [(date(2026, 3, 1), date(2026, 3, 31))]
    asked = load_bytes("insights.csv", content(NAME))
    assert [question.key for question in asked.questions] == ["period_from", "period_to"]
    given = load_bytes("i.csv", content(NAME), period_from="2026-02-01", period_to="2026-02-28")
    assert given.tables["breakdown"]["period_to"].unique().to_list() == [date(2026, 2, 28)]


def test_a_file_without_some_buttons_is_read():
    text = (
        "Business name,Google Search - Mobile,Google Search - Desktop,Google Maps - Mobile,"
        "Google Maps - Desktop,Calls\nMaison Volta,1,2,3,4,5\n"
    )
    loaded = load_bytes("i_2026-03-01_2026-03-31.csv", text.encode())
    assert loaded.tables["breakdown"]["people"].drop_nulls().to_list() == [1, 2, 3, 4]
    assert loaded.tables["breakdown"]["interactions"].drop_nulls().to_list() == [5]
