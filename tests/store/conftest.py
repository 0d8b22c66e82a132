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


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def new_database(request, tmp_path):
    """Makes empty databases of each kind; gives the URL of one more whenever it is called."""
    number = count()
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / f'state{next(number)}.db'}"
    socket = request.getfixturevalue("postgres")

    def create():
        name = f"t{abs(hash(str(tmp_path))):x}_{next(number)}"
        admin = sa.create_engine(
            f"postgresql+psycopg://tester@/postgres?host={socket}", isolation_level="AUTOCOMMIT"
        )
        with admin.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        admin.dispose()
        return f"postgresql://tester@/{name}?host={socket}"

    return create


@pytest.fixture
def state_url(new_database):
    """The URL of an empty database of each kind."""
    return new_database()


@pytest.fixture
def open_store(state_url, tmp_path):
    """Opens the same store as often as it is called."""
    opened = []

    def open_it():
        opened.append(Store.open(tmp_path / "store", state_url=state_url))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store):
    return open_store()
