"""Keys lie outside every store, for this user alone, and are never shown."""

from __future__ import annotations

import json
import stat

import pytest
from click.testing import CliRunner

from cli.data import cli
from data.base.json_values import to_json
from data.ga4 import keys
from data.ga4.access import Access, client_of
from data.ga4.calls import ApiError
from data.ga4.endpoint import Endpoint, EndpointError, Transport
from tests.languages import is_translated

SECRET = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"  # noqa: S105  # no key at all
KEY = {
    "type": "service_account",
    "client_email": "utmost@project.iam.gserviceaccount.com",
    "private_key": SECRET,
    "token_uri": "https://oauth2.googleapis.com/token",
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(tmp_path / "keys"))
    return tmp_path / "keys"


def test_a_key_is_kept_for_this_user_alone(folder):
    account = keys.keep("42", json.dumps(KEY).encode())
    [file] = folder.iterdir()
    assert account == KEY["client_email"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert keys.kept("42") == KEY
    keys.forget("42")
    assert keys.kept("42") is None


@pytest.mark.parametrize(
    "content",
    [
        b"not json",
        b"[]",
        b'{"type": "authorized_user"}',
        json.dumps({**KEY, "private_key": ""}).encode(),
        json.dumps({**KEY, "token_uri": "http://oauth2.googleapis.com/token"}).encode(),
        json.dumps({**KEY, "token_uri": "https://internal.example/token"}).encode(),
        json.dumps({**KEY, "token_uri": "https://evilgoogleapis.com/token"}).encode(),
    ],
)
def test_other_files_are_refused(folder, content):
    with pytest.raises(keys.KeyFileError) as refused:
        keys.keep("42", content)
    assert is_translated(refused.value.what)
    assert not folder.exists()


def test_a_damaged_private_key_is_told_without_it():
    with pytest.raises(ApiError) as failed:
        client_of(Access(key=json.dumps(KEY).encode()), "42")
    told = json.dumps(to_json(failed.value.problem.issue))
    assert failed.value.problem.known.id == "bad_key"
    assert "c2VjcmV0" not in told


def test_a_spoilt_kept_key_is_told(folder):
    folder.mkdir()
    (folder / "ga4-42.json").write_text("{}")
    with pytest.raises(ApiError) as failed:
        client_of(Access(), "42")
    assert "not the key of a service account" in str(failed.value)


def test_nothing_of_the_key_is_in_the_store_or_the_answer(tmp_path):
    file = tmp_path / "key.json"
    file.write_text(json.dumps(KEY))
    store = tmp_path / "store"
    shared = ["--property", "42", "--store", str(store), "--credentials", str(file), "--json"]
    connected = CliRunner().invoke(cli, ["ga4", "connect", *shared])
    synced = CliRunner().invoke(cli, ["sync", "ga4", *shared])
    assert (connected.exit_code, synced.exit_code) == (0, 1)
    assert "c2VjcmV0" not in connected.output + synced.output
    held = b"".join(f.read_bytes() for f in store.rglob("*") if f.is_file())
    assert b"c2VjcmV0" not in held
    assert KEY["client_email"].encode() in held


def test_keys_never_lie_inside_the_store(tmp_path, monkeypatch):
    file = tmp_path / "key.json"
    file.write_text(json.dumps(KEY))
    monkeypatch.setenv(keys.FOLDER_VARIABLE, str(tmp_path / "store" / "keys"))
    given = ["--property", "42", "--store", str(tmp_path / "store"), "--credentials", str(file)]
    assert CliRunner().invoke(cli, ["ga4", "connect", *given]).exit_code == 1


@pytest.mark.parametrize(
    "url",
    ["http://example.org", "http://127.0.0.1.example.org", "http://127.0.0.1@example.org",
     "grpc://10.0.0.1:1", "https://example.org", "https://evilgoogleapis.com", "ftp://127.0.0.1"],
)  # fmt: skip
def test_no_other_address_is_asked(url):
    with pytest.raises(EndpointError):
        Endpoint.parse(url)


def test_addresses_that_are_asked():
    assert Endpoint.parse("http://127.0.0.1:8").transport is Transport.REST
    assert Endpoint.parse("grpc://[::1]:8").transport is Transport.GRPC
    assert Endpoint.parse("localhost:8").plain
    assert not Endpoint.parse("https://analyticsdata.googleapis.com").plain
