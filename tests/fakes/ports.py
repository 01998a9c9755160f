"""The ports of a build, over a disk in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError, MakingError, StaleError, StorageError
from assetforge.core.media import Blob, Media
from assetforge.lock.moved import as_written
from tests.fakes.disk import blob_of, media_of, picture
from tests.fakes.virtual_time import VirtualClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetforge.core.digest import Digest
    from assetforge.execution.events import Event
    from assetforge.lock.model import Lock, Made
    from assetforge.plan.facts import Ordered
    from assetforge.providers.drawing import Drawing
    from assetforge.providers.instruction import Piece
    from tests.fakes.disk import Disk


class MemoryStore:
    """A store that keeps bytes and records in dictionaries."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._count = 0

    async def stage(self) -> str:
        self._count += 1
        return f"staged:{self._count}"

    async def keep(self, piece: Piece) -> Blob:
        data = self._disk.staged[piece.path]
        digest = digest_bytes(data)
        if self._disk.blobs.get(digest) == data:
            self._disk.effect(f"keep {piece.path}")
            self._disk.flush(self._disk.blobs)  # whoever put it there may have been killed
        else:
            self._disk.settle(self._disk.blobs, digest, data, f"keep {piece.path}")
        del self._disk.staged[piece.path]
        return Blob(digest=digest, size=len(data), media=piece.media)

    async def record(self, made: Made) -> None:
        if self._disk.records.get(made.key) == made:
            self._disk.effect(f"record {made.key}")
            self._disk.flush(self._disk.records)
        else:
            self._disk.settle(self._disk.records, made.key, made, f"record {made.key}")
        self._disk.recorded.append(made)

    async def fetch(self, blob: Blob, healer: str) -> str:
        if not self._is_right(self._disk.blobs.get(blob.digest), blob):
            candidate = self._disk.outputs.get(healer)
            if candidate is None or not self._is_right(candidate, blob):
                self._disk.blobs.pop(blob.digest, None)
                raise _damaged(blob)
            self._disk.settle(self._disk.blobs, blob.digest, candidate, f"heal {blob.digest}")
        return f"blob:{blob.digest}"

    def _is_right(self, data: bytes | None, blob: Blob) -> bool:
        return data is not None and digest_bytes(data) == blob.digest and len(data) == blob.size


class MemoryWorkshop:
    """A workshop whose pictures are lines of text that name the drawing and its inputs."""

    def __init__(self, disk: Disk, seconds: float = 1) -> None:
        self._disk = disk
        self._clock = VirtualClock()
        self._seconds = seconds  # of virtual time that one drawing takes
        self.busy = self.busiest = 0  # drawings at once, now and at most

    async def render(self, drawing: Drawing, inputs: Sequence[str], path: str) -> Media:
        given = [digest_bytes(self._disk.read(each)) for each in inputs]
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        try:
            await self._clock.sleep(self._seconds)
        finally:
            self.busy -= 1
        self._disk.effect(f"draw {path}")
        kind = getattr(drawing, "type", "image/png")
        media = Media(type=kind, width=drawing.width, height=drawing.height)
        self._disk.staged[path] = picture(f"{drawing!r} of {given}", media)
        return media

    async def convert(self, source: str, path: str, media_type: str) -> Media:
        data = self._disk.read(source)
        try:
            old = media_of(data)
        except ValueError as error:
            raise _unknown(source) from error
        media = Media(type=media_type, width=old.width, height=old.height, seconds=old.seconds)
        self._disk.effect(f"convert {path}")
        self._disk.staged[path] = picture(f"from {digest_bytes(data)}", media)
        return media


class MemoryOutputs:
    """The files that people use, in a dictionary."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    async def place(self, source: str, output: str) -> None:
        data = self._disk.read(source)
        self._disk.settle(self._disk.outputs, output, data, f"place {output}")

    async def discard(self, output: str, digest: Digest) -> bool:
        data = self._disk.outputs.get(output)
        if data is None or digest_bytes(data) != digest:
            return data is None
        self._disk.effect(f"discard {output}")
        del self._disk.outputs[output]
        return True


class MemorySources:
    """The files that a project brings along, in a dictionary."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    async def fetch(self, path: str, blob: Blob) -> str:
        data = self._disk.sources.get(path)
        if data is None or digest_bytes(data) != blob.digest:
            raise _changed(path)
        return f"source:{path}"


class EditedDefinitions:
    """What is no longer wanted as planned, and why."""

    def __init__(self) -> None:
        self.objections: dict[str, str] = {}

    async def objection(self, address: str) -> str:
        return self.objections.get(address, "")


class MemoryLockFile:
    """A lock that is a value; `refuses` are how many of the next writes fail."""

    def __init__(self, disk: Disk, refuses: int = 0, seconds: float = 0) -> None:
        self._disk = disk
        self._clock = VirtualClock()
        self._seconds = seconds  # of virtual time that a write takes
        self.refuses = refuses
        self.writes: list[float] = []  # when each write began

    async def save(self, lock: Lock) -> None:
        self.writes.append(self._clock.now())
        await self._clock.sleep(self._seconds)
        if self.refuses:
            self.refuses -= 1
            raise _disk_full()
        self._disk.settle_lock(as_written(lock))


class ListeningObserver:
    """Remembers everything it is told, and tells `also` of it."""

    def __init__(self, also: Callable[[Event], None] | None = None) -> None:
        self.events: list[Event] = []
        self._also = also

    def notice(self, event: Event) -> None:
        self.events.append(event)
        if self._also is not None:
            self._also(event)


class MemoryFacts:
    """What a plan is told of a disk in memory. Sources are as they were at first, as really."""

    def __init__(self, disk: Disk, paths: dict[str, str]) -> None:
        self._disk = disk
        self._sources = {name: blob_of(disk.sources[path]) for name, path in paths.items()}
        self.damaged: set[Digest] = set()  # keys whose records cannot be read
        self.is_failing = False  # the disk does not answer
        self.orders: dict[Digest, Ordered] = {}
        self.look: Callable[[], Mapping[Digest, Ordered]] = lambda: self.orders

    def source(self, address: str) -> Blob:
        return self._sources[address]

    def output(self, path: str) -> Digest | None:
        data = self._disk.outputs.get(path)
        return None if data is None else digest_bytes(data)

    def made(self, key: Digest) -> Made | None:
        self._answer()
        if key in self.damaged:
            raise _unreadable(key)
        return self._disk.records.get(key)

    def ordered(self, key: Digest) -> Ordered | None:
        self._answer()
        return self.look().get(key)

    def holds(self, digest: Digest) -> bool:
        self._answer()
        return digest in self._disk.blobs

    def _answer(self) -> None:
        if self.is_failing:
            raise _disk_full()


def _damaged(blob: Blob) -> DamagedError:
    return DamagedError(f"the stored bytes of {blob.digest} are damaged or gone")


def _unreadable(key: Digest) -> DamagedError:
    return DamagedError(f"the record of {key} cannot be read")


def _changed(path: str) -> StaleError:
    return StaleError(f"`{path}` was changed since the plan was made")


def _unknown(path: str) -> MakingError:
    return MakingError(f"{path} is no picture")


def _disk_full() -> StorageError:
    return StorageError("the disk is full")
