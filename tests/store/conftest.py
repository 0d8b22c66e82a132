from __future__ import annotations

import os
import shutil
import subprocess
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.store import Store

_AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server of our own on a socket; gives the folder of the socket."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server programs under /usr/lib/postgresql")
    # A socket's name is short, and the server's own user must be able to enter the folder.
    made = subprocess.check_output([*_AS_POSTGRES, "mktemp", "-d", "--tmpdir", "pg.XXXXXX"])
    folder = Path(made.decode().strip())
    data, run = folder / "data", [*_AS_POSTGRES, str(programs / "pg_ctl"), "-D"]
    subprocess.run(
        [*_AS_POSTGRES, str(programs / "initdb"), "-D", str(data), "-U", "tester", "-A", "trust"],
        check=True,
        capture_output=True,
    )
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    log = str(folder / "log")
    subprocess.run(
        [*run, str(data), "-w", "-l", log, "-o", options, "start"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    yield folder
    subprocess.run([*run, str(data), "-m", "immediate", "stop"], check=True, capture_output=True)
    shutil.rmtree(folder)


class Databases:
    """Empty databases of a server. A new one is 8 MB on the disk: those of earlier tests are emptied."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.number = count()
        self.free: list[str] = []

    def take(self) -> str:
        """The name of an empty database."""
        if self.free:
            return self.free.pop()
        name = f"t{next(self.number)}"
        self._run("postgres", f"CREATE DATABASE {name}")
        return name

    def give_back(self, name: str) -> None:
        """Ends what still uses it, and empties it."""
        self._run(
            name,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
            "DROP SCHEMA public CASCADE",
            "CREATE SCHEMA public",
        )
        self.free.append(name)

    def _run(self, database: str, *statements: str) -> None:
        url = f"postgresql+psycopg://tester@/{database}?host={self.socket}"
        engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(sa.text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def databases(postgres):
    return Databases(postgres)


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def new_database(request, tmp_path):
    """Makes empty databases of each kind; gives the URL of one more whenever it is called."""
    if request.param == "sqlite":
        number = count()
        yield lambda: f"sqlite:///{tmp_path / f'state{next(number)}.db'}"
        return
    every, taken = request.getfixturevalue("databases"), []

    def create():
        taken.append(every.take())
        return f"postgresql://tester@/{taken[-1]}?host={every.socket}"

    yield create
    for name in taken:
        every.give_back(name)


@pytest.fixture
def state_url(new_database):
    """The URL of an empty database of each kind."""
    return new_database()


@pytest.fixture
def open_store(state_url, tmp_path, new_store_folder):
    """Opens the same store as often as it is called."""
    opened = []
    if state_url.startswith("sqlite"):  # a copy takes a tenth of what the migrations take
        shutil.copy(new_store_folder / "state.db", state_url.removeprefix("sqlite:///"))

    def open_it():
        opened.append(Store.open(tmp_path / "store", state_url=state_url))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store):
    return open_store()
