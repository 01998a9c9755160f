"""Verifying: every locked byte is read and compared with its digest. Nothing is written.

What is wrong heals for free where the other copy is right, or where the work is local.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.outputs import Outputs
from assetforge.adapters.store import FileStore
from assetforge.app.offers import market
from assetforge.app.reading import read_lock
from assetforge.core.errors import DamagedError
from assetforge.report.verdict import Verdict

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.core.media import Blob
    from assetforge.lock.model import Entry
    from assetforge.report.verdict import Condition


def verify_project(project: Project) -> tuple[Verdict, ...]:
    """Read everything that the lock refers to, and judge it."""
    lock = read_lock(project)
    store = FileStore(project.store, read_only=True)
    outputs = Outputs(project.outputs)
    return tuple(
        _verdict(address, entry, store, outputs) for address, entry in sorted(lock.entries.items())
    )


def _verdict(address: str, entry: Entry, store: FileStore, outputs: Outputs) -> Verdict:
    found = outputs.state(entry.output)
    digest = found.digest if found else None
    placed: Condition = (
        "missing" if digest is None else "right" if digest == entry.file.digest else "edited"
    )
    stored = _stored(store, entry.made.result)
    offer = market().offers.get(entry.made.provider)
    is_local = offer is not None and offer.is_local
    heals = stored == "right" or is_local or digest == entry.made.result.digest
    return Verdict(
        address=address, output=entry.output, stored=stored, placed=placed, heals_free=heals
    )


def _stored(store: FileStore, blob: Blob) -> Condition:
    if not store.has(blob.digest):
        return "missing"
    try:
        store.fetch(blob)
    except DamagedError:
        return "damaged"
    return "right"
