"""The text of a merge that leaves something open: marks around whole entries, and nowhere else.

    [asset.beach]           decided
    …

    <<<<<<< ours
    [asset.hero]            what our side made
    …
    ||||||| base
    =======
    [asset.hero]            what their side made
    …
    >>>>>>> theirs

Taken apart, each side is a whole lock again, in which no entry has lines of another one. Where a
side cannot be read at all, the marks stand around whole texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.lock.codec import encode_lock
from assetforge.lock.model import Lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.lock.merge import Merged, Versions
    from assetforge.lock.model import Entry

_FIRST: Final = "\n[asset."  # where the head ends and the entries begin


def conflict_text(merged: Merged, versions: Versions) -> bytes:
    """Write a merge for somebody to finish: what is open stands there as every side has it."""
    open_ones = {each.address for each in merged.decisions if each.is_open}
    head, _, _ = encode_lock(merged.lock).decode().partition(_FIRST)
    parts = (
        _conflict(address, versions) if address in open_ones
        else _part(address, merged.lock.entries[address])
        for address in sorted({*merged.lock.entries, *open_ones})
    )  # fmt: skip
    return "".join((head, *parts)).encode()


def whole_conflict(ours: bytes, base: bytes, theirs: bytes) -> bytes:
    """Put whole texts between marks, where nobody could merge them."""
    parts = (b"<<<<<<< ours\n", ours, b"||||||| base\n", base, b"=======\n", theirs)
    return b"".join((*map(_ended, parts), b">>>>>>> theirs\n"))


def _ended(text: bytes) -> bytes:
    return text if text.endswith(b"\n") or not text else text + b"\n"


def _conflict(address: str, versions: Versions) -> str:
    return "".join(_conflict_lines(address, versions))


def _conflict_lines(address: str, versions: Versions) -> Iterator[str]:
    yield "\n<<<<<<< ours" + _or_nothing(_part(address, versions.ours.entries.get(address)))
    yield "||||||| base" + _or_nothing(_part(address, versions.base.entries.get(address)))
    yield "=======" + _or_nothing(_part(address, versions.theirs.entries.get(address)))
    yield ">>>>>>> theirs\n"


def _or_nothing(part: str) -> str:
    return part or "\n"


def _part(address: str, entry: Entry | None) -> str:
    """Write one entry with the empty line before it."""
    if entry is None:
        return ""
    text = encode_lock(Lock(entries={address: entry})).decode()
    return text[text.index(_FIRST) :]
