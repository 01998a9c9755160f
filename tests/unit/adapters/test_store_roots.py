"""Roots: what locks refer to is remembered, and a root that cannot be read is no empty one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store_layout import Layout
from assetforge.adapters.store_roots import Roots, references
from assetforge.core.errors import DamagedError, StorageError
from assetforge.lock.model import Blessing, Lock
from tests.unit.adapters.store_samples import never_asked
from tests.unit.lock.samples import blob_of, entry_of, lock_of

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 60 * 60


@pytest.fixture
def roots(tmp_path: Path) -> Roots:
    return Roots(Layout(tmp_path))


def remember(roots: Roots, path: Path, lock: Lock, now: float) -> None:
    roots.layout.staging.mkdir(parents=True, exist_ok=True)
    roots.remember(path, lock, now=now, staged=roots.layout.staging / "file")


def test_a_lock_refers_to_keys_results_outputs_and_inputs() -> None:
    entry = replace(entry_of("hero"), transcoded=blob_of(b"webp"))

    found = set(references(Lock(entries={"hero": entry})))

    made = entry.made
    digests = {made.result.digest, blob_of(b"webp").digest, made.inputs[0].digest}
    assert found == {made.key, *digests}


def test_what_was_blessed_keeps_the_record_of_what_it_was_made_for() -> None:
    made = entry_of("hero").made
    blessing = Blessing(
        reasons=("a typo",), key=made.key, key_schema=1, model=made.model, request=made.request,
        inputs=made.inputs,
    )  # fmt: skip
    blessed = replace(made, key=entry_of("other").made.key, blessing=blessing)

    found = set(references(Lock(entries={"hero": replace(entry_of("hero"), made=blessed)})))

    assert {made.key, blessed.key} < found
    assert blessed.as_ordered == made


def test_each_lock_is_remembered_by_itself(roots: Roots, tmp_path: Path) -> None:
    remember(roots, tmp_path / "a.lock", lock_of("hero"), now=0)
    remember(roots, tmp_path / "b.lock", lock_of("logo"), now=0)

    living = roots.living(since=0, read_lock=never_asked)

    assert {lock_of(name).entries[name].made.key for name in ("hero", "logo")} < living


def test_the_same_lock_on_the_same_day_changes_nothing(roots: Roots, tmp_path: Path) -> None:
    remember(roots, tmp_path / "a.lock", lock_of("hero"), now=0)
    (place,) = roots.layout.roots.iterdir()
    before = place.stat()

    remember(roots, tmp_path / "a.lock", lock_of("hero"), now=DAY - 1)

    assert place.stat() == before


def test_what_left_a_lock_lives_until_its_day(roots: Roots, tmp_path: Path) -> None:
    remember(roots, tmp_path / "a.lock", lock_of("hero"), now=5 * DAY)
    remember(roots, tmp_path / "a.lock", Lock(), now=6 * DAY)

    assert roots.living(since=5 * DAY, read_lock=never_asked) == set(references(lock_of("hero")))
    assert roots.living(since=6 * DAY, read_lock=never_asked) == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "lock": "a", "seen": {}}',
        '{"version": 1, "lock": 1, "seen": {}}',
        '{"version": 1, "lock": "a", "seen": []}',
        '{"version": 1, "lock": "a", "seen": {"hero": 1}}',
        '{"version": 1, "lock": "a"}',
    ],
)
def test_a_root_that_cannot_be_read_is_an_error(roots: Roots, text: str) -> None:
    roots.layout.roots.mkdir(parents=True)
    (roots.layout.roots / "root.json").write_text(text)

    with pytest.raises(DamagedError, match=r"root\.json should say what a lock refers to"):
        roots.living(since=0, read_lock=never_asked)


@pytest.mark.parametrize(("damage", "left"), [("newer", 9), ("torn", 3), ("garbage", 0)])
def test_a_damaged_root_is_put_away_and_protects_what_stands_in_it(
    roots: Roots, tmp_path: Path, damage: str, left: int
) -> None:
    remember(roots, tmp_path / "a.lock", lock_of(*map(str, range(9))), now=5 * DAY)
    (place,) = roots.layout.roots.iterdir()
    text = {
        "torn": b'"sha'.join(place.read_bytes().split(b'"sha')[:6]),
        "newer": place.read_bytes().replace(b'"version":1', b'"version":2'),
        "garbage": b"\xff" * 99,
    }[damage]
    place.write_bytes(text)

    remember(roots, tmp_path / "a.lock", lock_of("logo"), now=9 * DAY)

    living = roots.living(since=9 * DAY, read_lock=never_asked)
    (quarantined,) = roots.layout.quarantine.iterdir()
    assert set(references(lock_of("logo"))) <= living
    assert len(living - set(references(lock_of("logo")))) == left
    assert quarantined.read_bytes() == text


def test_a_root_that_cannot_be_opened_is_explained(roots: Roots, tmp_path: Path) -> None:
    remember(roots, tmp_path / "a.lock", lock_of("hero"), now=0)
    (place,) = roots.layout.roots.iterdir()
    place.unlink()
    place.mkdir()

    with pytest.raises(StorageError, match="something of another kind is in the way"):
        remember(roots, tmp_path / "a.lock", lock_of("logo"), now=0)
