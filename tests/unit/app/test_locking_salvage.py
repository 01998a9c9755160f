"""What can still be read of a damaged lock."""

from __future__ import annotations

import pytest

from assetforge.app.locking_salvage import salvage
from assetforge.lock.codec import encode_lock
from assetforge.lock.model import Lock
from tests.unit.lock.samples import entry_of, lock_of

WHOLE = encode_lock(lock_of("banner@de-9x16", "hero", "logo"))


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        (b"", b"", {"banner@de-9x16", "hero", "logo"}),
        (b'[asset.hero]\nkind = "image"', b"[asset.hero]\nkind = ", {"banner@de-9x16", "logo"}),
        (b"version = 1", b"vers", {"banner@de-9x16", "hero", "logo"}),
        (b'path = "assets/logo.png"', b'path = "/etc/passwd"', {"banner@de-9x16", "hero"}),
    ],
)
def test_every_whole_entry_is_kept(old: bytes, new: bytes, left: set[str]) -> None:
    found = salvage(WHOLE.replace(old, new))

    assert found.entries == {name: entry_of(name) for name in left}


def test_half_a_file_gives_what_stands_in_it_whole() -> None:
    found = salvage(WHOLE[: WHOLE.index(b"[asset.logo.result]")])

    assert sorted(found.entries) == ["banner@de-9x16", "hero"]


def test_of_two_entries_for_one_asset_the_first_counts() -> None:
    other = encode_lock(Lock(entries={"hero": entry_of("hero", b"other")}))

    found = salvage(WHOLE + other[other.index(b"\n[asset") :])

    assert found.entries["hero"] == entry_of("hero")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"[asset.", b"<html>"])
def test_nothing_is_made_of_nothing(data: bytes) -> None:
    assert salvage(data) == Lock()
