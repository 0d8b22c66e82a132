"""What an e-mail address looks like inside a text."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[^\s@<>;,\"']+@[^\s@<>;,\"']+\.[^\s@<>;,\"']+")
