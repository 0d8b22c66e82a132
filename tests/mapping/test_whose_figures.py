"""Figures of other companies never become ours without an answer that says so."""

import json

import pytest
from click.testing import CliRunner

from cli.data import cli
from data.sources.registry import load
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, said
from tests.sources.truth import MISSING

RIVALS = """brand_handle,post_id,post_url,posted_at,likes,comments,caption
pepsi,1,https://pop.example/p/1,2026-03-01,5,6,Cold
cocacola,2,https://pop.example/p/2,2026-03-02,7,8,Colder
"""
ONE = """id,created_at,caption,like_count,username
1,2026-03-01T10:00:00Z,New looms,5,volta
2,2026-03-02T10:00:00Z,Linen,7,@Volta
"""
LINKS = """id,date,url,likes
1,2026-03-01,https://www.tiktok.com/@pepsi/video/1,5
2,2026-03-02,https://www.tiktok.com/@cocacola/video/2,7
"""


def read(text, *, name="posts.csv", accounts=(), mappings=(), **answers: str):
    own = frozenset(accounts)
    (part,) = load(
        name, text.encode(), answers, today=TODAY, mappings=mappings, accounts=lambda: own
    )
    return part.loaded


def owner(loaded):
    return [question for question in loaded.questions if question.key == "owner"]


def rows(loaded):
    return sum(frame.height for frame in loaded.tables.values())


@pytest.mark.parametrize(
    "column",
    ["brand", "Company", "Page name", "accountName", "profile", "handle", "competitor_username"],
)
def test_a_column_of_several_names_asks_whose_figures_they_are(column):
    text = RIVALS.replace("brand_handle", column)
    [asked] = owner(read(text, mapping="accept", network="mastodon"))
    assert [choice for choice, _ in asked.choices] == ["ours", "rival", "nobody"]
    assert "pepsi" in str(asked.prompt)
    assert owner(read(text))  # also before anything is accepted


def test_one_accept_never_makes_posts_of_a_rival_ours():
    loaded = read(RIVALS, mapping="accept", network="mastodon")
    assert [question.key for question in loaded.questions] == ["owner"]
    assert loaded.questions[0].guess == "rival"


@pytest.mark.parametrize("answer", ["rival", "nobody"])
def test_figures_of_others_are_refused_with_what_will_be_possible(answer):
    loaded = read(RIVALS, mapping="accept", network="mastodon", owner=answer)
    assert loaded.refused
    assert rows(loaded) == 0
    [issue] = loaded.issues
    assert str(issue.what) == "This is not your own data, so nothing was imported"
    assert "cannot compare competitors yet" in str(issue.fix)


def test_ours_gives_each_row_its_account():
    loaded = read(RIVALS, mapping="accept", network="mastodon", owner="ours")
    assert loaded.questions == ()
    assert loaded.tables["posts"]["account"].to_list() == ["pepsi", "cocacola"]


def test_a_single_account_is_asked_about_until_it_is_known():
    [asked] = owner(read(ONE, mapping="accept", network="threads"))
    assert asked.guess == "ours"
    known = read(ONE, mapping="accept", network="threads", accounts=["VOLTA"])
    assert known.questions == ()
    assert owner(read(ONE, mapping="accept", network="threads", accounts=["another"]))


def test_a_name_that_is_left_out_of_the_mapping_still_tells():
    assert owner(read(RIVALS, mapping="accept", **{"column.brand_handle": "ignore"}))


def test_accounts_are_also_found_in_links():
    [asked] = owner(read(LINKS, mapping="accept"))
    assert "cocacola" in str(asked.prompt)
    assert not owner(read(LINKS, mapping="accept", accounts=["pepsi", "cocacola"]))


@pytest.mark.parametrize(
    ("name", "header"), [("competitors_2026.csv", "likes"), ("a.csv", "Overperforming Score")]
)
def test_files_that_compare_ask_although_no_column_names_an_account(name, header):
    text = f"id,date,text,comments,{header}\n1,2026-03-01,Linen,2,3\n"
    [asked] = owner(read(text, name=name, mapping="accept", network="threads"))
    assert asked.guess == "rival"
    assert not owner(read(text.replace(header, "likes"), mapping="accept", network="threads"))


def test_a_kept_mapping_asks_again_for_accounts_that_are_not_known():
    kept = read(RIVALS, mapping="accept", network="mastodon", owner="ours").mapping
    ours = ["pepsi", "cocacola"]
    assert read(RIVALS, mappings=(kept,), accounts=ours).questions == ()
    other = read(RIVALS.replace("pepsi", "fizz"), mappings=(kept,), accounts=ours)
    assert other.source == kept.id
    assert [question.key for question in other.questions] == ["owner"]
    gone = read(RIVALS.replace("pepsi", "fizz"), mappings=(kept,), accounts=ours, owner="rival")
    assert gone.refused


def test_where_people_work_and_pages_of_a_website_are_no_owners():
    people = "contact id,created at,e-mail,stage,company\n1,2026-03-01,a@b.co,won,X\n2,2026-03-02,c@b.co,new,Y\n"
    pages = "Date,Page,Sessions,Users\n2026-03-01,/a,5,4\n2026-03-01,/b,6,5\n"
    assert not owner(read(people, mapping="accept"))
    assert not owner(read(pages, mapping="accept"))


def test_the_command_line_imports_ours_and_knows_the_accounts_from_then_on(tmp_path):
    (tmp_path / "posts.csv").write_text(ONE)
    (tmp_path / "april.csv").write_text(ONE.replace("2026-03", "2026-04").replace("\n1,", "\n3,"))
    (tmp_path / "rivals.csv").write_text(RIVALS)

    def run(*arguments: str):
        done = CliRunner().invoke(cli, [*arguments, "--store", str(tmp_path / "store")])
        return done.exit_code, done.stdout

    accept = ("--answer", "mapping=accept", "--answer", "network=threads")
    assert run("import", str(tmp_path / "posts.csv"), *accept)[0] == 1
    assert run("import", str(tmp_path / "posts.csv"), *accept, "--answer", "owner=ours")[0] == 0
    assert run("import", str(tmp_path / "april.csv"))[0] == 0
    assert run("import", str(tmp_path / "rivals.csv"), *accept)[0] == 1
    code, out = run("import", str(tmp_path / "rivals.csv"), *accept, "--answer", "owner=rival")
    assert (code, "not your own data" in out) == (1, True)
    [kept] = json.loads(run("mappings", "list", "--json")[1])
    assert "username" in json.dumps(kept)


# What others published or what others say; headers without rows have no figures of anybody.
STRATEGY = sorted(
    path
    for pattern in ("COMPETITORS*", "LISTENING*", "AUDIT*", "SURVEY*", "CALENDAR*")
    for path in (EXPORTS / "strategy").glob(pattern)
)


@pytest.mark.skipif(not STRATEGY, reason=MISSING)
def test_no_real_file_of_others_is_imported_by_accepting_everything():
    for path in STRATEGY:
        answers = {"mapping": "accept", "network": "facebook"}
        for part in load(path.name, path.read_bytes(), answers, today=TODAY):
            loaded = part.loaded
            assert loaded.refused or owner(loaded), path.name
            named = load(path.name, path.read_bytes(), answers | {"owner": "rival"}, today=TODAY)
            assert all(rows(one.loaded) == 0 for one in named), path.name


@pytest.mark.skipif(not STRATEGY, reason=MISSING)
def test_real_surveys_are_called_surveys():
    renamed = {"SURVEY-GOOGLEFORMS-en-RENAMED-01.csv", "SURVEY-GOOGLEFORMS-en-RSAVED-02.csv"}
    for path in STRATEGY:
        if path.name.startswith("SURVEY") and path.name not in renamed:
            (part,) = load(path.name, path.read_bytes(), {"mapping": "accept"}, today=TODAY)
            assert part.loaded.refused
            [what] = said(part.loaded)
            assert "answers of a survey" in what, path.name
