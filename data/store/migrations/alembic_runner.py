"""Alembic configuration for the state's tables, imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

# Alembic's `op` and `context` are one per process: two stores opened at once must take turns.
_ONE_AT_A_TIME = Lock()

# A new script is laid out like every other file.
_FORMATTER = {
    "hooks": "ruff",
    "ruff.type": "module",
    "ruff.module": "ruff",
    "ruff.options": "format --quiet REVISION_SCRIPT_FILENAME",
}


def upgrade(connection: sa.Connection, versions: Path) -> None:
    """Apply the revisions that are missing, in the transaction of ``connection``."""
    with _ONE_AT_A_TIME:
        command.upgrade(configuration(connection, versions), "head")


def configuration(connection: sa.Connection, versions: Path) -> Config:
    """Alembic's settings for one database; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", _literal(Path(__file__).parent))
    config.set_main_option("path_separator", "newline")  # a folder's name may hold any other
    config.set_main_option("version_locations", _literal(versions))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    for option, value in _FORMATTER.items():
        config.set_section_option("post_write_hooks", option, value)
    config.attributes["connection"] = connection
    return config


def _literal(path: Path) -> str:
    """A path as Alembic's settings take it, where a percent sign begins a placeholder."""
    return str(path).replace("%", "%%")
