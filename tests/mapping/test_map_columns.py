"""Files that no source knows: proposed, confirmed once, known ever after."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from cli.data import cli
from data.base.json_values import from_json, to_json
from data.reading.names import normalise
from data.sources.registry import load
from data.values.column_mapping import ColumnMapping, MappingError
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, content, said
from tests.sources.truth import MISSING

BLUESKY = """uri,created_at,text,likes,reposts,replies,quotes
https://bsky.app/profile/volta.example/post/3k1,2026-03-01T10:00:00Z,"New looms in town, come and see them spin",12,3,1,0
https://bsky.app/profile/volta.example/post/3k2,2026-03-02T11:30:00Z,Second post about the linen that we weave,4,0,0,1
"""
AGENCY = """Datum;Kampagne;Ausgaben;Klicks;Notiz
01.03.2026;Leinen;12,50;30;gut
13.03.2026;Wolle;8,00;4;
Gesamt;;20,50;34;
"""
# One row per day of an account, as a tool might head it in each of the six languages.
DAYS = {
    "en": "Day,Followers,Impressions,Likes",
    "fr": "Jour,Abonnés,Impressions,J’aime",
    "de": "Tag,Follower,Impressionen,Gefällt mir",
    "es": "Fecha,Seguidores,Impresiones,Me gusta",
    "it": "Giorno,Follower,Impressioni,Mi piace",
    "pt": "Data,Seguidores,Impressões,Curtidas",
}


def read(name, text, mappings=(), **answers: str):
    (part,) = load(name, text.encode(), answers, today=TODAY, mappings=mappings)
    return part.loaded


def guessed(loaded):
    return {question.key: question.guess for question in loaded.questions}


def test_proposes_what_each_column_is_and_where_the_file_is_from():
    guesses = guessed(read("bluesky_posts_2026.csv", BLUESKY))
    assert guesses["table"] == "posts"
    assert guesses["network"] == "bluesky"
    assert guesses["name"] == "bluesky posts"
    assert guesses["column.uri"] == "post_id"
    assert guesses["column.created_at"] == "published_at"
    assert guesses["column.reposts"] == "shares"
    assert guesses["column.quotes"] == "ignore"
    assert guesses["mapping"] is None  # nothing is imported on a guess


def test_shows_the_rows_that_the_proposal_gives_before_it_is_accepted():
    frame = read("bluesky.csv", BLUESKY).tables["posts"]
    assert frame["reactions"].to_list() == [12, 4]
    assert frame["published_at"][0] == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_accepted_it_asks_nothing_that_it_can_guess():
    loaded = read("bluesky.csv", BLUESKY, mapping="accept")
    assert loaded.questions == ()
    assert loaded.network == "bluesky"
    assert loaded.mapping.filled_by("shares") == "reposts"


def test_an_answer_about_one_column_changes_that_column_only():
    loaded = read("bluesky.csv", BLUESKY, mapping="accept", **{"column.quotes": "clicks"})
    assert loaded.tables["posts"]["clicks"].to_list() == [0, 1]
    assert loaded.tables["posts"]["shares"].to_list() == [3, 0]


def test_a_network_that_nothing_names_is_asked_although_all_is_accepted():
    loaded = read("report.csv", DAYS["en"] + "\n2026-03-01,7,9,1\n", mapping="accept")
    assert [question.key for question in loaded.questions] == ["network"]


@pytest.mark.parametrize("language", DAYS)
def test_understands_headers_in_six_languages(language):
    text = DAYS[language] + "\n2026-03-01,700,90,4\n2026-03-02,705,80,6\n"
    loaded = read("x.csv", text, mapping="accept", network="threads")
    frame = loaded.tables["account_days"]
    assert frame["date"].to_list() == [date(2026, 3, 1), date(2026, 3, 2)]
    assert frame["followers"].to_list() == [700, 705]
    assert frame["impressions"].to_list() == [90, 80]
    assert frame["reactions"].to_list() == [4, 6]
    assert frame["network"].unique().to_list() == ["threads"]


LOCAL = BLUESKY.replace("T10:00:00Z", " 10:00").replace("T11:30:00Z", " 11:30")


def test_times_that_name_no_zone_ask_for_it_and_are_the_companys_else():
    assert "zone" not in guessed(read("bluesky.csv", BLUESKY))
    assert guessed(read("bluesky.csv", LOCAL))["zone"] == "company"
    loaded = read("bluesky.csv", LOCAL, mapping="accept", zone="Europe/Paris")
    assert loaded.tables["posts"]["published_at"][0] == datetime(2026, 3, 1, 9, tzinfo=UTC)
    nowhere = read("bluesky.csv", LOCAL, mapping="accept", zone="Nowhere/Land")
    assert nowhere.mapping.zone == ""
    assert nowhere.tables["posts"]["wall_clock"][0] == "published_at"
    assert loaded.tables["posts"]["wall_clock"][0] == ""


def test_an_agencys_sheet_is_read_with_its_commas_and_without_its_total():
    loaded = read("snap.csv", AGENCY, mapping="accept", network="snapchat_ads")
    frame = loaded.tables["ad_costs"]
    assert frame["spend"].to_list() == [12.5, 8.0]
    assert frame["platform"].unique().to_list() == ["snapchat_ads"]
    assert [item.count for item in loaded.excluded] == [1]
    assert "Notiz" in loaded.unmapped_columns


def test_costs_without_a_day_ask_for_their_period():
    loaded = read("snap.csv", "Campaign,Cost\nA,5\nB,7\n", mapping="accept", network="snapchat_ads")
    assert [question.key for question in loaded.questions] == ["period_from", "period_to"]


def test_people_in_a_mapped_file_are_marked_to_be_hidden():
    text = "lead id,created at,e-mail,stage\n1,2026-03-01,ada@example.org,won\n"
    loaded = read("form.csv", text.replace("lead id", "contact id"), mapping="accept")
    assert loaded.personal == ("e-mail", "")
    assert loaded.in_clear == ("contact id", "created at", "stage")
    assert loaded.tables["leads"]["person_key"].to_list() == ["ada@example.org"]


@pytest.mark.parametrize(
    "text",
    ["Colour,Weight\nred,3\n", "Date,Label,Amount\n2026-03-01,Rent,-900\n", "Name,Views\nAda,3\n"],
)
def test_nothing_is_proposed_for_a_file_that_makes_no_sense(text):
    loaded = read("a.csv", text)
    assert loaded.refused
    assert said(loaded)[0].startswith("No supported export has these columns")


def test_refusing_the_proposal_refuses_the_file():
    assert read("bluesky.csv", BLUESKY, mapping="refuse").refused


def test_a_kept_mapping_reads_the_next_file_of_the_same_columns_and_no_other():
    mapping = read("bluesky_march.csv", BLUESKY, mapping="accept").mapping
    april = BLUESKY.replace("2026-03", "2026-04").replace("3k", "4k")
    known = read("anything.csv", april, (mapping,))
    assert (known.source, known.questions) == (mapping.id, ())
    assert known.tables["posts"]["published_on"][0] == date(2026, 4, 1)
    wider = (
        april.replace("quotes", "quotes,views").replace(",0\n", ",0,9\n").replace(",1\n", ",1,9\n")
    )
    assert "mapping" in guessed(read("anything.csv", wider, (mapping,)))


def test_a_confirmed_mapping_goes_before_a_known_export_of_more_columns():
    export = content("x_posts.csv").decode()
    names = tuple(sorted(normalise(name) for name in export.splitlines()[0].split(",")))
    columns = (("post id", "post_id"), ("likes", "shares"))
    mapping = ColumnMapping("Mine", "posts", names, columns, place="mastodon")
    assert read("x.csv", export).source == "x.posts"
    assert read("x.csv", export, (mapping,)).source == mapping.id


def test_columns_in_another_order_are_the_same_header():
    mapping = read(
        "a.csv", DAYS["en"] + "\n2026-03-01,7,9,1\n", mapping="accept", network="threads"
    ).mapping
    turned = read("b.csv", "Likes,Day,Impressions,Followers\n2,2026-03-05,11,8\n", (mapping,))
    assert turned.source == mapping.id
    assert turned.tables["account_days"]["followers"].to_list() == [8]


def test_a_mapping_survives_being_written_and_read():
    mapping = read("bluesky.csv", BLUESKY, mapping="accept").mapping
    assert from_json(ColumnMapping, json.loads(json.dumps(to_json(mapping)))) == mapping


@pytest.mark.parametrize(
    "change",
    [
        {"form": "something else"},
        {"table": "nowhere"},
        {"columns": {"likes": "reactions", "reposts": "reactions"}},
        {"columns": {"likes": "spend"}},
        {"columns": {"stars": "reactions"}},
        {"columns": ["likes"]},
        {"dates": "someday"},
        {"header": 7},
    ],
)
def test_a_damaged_mapping_is_refused_with_the_reason(change):
    told = to_json(read("bluesky.csv", BLUESKY, mapping="accept").mapping) | change
    with pytest.raises(MappingError):
        from_json(ColumnMapping, told)


def test_a_mapping_is_confirmed_kept_shared_and_used_from_the_command_line(tmp_path):
    (tmp_path / "bluesky.csv").write_text(BLUESKY)
    (tmp_path / "april.csv").write_text(BLUESKY.replace("2026-03", "2026-04").replace("3k", "4k"))

    def run(*arguments: str, store="one"):
        done = CliRunner().invoke(cli, [*arguments, "--store", str(tmp_path / store)])
        return done.exit_code, done.stdout

    code, out = run("import", str(tmp_path / "bluesky.csv"))
    assert (code, "uri → post_id" in out) == (1, True)
    code, _ = run("import", str(tmp_path / "bluesky.csv"), "--answer", "mapping=accept")
    assert code == 0
    assert run("import", str(tmp_path / "april.csv"))[0] == 0
    [kept] = json.loads(run("mappings", "list", "--json")[1])
    (tmp_path / "shared.json").write_text(run("mappings", "show", kept["id"])[1])
    assert run("mappings", "add", str(tmp_path / "shared.json"), store="two")[0] == 0
    assert run("import", str(tmp_path / "april.csv"), store="two")[0] == 0
    assert run("mappings", "remove", kept["id"])[0] == 0
    assert json.loads(run("mappings", "list", "--json")[1]) == []


@pytest.mark.skipif(not EXPORTS.exists(), reason=MISSING)
def test_a_real_file_of_no_known_source_gives_its_true_rows_once_mapped():
    name = "shopify-visitors-en-01.csv"
    [truth] = [e for e in json.loads((EXPORTS / "expected.json").read_text()) if e["file"] == name]
    content = (EXPORTS / truth["folder"] / name).read_bytes()
    (part,) = load(name, content, {"mapping": "accept"}, today=TODAY)
    told, frame = truth["tables"]["web_sessions"], part.loaded.tables["web_sessions"]
    assert frame.height == told["rows"]
    assert frame["sessions"].sum() == told["sums"]["sessions"]
    assert [str(frame["date"].min()), str(frame["date"].max())] == told["dates"]
