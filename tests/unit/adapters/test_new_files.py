"""The first files of a project: what is there already stays as it is, to the byte."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.new_files import NewFiles
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (None, b"/a/\n/b/\n"),
        (b"", b"/a/\n/b/\n"),
        (b"x\n", b"x\n/a/\n/b/\n"),
        (b"x", b"x\n/a/\n/b/\n"),
        (b"x\r\n/b/\r\n", b"x\r\n/b/\r\n/a/\r\n"),
        (b"x\r\ny", b"x\r\ny\r\n/a/\r\n/b/\r\n"),
        (b"\xe9t\xe9/\n", b"\xe9t\xe9/\n/a/\n/b/\n"),
        (b"\xef\xbb\xbf/a/\n", b"\xef\xbb\xbf/a/\n/b/\n"),
    ],
)
def test_lines_are_added_and_no_byte_before_them_changes(
    found: bytes | None, expected: bytes, tmp_path: Path
) -> None:
    place = tmp_path / "list"
    if found is not None:
        place.write_bytes(found)

    assert NewFiles(str(tmp_path)).add_lines("list", ("/a/", "/b/"))

    assert place.read_bytes() == expected
    assert not NewFiles(str(tmp_path)).add_lines("list", ("/a/", "/b/"))
    assert place.read_bytes() == expected


def _file(place: Path) -> None:
    place.write_bytes(b"theirs")


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _loose_link(place: Path) -> None:
    place.symlink_to("nowhere")


def _link_to_a_folder(place: Path) -> None:
    place.parent.joinpath("elsewhere").mkdir()
    place.symlink_to("elsewhere")


@pytest.mark.parametrize("make", [_file, _loose_link, _link_to_a_folder, _pipe])
def test_what_is_no_folder_above_a_new_file_is_in_the_way(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "schema")

    assert NewFiles(str(tmp_path)).obstacle("schema/deep/x.json", b"ours") == "schema"
    assert NewFiles(str(tmp_path)).list_obstacle("schema/list") == "schema"


@pytest.mark.parametrize("make", [_loose_link, _link_to_a_folder, _pipe])
def test_what_is_no_file_is_in_the_way(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "x")

    assert NewFiles(str(tmp_path)).obstacle("x", b"ours") == "x"
    assert NewFiles(str(tmp_path)).list_obstacle("x") == "x"


def test_a_file_is_in_the_way_unless_it_has_the_same_bytes(tmp_path: Path) -> None:
    _file(tmp_path / "x")
    files = NewFiles(str(tmp_path))

    assert files.obstacle("x", b"ours") == "x"
    assert files.obstacle("x", b"theirs") is None
    assert files.obstacle("y/z", b"ours") is None
    assert files.list_obstacle("x") is None


def test_only_an_empty_folder_or_nothing_is_free(tmp_path: Path) -> None:
    files = NewFiles(str(tmp_path))
    assert not files.is_occupied("assets")
    (tmp_path / "assets").mkdir()
    assert not files.is_occupied("assets")

    _file(tmp_path / "assets" / "mine.png")

    assert files.is_occupied("assets")
    assert files.is_occupied("assets/mine.png")


def test_a_link_that_takes_the_place_of_a_list_is_not_followed(tmp_path: Path) -> None:
    _file(tmp_path / "victim")
    (tmp_path / "list").symlink_to("victim")

    with pytest.raises(StorageError, match="a link is in the way"):
        NewFiles(str(tmp_path)).add_lines("list", ("/a/",))

    assert (tmp_path / "victim").read_bytes() == b"theirs"
