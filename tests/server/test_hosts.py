"""Which hosts and origins are answered: on the wire, one rule at a time, and by an oracle."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import LONG, ROOT
from tests.server.conftest import Server, serving
from tests.server.test_serve import UPGRADE
from ui.server.hosts import HostAndPort, ServedHosts

SOCKET, PAGE, HEALTH, UPLOAD = (
    "/_stcore/stream", "/", "/_stcore/health", "/_stcore/upload_file/session/file",
)  # fmt: skip
PUBLIC = "utmost.example.org"


def asked(
    port: int,
    path: str,
    host: str | list[str],
    origin: str | None = None,
    method: str = "GET",
    address: str = "127.0.0.1",
) -> tuple[int, str]:
    """Status and text for one request; ``PORT`` in host and origin is the server's."""
    with closing(HTTPConnection(address, port, timeout=LONG)) as connection:
        connection.putrequest(method, path, skip_host=True)
        for name in [host] if isinstance(host, str) else host:
            connection.putheader("Host", name.replace("PORT", str(port)))
        if origin is not None:
            connection.putheader("Origin", origin.replace("PORT", str(port)))
        for name, value in (UPGRADE if path == SOCKET else {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            return response.status, "" if response.status == 101 else response.read().decode()


@pytest.mark.parametrize(
    ("path", "host", "origin", "status"),
    [
        (PAGE, "127.0.0.1:PORT", None, 200),
        (PAGE, "localhost:PORT", None, 200),
        (PAGE, "LocalHost.:PORT", None, 200),
        (PAGE, "[::1]:PORT", None, 200),
        (PAGE, "evil.example:PORT", None, 421),
        (PAGE, "evil.example.:PORT", None, 421),
        (PAGE, "127.0.0.1.evil.example:PORT", None, 421),
        (PAGE, "127.0.0.1@evil.example:PORT", None, 421),
        (PAGE, "evil.example@127.0.0.1:PORT", None, 421),
        (PAGE, "192.0.2.7:PORT", None, 421),  # an address, but not the one that was reached
        (PAGE, "127.0.0.1:x", None, 421),
        (PAGE, "", None, 421),
        (PAGE, ["127.0.0.1:PORT", "evil.example"], None, 400),
        (PAGE, "127.0.0.1:PORT", "http://127.0.0.1:PORT", 200),
        (PAGE, "127.0.0.1:PORT", "http://localhost:3000", 403),
        (HEALTH, "10.0.0.9", None, 200),  # a probe asks by an address of its own
        (HEALTH, "10.0.0.9", "http://evil.example", 421),
        (SOCKET, "127.0.0.1:PORT", "http://127.0.0.1:PORT", 101),
        (SOCKET, "localhost:PORT", "http://localhost:PORT", 101),
        (SOCKET, "localhost:PORT", "https://localhost:PORT", 101),
        (SOCKET, "evil.example:PORT", "http://evil.example:PORT", 403),
        (SOCKET, "127.0.0.1:PORT", "http://evil.example", 403),
        (SOCKET, "127.0.0.1:PORT", "http://localhost:PORT", 403),
        (SOCKET, "127.0.0.1:PORT", "http://localhost:3000", 403),
        (SOCKET, "127.0.0.1:PORT", "http://127.0.0.1:1", 403),
        (SOCKET, "127.0.0.1:PORT", "http://127.0.0.1", 403),
        (SOCKET, "127.0.0.1:PORT", "http://evil.example@127.0.0.1:PORT", 403),
        (SOCKET, "127.0.0.1:PORT", "http://127.0.0.1.evil.example:PORT", 403),
        (SOCKET, "127.0.0.1:PORT", "http://127.0.0.1:PORT/path", 403),
        (SOCKET, "127.0.0.1:PORT", "ftp://127.0.0.1:PORT", 403),
        (SOCKET, "127.0.0.1:PORT", "null", 403),
        (SOCKET, "127.0.0.1:PORT", "file://", 403),
        (SOCKET, "127.0.0.1:PORT", "https://x.streamlit.app", 403),
        (SOCKET, "127.0.0.1:PORT", None, 403),
    ],
)
def test_only_own_hosts_and_pages_are_answered(
    server: Server, path: str, host: str | list[str], origin: str | None, status: int
) -> None:
    answer, text = asked(server.port, path, host, origin)
    assert answer == status
    if status == 421:
        assert "UTMOST_HOSTS" in text


@pytest.mark.parametrize(
    ("origin", "refusal"),
    [("http://127.0.0.1:PORT", "XSRF"), ("http://localhost:3000", "pages"), (None, "pages")],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_what_changes_something_names_its_origin(
    server: Server, method: str, origin: str | None, refusal: str
) -> None:
    """The token that Streamlit asks for is the second lock, not the only one."""
    status, text = asked(server.port, UPLOAD, "127.0.0.1:PORT", origin, method)
    if refusal == "pages":
        assert (status, text) == (
            403,
            "Only pages of this server itself may ask. A proxy has to pass the Host header on.\n",
        )
    else:
        assert "pages of this server" not in text


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is reached under a name of its own over TLS, and under another one."""
    folder = tmp_path_factory.mktemp("public")
    with serving(folder, UTMOST_HOSTS=f"https://{PUBLIC}, other.example") as running:
        yield running


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        (PUBLIC, f"https://{PUBLIC}", 101),
        (PUBLIC, f"http://{PUBLIC}", 403),  # the entry says that pages of this name come over TLS
        (PUBLIC, f"https://{PUBLIC}:8443", 403),
        (f"{PUBLIC}:8443", f"https://{PUBLIC}:8443", 101),
        ("other.example", "http://other.example", 101),
        ("other.example", "https://other.example", 101),
        ("other.example", f"https://{PUBLIC}", 403),
        ("third.example", "https://third.example", 403),
        ("127.0.0.1:PORT", "http://127.0.0.1:PORT", 101),
    ],
)
def test_further_hosts_are_named(public: Server, host: str, origin: str, status: int) -> None:
    assert asked(public.port, SOCKET, host, origin)[0] == status


@pytest.mark.parametrize(
    ("headers", "is_secure"),
    [
        ({"Host": PUBLIC}, True),
        ({"Host": "other.example", "X-Forwarded-Proto": "https"}, True),
        ({"Host": "other.example"}, False),
    ],
)
def test_cookies_under_tls_travel_over_tls_only(
    public: Server, headers: dict[str, str], is_secure: bool
) -> None:
    answer = public.ask(HEALTH, **headers)
    cookies = answer.headers.get_all("set-cookie")
    assert cookies
    assert all(("; Secure" in cookie) == is_secure for cookie in cookies)
    assert ("strict-transport-security" in answer.headers) == is_secure
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_an_open_server_answers_to_its_addresses(tmp_path: Path, other_address: str) -> None:
    """Nobody's name resolves to a page that writes an address as its host."""
    with serving(tmp_path, UTMOST_ADDRESS="0.0.0.0") as server:  # noqa: S104
        own = f"{other_address}:PORT"
        for host, status in ((own, 101), ("127.0.0.1:PORT", 101), ("evil.example:PORT", 403)):
            answer, _ = asked(
                server.port, SOCKET, host, f"http://{host}", address=other_address
            )  # fmt: skip
            assert answer == status
        assert asked(server.port, SOCKET, own, f"http://{own}")[0] == 403  # came in elsewhere


@pytest.mark.parametrize(
    "text", ["*", "a b@c", "ftp://a.example", "https://", "a.example:x", "a/b"]
)
def test_unreadable_hosts_end_the_start_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape("UTMOST_HOSTS")):
        ServedHosts.read(text)


def test_the_server_does_not_start_with_unreadable_hosts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import server; server.served_hosts()"],
        cwd=ROOT, env={"UTMOST_HOSTS": "ftp://a.example", "PATH": ""},
        capture_output=True, text=True, timeout=LONG, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "'ftp://a.example' is not a host" in done.stderr
    assert "Traceback" not in done.stderr


NAMES = st.sampled_from(["localhost", "127.0.0.1", "[::1]", "utmost.example.org", "evil.example"])
PORTS = st.sampled_from(["", ":80", ":443", ":8501"])
SCHEMES = st.sampled_from(["http", "https"])


@given(NAMES, PORTS, SCHEMES, NAMES, PORTS)
def test_an_origin_is_own_when_a_browser_would_say_so(name, port, scheme, other, other_port):
    """The same scheme's default port written or not, and nothing else, makes no difference."""

    def full(host: str, its_port: str) -> str:
        return host + (its_port or {"http": ":80", "https": ":443"}[scheme])

    host = HostAndPort.of(name + port)
    assert host is not None
    own = ServedHosts.read("").is_own(f"{scheme}://{other}{other_port}", host)
    assert own == (full(name, port) == full(other, other_port))
