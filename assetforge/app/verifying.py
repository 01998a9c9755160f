"""Verifying: every locked byte is read and compared with its digest.

What is wrong heals for free where the other copy is right, or where the work is local. Nothing is
written unless healing is asked for: then damaged stored bytes give way to those of the output, and
a damaged record to what the lock says.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
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


def verify_project(project: Project, *, heals: bool) -> tuple[Verdict, ...]:
    """Read everything that the lock refers to, and judge it; heal the store where asked to.

    Raises:
        AssetforgeError: the lock or the disk cannot be read, or the disk refused.
    """
    lock, outputs = read_lock(project), Outputs(project.outputs)
    with FileStore(project.store, read_only=not heals) as store:
        verdicts = [
            _verdict(address, entry, store, outputs)
            for address, entry in sorted(lock.entries.items())
        ]
        if not heals:
            return tuple(verdicts)
        return tuple(
            _healed(project, lock.entries[verdict.address], verdict, store) for verdict in verdicts
        )


def _healed(project: Project, entry: Entry, verdict: Verdict, store: FileStore) -> Verdict:
    if verdict.stored == "right" and not verdict.is_torn:
        return verdict
    output = str(Path(project.outputs) / entry.output)
    if verdict.stored != "right" and not store.heal(entry.made.result, output):
        return verdict
    store.record(entry.made.as_ordered)
    return replace(verdict, stored="right", is_torn=False, is_healed=True)


def _verdict(address: str, entry: Entry, store: FileStore, outputs: Outputs) -> Verdict:
    found = outputs.state(entry.output)
    digest = found.digest if found else None
    placed: Condition = (
        "missing" if digest is None else "right" if digest == entry.file.digest else "edited"
    )
    stored = _stored(store, entry.made.result)
    offer = market().offers.get(entry.made.provider)
    return Verdict(
        address=address, output=entry.output, stored=stored, placed=placed,
        has_copy=stored == "right" or digest == entry.made.result.digest,
        is_local=offer is not None and offer.is_local,
        is_torn=store.is_torn(entry.made.as_ordered.key),
    )  # fmt: skip


def _stored(store: FileStore, blob: Blob) -> Condition:
    if not store.has(blob.digest):
        return "missing"
    try:
        store.fetch(blob)
    except DamagedError:
        return "damaged"
    return "right"
