"""The demo company's exports: repeatable, in the networks' shapes, with the planted effects."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from changes import demo
from changes.goals import save_goal
from cli.data import cli
from data.demo import generate, imported, plan
from data.facts.facts import Facts
from data.links.traffic import traffic
from data.store import Store
from data.utm.audit.run_checks import run_checks
from data.values.audit import UNKNOWN
from metrics.goals.goal import Goal
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.repository import stored
from metrics.goals.status import GoalStatus
from tests.conftest import LAST


def test_equal_seeds_give_equal_bytes() -> None:
    """The same seed and day write the same files; another seed does not."""
    first, again, other = (generate(seed, LAST).files for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_exports_have_their_networks_quirks() -> None:
    """Encodings, preambles and languages differ as they do in download folders."""
    files = {f.name: f.content for f in generate(3, LAST).files}
    [days] = [c for n, c in files.items() if n.endswith("Reach.csv")]
    assert days.startswith(b"\xff\xfe")
    assert days.decode("utf-16").startswith("sep=,\n")
    [google] = [c for n, c in files.items() if n.endswith("Campaign report.csv")]
    assert "Total: Campaigns" in google.decode("utf-16")
    [facebook] = [c.decode("utf-8-sig") for n, c in files.items() if n.startswith("Facebook")]
    assert facebook.startswith('"Identifiant de la publication"')


def test_trap_is_planted() -> None:
    """Instagram's exposure soars while the sessions that come from it fall."""
    world = generate(3, LAST).world
    turn = world.first + timedelta(days=int(plan.DAYS * plan.TRAP_BEGINS) + 1)
    posts = world.posts.filter(network="instagram")
    after = pl.col("published_at").dt.date() >= turn
    assert posts.filter(after)["views"].mean() > 1.8 * posts.filter(~after)["views"].mean()
    bio = world.traffic.filter(source="instagram", medium="social")
    late = pl.col("date") >= turn
    assert bio.filter(late)["sessions"].mean() < 0.8 * bio.filter(~late)["sessions"].mean()


def test_every_planted_tagging_mistake_is_found_and_nothing_else(demo_folder: Path) -> None:
    """Recall and false alarms, counted against what the plan says."""
    store = Store.open(demo_folder)
    found = {(f.check, f.about[0] if f.about else "") for f in run_checks(Facts(store))}
    store.close()
    assert found == {
        ("case_splits", "source"),  # Facebook
        ("unknown_mediums", "social_paid"),
        ("unknown_mediums", "qr"),
        ("unknown_mediums", "newsletter"),
        ("encoded", "campaign"),  # monthly%2520letter
        ("look_alikes", "campaign"),  # exprt-posts
        ("not_set", "medium"),  # chatgpt.com
        ("payment_gateways", "checkout.stripe.com"),
        ("self_referrals", "www.maison-volta.example"),
        ("untagged_posts", "linkedin"),
        ("untagged_posts", "facebook"),
    }


def test_command_imports_and_labels(tmp_path: Path) -> None:
    """`data demo` imports everything, says so in JSON, and all of it counts as demo."""
    folder = str(tmp_path / "store")
    result = CliRunner().invoke(cli, ["demo", "--store", folder, "--json"])
    assert result.exit_code == 0, result.output
    assert {file["status"] for file in json.loads(result.output)} == {"imported"}
    store = Store.open(folder)
    assert imported.is_present(store)
    assert demo.remove(store, UNKNOWN) == len(store.state.ledger.all())
    assert not imported.is_present(store)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "quote requests"),
        pytest.param("fr", "demandes de devis", marks=pytest.mark.night),
    ],
)
def test_goals_come_and_go_with_the_demo(demo_store: Path, language: str, words: str) -> None:
    """One is met, one on its way, one at risk; taken out they are put away, and those of others stay."""
    store = Store.open(demo_store)
    save_goal(
        store, Goal("", "leads", 10, LAST.replace(day=1), LAST, "cumulative", owner="Ada"), UNKNOWN
    )
    if language != "en":
        demo.remove(store, UNKNOWN)
        demo.install(store, UNKNOWN, last=LAST, language=language)
    goals = [goal for goal in stored(store.state) if goal.owner != "Ada"]
    assert len(goals) == 6
    assert words in goals[0].objective
    found = {progress.status for progress in evaluate_all(Facts(store), goals, LAST)}
    assert {GoalStatus.REACHED, GoalStatus.ON_TRACK, GoalStatus.BEHIND} <= found
    demo.remove(store, UNKNOWN)
    assert [goal.owner for goal in stored(store.state)] == ["Ada"]
    assert len(stored(store.state, archived=True)) == 7
    store.close()


def test_personal_data_never_reach_the_disk(demo_folder: Path) -> None:
    """No made-up name, address or phone number is found in any file of the store."""
    for path in demo_folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"@example.com" not in content, path
            assert b"+33 1 99" not in content, path


def test_links_of_the_newest_posts_are_saved_and_brought_something(demo_store: Path) -> None:
    """They are archived with the demo, and restored when it comes back."""
    with closing(Store.open(demo_store)) as store:
        links = store.state.links.all(archived=False)
        found = traffic(Facts(store), links)
        assert found.links["sessions"].sum() > 0
        assert found.posts.height == len(links)
        demo.remove(store, UNKNOWN)
        assert store.state.links.all(archived=False) == ()
        assert len(store.state.links.all()) == len(links)
