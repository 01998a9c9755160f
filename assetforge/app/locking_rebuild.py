"""Rebuilding a lost or damaged lock: what the store has for the manifest is written down again.

manifest ─▶ keys, inputs before what is made from them ─┬ a result in the store ─▶ entry
old lock, or what is left of it, on that of HEAD ───────┴ none ─▶ its entry stays, if it had one

Nothing is bought or fetched. What is ordered stays ordered: the ledger is only read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.files import write_atomically
from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.outputs import Outputs
from assetforge.adapters.store import FileStore
from assetforge.app.facts import DiskFacts
from assetforge.app.ledger import all_attempts
from assetforge.app.locking import Tell, writing
from assetforge.app.locking_committed import read_committed_lock
from assetforge.app.locking_open import refuse_unmerged
from assetforge.app.locking_records import recover_records
from assetforge.app.locking_salvage import salvage
from assetforge.app.memo import read_memo
from assetforge.app.money_places import project_mark
from assetforge.app.offers import market
from assetforge.app.orders import OpenOrders
from assetforge.app.reading import parse_lock, read_project
from assetforge.core.errors import InvalidError
from assetforge.graph.select import Selection
from assetforge.lock.codec import encode_lock, refuse_newer_revision
from assetforge.lock.conflict import has_marks
from assetforge.lock.model import Entry, Lock
from assetforge.lock.moved import filled_up, renamed
from assetforge.plan.build import Wishes, build_plan
from assetforge.plan.output import target
from assetforge.report.relocked import Missing, Relocked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assetforge.app.project import Project
    from assetforge.app.reading import Reading
    from assetforge.plan.facts import Facts
    from assetforge.plan.model import Step
    from assetforge.report.relocked import Unknown

_DIGITS: Final = 12  # of the digest of a file that is put aside


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    lock: Lock
    behind: Lock = field(default_factory=Lock)  # fills up what the lock lacks
    damaged: bytes = b""
    salvaged: int = 0  # entries of the damaged one
    committed: int = 0  # entries of the committed one, where that stands in for a lost one


def rebuild_lock(project: Project, *, lock_timeout: float, tell: Tell) -> Relocked:
    """Write the lock again from what the store and the ledger know, for nothing.

    Raises:
        InvalidError: the manifest is invalid, or the lock waits for `assetforge lock --resolve`,
            which needs what git holds of both sides.
        StaleError: a newer assetforge wrote the lock.
        DamagedError: the ledger is damaged, or a record of paid work that nothing replaces.
        BusyError, StorageError: a build does not end, or the disk refused.
    """
    with (
        writing(project, "assetforge lock --rebuild", lock_timeout, tell),
        FileStore(project.store) as store,
    ):
        refuse_unmerged(project)
        committed = read_committed_lock(project)
        old = _old_lock(project, committed)
        reading = read_project(project, read_memo(project))
        moved = reading.manifest.moved
        old = replace(old, lock=_by_present_names(old, moved))
        recovered = recover_records(store, project.store, all_attempts())
        facts = _facts(project, reading, store)
        wishes = Wishes(selection=Selection())
        plan = build_plan(reading.graph, old.lock, facts, market(), wishes)
        entries = _entries(plan.steps, reading, old.lock, facts)
        aside = _put_aside(project, old)
        lock = old.lock.recording(entries)
        LockFile(project.lock, rescues=(project.state,)).write(encode_lock(lock))
    relocked = _told(plan.steps, entries, old.lock, OpenOrders(project_mark(reading.manifest.name)))
    return replace(
        relocked, recovered=len(recovered), aside=aside, salvaged=old.salvaged,
        committed=old.committed,
        absent=_absent(renamed(committed, moved), lock, reading.graph.assets),
    )  # fmt: skip


def _absent(committed: Lock, lock: Lock, known: Collection[str]) -> tuple[str, ...]:
    """List the assets that the committed lock names and this one does not."""
    gone = committed.entries.keys() - lock.entries.keys()
    return tuple(sorted(gone & set(known)))


def _old_lock(project: Project, committed: Lock) -> _Old:
    data = LockFile(project.lock).read()
    if data is None:
        return _Old(lock=committed, committed=len(committed.entries))
    try:
        lock = parse_lock(data, project.shown_lock)
    except InvalidError as error:
        is_newer = any(each.code == "newer-lock" for each in error.diagnostics)
        if is_newer or any(map(has_marks, error.texts.values())):
            raise
        whole = salvage(data)
        return _Old(lock=whole, behind=committed, damaged=data, salvaged=len(whole.entries))
    refuse_newer_revision(lock)
    return _Old(lock=lock)


def _by_present_names(old: _Old, moved: Mapping[str, str]) -> Lock:
    """Fill a lock up, each by itself: a name that it lacks may be a former one of what it has."""
    return filled_up(renamed(old.lock, moved), renamed(old.behind, moved))


def _facts(project: Project, reading: Reading, store: FileStore) -> Facts:
    """Tell of files and store; of no order: what is here counts, whatever is to replace it."""
    outputs = Outputs(project.outputs)
    return DiskFacts(store, outputs, (reading.sources, read_memo(project)), lambda _key: None)


def _entries(steps: Sequence[Step], reading: Reading, old: Lock, facts: Facts) -> dict[str, Entry]:
    return {
        step.address: _entry(step, reading, old.entries.get(step.address), facts)
        for step in steps
        if step.made is not None and not step.is_locked and not _waits(step, old)
    }


def _waits(step: Step, old: Lock) -> bool:
    """Say whether a build has to put a renamed result in the place of another one first."""
    entry = old.entries.get(step.address) if step.address in old.displaced else None
    return entry is not None and step.made is not None and entry.made.key == step.made.key


def _entry(step: Step, reading: Reading, old: Entry | None, facts: Facts) -> Entry:
    assert step.made is not None
    made = step.made if step.ask.inputs is None else replace(step.made, inputs=step.ask.inputs)
    goal = target(reading.graph.assets[step.address], made, old, facts)
    # Where it still has to be converted, the next build does that, free.
    transcoded = None if goal.file in {None, made.result} else goal.file
    return Entry(made=made, output=goal.path, transcoded=transcoded)


def _put_aside(project: Project, old: _Old) -> str:
    """Keep a damaged lock under the name of its content, so that no other one is lost for it."""
    if not old.damaged:
        return ""
    name = f"{Path(project.lock).name}.{sha256(old.damaged).hexdigest()[:_DIGITS]}.before-rebuild"
    place = Path(project.state) / name
    write_atomically(place, old.damaged)
    return place.relative_to(project.root).as_posix()


def _told(
    steps: Sequence[Step], entries: dict[str, Entry], old: Lock, orders: OpenOrders
) -> Relocked:
    left = [step for step in steps if step.address not in entries]
    kept = [step for step in left if step.is_locked or _is_named(step, old)]
    named = {step.address for step in kept}
    missing = (
        Missing(
            address=step.address, why=_why(step, orders), has_older=step.address in old.entries
        )
        for step in left if step.address not in named
    )  # fmt: skip
    return Relocked(
        found=tuple(entries), kept=tuple(step.address for step in kept), missing=tuple(missing),
    )  # fmt: skip


def _is_named(step: Step, old: Lock) -> bool:
    """Say whether the lock has what is asked for though its bytes are not here."""
    entry = old.entries.get(step.address)
    return entry is not None and entry.made.key == step.key


def _why(step: Step, orders: OpenOrders) -> Unknown:
    if step.key is None:
        return "after-build"
    return "not-stored" if orders.find(step.key) is None else "ordered"
