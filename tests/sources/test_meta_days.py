from datetime import date

import pytest

from data.sources.registry import load
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said


def test_the_section_title_beats_the_column_label():
    loaded = load_fixture("meta_days_two_blocks.csv")
    frame = loaded.tables["account_days"]
    by_network = {
        network: rows["profile_visits"].to_list()
        for (network,), rows in frame.partition_by("network", as_dict=True).items()
    }
    assert by_network == {"facebook": [7, 0, 12], "instagram": [3, 4]}
    assert frame["followers"].null_count() == frame.height
    assert loaded.questions == ()


def test_days_that_are_absent_stay_absent():
    frame = load_fixture("meta_days_two_blocks.csv").tables["account_days"]
    assert frame["date"].to_list()[3:] == [date(2026, 3, 27), date(2026, 3, 29)]
    assert frame["source_row"].to_list() == [4, 5, 6, 10, 11]


def test_asks_for_the_network_that_a_title_leaves_out():
    loaded = load_fixture("meta_days_unnamed_pt.csv")
    (question,) = loaded.questions
    assert (question.key, question.guess) == ("network", None)
    assert [choice for choice, _ in question.choices] == ["facebook", "instagram"]
    assert loaded.tables["account_days"].is_empty()
    assert not loaded.refused


def test_the_answer_fills_the_network():
    loaded = load_fixture("meta_days_unnamed_pt.csv", network="instagram")
    assert (loaded.network, loaded.language, loaded.questions) == ("instagram", "pt", ())
    assert loaded.tables["account_days"]["reach"].to_list() == [7, 0, 12]


def test_a_wrong_answer_is_said_and_asked_again():
    loaded = load_fixture("meta_days_unnamed_pt.csv", network="myspace")
    assert [question.key for question in loaded.questions] == ["network"]
    assert said(loaded)[0] == "“myspace” is not an answer to “network”"


def test_the_file_name_suggests_the_network():
    (part,) = load("Instagram reach.csv", content("meta_days_unnamed_pt.csv"), {}, today=TODAY)
    assert part.loaded.questions[0].guess == "instagram"
    assert part.loaded.tables["account_days"].height == 3


def test_viewers_are_not_reach():
    frame = load_fixture("meta_days_resaved.csv", network="facebook").tables["account_days"]
    assert frame["viewers"].to_list() == [70, 65]
    assert frame["reach"].null_count() == 2


def test_the_network_that_the_other_block_does_not_name_is_the_guess():
    loaded = load_fixture("meta_days_half_named.csv")
    (question,) = loaded.questions
    assert question.guess == "facebook"
    frame = loaded.tables["account_days"]
    assert frame["network"].to_list() == ["facebook", "facebook", "instagram"]
    assert frame["follows"].to_list() == [5, 0, 2]


@pytest.mark.parametrize(
    ("title", "date_word", "language", "metric"),
    [
        ("Facebook-Reichweite", "Datum", "de", "reach"),
        ("Clic sul link di Instagram", "Data", "it", "link_clicks"),
        ("Alcance de Instagram", "Fecha", "es", "reach"),
        ("Alcance do Instagram", "Data", "pt", "reach"),
        ("Vues", "Date", "fr", "views"),
    ],
)
def test_the_title_tells_metric_and_language(title, date_word, language, metric):
    text = f'sep=,\n"{title}"\n"{date_word}","Primary"\n"2026-03-27T00:00:00","3"\n'
    loaded = load_bytes("a.csv", text.encode("utf-16"), network="instagram")
    assert (loaded.source, loaded.language) == ("meta.days", language)
    assert loaded.tables["account_days"][metric].to_list() == [3]


def test_a_file_without_its_title_is_asked_for_figure_and_network():
    cut = content("meta_days_cut.csv")
    loaded = load_bytes("Export.csv", cut)
    assert [(question.key, question.guess) for question in loaded.questions] == [
        ("metric", None),
        ("network", None),
    ]
    assert [choice for choice, _ in loaded.questions[0].choices][:3] == [
        "reach",
        "viewers",
        "views",
    ]
    answered = load_bytes("Export.csv", cut, metric="follows", network="instagram")
    frame = answered.tables["account_days"]
    assert answered.questions == ()
    assert frame.select("network", "date", "follows", "reach").rows() == [
        ("instagram", date(2024, 7, 18), 362, None),
        ("instagram", date(2024, 7, 19), 0, None),
        ("instagram", date(2024, 7, 20), 290, None),
    ]


@pytest.mark.parametrize(
    ("name", "metric", "network"),
    [
        ("Reach.csv", "reach", None),
        ("Instagram reach (1).csv", "reach", "instagram"),
        ("Alcance do Facebook.csv", "reach", "facebook"),
        ("Visits_2024.csv", "profile_visits", None),
        ("data.csv", None, None),
    ],
)
def test_the_name_of_a_file_without_its_title_is_the_guess(name, metric, network):
    questions = load_bytes(name, content("meta_days_cut.csv")).questions
    assert [question.guess for question in questions] == [metric, network]


def test_other_lists_of_days_and_values_are_not_metas():
    other = content("meta_days_cut.csv").replace(b"Primary", b"Value")
    assert load_bytes("Reach.csv", other).source != "meta.days"


@pytest.mark.skipif(not EXPORTS.exists(), reason="the real exports do not lie here")
def test_a_real_file_without_its_title_has_its_true_sum():
    name = "META-DAY-REACH-notitle-2024.csv"
    data = (EXPORTS / "field" / name).read_bytes()
    frame = load_bytes("Reach.csv", data, metric="reach", network="instagram").tables[
        "account_days"
    ]
    assert (frame.height, frame["reach"].sum()) == (28, 7_684_502)
    assert (str(frame["date"].min()), str(frame["date"].max())) == ("2024-07-18", "2024-08-14")
