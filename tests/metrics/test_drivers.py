"""What a change is made of: parts that add up, or nothing at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.comparison.periods import Compare
from metrics.question.query import Query
from metrics.results.decompose import whole_steps
from metrics.results.drivers import Drivers, drivers
from metrics.results.results import headline
from tests.metrics.cases import account, ad, day, facts, lead, post, web

NOW, CHANNELS = Query(day(28), day(55)), ("Email", "Direct", "Referral", "Organic Search", "SMS")


def found(metric: str, **rows: list) -> Drivers | None:  # type: ignore[type-arg]
    known = facts(**rows)
    [one] = headline(known, NOW, Compare.PREVIOUS, [metric])
    return drivers(known, one)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=10, max_size=10))
def test_channels_add_up(sizes: list[int]) -> None:
    """Three channels and all others; each its own difference, in plain sums."""
    old, new = sizes[:5], sizes[5:]
    rows = [
        web(number, sessions=n, channel_group=channel)
        for start, counts in ((0, old), (28, new))
        for number in range(start, start + 28)
        for channel, n in zip(CHANNELS, counts, strict=True)
    ]
    got = found("sessions", web_sessions=rows)
    if got is None:
        assert not any(old) or not any(new)
        return
    assert (got.before, got.now) == (28 * sum(old), 28 * sum(new))
    assert sum(part.value for part in got.parts) == got.now - got.before
    differences = dict(zip(CHANNELS, (28 * (b - a) for a, b in zip(old, new, strict=True)), strict=True))  # fmt: skip
    for part in got.parts:
        if str(part.label) != "Others":
            assert part.value == differences[str(part.label)]


def test_results_are_split_into_sessions_mix_and_rate() -> None:
    """Twice the sessions of one channel at the same rate: all of it is more sessions."""
    rows, leads = [], []
    for number in range(56):
        many = 2 if number >= 28 else 1
        rows.append(web(number, sessions=10 * many, channel_group="Email"))
        leads += [lead(number, f"{number}-{n}", medium="email") for n in range(many)]
    got = found("leads", web_sessions=rows, leads=leads)
    assert got is not None
    assert [(str(part.label), part.value) for part in got.parts] == [("Sessions", 28.0)]
    assert (got.before, got.now) == (28.0, 56.0)


def test_posts_are_split_by_network() -> None:
    """All of them have one channel, which would be the whole change."""
    rows = [post(n, f"{n}", link_clicks=5 if n < 28 else 9) for n in range(56)]
    rows += [post(n, f"x{n}", network="x", link_clicks=4 if n < 28 else 3) for n in range(56)]
    got = found("link_clicks", posts=rows)
    assert got is not None
    assert [(str(part.label), part.value) for part in got.parts] == [
        ("Facebook", 112.0),
        ("X", -28.0),
    ]
    assert got.now - got.before == 84


def test_one_network_is_the_whole_change() -> None:
    """Then nothing is left to split."""
    rows = [post(n, f"{n}", link_clicks=5 if n < 28 else 9) for n in range(56)]
    got = found("link_clicks", posts=rows)
    assert got is not None
    assert [(str(part.label), part.value) for part in got.parts] == [("Organic Social", 112.0)]


def test_what_does_not_add_up_has_no_parts() -> None:
    """Rates, levels, and periods that are not compared."""
    rows = [web(n, sessions=10, key_event_sessions=2.0, channel_group="Email") for n in range(56)]
    assert found("web_conversion_rate", web_sessions=rows) is None
    assert found("followers", account_days=[account(n, followers=n) for n in range(56)]) is None
    assert found("ad_spend", ad_costs=[ad(n, spend=1.0, currency="EUR") for n in range(30, 56)]) is None  # fmt: skip


@given(st.lists(st.floats(-1e6, 1e6), max_size=6))
def test_whole_steps_add_up(sizes: list[float]) -> None:
    """To the nearest whole number of the sum, and each is at most one away from its size."""
    steps = whole_steps(sizes)
    assert abs(sum(steps) - sum(sizes)) <= 0.5 + 1e-6
    assert all(float(step).is_integer() for step in steps)
    assert all(abs(step - size) <= 1 for step, size in zip(steps, sizes, strict=True))
