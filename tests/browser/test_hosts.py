"""Pages of other hosts and origins, in a real browser whose names are pointed at this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.conftest import CHROMIUM, PATIENCE, QUIET

# Tries a websocket and an upload of the application at the address after "#".
ATTACK = b"""<!doctype html><title>attack</title><script>
const target = location.hash.slice(1);
const socket = new Promise(done => {
  const it = new WebSocket("ws://" + target + "/_stcore/stream");
  it.onopen = () => done("open");
  it.onerror = () => done("refused");
});
const read = fetch("http://" + target + "/_stcore/host-config").then(a => a.text(), () => "refused");
const upload = fetch("http://" + target + "/_stcore/upload_file/s/f", {method: "PUT", body: "x"})
  .then(a => String(a.status), () => "refused");
Promise.all([socket, read, upload]).then(all => { document.title = all.join(" "); });
</script>"""


class _Attacker(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(ATTACK)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture(scope="module")
def attacker() -> Iterator[int]:
    """The port of another web server of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Attacker) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield other.server_address[1]
        other.shutdown()


@pytest.fixture(scope="module")
def deceived(playwright: Playwright) -> Iterator[Browser]:
    """A browser for which every name leads to this machine, as after DNS rebinding."""
    rules = "--host-resolver-rules=MAP * 127.0.0.1"
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*QUIET, rules], timeout=PATIENCE
    )
    yield browser
    browser.close()


def test_a_page_under_another_name_reads_nothing(empty: str, deceived: Browser) -> None:
    """The name is the attacker's, the server is ours: it says no."""
    port = empty.rpartition(":")[2]
    page = deceived.new_page()
    answer = page.goto(f"http://evil.example:{port}/")
    assert answer is not None
    assert answer.status == 421
    assert "not served here" in page.inner_text("body")
    reached = page.evaluate(
        """() => new Promise(done => {
            const it = new WebSocket("ws://" + location.host + "/_stcore/stream");
            it.onopen = () => done("open"); it.onerror = () => done("refused");
        })"""
    )
    assert reached == "refused"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "evil.example"])
def test_a_page_of_another_origin_reaches_nothing(
    empty: str, deceived: Browser, attacker: int, name: str
) -> None:
    """A web server on another port of this machine, and a page from far away."""
    page = deceived.new_page()
    page.goto(f"http://{name}:{attacker}/#{empty.removeprefix('http://')}")
    page.wait_for_function("document.title !== 'attack'")
    assert page.title() == "refused refused refused"


def test_the_attack_would_reach_an_open_server(deceived: Browser, attacker: int) -> None:
    """Against a server that answers everybody, the same page reads: the test can fail."""
    page = deceived.new_page()
    own = f"127.0.0.1:{attacker}"
    page.goto(f"http://{own}/#{own}")
    page.wait_for_function("document.title !== 'attack'")
    assert "<!doctype html>" in page.title()
