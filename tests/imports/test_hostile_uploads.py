"""What is made to use up the machine is refused in words, or imported like any other file."""

from contextlib import closing

import pytest

from benchmarks.hostile_files import FILES, repetitive, zipped
from data.imports import import_paths
from data.store import Store
from tests.languages import is_translated
from tests.sources.exports import TODAY, content

# What takes seconds, because it is refused by reaching a limit of the child process: there a test
# of its own holds it, and the benchmark of hostile files all of them.
_SLOW = {"shared_text.xlsx", "shared_text_nested.zip", "cell_index.xls", "dense.xlsx", "lzma_members.zip"}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with closing(Store.open(tmp_path_factory.mktemp("store"))) as opened:
        yield opened


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.name not in _SLOW], ids=lambda file: file.name
)
def test_a_hostile_file_ends_in_a_sentence(store, tmp_path, file):
    file.write(tmp_path / file.name, file.small)
    results = import_paths(store, [tmp_path / file.name], today=TODAY)
    assert results
    said = "; ".join(str(i.what) for result in results for i in result.summary.issues)
    if file.said is not None:
        assert {result.outcome for result in results} == {"refused"}
        assert file.said in said
    for result in results:
        # Nothing is refused without a reason, and every reason has a next step.
        assert result.summary.issues or result.outcome != "refused"
        assert all(is_translated(issue.fix) for issue in result.summary.issues)


def test_of_a_zip_over_the_budget_nothing_is_imported(store, tmp_path):
    """Not even the good export at its beginning."""
    path = tmp_path / "mix.zip"
    path.write_bytes(
        zipped([("x_posts.csv", content("x_posts.csv")), ("bomb.zip", repetitive(60))])
    )
    before = store.state.ledger.done()
    [result] = import_paths(store, [path], today=TODAY)
    assert (result.outcome, store.state.ledger.done()) == ("refused", before)
    path.write_bytes(zipped([("x_posts.csv", content("x_posts.csv")), ("a.csv", b"a,b\n1,2\n")]))
    outcomes = [result.outcome for result in import_paths(store, [path], today=TODAY)]
    assert outcomes == ["imported", "refused"]
