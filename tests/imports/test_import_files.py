from __future__ import annotations

import os
import threading
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from changes.imports import discard
from data.imports import answer, import_paths, import_upload, pending_questions
from data.store import ImportStatus
from data.store.raw import digest
from data.values.audit import UNKNOWN
from tests.imports.conftest import load_toy, zipped

POSTS = b"posts\na,10\nb,20"
DAYS = b"days\n1,5\n2,6"


def upload(store, name, content, answers=None):
    return import_upload(store, name, content, answers, today=date(2026, 3, 1), load=load_toy)


def views(store, table="posts"):
    return store.scan(table).select(pl.col("views").sum()).collect().item()


def statuses(results):
    return [(result.file, result.outcome.value) for result in results]


def test_a_file_is_imported_once(store):
    [first] = upload(store, "a.csv", POSTS)
    [again] = upload(store, "other name.csv", POSTS)
    assert (first.outcome, again.outcome) == ("imported", "already_imported")
    assert again.import_id == first.import_id
    assert views(store) == 30
    assert store.raw.get(first.sha256) == POSTS


def test_an_undone_file_can_be_imported_again(store):
    [first] = upload(store, "a.csv", POSTS)
    store.undo(first.import_id)
    [again] = upload(store, "a.csv", POSTS)
    assert again.outcome == "imported"
    assert views(store) == 30


def test_a_refused_file_leaves_nothing_behind(store):
    [refused] = upload(store, "a.pdf", b"%PDF")
    assert refused.outcome == "refused"
    assert refused.summary.issues[0].what.render("fr") == "Aucun export connu."
    assert store.state.ledger.all() == ()


def test_a_row_set_aside_is_kept_with_its_reason(store):
    [result] = upload(store, "a.csv", POSTS + b"\nc,many")
    assert result.summary.quarantined == 1
    [row] = store.state.ledger.quarantine(result.import_id)
    assert (row["row"], row["record"], row["reason"]["text"]) == (4, ["c", "many"], "no number")


def test_a_file_that_asks_waits_until_every_question_is_answered(store):
    [asked] = upload(store, "d.csv", DAYS)
    assert (asked.outcome, asked.summary.questions[0].key) == ("needs_input", "network")
    partly = answer(store, asked.sha256, {"network": "instagram"}, load=load_toy)
    assert partly.summary.questions[0].key == "year"
    assert [w.sha256 for w in pending_questions(store)] == [asked.sha256]
    done = answer(store, asked.sha256, {"year": "2025"}, load=load_toy)
    assert done.outcome == "imported"
    assert done.extents["account_days"].start == date(2025, 1, 1)
    assert set(store.scan("account_days").collect()["network"]) == {"instagram"}
    assert pending_questions(store) == ()


def test_an_upload_that_does_not_wait_cannot_be_answered(store):
    [asked] = upload(store, "d.csv", DAYS)
    discard(store, asked.sha256, UNKNOWN)
    with pytest.raises(KeyError):
        answer(store, asked.sha256, {"network": "facebook"}, load=load_toy)


def test_an_impossible_answer_is_told_and_asked_again(store):
    [asked] = upload(store, "d.csv", DAYS, {"network": "myspace"})
    assert asked.outcome == "needs_input"
    assert str(asked.summary.issues[0].what) == "“myspace” does not answer the question “network”"
    assert str(asked.summary.issues[0].fix) == "Choose one of: facebook, instagram."


def test_answers_that_a_file_does_not_ask_for_make_no_difference_to_it(store):
    upload(store, "a.csv", POSTS)
    [again] = upload(store, "a.csv", POSTS, {"network": "facebook"})
    assert again.outcome == "already_imported"


def test_the_same_bytes_with_another_answer_are_another_import(store):
    [first] = upload(store, "d.csv", DAYS, {"network": "facebook", "year": "2025"})
    [same] = upload(store, "d.csv", DAYS)
    [other] = upload(store, "d.csv", DAYS, {"network": "instagram", "year": "2025"})
    assert (same.outcome, same.import_id) == ("already_imported", first.import_id)
    assert other.outcome == "imported"
    [told] = [issue for issue in other.summary.issues if "both count" in str(issue.what)]
    assert f"number {first.import_id}" in str(told.what)


def test_undo_forgets_the_answers_so_that_a_mistake_can_be_corrected(store):
    [first] = upload(store, "d.csv", DAYS, {"network": "facebook", "year": "2025"})
    store.undo(first.import_id)
    assert upload(store, "d.csv", DAYS)[0].outcome == "needs_input"


def test_an_answer_for_one_file_goes_before_an_answer_for_all(store):
    answers = {"network": "facebook", "year": "2025", "Reach.csv:network": "instagram"}
    bundle = zipped({"Reach.csv": DAYS, "in/Views.csv": b"days\n1,7", "Posts.csv": POSTS})
    results = upload(store, "all.zip", bundle, answers)
    assert [(r.file, r.summary.network) for r in results] == [
        ("all.zip/Reach.csv", "instagram"),
        ("all.zip/in/Views.csv", "facebook"),
        ("all.zip/Posts.csv", "x"),
    ]


def test_a_part_of_a_bundle_is_the_same_file_as_the_part_alone(store):
    upload(store, "a.csv", POSTS)
    assert statuses(upload(store, "b.zip", zipped({"x.csv": POSTS, "bad": b"?"}))) == [
        ("b.zip/x.csv", "already_imported"),
        ("b.zip/bad", "refused"),
    ]


def test_a_folder_is_imported_with_everything_usable_in_it(store, tmp_path):
    folder = tmp_path / "in"
    for name, content in {
        "b/a.csv": POSTS,
        ".hidden": POSTS,
        "bad.txt": b"?",
        "d.csv": DAYS,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    seen = []
    results = import_paths(
        store,
        [folder, tmp_path / "gone.csv"],
        load=load_toy,
        on_progress=lambda *now: seen.append(now),
    )
    assert statuses(results) == [
        ("b/a.csv", "imported"),
        ("bad.txt", "refused"),
        ("d.csv", "needs_input"),
        ("gone.csv", "refused"),
    ]
    assert seen[0] == (0, 4, "b/a.csv")
    assert seen[-1] == (4, 4, "")


def test_a_folder_around_the_store_does_not_import_the_store(store, tmp_path):
    (tmp_path / "a.csv").write_bytes(POSTS)
    for _ in range(2):
        results = import_paths(store, [tmp_path], load=load_toy)
    assert statuses(results) == [("a.csv", "already_imported")]


def test_one_of_two_who_import_the_same_file_at_once_waits_for_the_other(store):
    results = []
    rivals = [
        threading.Thread(target=lambda: results.extend(upload(store, "a.csv", POSTS))) for _ in "ab"
    ]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert sorted(result.outcome for result in results) == ["already_imported", "imported"]
    assert views(store) == 30
    assert [entry.status for entry in store.state.ledger.all()] == [ImportStatus.DONE]


def test_a_file_that_cannot_be_stored_is_told_and_stops_no_other(store, tmp_path):
    facts = tmp_path / "store" / "facts"
    facts.rename(tmp_path / "aside")
    facts.write_text("not a folder")
    [refused] = upload(store, "a.csv", POSTS)
    assert refused.outcome == "refused"
    assert "could not be stored" in str(refused.summary.issues[0].what)
    facts.unlink()
    (tmp_path / "aside").rename(facts)
    assert upload(store, "a.csv", POSTS)[0].outcome == "imported"


def test_a_file_whose_import_was_cut_off_by_a_crash_is_imported_at_once(store):
    identity = sha256(f"{digest(POSTS)}\n{{}}".encode()).hexdigest()
    store.state.ledger.leave([store.state.ledger.begin(identity, digest(POSTS), "a.csv")])
    assert upload(store, "a.csv", POSTS)[0].outcome == "imported"
    assert [e.status for e in store.state.ledger.all()] == [
        ImportStatus.ROLLED_BACK,
        ImportStatus.DONE,
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_never_ends_is_refused_at_once(store, tmp_path, kind):
    path = tmp_path / "pipe.csv" if kind == "pipe" else Path(os.devnull).with_name("zero")
    if kind == "pipe":
        os.mkfifo(path)
    [result] = import_paths(store, [path], today=date(2026, 3, 1), load=load_toy)
    assert result.outcome == "refused"
    [issue] = result.summary.issues
    assert str(issue.what) == "This is a device or a pipe, not a file, so it cannot be read"
