"""What a build needs of the world. Each port is small, and each has a fake and a contract test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assetforge.execution.roll import NOBODY_ASKED, Roll

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob, Media
    from assetforge.execution.desk import Desk
    from assetforge.execution.events import Event
    from assetforge.lock.model import Lock, Made
    from assetforge.plan.facts import Facts
    from assetforge.providers.drawing import Drawing
    from assetforge.providers.instruction import Piece
    from assetforge.providers.protocol import Provider


class Store(Protocol):
    """Where finished bytes are kept by content, and what is known of them by key."""

    async def stage(self) -> str:
        """Open a private place to write to; it is forgotten unless it is kept."""
        ...

    async def keep(self, piece: Piece) -> Blob:
        """Take finished bytes in for good: they are on the disk when this returns."""
        ...

    async def record(self, made: Made) -> None:
        """Remember how something was made; its bytes are kept before."""
        ...

    async def fetch(self, blob: Blob, healer: str) -> str:
        """Return a path to bytes that were read and found right just now.

        Damaged or lost bytes are taken from the output file `healer` where those are right.

        Raises:
            DamagedError: they are damaged or lost, and no file here heals them.
        """
        ...


class Workshop(Protocol):
    """Where local work is done: drawing, encoding, converting. Free and repeatable."""

    async def render(self, drawing: Drawing, inputs: Sequence[str], path: str) -> Media:
        """Draw what is described, from input files, into a file."""
        ...

    async def convert(self, source: str, path: str, media_type: str) -> Media:
        """Write a picture or film in another format."""
        ...


class Outputs(Protocol):
    """The files of the project that people use."""

    async def place(self, source: str, output: str) -> None:
        """Put a copy of a file at an output path: whole or not at all."""
        ...

    async def discard(self, output: str, digest: Digest) -> bool:
        """Remove an output file if it still holds these bytes; say whether it is gone."""
        ...


class Sources(Protocol):
    """The files that the project brings along."""

    async def fetch(self, path: str, blob: Blob) -> str:
        """Return a path to a source's bytes, found to be the planned ones just now.

        Raises:
            StaleError: the file was changed or removed since the plan was made.
        """
        ...


class Definitions(Protocol):
    """What the project's files ask for, which may be edited while a build runs."""

    async def objection(self, address: str) -> str:
        """Say why an asset is no longer wanted as planned; empty where it is.

        It ends the sentence "its file was not placed: …".
        """
        ...


class LockFile(Protocol):
    """The file to commit."""

    async def save(self, lock: Lock) -> None:
        """Write the lock: the old file or the new one is there, never half of either."""
        ...


class Clock(Protocol):
    """Time that only goes forward."""

    def now(self) -> float:
        """Tell the seconds since some fixed moment."""
        ...

    def date(self) -> float:
        """Tell the seconds since 1970, which may jump; for what is kept, never for waiting."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class Observer(Protocol):
    """Someone who is told what happens. Observers only observe: what they do changes nothing."""

    def notice(self, event: Event) -> None:
        """Be told."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Every effect a build can have."""

    store: Store
    sources: Sources
    workshop: Workshop
    outputs: Outputs
    lock_file: LockFile
    clock: Clock
    observer: Observer
    facts: Facts
    providers: Mapping[str, Provider]
    desk: Desk | None = None  # None: nothing can be bought
    roll: Roll = NOBODY_ASKED  # the trained models that prompts may name
    definitions: Definitions | None = None  # None: nobody can edit them meanwhile
