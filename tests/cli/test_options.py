"""Every command takes the same options, and all of them mean the same everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import polars as pl
import pytest
from click.testing import CliRunner, Result

from cli.data import cli as data
from cli.metrics import main as metrics
from cli.options import JSON, LANGUAGE
from cli.report import cli as report
from data.base.json_values import from_json
from data.facts.facts import canonical
from data.store import STATE_VARIABLE, STORE_VARIABLE, Store
from data.tables.schema import TABLES
from data.values.channel_rule import ChannelRule
from i18n.catalogue import languages

PROGRAMS = {"data": data, "metrics": metrics, "report": report}
VARIABLES = {
    "--store": STORE_VARIABLE,
    "--state": STATE_VARIABLE,
    "--lang": LANGUAGE,
    "--json": JSON,
}
MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


def commands(group: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Whatever does something: groups that only hold commands do not."""
    if not isinstance(group, click.Group):
        yield path, group
        return
    if group.invoke_without_command:
        yield path, group
    for name, command in group.commands.items():
        yield from commands(command, f"{path} {name}")


EVERY = [pair for name, group in PROGRAMS.items() for pair in commands(group, name)]


@pytest.mark.parametrize("command", [c for _, c in EVERY], ids=[name for name, _ in EVERY])
def test_every_command_takes_the_common_options(command: click.Command) -> None:
    """With one variable each, named in the help."""
    options = {
        option: p for p in command.params if isinstance(p, click.Option) for option in p.opts
    }
    for name, variable in VARIABLES.items():
        assert options[name].envvar == variable
        assert variable in (options[name].help or "")
    offered = options["--lang"].type
    assert isinstance(offered, click.Choice)
    assert set(languages()) <= set(offered.choices)


def test_many_commands_are_looked_at() -> None:
    assert len(EVERY) > 40


@pytest.fixture
def state_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store whose state is in a database of its own, with a channel rule and one lead."""
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    store = Store.open(tmp_path / "store", state_url=url)
    rows = pl.DataFrame(
        {
            "lead_id": ["1", "2"],
            "created_on": [date(2026, 3, 2)] * 2,
            "source": ["linkedin", "newsletter"],
            "medium": ["social", "email"],
        }
    )
    store.commit("test", "0" * 64, "leads.csv", {"leads": canonical(TABLES["leads"], rows)}, {})
    rule = {"channel": "My channel", "use": "organic"}
    when = [{"column": "source", "test": "starts", "values": ["l"]}]
    store.state.tagging.add([from_json(ChannelRule, rule | {"when": when})])
    store.close()
    monkeypatch.setenv(STATE_VARIABLE, url)
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "store"))


def run(program: click.Command, *args: str) -> Result:
    return CliRunner().invoke(program, args)


@pytest.mark.usefixtures("state_url")
def test_figures_follow_the_state_that_the_variable_names(tmp_path: Path) -> None:
    """The same channels as on the page; wrong would be: Organic Social 1, and a new state.db."""
    asked = ("report", *MARCH, "--metric", "leads", "--by", "channel", "--json")
    result = run(metrics, *asked)
    assert result.exit_code == 0, result.output
    rows = json.loads(result.output)["rows"]
    assert {row["channel"]: row["value"] for row in rows} == {"Email": 1, "My channel": 1}
    assert not (tmp_path / "store" / "state.db").exists()


@pytest.mark.usefixtures("state_url")
@pytest.mark.parametrize("asked", [("growth",), ("goals",), ("findings",), ("catalogue",)])
def test_no_command_leaves_a_state_of_its_own(asked: tuple[str, ...], tmp_path: Path) -> None:
    result = run(metrics, *asked, "--json")
    assert result.exit_code == 0, result.output
    json.loads(result.output)
    assert not (tmp_path / "store" / "state.db").exists()


@pytest.mark.parametrize(
    ("program", "asked"),
    [
        (metrics, ("report", *MARCH)),
        (metrics, ("growth",)),
        (data, ("imports",)),
        (report, ("list",)),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_an_object_store_without_a_database_is_a_sentence(
    program: click.Command, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a traceback: it says which option is missing."""
    monkeypatch.delenv(STATE_VARIABLE, raising=False)
    result = run(program, *asked, "--store", "s3://bucket/store")
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "--state" in result.output


@pytest.mark.usefixtures("state_url")
def test_variables_choose_language_and_form(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(metrics, "goals").output.startswith("No goals yet")
    monkeypatch.setenv(LANGUAGE, "fr")
    assert "objectif" in run(metrics, "goals").output
    monkeypatch.setenv(JSON, "1")
    assert json.loads(run(metrics, "goals").output) == []


@pytest.mark.usefixtures("state_url")
def test_options_win_over_variables(tmp_path: Path) -> None:
    other = tmp_path / "other"
    result = run(data, "imports", "--json", "--store", str(other), "--state", "sqlite://")
    assert json.loads(result.output) == []
