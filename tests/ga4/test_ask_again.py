"""Errors of each class, on both transports, through the real client."""

from __future__ import annotations

import socket

import pytest

from data.ga4.access import Access
from data.ga4.endpoint import Endpoint, Transport
from data.ga4.error_catalogue import KNOWN, ErrorKind
from data.ga4.outcome import End
from data.ga4.sync import sync
from data.store.ga4 import Connection
from tests.ga4.server import RefusedError
from tests.languages import is_translated

TOKENS = {
    "day": "Exhausted property tokens per day. These quota tokens will return in under 24 hours.",
    "hour": "Exhausted property tokens per hour.",
    "project_hour": "Exhausted property tokens for a project per hour.",
    "thresholded": "Exhausted potentially thresholded requests quota.",
    "server_errors": "Exhausted server errors per project per hour.",
}
REFUSALS = {
    "no_access": (403, "User does not have sufficient permissions for this property."),
    "api_disabled": (403, "Google Analytics Data API has not been used in project 7 before or it is disabled."),
    "property_id": (400, "Invalid property ID: 0. A numeric Property ID is required."),
    "incompatible": (400, "The request's dimensions & metrics are incompatible."),
    "add_field": (400, "Please add sessionCampaignName to make the request compatible."),
    "other": (400, "Something new."),
}  # fmt: skip


@pytest.mark.parametrize("code", [500, 503])
def test_a_server_error_is_tried_again(both, code):
    """After pauses of the clock's, with every row there once."""
    both.world.errors = [None, RefusedError(code, "try again"), RefusedError(code, "try again")]
    outcome = both.fetch()
    assert (outcome.end, outcome.retries) == (End.DONE, 2)
    assert both.sessions() == 500
    assert both.time.slept[0] < both.time.slept[1]


def test_few_server_errors_are_afforded(both):
    """Google stops answering after ten in an hour: five of them are the most of one sync."""
    both.world.errors = [None, *[RefusedError(503, "try again"), None] * 50]
    outcome = both.fetch()
    assert (outcome.end, outcome.problem) == (End.FAILED, "server_error")
    assert outcome.retries < 5


def test_too_many_at_once_waits_half_a_minute(both):
    both.world.errors = [None, RefusedError(429, "Exhausted concurrent requests quota.")]
    assert both.fetch().end is End.DONE
    assert both.time.slept == [30.0]


@pytest.mark.parametrize("problem", TOKENS)
def test_a_spent_budget_is_never_asked_again(both, problem):
    """It ends the sync at once, in words, with the time to go on."""
    both.world.errors = [None, RefusedError(429, TOKENS[problem])]
    outcome = both.fetch()
    assert (outcome.end, outcome.problem) == (End.STOPPED, problem)
    assert outcome.go_on_at is not None
    assert outcome.go_on_at > both.time.present
    assert (outcome.retries, both.time.slept) == (0, [])


@pytest.mark.parametrize("problem", REFUSALS)
def test_a_refusal_is_never_asked_again(both, problem):
    both.world.errors = [None, RefusedError(*REFUSALS[problem])]
    outcome = both.fetch()
    assert (outcome.end, outcome.problem) == (End.FAILED, problem)
    assert (outcome.retries, both.time.slept) == (0, [])
    assert is_translated(outcome.issues[0].fix)


def test_a_sign_in_that_is_not_accepted(ga4):
    ga4.world.errors = [RefusedError(401, "Request had invalid authentication credentials.")]
    assert ga4.fetch().problem == "bad_credentials"


@pytest.mark.parametrize("transport", list(Transport))
def test_nobody_there(store, ga4, transport):
    """A refused connection is tried a few times and then reported, with what to check."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    access = Access(Endpoint.parse(url, transport), clock=ga4.time.clock)
    outcome = sync(store, Connection("42", "42"), access=access)
    assert (outcome.end, outcome.problem, outcome.retries) == (End.FAILED, "unreachable", 3)


def test_a_field_the_property_does_not_know_is_left_out(both):
    """And reported; a report that is nothing without it is left out."""
    both.world.metadata = False
    both.world.unknown = frozenset({"sessionManualTerm", "eventName", "totalRevenue"})
    outcome = both.fetch()
    assert outcome.end is End.DONE
    assert both.sessions("date,channel_group,source,medium,campaign,content") == 500
    assert both.frame("web_sessions")["revenue"].null_count() > 0
    assert both.frame("web_key_events").is_empty()
    assert {i.what.values[0][1] for i in outcome.issues} == both.world.unknown


def test_an_answer_of_another_shape_is_not_read(both):
    def widen(_request, answer):
        for row in answer.rows:
            row.metric_values.append(row.metric_values[0])

    both.world.touch_up = widen
    assert both.fetch().problem == "misshapen"
    assert both.frame("web_sessions").is_empty()


def test_reports_that_become_the_same_count_once(both):
    """Without channels and landing pages, three reports are the same total by day."""
    both.world.metadata = False
    both.world.unknown = frozenset({"sessionDefaultChannelGroup", "landingPage"})
    both.fetch()
    assert both.sessions("date") == 500
    assert both.frame("web_sessions")["report"].n_unique() == 2


def test_the_property_is_asked_by_the_names_it_knows(ga4):
    """Before 2024, key events were called conversions."""
    ga4.world.unknown = frozenset({"keyEvents", "keyEvents:generate_lead", "keyEvents:purchase"})
    outcome = ga4.fetch()
    assert outcome.end is End.DONE


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.id)
def test_every_known_error_speaks_both_languages(known):
    assert is_translated(known.what)
    assert is_translated(known.fix)
    assert (known.limit is None) is (known.kind not in {ErrorKind.SPENT, ErrorKind.CROWDED})
