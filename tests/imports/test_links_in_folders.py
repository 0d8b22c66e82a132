"""Links in an imported folder: what leads out of it is refused and named."""

import os
import socket
from pathlib import Path

import pytest

from data.imports import import_paths
from tests.imports.conftest import load_toy
from tests.languages import is_translated

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need rights there")
POSTS = b"posts\na,1\n"


@pytest.fixture
def folder(tmp_path):
    """A folder to import, with one export in it and one next to it."""
    (tmp_path / "secret.csv").write_bytes(b"posts\nsecret,1\n")
    (tmp_path / "given" / "sub").mkdir(parents=True)
    (tmp_path / "given" / "sub" / "a.csv").write_bytes(POSTS)
    return tmp_path / "given"


def imported(store, *paths: Path):
    found = import_paths(store, paths, load=load_toy)
    said = {r.file: str(r.summary.issues[0].what) for r in found if r.outcome == "refused"}
    issues = [issue for r in found if r.outcome == "refused" for issue in r.summary.issues]
    assert all(is_translated(issue.what) and is_translated(issue.fix) for issue in issues)
    return [r.file for r in found if r.outcome == "imported"], said


OUT = "This link leads out of the folder, so it was skipped"
NOWHERE = "The target of this link is missing"
LINKS = {
    "a file outside": ("../secret.csv", OUT),
    "a file outside by its whole path": ("/etc/hostname", OUT),
    "the folder above": ("..", OUT),
    "the root": ("/", OUT),
    "a device": ("/dev/zero", OUT),
    "itself": ("link", NOWHERE),
    "what is not there": ("gone.csv", NOWHERE),
    "a way out and in again": ("../given/../secret.csv", OUT),
}


@pytest.mark.parametrize(("target", "said"), LINKS.values(), ids=LINKS)
def test_a_link_out_of_the_folder_is_refused(store, folder, target, said):
    (folder / "link").symlink_to(target)
    assert imported(store, folder) == (["sub/a.csv"], {"link": said})


def test_a_link_to_a_link_is_followed_to_its_end(store, folder):
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("../secret.csv")
    assert imported(store, folder) == (["sub/a.csv"], {"one": OUT, "two": OUT})


def test_links_in_a_circle_lead_nowhere(store, folder):
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    assert imported(store, folder) == (["sub/a.csv"], {"one": NOWHERE, "two": NOWHERE})


def test_links_inside_the_folder_say_nothing_new(store, folder):
    (folder / "again").symlink_to("sub")
    (folder / "sub" / "up").symlink_to("..")
    assert imported(store, folder) == (["sub/a.csv"], {})


def test_a_file_by_another_name_is_the_same_file(store, folder):
    (folder / "b.csv").symlink_to("sub/a.csv")
    files, said = imported(store, folder)
    assert (len(files), said) == (1, {})


def test_a_link_that_is_given_itself_is_followed(store, folder, tmp_path):
    (tmp_path / "to_folder").symlink_to(folder)
    (tmp_path / "to_file").symlink_to("secret.csv")
    files, said = imported(store, tmp_path / "to_folder", tmp_path / "to_file")
    assert (sorted(files), said) == (["sub/a.csv", "to_file"], {})


def test_pipes_sockets_and_devices_in_a_folder_are_named(store, folder, monkeypatch):
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        files, said = imported(store, folder)
    no_file = "This is a device or a pipe, not a file, so it cannot be read"
    assert (files, said) == (["sub/a.csv"], {"pipe": no_file, "socket": no_file})
