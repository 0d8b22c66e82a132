"""What an e-mail address looks like inside a text."""

from __future__ import annotations

import re

# Brackets, quotes and separators end it: “Ada <ada@a.example>;” gives the address alone.
EMAIL = re.compile(r"[^\s@<>;,\"']+@[^\s@<>;,\"']+\.[^\s@<>;,\"']+")
