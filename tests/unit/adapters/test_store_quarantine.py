"""Quarantine: a damaged file leaves its place, and none takes the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store_layout import Layout
from assetforge.adapters.store_quarantine import put_away

if TYPE_CHECKING:
    from pathlib import Path


def test_files_of_one_name_are_all_kept(tmp_path: Path) -> None:
    layout, place = Layout(tmp_path), tmp_path / "record.json"

    for text in ("first", "second"):
        place.write_text(text)
        put_away(place, layout)

    assert not place.exists()
    assert {path.read_text() for path in layout.quarantine.iterdir()} == {"first", "second"}


def test_a_link_in_place_of_the_quarantine_is_not_followed(tmp_path: Path) -> None:
    layout, place = Layout(tmp_path), tmp_path / "record.json"
    place.write_text("damaged")
    (tmp_path / "outside").mkdir()
    layout.quarantine.parent.mkdir(parents=True)
    layout.quarantine.symlink_to(tmp_path / "outside")

    with pytest.raises(OSError, match="symbolic links"):
        put_away(place, layout)

    assert place.exists()
