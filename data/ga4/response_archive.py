"""Response archive: raw API answers as compressed JSON lines, stored like an upload."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from data.base.json_values import to_json
from data.ga4.pages import Answer
from data.store.raw import Raw, digest_of


@dataclass(slots=True)
class ResponseArchive:
    """Collects answers: a line with request and metadata, then a line for each row."""

    raw: Raw
    lines: int = 0
    _file: BinaryIO = field(init=False)
    _packed: gzip.GzipFile = field(init=False)

    def __post_init__(self) -> None:
        self._file = self.raw.scratch()
        # Without a time stamp, equal answers have the same SHA-256.
        self._packed = gzip.GzipFile(fileobj=self._file, mode="wb", compresslevel=1, mtime=0)

    def add(self, report: str, answer: Answer, quota: dict[str, Any]) -> int:
        """Add an answer; returns the line number of its first row."""
        head = {
            "report": report,
            "request": answer.request,
            "row_count": answer.rows.height,
            "metadata": to_json(answer.notes),
            "quota": quota,
        }
        self._packed.write(json.dumps(head, ensure_ascii=False).encode() + b"\n")
        lines = io.BytesIO()
        answer.rows.write_ndjson(lines)
        self._packed.write(lines.getbuffer())
        first = self.lines + 2
        self.lines += 1 + answer.rows.height
        return first

    def store(self) -> str:
        """Store the collected answers as an upload; returns its SHA-256."""
        self._packed.close()
        self._file.seek(0)
        sha = digest_of(self._file)
        self._file.seek(0)
        self.raw.put_file(sha, self._file)
        self.close()
        return sha

    def close(self) -> None:
        """Drop what was not stored."""
        self._packed.close()
        self._file.close()
