"""Every check at work, the worst fault first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules

from data.facts import Facts
from data.hygiene import checks as package
from data.hygiene.evidence import Evidence
from data.hygiene.finding import Check, Finding

OWN_HOSTS = "own_hosts"
"""The setting of a store that lists the company's own hosts."""

_MOST = 100  # faults of one kind: nobody reads more, and the worst come first


@cache
def checks() -> dict[str, Check]:
    """The checks by id, which is the name of their file."""
    names = [module.name for module in iter_modules(package.__path__)]
    found = [import_module(f"{package.__name__}.{name}").CHECK for name in sorted(names)]
    return {check.id: check for check in found}


def findings(facts: Facts, hosts: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The faults in the tags as they are read now, by what hangs on them.

    A fault that a repair in force takes away is not found any more. Of each kind only the first
    hundred are told, the most important values first.
    """
    evidence = Evidence.of(facts, hosts)
    found = [f for check in checks().values() for f in islice(check.find(evidence), _MOST)]
    return tuple(sorted(found, key=lambda finding: finding.stake.weight, reverse=True))
