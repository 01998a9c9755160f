"""Where a finished file goes, and what it should hold.

declared extension    →  that path; other bytes are converted here, free of charge
none declared         →  the extension that the bytes have: it never lies

What lies at the path is ours if the lock or the store knows its bytes. Anything else is a person's
work and stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.media import EXTENSION_BY_TYPE, MP4, PNG, TYPE_BY_EXTENSION
from assetforge.core.names import FILM_KINDS
from assetforge.plan.fingerprint import transcode_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.lock.model import Entry, Lock, Made
    from assetforge.manifest.model import Asset
    from assetforge.plan.facts import Facts
    from assetforge.plan.model import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A path and the bytes that belong there; None where they still have to be converted."""

    path: str
    file: Blob | None
    converts_to: str | None = None  # media type, where the result has another one


def output_path(asset: Asset, media_type: str) -> str:
    """Name the output file of an asset whose result is of this type."""
    return asset.stem + (asset.extension or EXTENSION_BY_TYPE[media_type])


def expected_path(asset: Asset, ask: Ask, entry: Entry | None) -> str:
    """Name the file that a result still to be made will most likely have."""
    asked = _asked_type(ask)
    is_as_before = entry is not None and _stem(entry.output) == asset.stem
    if entry is not None and is_as_before and asset.extension is None and asked is None:
        return entry.output
    usual = MP4 if asset.kind in FILM_KINDS else PNG
    return output_path(asset, asked or usual)


def _asked_type(ask: Ask) -> str | None:
    """Read the media type from a request, where a provider or a derive has a word for it."""
    word = ask.request.get("media_type")
    if isinstance(word, str) and word in EXTENSION_BY_TYPE:
        return word
    return TYPE_BY_EXTENSION.get(f".{ask.request.get('format')}".lower())


def _stem(path: str) -> str:
    return path.rpartition(".")[0]


def target(asset: Asset, made: Made, entry: Entry | None, facts: Facts) -> Target:
    """Say where a result goes and which bytes should lie there."""
    result = made.result
    path = output_path(asset, result.media.type)
    wanted = TYPE_BY_EXTENSION[asset.extension] if asset.extension else result.media.type
    if wanted == result.media.type:
        return Target(path=path, file=result)
    file = _converted(result.digest, wanted, entry, facts)
    return Target(path=path, file=file, converts_to=wanted)


def owners_of(lock: Lock) -> dict[Digest, Entry]:
    """Find the entry that knows some bytes, as a result or as the file made of it."""
    entries = (*lock.displaced.values(), *lock.entries.values())
    owners = {entry.made.result.digest: entry for entry in entries}
    files = {entry.transcoded.digest: entry for entry in entries if entry.transcoded}
    return {**files, **owners}


def entries_by_key(lock: Lock) -> dict[Digest, Entry]:
    """Find what a lock says was made for a key; of several assets, the first by name counts.

    One whose file is the result itself goes before one whose file was converted: without a store,
    the result can be had from the former alone. What was blessed is here for what it was made for:
    its blessing is its own asset's alone.
    """
    displaced = sorted(lock.displaced.items(), key=_usefulness, reverse=True)
    entries = [*displaced, *sorted(lock.entries.items(), key=_usefulness, reverse=True)]
    found = {entry.made.as_ordered.key: _as_ordered(entry) for _, entry in entries}
    plain = {each.made.key: each for _, each in entries if each.made.blessing is None}
    return {**found, **plain}


def _usefulness(named: tuple[str, Entry]) -> tuple[bool, str]:
    """Sort by what is found last: what counts most stands at the front."""
    name, entry = named
    return entry.transcoded is not None, name


def _as_ordered(entry: Entry) -> Entry:
    is_blessed = entry.made.blessing is not None
    return replace(entry, made=entry.made.as_ordered) if is_blessed else entry


def entry_of(made: Made, entry: Entry | None, by_key: Mapping[Digest, Entry]) -> Entry | None:
    """Find who tells where a result lies: the asset's own entry, else one by another name."""
    other = by_key.get(made.key)
    if other is None or (entry is not None and entry.made.result.digest == made.result.digest):
        return entry
    return other if other.made.result.digest == made.result.digest else entry


def is_ours(lies: Digest, goal: Target, owners: Mapping[Digest, Entry], facts: Facts) -> bool:
    """Say whether the bytes of an output file came from here, so that they may be replaced."""
    if goal.file is not None and lies == goal.file.digest:
        return True
    return lies in owners or facts.holds(lies)


def _converted(result: Digest, wanted: str, entry: Entry | None, facts: Facts) -> Blob | None:
    locked = entry.transcoded if entry and entry.made.result.digest == result else None
    if locked and locked.media.type == wanted:
        return locked
    held = facts.made(transcode_key(result, wanted))
    return held.result if held else None
