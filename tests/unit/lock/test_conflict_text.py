"""The text of a merge that leaves something open, as a person sees it."""

from __future__ import annotations

from dataclasses import replace

from assetforge.core.digest import digest_bytes
from assetforge.lock.codec import encode_lock
from assetforge.lock.conflict_text import conflict_text
from assetforge.lock.merge import Versions, merge
from assetforge.lock.model import Entry, Lock
from tests.unit.lock.samples import entry_of


def asked(name: str, request: str) -> Entry:
    entry = entry_of(name, request.encode())
    return replace(entry, made=replace(entry.made, key=digest_bytes(request.encode())))


def test_marks_stand_around_the_entries_that_are_open_and_nowhere_else() -> None:
    base = Lock(entries={"beach": entry_of("beach"), "hero": entry_of("hero")})
    ours = base.recording({"hero": asked("hero", "ours"), "icon": entry_of("icon")})
    theirs = base.recording({"hero": asked("hero", "theirs")})
    versions = Versions(base=base, ours=ours, theirs=theirs)

    text = conflict_text(merge(versions), versions).decode()

    shape = [line for line in text.splitlines() if line[:1] in set("[<|=>")]
    tables = ["", ".request", ".result", ".output"]
    assert shape == [
        *(f"[asset.beach{part}]" for part in tables),
        "<<<<<<< ours", *(f"[asset.hero{part}]" for part in tables),
        "||||||| base", *(f"[asset.hero{part}]" for part in tables),
        "=======", *(f"[asset.hero{part}]" for part in tables),
        ">>>>>>> theirs",
        *(f"[asset.icon{part}]" for part in tables),
    ]  # fmt: skip
    assert text.startswith(encode_lock(Lock()).decode())


def test_what_both_added_has_an_empty_base() -> None:
    ours = Lock(entries={"hero": asked("hero", "ours")})
    theirs = Lock(entries={"hero": asked("hero", "theirs")})
    versions = Versions(base=Lock(), ours=ours, theirs=theirs)

    text = conflict_text(merge(versions), versions).decode()

    assert "||||||| base\n=======\n" in text


def test_without_anything_open_it_is_the_lock() -> None:
    lock = Lock(entries={"hero": entry_of("hero")})
    versions = Versions(base=lock, ours=lock, theirs=lock)

    assert conflict_text(merge(versions), versions) == encode_lock(lock)
