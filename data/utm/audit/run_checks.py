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


def check_of(issue_id: str) -> Check | None:
    """The check that an issue with this id is of; None where there is no such check (any more)."""
    return checks().get(issue_id.rpartition("-")[0])


def is_found(facts: Facts, issue_id: str, hosts: Iterable[str] = ()) -> bool | None:
    """Whether an issue is in the tags as they are read now, however many of its kind there are.

    None where it is unknown: no check finds such issues, or there is nothing to look at.
    """
    check, evidence = check_of(issue_id), AuditEvidence.of(facts, hosts)
    if check is None or (evidence.tags.is_empty() and evidence.links.is_empty()):
        return None
    return any(issue.id == issue_id for issue in check.find(evidence))
