"""Roots: what locks refer to is remembered, and a root that cannot be read is no empty one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.store_layout import Layout
from assetforge.adapters.store_roots import Roots, references
from assetforge.core.errors import DamagedError
from assetforge.lock.model import Lock
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
