"""Checks, backups and repairs: what was damaged is as it was before, or said to be lost."""

from __future__ import annotations

import errno
import io
import json
import shutil
import zipfile
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from changes.goals import save_revision
from changes.imports import discard, import_upload, undo
from changes.upkeep import repair
from cli.data import cli
from data.base.issue import Issue, Level, Where
from data.store import Store
from data.store.damage import DamagedFactsError, ExplainedError, LostStateError
from data.store.lake.delta import DeltaTables
from data.store.upkeep.backup import BackupError, back_up, restore
from data.store.upkeep.check import check
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN
from i18n.message import msg
from tests.sources.exports import content

FILES = (
    "hubspot_contacts.csv",
    "ga4_report_2023.csv",
    "x_tweets_en.csv",
    "google_ads_campaigns_en.csv",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A store with a few imports, made once; nobody changes it."""
    place = tmp_path_factory.mktemp("sound") / "store"
    store = Store.open(place)
    for name in FILES:
        [result] = import_upload(store, name, content(name), UNKNOWN)
        assert result.outcome == "imported", result
    undo(
        store,
        import_upload(store, "again.csv", content("leads.csv"), UNKNOWN)[0].import_id,
        UNKNOWN,
    )
    save_revision(store.state, "", {"target": 10}, UNKNOWN)
    store.close()
    return place


@pytest.fixture
def place(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "store"))


def rows(place):
    """Every visible row of a store, in an order of its own."""
    store = Store.open(place)
    found = {}
    for table in TABLES:
        frame = store.scan(table).collect()
        found[table] = sorted(map(repr, frame.rows()))
    found["ledger"] = [
        (entry.id, entry.status, dict(entry.extents)) for entry in store.state.ledger.all()
    ]
    store.close()
    return found


def flip(file):
    bad = bytearray(file.read_bytes())
    bad[len(bad) // 2] ^= 4
    file.write_bytes(bad)


def fact_file(place, table):
    store = Store.open(place)
    [file, *_others] = store.facts.files(table)
    store.close()
    return Path(file)


def flipped(place):
    flip(fact_file(place, "leads"))


def gone(place):
    fact_file(place, "posts").unlink()


def table_gone(place):
    shutil.rmtree(place / "facts" / "ad_costs")


def log_cut(place):
    log = min((place / "facts" / "web_sessions" / "_delta_log").glob("*.json"))
    log.write_bytes(log.read_bytes()[:50])


def facts_gone(place):
    shutil.rmtree(place / "facts")


DAMAGES = (flipped, gone, table_gone, log_cut, facts_gone)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_what_is_damaged_is_read_again(sound, place, damage):
    damage(place)
    store = Store.open(place)
    assert not check(store).sound
    assert check(store).issues
    done = repair(store, UNKNOWN)
    assert done.read_again
    assert not done.issues
    assert check(store).sound, check(store)
    assert repair(store, UNKNOWN).nothing
    store.close()
    assert rows(place) == rows(sound)


def test_an_import_whose_upload_is_gone_too_is_undone(place):
    flip(fact_file(place, "leads"))
    shutil.rmtree(place / "raw")
    store = Store.open(place)
    found = check(store)
    assert len(found.uploads) == len(FILES)
    done = repair(store, UNKNOWN)
    assert (len(done.undone), done.read_again) == (1, [])
    assert "undone" in str(done.issues[0].what)
    assert store.scan("leads").collect().is_empty()
    assert not store.scan("posts").collect().is_empty()
    store.close()


def test_a_changed_upload_is_noticed(place):
    for upload in (place / "raw").rglob("*"):
        if upload.is_file():
            flip(upload)
    store = Store.open(place)
    assert set(check(store).uploads.values()) == {"changed"}
    assert len(check(store).uploads) == len(FILES)
    store.close()


@pytest.mark.parametrize("step", ["before", "after"])
def test_an_upload_whose_process_was_killed_while_it_was_replaced_is_not_damaged(
    place, monkeypatch, step
):
    store = Store.open(place)
    [sha, *_others] = sorted(store.raw.stored())
    moved = Path.replace

    def killed(path, target):
        if step == "after":
            moved(path, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        store.raw.replace(sha, io.BytesIO(b"emptied"))
    monkeypatch.undo()
    assert store.raw.fault(sha) is None
    store.raw.replace(sha, io.BytesIO(b"emptied again"))
    assert store.raw.fault(sha) is None
    store.raw.remove(sha)
    assert store.raw.fault(sha) is None
    store.close()


def test_a_damaged_state_is_noticed(place):
    state = bytearray((place / "state.db").read_bytes())
    for page in range(3 * 4096, len(state), 4096):  # what says how a page is laid out
        state[page : page + 8] = bytes(8)
    (place / "state.db").write_bytes(state)
    done = CliRunner().invoke(cli, ["check", "--store", str(place)])
    assert done.exit_code == 1


def test_a_lost_list_of_imports_is_made_from_the_uploads(place, sound):
    for file in place.glob("state.db*"):
        file.unlink()
    with pytest.raises(LostStateError):
        Store.open(place)
    done = CliRunner().invoke(cli, ["repair", "--store", str(place), "--json"])
    assert done.exit_code == 0, done.output
    store = Store.open(place)
    assert check(store).sound
    # Of the undone import the upload is there, and nobody knows that it was undone.
    assert len(json.loads(done.stdout)["recovered"]) == len(FILES) + 1
    # The files that the uploads came from are known when they come again.
    for name in FILES:
        [again] = import_upload(store, name, content(name), UNKNOWN)
        assert again.outcome == "already_imported"
    assert len(store.raw.stored()) == len(FILES) + 1
    before = Store.open(sound)
    for table in ("posts", "web_sessions", "ad_costs"):
        assert store.scan(table).select(pl.len()).collect().item() == before.scan(table).select(pl.len()).collect().item()  # fmt: skip
    before.close()
    store.close()


def test_imports_that_an_older_state_lacks_are_recovered(place, tmp_path):
    shutil.copy2(place / "state.db", tmp_path / "old.db")
    store = Store.open(place)
    import_upload(store, "facebook_posts_fr.csv", content("facebook_posts_fr.csv"), UNKNOWN)
    posts = store.scan("posts").select(pl.len()).collect().item()
    store.close()
    for file in place.glob("state.db*"):
        file.unlink()
    shutil.copy2(tmp_path / "old.db", place / "state.db")
    store = Store.open(place)
    assert store.notices
    done = repair(store, UNKNOWN)
    assert done.removed
    assert [one.outcome for one in done.recovered] == ["imported"]
    assert store.scan("posts").select(pl.len()).collect().item() == posts
    store.close()
    again = Store.open(place)
    assert not again.notices
    assert check(again).sound
    again.close()


def test_a_file_that_was_skipped_is_not_imported_by_a_repair(place):
    store = Store.open(place)
    asks = b"When,Email\n2026-03-01,ada@example.com\n"
    [waiting] = import_upload(store, "asks.csv", asks, UNKNOWN)
    discard(store, waiting.sha256, UNKNOWN)
    store.notices.append(check_issue())
    assert repair(store, UNKNOWN).nothing
    store.close()


def check_issue():
    return Issue(Level.WARNING, Where(""), msg("another fault"), msg("another fix"))


def test_a_table_that_cannot_be_read_now_is_not_set_aside(place, sound, monkeypatch):
    store = Store.open(place)

    def refuse(_facts, _table):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(DeltaTables, "damaged", refuse)
        assert not check(store).sound
        with pytest.raises(PermissionError):
            repair(store, UNKNOWN)
    assert check(store).sound
    store.close()
    assert rows(place) == rows(sound)


def test_an_import_that_comes_in_during_the_check_is_no_fault(place, monkeypatch):
    store, rival = Store.open(place), Store.open(place)
    scan = DeltaTables.scan

    def meanwhile(facts, table):
        found = scan(facts, table)
        if table == "posts":
            monkeypatch.undo()
            name = "facebook_posts_fr.csv"
            [result] = import_upload(rival, name, content(name), UNKNOWN)
            assert result.outcome == "imported"
            undo(rival, 3, UNKNOWN)
        return found

    monkeypatch.setattr(DeltaTables, "scan", meanwhile)
    found = check(store)
    assert found.sound, found
    for each in (store, rival):
        each.close()


def test_a_table_that_takes_no_files_is_written_again_too(place, sound, monkeypatch):
    """Of an older version, whose rows are appended at once."""
    gone(place)
    monkeypatch.setattr(DeltaTables, "_takes_files", lambda *_given: False)
    store = Store.open(place)
    assert repair(store, UNKNOWN).read_again
    assert check(store).sound
    store.close()
    assert rows(place) == rows(sound)


def test_a_backup_is_the_store_of_one_moment(place, tmp_path):
    before = rows(place)
    store = Store.open(place)
    back_up(store, tmp_path / "backup.zip")
    version = store.version
    import_upload(store, "facebook_posts_fr.csv", content("facebook_posts_fr.csv"), UNKNOWN)
    undo(store, 1, UNKNOWN)
    store.close()
    restore(tmp_path / "backup.zip", tmp_path / "restored")
    assert rows(tmp_path / "restored") == before
    again = Store.open(tmp_path / "restored")
    assert again.version == version
    assert check(again).sound
    assert len(again.state.goals.current()) == 1
    # The next import has an id of its own, also among those that came after the backup.
    [result] = import_upload(again, "x_posts.csv", content("x_posts.csv"), UNKNOWN)
    assert result.import_id == 6
    again.close()


def test_a_backup_is_read_back_and_damage_is_refused(place, tmp_path):
    store = Store.open(place)
    back_up(store, tmp_path / "backup.zip")
    store.close()
    good = (tmp_path / "backup.zip").read_bytes()
    for at in range(200, len(good), len(good) // 40):
        bad = bytearray(good)
        bad[at] ^= 1
        (tmp_path / "bad.zip").write_bytes(bad)
        try:
            restore(tmp_path / "bad.zip", tmp_path / f"restored-{at}")
        except BackupError:
            assert not (tmp_path / f"restored-{at}").exists()
        else:  # a bit that nothing depends on, such as a time
            assert rows(tmp_path / f"restored-{at}") == rows(place)
    assert not list(tmp_path.glob(".restore-*"))


def test_a_damaged_store_is_not_backed_up_as_if_it_were_sound(place, tmp_path):
    flipped(place)
    store = Store.open(place)
    with pytest.raises(DamagedFactsError, match="repair"):
        back_up(store, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
    repair(store, UNKNOWN)
    assert back_up(store, tmp_path / "backup.zip").files
    store.close()


def test_a_store_on_an_object_store_is_not_repaired(tmp_path):
    """Its files cannot be set aside; a folder with an address stands for one."""
    place = (tmp_path / "remote").as_uri()
    store = Store.open(place, state_url=f"sqlite:///{tmp_path / 'state.db'}")
    for act in (lambda: repair(store, UNKNOWN), lambda: back_up(store, tmp_path / "b.zip")):
        with pytest.raises(BackupError, match="object store"):
            act()
    store.close()


def test_nothing_is_restored_over_what_is_there(place, tmp_path):
    store = Store.open(place)
    back_up(store, tmp_path / "backup.zip")
    store.close()
    with pytest.raises(BackupError, match="not empty"):
        restore(tmp_path / "backup.zip", place)
    (tmp_path / "text.zip").write_text("no zip")
    with pytest.raises(BackupError, match="no backup"):
        restore(tmp_path / "text.zip", tmp_path / "new")


def test_a_backup_names_no_file_outside_of_the_store(tmp_path):
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as packed:
        packed.writestr("../evil.txt", "x")
        digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        listed = {"format": 1, "store": "x", "made_at": "2026", "files": {"../evil.txt": digest}}
        packed.writestr("manifest.json", json.dumps(listed))
    with pytest.raises(BackupError, match="outside"):
        restore(tmp_path / "evil.zip", tmp_path / "new")
    assert not (tmp_path / "evil.txt").exists()


def test_a_backup_has_the_mode_of_the_store(place, tmp_path):
    store = Store.open(place)
    back_up(store, tmp_path / "backup.zip")
    store.close()
    assert (tmp_path / "backup.zip").stat().st_mode & 0o777 == 0o600


@pytest.mark.postgres
def test_a_backup_goes_from_a_server_to_a_file_and_back(postgres, tmp_path):
    urls = []
    for number in range(2):
        import sqlalchemy as sa

        admin = sa.create_engine(
            f"postgresql+psycopg://tester@/postgres?host={postgres}", isolation_level="AUTOCOMMIT"
        )
        name = f"backup_{number}_{abs(hash(str(tmp_path))):x}"
        with admin.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        admin.dispose()
        urls.append(f"postgresql://tester@/{name}?host={postgres}")
    store = Store.open(tmp_path / "store", state_url=urls[0])
    import_upload(store, "leads.csv", content("leads.csv"), UNKNOWN)
    version, leads = store.version, store.scan("leads").collect()
    back_up(store, tmp_path / "backup.zip")
    store.close()
    restore(tmp_path / "backup.zip", tmp_path / "file")
    restore(tmp_path / "backup.zip", tmp_path / "server", urls[1])
    for place, url in (("file", None), ("server", urls[1])):
        again = Store.open(tmp_path / place, state_url=url)
        assert again.version == version
        assert again.scan("leads").collect().equals(leads)
        assert check(again).sound
        [result] = import_upload(again, "x_posts.csv", content("x_posts.csv"), UNKNOWN)
        assert result.import_id == 2
        again.close()
    with pytest.raises(BackupError, match="already has a state"):
        restore(tmp_path / "backup.zip", tmp_path / "third", urls[1])


def test_the_commands_say_what_they_did(place, tmp_path):
    def run(*arguments: object):
        return CliRunner().invoke(cli, [*map(str, arguments)])

    saved = run("backup", tmp_path / "b.zip", "--store", place)
    assert (saved.exit_code, "compared" in saved.output) == (0, True)
    flip(fact_file(place, "leads"))
    found = run("check", "--store", place, "--json")
    assert found.exit_code == 1
    assert [one["where"] for one in json.loads(found.stdout)["issues"]] == [
        f"facts/leads/{fact_file(place, 'leads').name}"
    ] or json.loads(found.stdout)["issues"]
    assert run("repair", "--store", place).exit_code == 0
    assert run("check", "--store", place).exit_code == 0
    assert "nothing to repair" in run("repair", "--store", place).output
    assert run("restore", tmp_path / "b.zip", "--store", place).exit_code == 1
    assert run("restore", tmp_path / "b.zip", "--store", tmp_path / "new").exit_code == 0


def test_one_repair_at_a_time(place):
    store, rival = Store.open(place), Store.open(place)
    assert rival.state.ledger.locks.hold("repair")
    with pytest.raises(ExplainedError, match="Another user is repairing"):
        repair(store, UNKNOWN)
    rival.close()
    assert repair(store, UNKNOWN).nothing
    store.close()
