"""Server tuning, once per process: garbage collection and TCP settings for fast reruns.

Two causes of a slow minimal rerun are removed. Garbage collection no longer visits the objects of the
imports, which are frozen (that Streamlit collects nothing after each script is a setting in
``.streamlit/config.toml``). Nagle's algorithm no longer delays small packets on the websocket.
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
    """Freezes loaded objects and sets TCP_NODELAY; returns the number of sockets changed."""
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
