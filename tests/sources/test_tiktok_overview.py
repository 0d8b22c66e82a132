from datetime import date

from tests.sources.exports import content, load_bytes, load_fixture


def test_guesses_the_latest_year_that_is_not_in_the_future():
    loaded = load_fixture("tiktok_overview_es.csv")
    (question,) = loaded.questions
    assert (question.key, question.guess, loaded.language) == ("year", "2026", "es")


def test_walks_back_over_new_year_from_the_year_of_the_last_row():
    frame = load_fixture("tiktok_overview_es.csv", year="2025").tables["account_days"]
    assert frame["date"].to_list() == [
        date(2024, 12, 30),
        date(2024, 12, 31),
        date(2025, 1, 1),
        date(2025, 1, 2),
    ]


def test_a_file_sorted_newest_first_gives_the_same_days():
    head, *rows = content("tiktok_overview_es.csv").split(b"\n")
    turned = b"\n".join([head, *reversed(rows)])
    frame = load_bytes("a.csv", turned, year="2025").tables["account_days"]
    assert sorted(frame["date"].to_list()) == frame["date"].to_list()[::-1]
    assert frame["date"].min() == date(2024, 12, 30)


def test_undefined_is_unknown():
    frame = load_fixture("tiktok_overview_es.csv", year="2025").tables["account_days"]
    assert frame["reactions"].to_list() == [4, 5, None, 7]


def test_an_answer_that_nobody_asked_for_is_not_looked_at():
    dateless = b"Date,Video Views,Profile Views,Likes\n?,1,2,3\n"
    loaded = load_bytes("a.csv", dateless, year="soon")
    assert loaded.questions == ()
    assert loaded.quarantine.height == 1
