"""The config file: absent is not unreadable, and a link is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.config_file import read_config
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_read_up_to_one_byte_more_than_allowed(tmp_path: Path) -> None:
    place = tmp_path / "config.toml"
    place.write_bytes(b"12345")

    assert read_config(place, limit=9) == b"12345"
    assert read_config(place, limit=3) == b"1234"


def test_an_absent_file_is_none(tmp_path: Path) -> None:
    assert read_config(tmp_path / "none" / "config.toml", limit=9) is None


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "dotfiles.toml").write_bytes(b"1")
    (tmp_path / "config.toml").symlink_to("dotfiles.toml")

    assert read_config(tmp_path / "config.toml", limit=9) == b"1"


def test_a_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot read"):
        read_config(tmp_path, limit=9)
