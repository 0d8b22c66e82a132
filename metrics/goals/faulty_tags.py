"""Goals that are on track only because of faulty tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isclose

from data.facts.facts import Facts
from data.facts.source import FactSource
from i18n.message import msg
from metrics.goals.daily import total
from metrics.goals.progress import Progress, evaluate
from metrics.goals.status import GoalStatus
from metrics.results.tag_faults import as_corrected

_ON_TRACK = msg(
    "{done} so far, but {corrected} with the proposed UTM fixes, and then no longer on track. "
    "Check them on the page UTM tags."
)


def without_faulty_tags(facts: FactSource, found: Iterable[Progress]) -> Iterator[Progress]:
    """The same goals; one that corrections would take off track is judged with them."""
    for progress in found:
        yield _corrected(facts, progress) if progress.status is GoalStatus.ON_TRACK else progress


def _corrected(facts: FactSource, progress: Progress) -> Progress:
    corrected = as_corrected(facts) if isinstance(facts, Facts) else None
    if corrected is None or progress.done is None:
        return progress
    there, here = (total(one, progress.goal, progress.as_of).value for one in (corrected, facts))
    if there is None or here is None or isclose(there, here):
        return progress
    other = evaluate(corrected, progress.goal, progress.as_of)
    if other.status in {GoalStatus.ON_TRACK, GoalStatus.REACHED} or other.done is None:
        return progress
    said = _ON_TRACK.filled(done=progress.done, corrected=other.done)
    return replace(other, message=said)
