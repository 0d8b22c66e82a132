"""Several comparisons: Holm's method by its own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics.holm import adjusted, risks

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def plain(p):
    """Each hypothesis falls only together with all that have a smaller p-value."""
    order = sorted(p)
    return [max(min(1, (len(p) - at) * q) for at, q in enumerate(order) if q <= own) for own in p]


@given(p_values)
def test_adjusted_values_follow_the_definition(p):
    assert adjusted(p) == pytest.approx(plain(p))


@given(p_values)
def test_adjusting_lies_between_nothing_and_bonferroni_and_keeps_the_order(p):
    found = adjusted(p)
    assert all(own <= told <= min(1, len(p) * own) + 1e-12 for own, told in zip(p, found, strict=True))  # fmt: skip
    assert all(found[a] <= found[b] for a in range(len(p)) for b in range(len(p)) if p[a] < p[b])


@given(p_values)
def test_a_value_beats_its_own_risk_exactly_where_its_adjusted_value_beats_the_whole_risk(p):
    for own, told, risk in zip(p, adjusted(p), risks(p), strict=True):
        assert (own < risk) == (told < 0.05) or own == pytest.approx(risk)


@given(p_values, st.randoms())
def test_the_order_of_the_comparisons_does_not_matter(p, draw):
    places = list(range(len(p)))
    draw.shuffle(places)
    shuffled = adjusted([p[at] for at in places])
    assert shuffled == pytest.approx([adjusted(p)[at] for at in places])


def test_one_comparison_alone_is_not_changed():
    assert (adjusted([0.03]), risks([0.03])) == ((0.03,), (0.05,))
