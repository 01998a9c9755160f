"""What a build notes at its end: the memo, and for the store which lock refers to what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.files import write_atomically
from assetforge.adapters.lock_file import LockFile
from assetforge.app.memo import LOCK_TEXT, Memo, encoded, text_digest

if TYPE_CHECKING:
    from assetforge.adapters.store import FileStore
    from assetforge.app.planning import Situation
    from assetforge.execution.model import Execution


def note_build(found: Situation, execution: Execution, store: FileStore) -> None:
    """Note what the next command wants to know. A memo that cannot be written costs a moment."""
    if found.plan.has_changes:
        store.remember(found.project.lock, execution.lock, now=seconds_since_1970())
    memo = encoded(_memo(found, execution))
    write_atomically(Path(found.project.memo), memo)


def _memo(found: Situation, execution: Execution) -> Memo:
    reading, lock = found.reading, LockFile(found.project.lock).read()
    outputs = {
        outcome.entry.output: noted
        for outcome in execution.outcomes.values()
        if outcome.entry is not None and (noted := found.facts.noted(outcome.entry.output))
    }
    texts = {name: text_digest(data) for name, data in reading.data.items()}
    if lock is not None:
        texts[LOCK_TEXT] = text_digest(lock)
    return Memo(
        texts=texts,
        includes={pattern: list(files) for pattern, files in reading.includes.items()},
        sources=reading.noted,
        outputs=outputs,
        assets=len(found.plan.steps),
        is_clean=_is_clean(found, execution) and lock is not None,
    )


def _is_clean(found: Situation, execution: Execution) -> bool:
    made = [asset for asset in reading_assets(found) if asset not in execution.outcomes]
    edited = any(outcome.step.is_edited for outcome in execution.outcomes.values())
    good = all(outcome.is_good for outcome in execution.outcomes.values())
    quiet = not found.plan.orphans and not found.reading.manifest.warnings
    return good and quiet and not edited and not made and not execution.left


def reading_assets(found: Situation) -> tuple[str, ...]:
    """List the addresses that the whole manifest has made."""
    assets = found.reading.graph.assets.values()
    return tuple(asset.address for asset in assets if asset.kind != "source")
