"""ASGI entry of the web server: served hosts, security headers, compression, background warm-up.

`streamlit run server.py` serves the same application as `streamlit run dashboard.py`, plus what
only an ASGI entry can add: middleware and work at the start of the server.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import config, net_util
from streamlit.runtime.pages_manager import PagesManager

from ui.server import hosts, page_script
from ui.server.headers import SecurityHeaders

_log = logging.getLogger(__name__)

ADDRESS_VARIABLE = "UTMOST_ADDRESS"
STREAMLIT_VARIABLE = "STREAMLIT_SERVER_ADDRESS"
EVERYWHERE = "0.0.0.0"  # noqa: S104  # Streamlit's default without an address: warn about it
SMALLEST_COMPRESSED = 2_000
MOST_FILES = 1_024  # upper bound of descriptors to close, far more than a starting server opens


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach ``address``."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def listens_on() -> str:
    """The address this process listens on, set by a flag, a variable or the configuration."""
    return st.get_option("server.address") or EVERYWHERE


def served_hosts() -> hosts.ServedHosts:
    """The hosts of ``UTMOST_HOSTS``. Ends the process with a sentence where it cannot be read."""
    try:
        return hosts.ServedHosts.read(os.environ.get(hosts.VARIABLE, ""))
    except ValueError as unreadable:
        sys.exit(str(unreadable))


def listen_where_told() -> None:
    """Restarts the process once on the address of ``UTMOST_ADDRESS``, if it listens elsewhere.

    Streamlit has bound its port before it reads this file, so setting the option here is too late.
    A ``--server.address`` on the command line wins over the variable.
    """
    wanted = os.environ.get(ADDRESS_VARIABLE)
    restartable = "run" in sys.orig_argv and STREAMLIT_VARIABLE not in os.environ
    if wanted and wanted != listens_on() and restartable:
        os.environ[STREAMLIT_VARIABLE] = wanted
        # Streamlit's socket is inheritable: unless it is closed, the new process cannot bind the port.
        os.closerange(sys.stderr.fileno() + 1, MOST_FILES)
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606  # the same command, no shell


def warn_when_open() -> None:
    """Warns on the terminal when other machines can reach the application: there is no sign-in."""
    address = listens_on()
    if not is_loopback(address):
        print(
            f"WARNING: Utmost listens on {address}: anyone who can reach this machine can read "
            "and change everything, because no one has to sign in. Put it behind a sign-in "
            f"proxy, or unset {ADDRESS_VARIABLE} to serve this machine only.",
            file=sys.stderr,
            flush=True,
        )


def no_public_address() -> None:
    """Replaces Streamlit's look-up of the public address: always unknown, no request is made."""


def first_page() -> None:
    """Warms the caches for the first page while the browser still loads."""
    # Loading them must not delay the first response.
    from ui import health, state, warmup  # noqa: PLC0415

    try:
        health.watch(state.store())
        warmup.warm_up()
    except Exception:  # the first visitor runs the same queries and sees the error on the page
        _log.exception("The first page could not be prepared")
        raise


def say_what_failed(error: Exception) -> bool:
    """Ends what fails outside the page script, such as the callback of a button, in a sentence."""
    from ui import faults  # noqa: PLC0415  # loading it must not delay the first response

    faults.Guard().tell(error)
    return True  # Streamlit has nothing to add


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Starts the warm-up in a thread, so that the server answers at once."""
    threading.Thread(target=first_page, name="first page", daemon=True).start()
    yield {}


# Because a folder named pages/ exists, Streamlit's first session of a process looks for its legacy
# multipage scripts there: a deep link would be answered with "Page not found" once.
PagesManager.uses_pages_directory = False
# Streamlit would ask a web service for the address when a page of another origin tries to connect.
net_util.get_external_ip = no_public_address

# By then ``OwnHostsOnly`` has decided, for pages as well as websockets: the setting is for those who
# run dashboard.py by itself, and knows nothing of UTMOST_HOSTS.
config.set_option("server.allowedHosts", ["*"])

listen_where_told()
warn_when_open()
SERVED = served_hosts()
app = st.App(
    Path(__file__).parent / "dashboard.py",
    lifespan=lifespan,
    on_script_error=say_what_failed,
    routes=[page_script.route(str(st.get_option("server.baseUrlPath") or ""))],
    middleware=[
        Middleware(SecurityHeaders, served=SERVED),
        Middleware(hosts.OwnHostsOnly, served=SERVED),
        Middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED, compresslevel=5),
        Middleware(page_script.NamesScript),
    ],
)
