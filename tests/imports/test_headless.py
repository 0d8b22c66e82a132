"""``python -m data``: what scripts rely on."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from click.testing import CliRunner

from cli.data import cli
from data.facts.facts import canonical
from data.facts.rows import write_csv
from data.tables.schema import TABLES
from tests.sources.exports import FIXTURES

DAYS = "Reach\nDate,Primary\n2026-03-01T00:00:00,12\n2026-03-02T00:00:00,30\n"


def _path(folder, argument):
    """File names stand for files: the one written here, or one of the fixtures."""
    known = [place / argument for place in (folder, FIXTURES) if argument.endswith(".csv")]
    return next((str(path) for path in known if path.exists()), argument)


@pytest.fixture
def run(tmp_path):
    """Runs a command on one store; gives exit status and output."""
    (tmp_path / "Reach.csv").write_text(DAYS)

    def command(*arguments: str):
        paths = [_path(tmp_path, argument) for argument in arguments]
        result = CliRunner().invoke(cli, [*paths, "--store", str(tmp_path / "store")])
        binary = "parquet" in arguments
        return result.exit_code, result.stdout_bytes if binary else result.stdout

    return command


@pytest.fixture
def imported(run):
    run("import", "Reach.csv", "--answer", "network=instagram")
    return run


def test_a_question_gives_status_1_and_the_answer_gives_status_0(run):
    code, out = run("import", "Reach.csv", "--json")
    [asked] = json.loads(out)
    assert (code, asked["status"], asked["tables"]) == (1, "needs_input", {})
    assert asked["questions"][0]["key"] == "network"
    assert asked["questions"][0]["choices"] == ["facebook", "instagram"]
    code, out = run("import", "Reach.csv", "--answer", "Reach.csv:network=instagram", "--json")
    [done] = json.loads(out)
    assert (code, done["status"], done["source"]) == (0, "imported", "meta.days")
    assert done["tables"]["account_days"] == {"rows": 2, "from": "2026-03-01", "to": "2026-03-02"}
    assert done["network"] == "instagram"


def test_the_result_of_a_file_has_every_promised_key(run):
    [result] = json.loads(run("import", "Reach.csv", "--json")[1])
    promised = (
        "file sha256 import_id status source network language encoding tables excluded quarantined"
        " unmapped_columns questions issues understood"
    )
    assert list(result) == promised.split()


def test_progress_goes_to_standard_error_only_where_it_is_wanted(tmp_path):
    (tmp_path / "Reach.csv").write_text(DAYS)
    told = {
        flag: CliRunner().invoke(
            cli, ["import", str(tmp_path / "Reach.csv"), flag, "--store", str(tmp_path / flag)]
        )
        for flag in ("--progress", "--no-progress")
    }
    assert "100%" in told["--progress"].stderr
    assert "%" not in told["--progress"].stdout
    assert told["--no-progress"].stderr == ""


def test_a_real_export_tells_why_it_was_taken_for_what_it_is(run):
    [result] = json.loads(run("import", "facebook_posts_en.csv", "--json")[1])
    [told] = result["understood"]
    assert told["table"] == "posts"
    assert told["evidence"] == ["Post ID", "Page ID", "Permalink"]
    assert told["used"]["Reach"] == "reach"
    assert told["zone"] == "America/Los_Angeles"
    reactions, clicks = told["checks"]
    assert reactions["what"].endswith("= Reactions, Comments and Shares")
    assert (reactions["compared"], reactions["off"], reactions["difference"]) == (4, 1, 2.0)
    assert clicks["off"] == 0
    out = run("issues", str(result["import_id"]))[1]
    assert "recognised by: Post ID, Page ID, Permalink" in out
    assert "in 1 of 4 cases (difference 2.0)" in out


def test_what_is_told_is_told_in_the_language_asked_for(run):
    _, out = run("import", "Reach.csv", "--lang", "fr")
    assert "Reach.csv\u00a0: une réponse est nécessaire" in out
    assert "--answer network=facebook" in out


def test_imports_are_listed_and_undone(imported):
    [entry] = json.loads(imported("imports", "--json")[1])
    assert (entry["import_id"], entry["status"]) == (1, "done")
    assert imported("undo", "1") == (0, "Import 1 is undone.\n")
    assert imported("undo", "1")[0] == 1
    assert json.loads(imported("imports", "--json")[1])[0]["status"] == "undone"
    assert imported("rows", "account_days", "--format", "jsonl") == (0, "")


def test_rows_carry_import_and_source_row_in_every_format(imported):
    code, out = imported("rows", "account_days", "--where", "date=2026-03-02")
    [row] = csv.DictReader(io.StringIO(out))
    assert (code, row["reach"], row["import_id"], row["source_row"]) == (0, "30", "1", "4")
    _, lines = imported("rows", "account_days", "--format", "jsonl")
    assert [json.loads(line)["reach"] for line in lines.splitlines()] == [12, 30]


def test_rows_as_parquet_have_the_canonical_types(imported):
    _, content = imported("rows", "account_days", "--format", "parquet")
    rows = pl.read_parquet(io.BytesIO(content))
    assert rows.schema == TABLES["account_days"].schema
    assert rows["reach"].sum() == 42


def test_rows_without_a_value_are_found_by_an_empty_one(imported):
    assert imported("rows", "account_days", "--where", "views=")[1].count("\n") == 3
    assert imported("rows", "account_days", "--where", "reach=")[1].count("\n") == 1


@pytest.mark.parametrize(
    "usage",
    [
        ["rows", "nope"],
        ["rows", "posts", "--where", "nope=1"],
        ["rows", "posts", "--where", "views=many"],
        ["import", "/nowhere/at/all.csv"],
        ["import", "Reach.csv", "--answer", "facebook"],
    ],
)
def test_wrong_usage_gives_status_2(run, usage):
    assert run(*usage)[0] == 2


def test_issues_of_an_unknown_import_give_status_1(imported):
    assert imported("issues", "9")[0] == 1
    code, out = imported("issues", "1", "--json")
    assert (code, json.loads(out)["file"]) == (0, "Reach.csv")


def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe():
    texts = ["=1+1", "@sum", "+cmd", "-5", "+1,5 %", "plain", "\tx", None]
    rows = canonical(TABLES["posts"], pl.DataFrame({"text": texts, "views": [-1] * len(texts)}))
    out = io.BytesIO()
    write_csv(rows.lazy(), out)
    read = list(csv.DictReader(io.StringIO(out.getvalue().decode())))
    assert [r["text"] for r in read] == [
        "'=1+1",
        "'@sum",
        "'+cmd",
        "-5",
        "+1,5 %",
        "plain",
        "'\tx",
        "",
    ]
    assert {r["views"] for r in read} == {"-1"}
