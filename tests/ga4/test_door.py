"""``python -m data sync ga4`` and ``python -m data ga4``, as cron and people run them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from datetime import date

import pytest
from click.testing import CliRunner

from cli.data import cli
from data.facts.facts import Facts
from data.store import Store
from tests.conftest import ROOT
from tests.ga4.server import RefusedError

DAYS = ("--from", "2026-03-01", "--to", "2026-03-10")


def run(folder, *arguments: str):
    """The exit status and what was printed."""
    result = CliRunner().invoke(cli, [*arguments, "--store", str(folder)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def sync(folder, url, *arguments: str):
    status, text = run(folder, *_asked(url), *arguments)
    return status, json.loads(text)


def _asked(url):
    return ("sync", "ga4", "--property", "42", "--endpoint", url, *DAYS, "--json")


def test_sync_tells_everything_in_json(both, tmp_path):
    status, told = sync(tmp_path / "s", both.url)
    assert (status, told["status"], told["days"], told["days_left"]) == (0, "done", 10, 0)
    assert (told["time_zone"], told["currency"]) == ("Europe/Paris", "EUR")
    assert told["rows"] == {"web_sessions": 90, "web_key_events": 40}
    assert told["quota"]["tokens_per_day"]["remaining"] == both.world.tokens


def test_rest_on_a_grpc_address_and_back(ga4, tmp_path):
    """``--transport`` is stronger than the address."""
    assert sync(tmp_path / "s", ga4.url.replace("grpc", "http"), "--transport", "grpc")[0] == 0


def test_an_error_is_told_with_its_cure_and_status_one(both, tmp_path):
    text = "User does not have sufficient permissions for this property."
    both.world.errors = [RefusedError(403, text)]
    status, told = sync(tmp_path / "s", both.url, "--lang", "fr")
    assert (status, told["status"], told["problem"]) == (1, "failed", "no_access")
    assert "Lecteur" in told["issues"][0]["fix"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--property", "G-ABC123"),
        ("--property", "x"),
        ("--property", "42", "--endpoint", "http://example.org"),
        ("--property", "42", "--endpoint", "https://example.org"),
        ("--property", "42", "--from", "yesterday"),
        ("--property", "42", "--from", "2026-03-02", "--to", "2026-03-01"),
    ],
)
def test_wrong_usage_is_status_two(tmp_path, arguments):
    assert run(tmp_path / "s", "sync", "ga4", *arguments)[0] == 2


def test_list_test_and_remove(ga4, tmp_path):
    folder = tmp_path / "s"
    sync(folder, ga4.url, "--leads", "generate_lead")
    _, listed = run(folder, "ga4", "list", "--json")
    [one] = json.loads(listed)
    assert (one["leads"], one["last_day"]) == (["generate_lead"], "2026-03-10")
    where = ("--property", "42", "--endpoint", ga4.url, "--json")
    _, tested = run(folder, "ga4", "test", *where)
    assert json.loads(tested)["key_events"] == ["generate_lead", "purchase"]
    assert run(folder, "ga4", "remove", "--property", "42")[0] == 0
    assert run(folder, "ga4", "remove", "--property", "42")[0] == 1
    assert run(folder, "imports", "--json")[1].count("ga4.api") > 0


def test_killed_in_the_middle_goes_on(ga4, tmp_path):
    """SIGKILL while a batch is being fetched: the next run completes it, nothing twice."""
    folder, asked, killed = tmp_path / "s", [], threading.Event()

    def linger(request, _answer):
        asked.append(request)
        if len(asked) > 8:
            killed.wait()

    ga4.world.touch_up = linger
    command = [sys.executable, "-m", "data", *_asked(ga4.url), "--store", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT)
    while len(asked) < 9 and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    killed.set()
    ga4.world.touch_up = lambda _request, _answer: None
    status, told = sync(folder, ga4.url)
    assert (status, told["days"]) == (0, 10)
    store = Store.open(folder)
    rows = Facts(store).frame("web_sessions").collect().filter(report="date,channel_group")
    assert rows["sessions"].sum() == 500
    assert rows["date"].min() == date(2026, 3, 1)
    store.close()


def test_the_page_about_it_explains_every_known_error():
    """After a change of the known errors: python -m data ga4 errors."""
    result = CliRunner().invoke(cli, ["ga4", "errors"])
    assert result.output in (ROOT / "docs" / "ga4.md").read_text("utf-8")
