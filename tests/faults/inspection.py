"""What must hold for a project and its store at every instant, and what once a build ended."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout, digests_in
from assetforge.app.reading import parse_lock
from assetforge.core.digest import PREFIX, digest_bytes
from tests.opened import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetforge.core.digest import Digest
    from assetforge.lock.model import Lock
    from tests.command_line import World

OUTPUTS: Final = "assets"
HALF_WRITTEN: Final = ".assetforge-"  # how the name of a file begins that is not whole yet


def flaws_at_any_instant(world: World) -> Iterator[str]:
    """Say what no kill may ever leave behind: a file that is not whole, a record without bytes."""
    blobs = dict(digests_in(Layout(world.store).blobs))
    for digest, path in blobs.items():
        if PREFIX + sha256(path.read_bytes()).hexdigest() != digest:
            yield f"stored bytes are not those of their name: {path.name}"
    for path in outputs(world):
        opened(path)  # raises for a file that is not whole
        if digest_bytes(path.read_bytes()) not in blobs:
            yield f"an output that the store does not know: {path.name}"
    yield from (f"no bytes for {name}" for name, digest in _named(world) if digest not in blobs)


def _named(world: World) -> Iterator[tuple[str, Digest]]:
    """List every digest that a record or the lock speaks of."""
    for held in FileStore(str(world.store), read_only=True).list_records().held:
        yield held.made.key, held.made.result.digest
    for address, entry in locked(world).entries.items():
        yield address, entry.made.result.digest


def flaws_at_the_end(world: World) -> Iterator[str]:
    """Say what a build that ended leaves behind although it should not."""
    for path in litter(world):
        yield f"left over: {path.relative_to(world.home)}"


def outputs(world: World) -> list[Path]:
    """List the finished files."""
    paths = (world.project / OUTPUTS).rglob("*")
    return [path for path in paths if path.is_file() and not path.name.startswith(HALF_WRITTEN)]


def litter(world: World) -> list[Path]:
    """List what is half written or set aside, in the project and in the store."""
    layout = Layout(world.store)
    aside = [*layout.staging.rglob("*"), *layout.quarantine.rglob("*")]
    return [*aside, *world.project.rglob(f"{HALF_WRITTEN}*")]


def locked(world: World) -> Lock:
    """Read the lock, which must always be readable; absent it is empty."""
    path = world.project / "assets.lock"
    return parse_lock(path.read_bytes() if path.exists() else b"version = 1\nrevision = 0\n")
