"""The documented nginx configuration: pages, websockets and uploads pass over TLS, and only from there."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.conftest import LONG, ROOT
from tests.server.conftest import Server, serving
from tests.server.test_hosts import HEALTH, PUBLIC, SOCKET, asked
from tests.server.test_serve import UPGRADE

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
# nginx itself needs places of its own, which the part for a site does not name.
AROUND = """
daemon off;
error_log stderr;
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder};
    proxy_temp_path {folder};
    fastcgi_temp_path {folder};
    uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    include {folder}/site.conf;
}}
"""

pytestmark = pytest.mark.skipif(not Path(NGINX).exists(), reason="no nginx on this machine")


@dataclass(frozen=True, slots=True)
class Proxy:
    """nginx in front of a server."""

    port: int
    behind: Server

    def ask(self, path: str, origin: str | None = None, method: str = "GET") -> tuple[int, str]:
        """Status and cookies of an answer that came over TLS."""
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        headers = {"Host": f"{PUBLIC}:{self.port}", **(UPGRADE if path == SOCKET else {})}
        if origin is not None:
            headers["Origin"] = origin.replace("PORT", str(self.port))
        with closing(
            HTTPSConnection("127.0.0.1", self.port, timeout=LONG, context=trusting)
        ) as connection:
            connection.request(method, path, headers=headers)
            with connection.getresponse() as response:
                return response.status, str(response.headers.get_all("set-cookie") or "")


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, PUBLIC)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@contextmanager
def _in_front_of(server: Server, folder: Path) -> Iterator[Proxy]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    _certificate(folder)
    site = (ROOT / "docs" / "proxy" / "nginx.conf").read_text("utf-8")
    for documented, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/utmost": str(folder),
        "http://127.0.0.1:8501": f"http://127.0.0.1:{server.port}",
    }.items():
        site, times = re.subn(re.escape(documented) + r"\b", here, site)
        assert times, documented
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder), "utf-8")
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        for _ in range(LONG * 10):
            assert process.poll() is None
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield Proxy(port, server)
    finally:
        process.terminate()
        process.wait(LONG)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp("proxy")
    with (
        serving(folder, UTMOST_HOSTS=f"https://{PUBLIC}") as server,
        _in_front_of(server, folder) as running,
    ):
        yield running


@pytest.mark.parametrize(
    ("path", "origin", "method", "status"),
    [
        ("/", None, "GET", 200),
        (SOCKET, f"https://{PUBLIC}:PORT", "GET", 101),
        (SOCKET, f"http://{PUBLIC}:PORT", "GET", 403),
        (SOCKET, f"https://{PUBLIC}", "GET", 403),
        (SOCKET, "https://elsewhere.example", "GET", 403),
        (SOCKET, None, "GET", 403),
        ("/_stcore/metrics", None, "GET", 404),
    ],
)
def test_what_passes_the_proxy(
    proxy: Proxy, path: str, origin: str | None, method: str, status: int
) -> None:
    assert proxy.ask(path, origin, method)[0] == status


def test_cookies_behind_the_proxy_are_secure(proxy: Proxy) -> None:
    assert "; Secure" in proxy.ask(HEALTH)[1]


def test_the_port_behind_the_proxy_knows_its_own_pages_only(proxy: Proxy) -> None:
    """Somebody on the machine itself cannot come in by the public page's origin."""
    port = proxy.behind.port
    assert asked(port, SOCKET, "127.0.0.1:PORT", f"https://{PUBLIC}")[0] == 403
