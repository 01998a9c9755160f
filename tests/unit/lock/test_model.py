"""The lock as a value: every change is a new lock."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.lock.samples import blob_of, entry_of, lock_of


def test_recording_adds_and_replaces_and_leaves_the_old_lock_alone() -> None:
    old = lock_of("hero", "logo")

    new = old.recording({"hero": entry_of("hero", b"second"), "clip": entry_of("clip")})

    assert sorted(new.entries) == ["clip", "hero", "logo"]
    assert new.entries["hero"] == entry_of("hero", b"second")
    assert old == lock_of("hero", "logo")


def test_forgetting_takes_only_what_is_named() -> None:
    assert lock_of("hero", "logo").without(frozenset({"hero", "absent"})) == lock_of("logo")


def test_the_file_of_an_entry_is_its_result_unless_it_was_transcoded() -> None:
    entry = entry_of("hero", b"png")

    assert entry.file == blob_of(b"png")
    assert replace(entry, transcoded=blob_of(b"webp")).file == blob_of(b"webp")
