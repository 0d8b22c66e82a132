"""The demo company: its files imported like any other, its goals, and all removed at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from changes.goals import save_revision
from changes.imports import import_upload, undo
from changes.links import add_links, archive_link, restore_link
from data.demo import goals, imported, saved_links
from data.demo.generate import Scale, generate
from data.demo.world import World
from data.facts.facts import Facts
from data.imports import FileResult
from data.imports.upload import present_day
from data.store import State, Store
from data.store.raw import digest
from data.store.zone import DEMO_FILES
from data.values.audit import Actor
from i18n.catalogue import DEFAULT

SEED = 7


def install(
    store: Store,
    who: Actor,
    *,
    seed: int = SEED,
    scale: Scale = "small",
    last: date | None = None,
    language: str = DEFAULT,
    on_progress: Callable[[int, int, str], object] | None = None,
) -> tuple[FileResult, ...]:
    """Generate the demo exports up to ``last`` (by default yesterday) and import them.

    Then come the company's goals, written in ``language``, and the links of its newest posts. The files are noted as demo data
    before the first is imported, so that an interruption never leaves demo figures that are not
    labelled.
    """
    end = last or present_day() - timedelta(days=1)
    demo = generate(seed, end, scale)
    with store.state.audit.change():
        noted = imported.noted(store) | {digest(file.content) for file in demo.files}
        store.state.settings.set(DEMO_FILES, sorted(noted))
        made = {"seed": seed, "scale": scale, "last": end.isoformat(), "files": len(demo.files)}
        store.state.audit.add(who, "demo.add", "demo", after=made)
    results: list[FileResult] = []
    for number, file in enumerate(demo.files):
        if on_progress is not None:
            on_progress(number, len(demo.files), file.name)
        results.extend(import_upload(store, file.name, file.content, who, demo.answers, today=end))
    _add_goals(store.state, demo.world, language, who)
    _add_links(store, who)
    return tuple(results)


def remove(store: Store, who: Actor) -> int:
    """Undo every demo import, newest first, archive goals and links; gives how many imports."""
    ids = imported.imports(store)
    with store.state.audit.change():
        archive_goals(store.state, who)
        for link_id in saved_links.made(store.state):
            archive_link(store, link_id, who)
        if ids:
            store.state.audit.add(who, "demo.remove", "demo", before={"imports": len(ids)})
    for import_id in reversed(ids):
        undo(store, import_id, who)
    return len(ids)


def _add_goals(state: State, world: World, language: str, who: Actor) -> None:
    """Make the goals, or restore those that were made here before."""
    with state.audit.change():
        ids = goals.made(state)
        for name, payload in goals.payloads(world, language):
            ids[name] = save_revision(state, ids.get(name, ""), payload, who)
        state.settings.set(goals.SETTING, ids)


def _add_links(store: Store, who: Actor) -> None:
    """Save the links of the newest posts, or restore those that were saved here before."""
    with store.state.audit.change():
        known = {link.draft: link.id for link in store.state.links.all()}
        ids = list(saved_links.made(store.state))
        for draft in saved_links.drafts(Facts(store)):
            if draft in known:
                restore_link(store, known[draft], who)
            else:
                ids += add_links(store, [draft], who)
        store.state.settings.set(saved_links.SETTING, [str(number) for number in ids])


def archive_goals(state: State, who: Actor) -> None:
    """Archive the company's goals; nothing is ever deleted."""
    ids = set(goals.made(state).values())
    for revision in state.goals.current():
        if revision.goal_id in ids and not revision.payload.get("archived"):
            save_revision(state, revision.goal_id, {**revision.payload, "archived": True}, who)
