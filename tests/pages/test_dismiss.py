"""What stands out can be put aside with a reason on the page, and be shown again."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from data.facts.facts import Facts
from data.store import Store
from data.utm.audit.run_checks import run_checks
from data.values.dismissal import Dismissal, DismissalEvidence
from tests.pages.conftest import Opener


def _dismiss(app: AppTest) -> str:
    """Dismisses the first thing that can be; gives the key of its form."""
    name = next(one.key for one in app.text_input if str(one.key).startswith("dismiss_why_"))
    about = str(name).removeprefix("dismiss_why_")
    app.button(key=f"dismiss_do_{about}").click().run()
    assert "Say in a few words" in " ".join(one.value for one in app.warning)
    app.text_input(key=name).input("The fair was planned")
    app.text_input(key=f"dismiss_by_{about}").input("Ada")
    app.button(key=f"dismiss_do_{about}").click().run()
    return about


def test_a_finding_is_dismissed_and_shown_again(opened: Opener, demo_store: Path) -> None:
    app = opened(demo_store, "results", period="custom", dates="2026-05-04~2026-10-31")
    about = _dismiss(app)
    assert f"dismiss_why_{about}" not in {one.key for one in app.text_input}
    [kept] = Store.open(demo_store).state.dismissals.log()
    assert (kept.dismissal.why, kept.saved_by) == ("The fair was planned", "Ada")
    assert "The fair was planned" in " ".join(str(one.value) for one in app.markdown)
    app.button(key=f"observed_back_{kept.id}").click().run()
    assert f"dismiss_why_{about}" in {one.key for one in app.text_input}


def test_a_dismissed_utm_issue_is_listed_and_comes_back(opened: Opener, demo_store: Path) -> None:
    store = Store.open(demo_store)
    fault = next(one for one in run_checks(Facts(store)) if one.check == "unknown_mediums")
    evidence = DismissalEvidence(fault.id, float(fault.stake.rows))
    number = store.state.dismissals.add(Dismissal(evidence, "Known to the agency"), by="Bo")
    store.close()
    app = opened(demo_store, "utm_tags")
    assert "Known to the agency" in " ".join(str(one.value) for one in app.markdown)
    app.button(key=f"faults_back_{number}").click().run()
    assert "Known to the agency" not in " ".join(str(one.value) for one in app.markdown)
