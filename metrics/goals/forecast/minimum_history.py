"""The least history a chance needs, and what to say below it."""

from __future__ import annotations

from math import ceil

from data.base.message import Message, msg
from metrics.goals.forecast.setting import Course, Setting
from metrics.statistics.intervals import garwood

WEEKS = 6
EVENTS = 15


def missing(setting: Setting, course: Course | None) -> Message | None:
    """What stands in the way of a chance; None where the history is enough."""
    weeks = 0 if course is None else course.fit.series.known
    if course is None or weeks < WEEKS:
        return msg(
            "No chance is given: {weeks} whole weeks are known day by day, {needed} are needed. Import older files.",
            fr="Aucune probabilité n’est donnée\u00a0: {weeks} semaines entières sont connues jour par jour, il en faut {needed}. Importez des fichiers plus anciens.",
            weeks=weeks,
            needed=WEEKS,
        )
    if course.events is None or course.events >= EVENTS:
        return None
    return _few(setting, course.events)


def _few(setting: Setting, events: float) -> Message:
    """So few happenings say only how many a month there may be at most (95 %)."""
    most = garwood(int(events))[1] * 30 / max(setting.days.known, 1)
    return msg(
        "No chance is given: the history holds {events} events, {needed} are needed. {events} in {days} days is compatible with up to {most} a month.",
        fr="Aucune probabilité n’est donnée\u00a0: l’historique contient {events} événements, il en faut {needed}. {events} en {days} jours est compatible avec au plus {most} par mois.",
        events=int(events),
        needed=EVENTS,
        days=setting.days.known,
        most=ceil(most),
    )
