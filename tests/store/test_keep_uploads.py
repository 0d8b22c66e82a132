from __future__ import annotations

import pytest

from data.store import Store
from data.store.raw import LocalRaw, RemoteRaw, digest


@pytest.fixture(params=["folder", "url"])
def raw(request, tmp_path):
    return LocalRaw(tmp_path) if request.param == "folder" else RemoteRaw(tmp_path.as_uri())


def test_an_upload_comes_back_byte_for_byte(raw):
    content = b"\xff\xfe\x00,;\r\n"
    raw.put(digest(content), content)
    assert raw.get(digest(content)) == content


def test_what_is_kept_is_never_overwritten(raw):
    raw.put("name", b"first")
    raw.put("name", b"second")
    assert raw.get("name") == b"first"


def test_an_upload_that_was_never_kept_is_an_error(raw):
    with pytest.raises(FileNotFoundError):
        raw.get("nothing")


def test_no_temporary_file_stays_behind(tmp_path):
    LocalRaw(tmp_path).put("name", b"content")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["name"]


def test_a_store_by_url_needs_a_database():
    with pytest.raises(ValueError, match="needs a database"):
        Store.open("s3://bucket/store")


def test_a_store_by_url_keeps_facts_and_uploads_there(tmp_path):
    state_url = f"sqlite:///{tmp_path / 'state.db'}"
    store = Store.open((tmp_path / "lake").as_uri(), state_url=state_url)
    store.raw.put("name", b"content")
    assert (tmp_path / "lake" / "raw" / "na" / "name").read_bytes() == b"content"
    assert store.scan("posts").collect().is_empty()
    store.close()
