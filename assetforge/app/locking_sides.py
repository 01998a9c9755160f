"""The sides of a lock in conflict: as git keeps them whole, else as the marks in the file tell.

    git, merge open ─────▶ stages 1, 2, 3            exact; what was built since, beside them
    marks in the file ───▶ two texts, or three ──▶ locks ─ entries that git mixed ─▶ mended

Git merges line by line: where it saw no conflict, a text made from marks may hold lines of both
sides in one entry, the request of one and the size of the other. The store's record of the key
tells what was made for it; where it has none, a key that is not that of its request gives it away.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.store import FileStore
from assetforge.app.locking_marks import at_line, broken_marks
from assetforge.app.locking_open import read_open_stages
from assetforge.app.locking_salvage import salvage
from assetforge.app.reading import parse_lock
from assetforge.core.errors import DamagedError, InvalidError
from assetforge.lock.conflict import BrokenConflictError, has_marks, take_apart, whole_side
from assetforge.lock.merge import Versions, merge
from assetforge.lock.model import Lock
from assetforge.plan.fingerprint import KEY_SCHEMA, key_of
from assetforge.plan.model import Ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.adapters.git_stages import Stages
    from assetforge.app.project import Project
    from assetforge.lock.conflict import Side
    from assetforge.lock.model import Entry

DEEPEST: Final = 4  # conflicts within conflicts; each level may double the work


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A lock in conflict."""

    versions: Versions
    mixed: tuple[str, ...] = ()  # assets whose entry has lines of both sides, and nobody can tell
    since: Mapping[str, Entry] = field(default_factory=dict[str, "Entry"])  # built after the merge


def find_conflict(project: Project) -> Found | None:
    """Read the sides of the project's lock; None where there is one only.

    As long as git holds several there is a conflict, whatever the file says by now.

    Raises:
        InvalidError: a side cannot be understood.
        StorageError: the disk does not answer.
    """
    data = LockFile(project.lock).read()
    stages = read_open_stages(project)
    if stages is not None:
        versions = _staged(stages, project.shown_lock)
        return Found(versions=versions, since=_since(data, versions, project.shown_lock))
    if data is None or _is_readable(data, project.shown_lock):
        return None
    return _mended(_versions(data, project.shown_lock), project)


def read_side(data: bytes, name: str) -> Lock:
    """Read one side of a merge; one that holds a conflict itself is merged first.

    An empty text is a lock that says nothing: git gives one where a side has no such file.

    Raises:
        InvalidError: it cannot be understood.
    """
    if not data.strip() or _is_readable(data, name):
        return parse_lock(data, name) if data.strip() else Lock()
    return merge(_versions(data, name)).lock


def read_base(data: bytes | None, name: str) -> Lock:
    """Read the base of a merge as `read_side` does; where it cannot be understood, none is known.

    Then nothing counts as removed, and what both sides have counts as changed by both.
    """
    try:
        return Lock() if data is None else read_side(data, name)
    except InvalidError:
        return Lock()


def _since(data: bytes | None, versions: Versions, name: str) -> dict[str, Entry]:
    """Find what the file says was made and no side knows of.

    Its other entries are those of the sides, or what git mixed out of them: the key of one side
    and the result of another.
    """
    if data is None or has_marks(_lines(data)):
        return {}
    locks = (versions.base, versions.ours, versions.theirs)
    known = [entry.made for lock in locks for entry in lock.entries.values()]
    keys, results = {made.key for made in known}, {made.result.digest for made in known}
    return {
        address: each for address, each in _whole_entries(data, name).items()
        if each.made.key not in keys or each.made.result.digest not in results
    }  # fmt: skip


def _whole_entries(data: bytes, name: str) -> Mapping[str, Entry]:
    """Read the file; where lines were mixed so that it cannot be read, what is whole by itself."""
    try:
        return parse_lock(data, name).entries
    except InvalidError:
        return salvage(data).entries


def _lines(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _staged(stages: Stages, name: str) -> Versions:
    ours, theirs = stages.ours or b"", stages.theirs or b""
    return Versions(
        base=read_base(stages.base, f"{name} (base)"),
        ours=read_side(ours, f"{name} (ours)"), theirs=read_side(theirs, f"{name} (theirs)"),
    )  # fmt: skip


def _is_readable(data: bytes, name: str) -> bool:
    """Say whether a text is a lock as it stands.

    Raises:
        InvalidError: it is none, and no merge is to blame.
    """
    try:
        parse_lock(data, name)
    except InvalidError:
        if has_marks(_lines(data)):
            return False
        raise
    return True


def _versions(data: bytes, name: str) -> Versions:
    text = _lines(data)
    return _taken_apart(whole_side(text), name, text, DEEPEST)


def _taken_apart(side: Side, name: str, text: str, depth: int) -> Versions:
    try:
        sides = take_apart(side)
    except BrokenConflictError as error:
        raise broken_marks(error, name, text) from error
    ours, theirs = (_lock_of(each, name, text, depth) for each in (sides.ours, sides.theirs))
    try:
        base = None if sides.base is None else _lock_of(sides.base, name, text, depth)
    except InvalidError:
        base = None  # zdiff3 leaves lines out of the base that it took out of both sides
    return Versions(base=base or Lock(), ours=ours, theirs=theirs)


def _lock_of(side: Side, name: str, text: str, depth: int) -> Lock:
    if depth and has_marks(side.text):
        return merge(_taken_apart(side, name, text, depth - 1)).lock
    try:
        return parse_lock(side.text.encode(), name)
    except InvalidError as error:
        raise at_line(error, side, name, text) from error


def _mended(versions: Versions, project: Project) -> Found:
    with FileStore(project.store, read_only=True) as store:
        base, ours, theirs = (
            _mended_lock(each, store) for each in (versions.base, versions.ours, versions.theirs)
        )
    mixed = sorted({
        address for lock in (ours, theirs) for address, entry in lock.entries.items()
        if _is_mixed(entry)
    })  # fmt: skip
    return Found(versions=Versions(base=base, ours=ours, theirs=theirs), mixed=tuple(mixed))


def _mended_lock(lock: Lock, store: FileStore) -> Lock:
    return lock.recording({
        name: _mended_entry(entry, store) for name, entry in lock.entries.items()
    })  # fmt: skip


def _mended_entry(entry: Entry, store: FileStore) -> Entry:
    """Take what was made from the store's record, where that is of this very result.

    A key and its result both stand in lines that differ on each side, so they go together.
    """
    noted = entry.made
    try:
        made = store.find(noted.key)
    except DamagedError:
        made = None
    if made is None or made.result.digest != noted.result.digest:
        return entry
    is_named = [each.digest for each in noted.inputs] == [each.digest for each in made.inputs]
    return replace(entry, made=replace(made, inputs=noted.inputs) if is_named else made)


def _is_mixed(entry: Entry) -> bool:
    """Say whether a key is not that of the request and the inputs beside it."""
    made = entry.made
    ask = Ask(
        address="", kind=made.kind, provider=made.provider, model=made.model,
        request=made.request, inputs=made.inputs, place=made.place,
    )  # fmt: skip
    return made.key_schema == KEY_SCHEMA and key_of(ask) != made.key
