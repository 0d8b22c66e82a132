"""The key for people is outside of the facts and the database, and never silently another one."""

from __future__ import annotations

import stat

import pytest

from data.people.pseudonym import pseudonym
from data.store import Store
from data.store.person_key import person_key
from tests.people.conftest import MAIL, leads

KEY, OTHER = "ab" * 32, "cd" * 32


def place(company):
    return company.folder / "private" / "person.key"


def holding(folder, word: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]  # fmt: skip


def status(company, name: str = "more") -> tuple[str, str]:
    (done,) = company.json("import", *company.write(**{name: leads() + "\n"}))
    return done["status"], " ".join(issue["what"] + issue["fix"] for issue in done["issues"])


def test_the_key_is_in_a_file_of_its_own_for_its_owner_alone(company):
    key = place(company).read_text().strip()
    assert holding(company.folder, key) == ["person.key"]
    assert stat.S_IMODE(place(company).stat().st_mode) == 0o600
    assert stat.S_IMODE(place(company).parent.stat().st_mode) == 0o700


def test_the_key_of_an_earlier_version_leaves_the_database(tmp_path):
    store = Store.open(tmp_path / "store")
    store.state.settings.set("person_salt", KEY)
    hidden = None
    store.close()
    assert holding(tmp_path, KEY) != []
    store = Store.open(tmp_path / "store")
    assert person_key(store).hex() == KEY
    hidden = pseudonym(store)(MAIL)
    store.close()
    assert holding(tmp_path, KEY) == ["person.key"]
    again = Store.open(tmp_path / "store")
    assert pseudonym(again)(MAIL) == hidden
    again.close()


def test_without_its_key_files_of_people_are_refused_until_it_is_back(company):
    key = place(company).read_text()
    place(company).unlink()
    refused, said = status(company)
    assert refused == "refused"
    assert "Restore it from a backup" in said
    assert company.run("forget", MAIL).exit_code == 1
    costs = company.write(costs2=COSTS_OF_APRIL)
    assert company.json("import", *costs)[0]["status"] == "imported"  # nobody is in it
    place(company).write_text(key)
    assert status(company)[0] == "imported"


COSTS_OF_APRIL = "date,from,to,channel,platform,campaign,kind,label,amount,currency\n2026-04-01,,,Email,,,content,Film,1,EUR\n"  # fmt: skip


def test_another_key_is_refused_while_there_are_people(company, monkeypatch):
    monkeypatch.setenv("UTMOST_PERSON_KEY", OTHER)
    refused, said = status(company)
    assert (refused, "is not the one" in said) == ("refused", True)


def test_a_lost_key_is_replaced_once_nobody_is_left(company):
    before = place(company).read_text()
    place(company).unlink()
    for number in range(1, 5):
        company.run("undo", str(number))
    assert status(company)[0] == "imported"
    assert place(company).read_text() != before


def test_the_key_may_come_from_the_environment(tmp_path, monkeypatch):
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    monkeypatch.setenv("UTMOST_PERSON_KEY_FILE", str(file))
    store = Store.open(tmp_path / "store")
    assert person_key(store).hex() == KEY
    assert not (tmp_path / "store" / "private").exists()
    monkeypatch.setenv("UTMOST_PERSON_KEY", KEY.upper())
    assert person_key(store).hex() == KEY
    store.close()


@pytest.mark.parametrize("text", ["short", "zz" * 32, "ab" * 31])
def test_what_is_no_key_is_refused(company, monkeypatch, text):
    monkeypatch.setenv("UTMOST_PERSON_KEY", text)
    assert "64 hexadecimal digits" in status(company)[1]


def test_a_store_on_an_object_store_asks_for_a_key(tmp_path, monkeypatch):
    monkeypatch.delenv("UTMOST_PERSON_KEY", raising=False)
    url = f"sqlite:///{tmp_path / 'state.db'}"
    store = Store.open(f"file://{tmp_path / 'store'}", state_url=url)
    with pytest.raises(Exception, match="object store needs a key"):
        pseudonym(store)(MAIL)
    store.state.settings.set("person_salt", KEY)  # as an earlier version left it
    store.close()
    store = Store.open(f"file://{tmp_path / 'store'}", state_url=url)
    assert person_key(store).hex() == KEY
    monkeypatch.setenv("UTMOST_PERSON_KEY", KEY)
    store.close()
    store = Store.open(f"file://{tmp_path / 'store'}", state_url=url)
    assert store.state.settings.get("person_salt") is None
    store.close()
