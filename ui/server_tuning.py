"""What is done once per server process to answer reruns quickly.

Two causes of Streamlit's rerun floor are removed: collecting garbage among the objects of the
imports, which are frozen out of it (that nothing is collected after every script is a setting), and
Nagle's algorithm on the websocket.
"""

from __future__ import annotations

import gc
import os
import socket
from pathlib import Path

import streamlit as st

DESCRIPTORS = Path("/proc/self/fd")


@st.cache_resource(show_spinner=False)
def tune() -> int:
    """Freezes what is already loaded and sends small packets at once; returns sockets changed."""
    gc.collect()
    gc.freeze()
    if not DESCRIPTORS.exists():  # only Linux lists a process's descriptors as files
        return 0
    return sum(_send_at_once(int(entry.name)) for entry in DESCRIPTORS.iterdir())


def _send_at_once(descriptor: int) -> bool:
    """Sets TCP_NODELAY; accepted connections inherit it from the listening socket."""
    try:
        duplicate = socket.socket(fileno=os.dup(descriptor))
    except OSError:  # a file, a pipe, or closed meanwhile
        return False
    with duplicate:
        internet = duplicate.family in (socket.AF_INET, socket.AF_INET6)
        if not internet or duplicate.type != socket.SOCK_STREAM:
            return False
        duplicate.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return True
