"""A disk in memory: what a build leaves behind, and a power switch for each of its effects.

    blobs · records · outputs · sources · lock      stay when the power goes
    staged                                          is worth nothing then

Each effect is whole or not at all, as the real adapters are. `fails_at` cuts the power before the
n-th effect, and nothing works after it until `restart`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assetforge.core.digest import Digest, digest_bytes
from assetforge.core.media import Blob, Media
from assetforge.lock.model import Lock

if TYPE_CHECKING:
    from assetforge.lock.model import Made

PNG = "image/png"


class PowerLoss(BaseException):
    """The machine is gone; no code of the build runs after this."""


@dataclass(slots=True)
class Disk:
    """Everything that outlives a build."""

    blobs: dict[Digest, bytes] = field(default_factory=dict[Digest, bytes])
    records: dict[Digest, Made] = field(default_factory=dict[Digest, "Made"])
    outputs: dict[str, bytes] = field(default_factory=dict[str, bytes])
    sources: dict[str, bytes] = field(default_factory=dict[str, bytes])
    staged: dict[str, bytes] = field(default_factory=dict[str, bytes])
    lock: Lock = field(default_factory=Lock)
    effects: list[str] = field(default_factory=list[str])  # what was done, in order
    recorded: list[Made] = field(default_factory=list["Made"])  # every record ever written
    fails_at: int | None = None
    is_off: bool = False

    def effect(self, what: str) -> None:
        """Note that something is about to happen, or cut the power before it."""
        if self.fails_at is not None and len(self.effects) >= self.fails_at:
            self.is_off = True
        if self.is_off:
            raise PowerLoss(what)
        self.effects.append(what)

    def restart(self) -> None:
        """Switch the power on again; what was only staged is gone."""
        self.is_off, self.fails_at = False, None
        self.staged.clear()

    def read(self, path: str) -> bytes:
        """Read any path that a port gave out."""
        place, _, name = path.partition(":")
        match place:
            case "blob":
                return self.blobs[Digest(name)]
            case "source":
                return self.sources[name]
            case _:
                return self.staged[path]


def picture(payload: str, media: Media | None = None) -> bytes:
    """Write bytes that stand for a picture; its first line says what kind it is."""
    kind = media or Media(type=PNG, width=64, height=48)
    seconds = "" if kind.seconds is None else f" {kind.seconds}"
    return f"{kind.type} {kind.width} {kind.height}{seconds}\n{payload}".encode()


def media_of(data: bytes) -> Media:
    """Tell what such bytes stand for."""
    kind, width, height, *seconds = data.partition(b"\n")[0].decode().split()
    return Media(
        type=kind, width=int(width), height=int(height),
        seconds=float(seconds[0]) if seconds else None,
    )  # fmt: skip


def blob_of(data: bytes) -> Blob:
    """Name such bytes by their content."""
    return Blob(digest=digest_bytes(data), size=len(data), media=media_of(data))
