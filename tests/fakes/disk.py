"""A disk in memory: what a build leaves behind, and a power switch for each of its effects.

    blobs · records · outputs · sources · lock      stay when the power goes
    staged                                          is worth nothing then

    settle ─ renamed: all see it ─▶ unsynced ─ `synced`: the folder is flushed ─▶ for good

Each effect is whole or not at all, as the real adapters are. `fails_at` cuts the power before the
n-th effect, and nothing works after it until `restart`. `lose_power` takes back what was renamed
and not flushed: all of it, or what chance picks. A disk that does not flush (`flushes`) is a mutant
that a test of power loss must catch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from assetforge.core.digest import Digest, digest_bytes
from assetforge.core.media import Blob, Media
from assetforge.lock.model import Lock

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from random import Random

    from assetforge.lock.model import Made

K = TypeVar("K")
V = TypeVar("V")
Unsynced: TypeAlias = "tuple[object, Callable[[], None]]"  # a folder, and what takes it back

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
    unsynced: list[Unsynced] = field(default_factory=list["Unsynced"])
    flushes: bool = True
    fails_at: int | None = None
    is_off: bool = False

    def effect(self, what: str) -> None:
        """Note that something is about to happen, or cut the power before it."""
        if self.fails_at is not None and len(self.effects) >= self.fails_at:
            self.is_off = True
        if self.is_off:
            raise PowerLoss(what)
        self.effects.append(what)

    def settle(self, table: MutableMapping[K, V], name: K, value: V, what: str) -> None:
        """Rename something into its place, then flush the folder."""
        self.effect(what)
        old = table.get(name)

        def undo() -> None:
            if old is None:
                table.pop(name, None)
            else:
                table[name] = old

        table[name] = value
        self._flush(table, undo, what)

    def settle_lock(self, lock: Lock) -> None:
        """Rename a new lock into the place of the old one, then flush the folder."""
        self.effect("lock")
        old = self.lock

        def undo() -> None:
            self.lock = old

        self.lock = lock
        self._flush(self, undo, "lock")

    def synced(self, what: str) -> None:
        """Be about to flush a folder: the power may go here, between the renaming and that."""

    def lose_power(self, chance: Random | None = None) -> None:
        """Take back what was not flushed, the newest first; chance leaves some of it there."""
        for _, undo in reversed(self.unsynced):
            if chance is None or chance.random() < 0.5:
                undo()
        self.unsynced.clear()
        self.restart()

    def restart(self) -> None:
        """Switch the power on again; what was only staged is gone."""
        self.is_off, self.fails_at = False, None
        self.staged.clear()

    def flush(self, folder: object) -> None:
        """Make everything that was renamed in a folder stay, whoever did it."""
        if self.flushes:
            self.unsynced[:] = [each for each in self.unsynced if each[0] is not folder]

    def _flush(self, folder: object, undo: Callable[[], None], what: str) -> None:
        self.unsynced.append((folder, undo))
        self.synced(f"flush after {what}")
        self.flush(folder)

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
