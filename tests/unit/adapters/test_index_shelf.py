"""The door to diskcache: strings pass, everything else is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.index_shelf import Shelf, StringsOnly

if TYPE_CHECKING:
    from pathlib import Path


def test_a_string_comes_back_until_it_is_forgotten(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 1)
    shelf.note("key", "text")
    found = shelf.find("key")
    shelf.forget("key")

    gone = shelf.find("key")

    shelf.close()
    assert (found, gone) == ("text", None)


def test_no_string_however_long_leaves_the_database(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 1)

    shelf.note("key", "x" * 1_000_000)

    shelf.close()
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"cache.db"}


@pytest.mark.parametrize("value", [b"bytes", 1, 1.5, None, ["list"], {"a": 1}])
def test_only_strings_are_stored(value: object) -> None:
    with pytest.raises(TypeError):
        StringsOnly().store(value, read=False)
    with pytest.raises(TypeError):
        StringsOnly().put(value)


@pytest.mark.parametrize("mode", [0, 2, 3, 4, None])
def test_only_rows_that_hold_a_string_are_read(mode: object) -> None:
    disk = StringsOnly()

    with pytest.raises(TypeError):
        disk.fetch(mode, None, "text", read=False)
    with pytest.raises(TypeError):
        disk.fetch(1, "../victim", "text", read=False)
    with pytest.raises(TypeError):
        disk.fetch(1, None, b"pickle", read=False)
    with pytest.raises(TypeError):
        disk.get(b"pickle", raw=False)
    with pytest.raises(TypeError):
        disk.remove("../victim")
