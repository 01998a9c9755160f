"""Where a finished file goes, and what it should hold.

declared extension    →  that path; other bytes are converted here, free of charge
none declared         →  the extension that the bytes have: it never lies
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.core.media import EXTENSION_BY_TYPE, TYPE_BY_EXTENSION
from assetforge.plan.fingerprint import transcode_key

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.lock.model import Entry, Made
    from assetforge.manifest.model import Asset
    from assetforge.plan.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A path and the bytes that belong there; None where they still have to be converted."""

    path: str
    file: Blob | None
    converts_to: str | None = None  # media type, where the result has another one


def output_path(asset: Asset, media_type: str) -> str:
    """Name the output file of an asset whose result is of this type."""
    return asset.stem + (asset.extension or EXTENSION_BY_TYPE[media_type])


def target(asset: Asset, made: Made, entry: Entry | None, facts: Facts) -> Target:
    """Say where a result goes and which bytes should lie there."""
    result = made.result
    path = output_path(asset, result.media.type)
    wanted = TYPE_BY_EXTENSION[asset.extension] if asset.extension else result.media.type
    if wanted == result.media.type:
        return Target(path=path, file=result)
    file = _converted(result.digest, wanted, entry, facts)
    return Target(path=path, file=file, converts_to=wanted)


def _converted(result: Digest, wanted: str, entry: Entry | None, facts: Facts) -> Blob | None:
    locked = entry.transcoded if entry and entry.made.result.digest == result else None
    if locked and locked.media.type == wanted:
        return locked
    held = facts.made(transcode_key(result, wanted))
    return held.result if held else None
