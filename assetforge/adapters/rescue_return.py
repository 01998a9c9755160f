"""Rescue files on their way back into the ledger; doing it twice changes nothing.

the ledger's row               the file
is one step behind             its change is written, then the file goes
is there already, or further   the file goes
ended without the file's job   the file stays and is named: only a person can tell
is not there                   the same: a project may bring files along, and they buy nothing
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import read_file
from assetforge.adapters.ledger_change import may_become
from assetforge.adapters.ledger_questions import find_attempt
from assetforge.adapters.rescue import PREFIX, SUFFIX, is_ours
from assetforge.adapters.rescue_file import decode_rescue
from assetforge.execution.attempt import AttemptState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assetforge.adapters.ledger_book import Book
    from assetforge.execution.attempt import Attempt, Change

_MOST: Final = 1 << 20  # bytes of a rescue file
_ORDER: Final = tuple(AttemptState)
Fate: TypeAlias = Literal["written", "known", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """A rescue file, as it was read."""

    path: Path
    attempt: Attempt
    change: Change


def find_rescues(folders: Sequence[Path]) -> tuple[Rescued, ...]:
    """Read the rescue files of some folders, in the order in which their changes came about.

    What is none of ours, or no rescue file inside, is passed over.
    """
    places = [place for folder in folders if is_ours(folder) for place in sorted(_files(folder))]
    found = [each for each in map(_read, places) if each is not None]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.change.state)))


def take_in(book: Book, rescues: Sequence[Rescued], *, date: float) -> tuple[Rescued, ...]:
    """Write what was rescued into the ledger; returns those that only a person can judge.

    Raises:
        StorageError, DamagedError: the ledger, or a folder, still cannot be written.
    """
    return tuple(each for each in rescues if _taken_in(book, each, date) == "unclear")


def _taken_in(book: Book, rescued: Rescued, date: float) -> Fate:
    intent = rescued.attempt.intent
    row = book.ask(lambda connection: find_attempt(connection, intent))
    fate = _fate(row, rescued)
    if fate == "written":
        book.note(intent, rescued.change, date=date)
    if fate != "unclear":
        with explaining("remove", rescued.path):
            rescued.path.unlink(missing_ok=True)
    return fate


def _fate(row: Attempt | None, rescued: Rescued) -> Fate:
    if row is None or row.key != rescued.attempt.key:
        return "unclear"
    job = rescued.change.job
    if row.job is not None and job not in {None, row.job}:
        return "unclear"
    if row.state is not rescued.change.state and may_become(row.state, rescued.change.state):
        return "written"
    return "known" if job in {None, row.job} else "unclear"


def _files(folder: Path) -> list[Path]:
    try:
        return [
            place
            for place in folder.iterdir()
            if place.name.startswith(PREFIX) and place.name.endswith(SUFFIX)
        ]
    except OSError:
        return []


def _read(place: Path) -> Rescued | None:
    try:
        attempt, change = decode_rescue(read_file(place, limit=_MOST))
    except (OSError, ValueError):
        return None
    return Rescued(path=place, attempt=attempt, change=change)
