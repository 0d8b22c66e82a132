"""Archives for every test of events."""

import io
import zipfile

import pytest


@pytest.fixture
def zipped():
    def make(members):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return out.getvalue()

    return make
