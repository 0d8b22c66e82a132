"""Runs every check of the UTM audit and sorts the issues, the worst first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice

from data.base.discovery import discover
from data.base.json_values import texts_of
from data.facts.facts import Facts
from data.store.settings import Settings
from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue

OWN_HOSTS = "own_hosts"
"""The setting of a store that lists the company's own hosts."""


def own_hosts(settings: Settings) -> tuple[str, ...]:
    """The company's own hosts, as they were entered."""
    return settings.read(OWN_HOSTS, texts_of, ())


_MOST = 100  # issues of one kind; the worst come first


@cache
def checks() -> dict[str, Check]:
    """The checks by id, which is the name of their file."""
    return {check.id: check for check in discover("data.utm.audit.checks", "CHECK")}


def run_checks(facts: Facts, hosts: Iterable[str] = ()) -> tuple[UtmIssue, ...]:
    """The issues in the tags as they are read now, by impact.

    An issue that a correction in force solves is not found any more. Of each kind only the first
    hundred are returned, those with the largest impact.
    """
    evidence = AuditEvidence.of(facts, hosts)
    issues = [f for check in checks().values() for f in islice(check.find(evidence), _MOST)]
    return tuple(sorted(issues, key=lambda finding: finding.stake.weight, reverse=True))
