"""What the server promises on the wire: who can reach it, what it sends and what it asks for."""

from __future__ import annotations

import gzip
import re
import time
import tomllib
from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.server.conftest import Server, serving
from tests.store.test_private import open_to_others
from ui.server.page_script import FOLDER, route

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "c3Bvbmdlc3BvbmdlYmFyeQ==",
}
WARNING = "WARNING: Utmost listens on 0.0.0.0"


def _bundle(server: Server) -> str:
    page = server.ask("/").body.decode()
    found = re.search(r'src="\.?/?(static/js/[^"]+\.js)"', page)
    assert found, page
    return f"/{found[1]}"


@pytest.mark.parametrize("path", ["/", "bundle", "/_stcore/health", "/nothing-here.js"])
def test_every_answer_is_guarded(server: Server, path: str) -> None:
    """Page, script, service and missing file alike forbid foreign scripts, frames and guesses."""
    headers = server.ask(_bundle(server) if path == "bundle" else path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in re.findall(r"script-src [^;]*", policy)[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_scripts_travel_compressed(server: Server) -> None:
    """The bundle is the bulk of a first visit: half of it or less goes over the wire."""
    bundle = _bundle(server)
    packed = server.ask(bundle, **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(server.ask(bundle).body) / 2


def test_only_this_machine_is_served(server: Server, other_address: str) -> None:
    with pytest.raises(ConnectionRefusedError):
        server.ask("/", other_address)
    assert "WARNING" not in server.log.read_text("utf-8")


def test_opening_to_the_network_works_and_warns(tmp_path: Path, other_address: str) -> None:
    """The variable moves the server, the terminal says what that means, and nothing is asked."""
    with serving(tmp_path, UTMOST_ADDRESS="0.0.0.0") as server:  # noqa: S104
        assert server.ask("/_stcore/health", other_address).body == b"ok"
        assert server.log.read_text("utf-8").count(WARNING) == 1
        assert not server.reached_out()


def test_the_warning_follows_the_address_that_is_used(tmp_path: Path, other_address: str) -> None:
    """A flag beats the variable, and then nobody reads that the machine is open."""
    with serving(tmp_path, "--server.address=127.0.0.1", UTMOST_ADDRESS="0.0.0.0") as server:  # noqa: S104
        with pytest.raises(ConnectionRefusedError):
            server.ask("/", other_address)
        assert "WARNING" not in server.log.read_text("utf-8")


def test_a_page_of_another_origin_cannot_connect(server: Server) -> None:
    """Nor does the server ask anybody outside who it is itself, to compare."""
    own, foreign = f"http://127.0.0.1:{server.port}", "https://elsewhere.example"
    assert server.ask("/_stcore/stream", **UPGRADE, Origin=own).status == 101
    assert server.ask("/_stcore/stream", **UPGRADE, Origin=foreign).status == 403
    assert not server.reached_out()


def test_uploads_need_a_token_of_the_page(server: Server) -> None:
    """Another site cannot make a browser upload a file."""
    assert server.ask("/_stcore/upload_file/session/file", method="PUT").status == 403


def test_large_uploads_are_allowed_and_nothing_is_reported(root: Path) -> None:
    """A zip of years of exports fits; usage statistics go nowhere."""
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["maxUploadSize"] == 500
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["runner"]["postScriptGC"] is False


def test_the_store_of_a_server_is_for_its_user_alone(server: Server) -> None:
    store = server.log.parent / "store"
    for _ in range(LONG * 10):  # the first page is prepared after the server has answered
        if (store / "state.db").exists():
            break
        time.sleep(0.1)
    assert (store / "state.db").exists()
    assert open_to_others(store) == []


def test_the_page_names_our_scripts(server: Server) -> None:
    """Once, the first before Streamlit's own, on every address of a page; they are served to it."""
    for path in ("/", "/goals"):
        page = server.ask(path)
        assert page.body.count(b'<script src="./utmost/page.js" defer></script>') == 1
        assert page.body.count(b"connection.js") == 1
        assert page.body.index(b"connection.js") < page.body.index(b'<script type="module"')
        assert int(page.headers["content-length"]) == len(page.body)
        packed = server.ask(path, **{"Accept-Encoding": "gzip"})
        assert gzip.decompress(packed.body) == page.body
    for name in ("page.js", "connection.js"):
        script = server.ask(f"/utmost/{name}")
        assert script.status == 200
        assert script.headers["content-type"].startswith("text/javascript")
        assert script.body == (FOLDER / name).read_bytes()
    assert server.ask("/utmost/slide.css").status == 404


def test_the_scripts_are_served_under_a_path() -> None:
    """Where a proxy serves the application next to others."""
    assert route("").path == "/utmost/{name}"
    assert route("/team/").path == "/team/utmost/{name}"
