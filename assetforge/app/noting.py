"""What a build notes at its end: the memo, and for the store which lock refers to what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.clock import seconds_since_1970, wait_out_the_tick
from assetforge.adapters.files import write_atomically
from assetforge.adapters.lock_file import LockFile
from assetforge.app.memo import LOCK_TEXT, Memo, encoded, stamp_of, text_digest
from assetforge.app.offers import registry
from assetforge.app.surroundings import services_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.adapters.store import FileStore
    from assetforge.app.memo import Noted
    from assetforge.app.planning import Situation
    from assetforge.execution.model import Execution


def note_build(found: Situation, execution: Execution, store: FileStore) -> None:
    """Note what the next command wants to know. A memo that is lost costs a moment.

    Raises:
        StorageError: the disk refused.
    """
    store.remember(found.project.lock, execution.lock, now=seconds_since_1970())
    wait_out_the_tick()
    write_atomically(Path(found.project.memo), encoded(_memo(found, execution)))


def _memo(found: Situation, execution: Execution) -> Memo:
    reading, lock = found.reading, LockFile(found.project.lock).read()
    texts = {name: text_digest(data) for name, data in reading.data.items()}
    if lock is not None:
        texts[LOCK_TEXT] = text_digest(lock)
    outputs = _outputs(found, execution)
    has_service = any(step.ask.provider in registry().services for step in found.plan.steps)
    around = services_mark() if has_service else ""
    is_placed = bool(around) or not has_service
    return Memo(
        manifest=found.project.manifest,
        anchor=stamp_of(found.project.anchor),
        texts=texts,
        includes={pattern: list(files) for pattern, files in reading.includes.items()},
        sources=reading.noted,
        outputs=outputs,
        around=around,
        assets=len(found.plan.steps),
        is_clean=lock is not None and is_placed and _is_clean(found, execution, outputs),
    )


def _outputs(found: Situation, execution: Execution) -> dict[str, Noted]:
    entries = (outcome.entry for outcome in execution.outcomes.values())
    paths = [entry.output for entry in entries if entry is not None]
    return {path: noted for path in paths if (noted := found.facts.noted(path))}


def _is_clean(found: Situation, execution: Execution, outputs: Mapping[str, Noted]) -> bool:
    """Say whether every asset of the whole manifest is there, with the very bytes of the lock."""
    if found.plan.is_frozen:  # what the manifest asks for was not looked at
        return False
    if found.plan.orphans or found.plan.unasked or found.reading.manifest.warnings:
        return False
    if execution.faults:  # the next build takes in what the ledger refused, and closes what is open
        return False
    assets = found.reading.graph.assets.values()
    return all(
        (outcome := execution.outcomes.get(asset.address)) is not None
        and (entry := outcome.entry) is not None
        and (noted := outputs.get(entry.output)) is not None
        and noted.digest == entry.file.digest
        for asset in assets
        if asset.kind != "source"
    )
