"""Archives for every test of events."""

import io
import zipfile

import pytest

from data.store import Store


@pytest.fixture
def zipped():
    def make(members):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return out.getvalue()

    return make


@pytest.fixture
def open_store(tmp_path):
    opened = []

    def make(name):
        opened.append(Store.open(tmp_path / name))
        return opened[-1]

    yield make
    for store in opened:
        store.close()
