"""Quarantine: a damaged file leaves its place, and none takes the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
