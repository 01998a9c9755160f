"""A disk in memory that loses its power, below the real SQLite and the real code of the ledger.

    Book ─▶ SQLite (apsw) ─▶ LossyVFS ─▶ Disk     writes are volatile until the file is flushed

After a loss each write since the last flush of its file is there, or is not, or is there up to the
middle of a sector; a file that was never flushed may be gone. What a method of the book returned
from must be there all the same, the file must be whole, and nobody may be in it twice.

SQLite's shared memory needs a file system; with the lock held for good it uses its own instead
(sqlite.org/wal.html, section 8), and the log and its flushes are the same.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import apsw

from assetforge.adapters.ledger_book import Book
from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_schema import CREATION, SAFETY, SYNCHRONOUS
from assetforge.execution.attempt import AttemptState, Budget, Change
from tests.unit.adapters.ledger_samples import NOON, attempt_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

SECTOR: Final = 512
ATTEMPTS: Final = 4
MOST_STEPS: Final = 400  # somewhat more than those attempts take, so that some lives end in order
_WAY: Final = (AttemptState.SUBMITTED, AttemptState.READY, AttemptState.STORED)
_ORDER: Final = (AttemptState.INTENT, *_WAY)


class PowerLossError(Exception):
    """The disk is gone; SQLite hears of it as of any other fault."""


@dataclass(slots=True)
class Sheet:
    """A file: what is flushed, and what was done since."""

    flushed: bytes | None = None  # None: it may not be there after a loss
    now: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes]] = field(default_factory=list[tuple[int, bytes]])

    def flush(self) -> None:
        self.flushed = bytes(self.now)
        self.since.clear()

    def after_loss(self, chance: random.Random) -> bytes | None:
        """Say what is there when the power is back."""
        if self.flushed is None and chance.random() < 0.5:
            return None
        left = bytearray(self.flushed or b"")
        for place, data in self.since:
            if place < 0:  # cut to this length
                if chance.random() < 0.5:
                    del left[-place - 1 :]
            elif (fate := chance.random()) < 0.6:
                end = len(data) if fate < 0.4 else chance.randrange(0, len(data) + 1, SECTOR // 2)
                _write(left, place, data[:end])
        return bytes(left)


@dataclass(slots=True)
class Disk:
    """Files by name, and a moment at which the power goes."""

    chance: random.Random
    steps_left: int
    sheets: dict[str, Sheet] = field(default_factory=dict[str, Sheet])
    is_off: bool = False

    def step(self) -> bool:
        """Say whether there is power for one more thing; the first that has none fails.

        What comes later is SQLite letting go of its files, which nobody sees any more.
        """
        if self.is_off:
            return False
        self.steps_left -= 1
        if self.steps_left < 0:
            self.is_off = True
            raise PowerLossError
        return True

    def after_loss(self) -> Disk:
        """Give the disk as it is when the power is back, for good."""
        found = {name: sheet.after_loss(self.chance) for name, sheet in self.sheets.items()}
        sheets = {
            name: Sheet(flushed=data, now=bytearray(data))
            for name, data in found.items()
            if data is not None
        }
        return Disk(chance=self.chance, steps_left=10**9, sheets=sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What one loss of power left."""

    seed: int
    told: int  # writings that were said to be done
    had_ended: bool  # the power went only after the last of them
    flaws: list[str]


def lose_power(seed: int, synchronous: str = SYNCHRONOUS["wal"]) -> Loss:
    """Write attempts until the power goes, and compare what was told with what is left."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    disk = Disk(chance=chance, steps_left=chance.randrange(MOST_STEPS))
    told: dict[str, AttemptState] = {}
    try:
        with _book(disk, synchronous) as book:
            _write_attempts(book, disk, told)
    except Exception:  # whatever SQLite and the book make of a disk that is gone
        if not disk.is_off:
            raise
    had_ended, disk.is_off = not disk.is_off, True
    flaws = _flaws(disk.after_loss(), told, synchronous)
    return Loss(seed=seed, told=len(told), had_ended=had_ended, flaws=flaws)


def _write_attempts(book: Book, disk: Disk, told: dict[str, AttemptState]) -> None:
    """Write attempts; once the power is gone nobody is told anything any more."""
    for number in range(ATTEMPTS):
        attempt = attempt_of(f"asset-{number}")
        book.claim(attempt, Budget())
        if not disk.is_off:
            told[attempt.intent] = AttemptState.INTENT
        for state in _WAY:
            book.note(attempt.intent, Change(state=state, job="job"), date=NOON)
            if not disk.is_off:
                told[attempt.intent] = state


def _flaws(disk: Disk, told: dict[str, AttemptState], synchronous: str) -> list[str]:
    try:
        with _book(disk, synchronous) as book:
            whole = book.ask(lambda found: found.execute("PRAGMA integrity_check").fetchall())
            rows = {row.intent: row.state for row in book.ask(list_attempts)}
    except Exception as error:  # noqa: BLE001 - a ledger that cannot be opened is the flaw
        return [f"it cannot be opened: {error!r}"]
    missing = [
        f"{intent} was told to be {state}, and is {rows.get(intent)}"
        for intent, state in told.items()
        if intent not in rows or _ORDER.index(rows[intent]) < _ORDER.index(state)
    ]
    surplus = [f"{len(rows)} rows for {len(told)} told"] if len(rows) > len(told) + 1 else []
    return [*missing, *surplus, *([] if whole == [("ok",)] else [f"not whole: {whole}"])]


def _book(disk: Disk, synchronous: str) -> Book:
    """Open the ledger on a disk as `ledger_opening.py` does on a real one."""
    name = f"lossy-{id(disk)}"
    vfs = LossyVFS(name, disk)
    opened = apsw.Connection("/ledger.sqlite3", vfs=name)
    connection = cast("sqlite3.Connection", opened)  # the book uses what both have
    connection.execute("PRAGMA locking_mode = exclusive")
    for pragma in (*SAFETY, "PRAGMA journal_mode = wal", synchronous):
        connection.execute(pragma).fetchall()
    if connection.execute("PRAGMA user_version").fetchone() == (0,):
        for statement in ("BEGIN IMMEDIATE", *CREATION, "COMMIT"):
            connection.execute(statement)
    book = Book(Path("/ledger.sqlite3"), connection)
    _KEPT.append(vfs)
    return book


_KEPT: Final[list[object]] = []  # SQLite holds them without owning them


class LossyVFS(apsw.VFS):
    """SQLite's way to a disk of ours."""

    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        super().__init__(name, "")

    def xOpen(  # noqa: N802 - apsw's name
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        file = LossyFile(self._disk, self._disk.sheets.setdefault(path, Sheet()))
        return cast("apsw.VFSFile", file)  # any object with these methods will do

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802 - apsw's name
        del flags
        return pathname in self._disk.sheets

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - apsw's name
        del syncdir
        if self._disk.step():
            self._disk.sheets.pop(filename, None)

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - apsw's name
        return name


class LossyFile:
    """SQLite's way to a file of ours."""

    def __init__(self, disk: Disk, sheet: Sheet) -> None:
        self._disk = disk
        self._sheet = sheet

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - apsw's name
        return bytes(self._sheet.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        if self._disk.step():
            _write(self._sheet.now, offset, data)
            self._sheet.since.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802 - apsw's name
        if self._disk.step():
            del self._sheet.now[size:]
            self._sheet.since.append((-size - 1, b""))

    def xSync(self, flags: int) -> None:  # noqa: N802 - apsw's name
        del flags
        if self._disk.step():
            self._sheet.flush()

    def xFileSize(self) -> int:  # noqa: N802 - apsw's name
        return len(self._sheet.now)

    def xSectorSize(self) -> int:  # noqa: N802 - apsw's name
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802 - apsw's name
        return 0

    def xFileControl(self, operation: int, pointer: int) -> bool:  # noqa: N802 - apsw's name
        del operation, pointer
        return False

    def xLock(self, level: int) -> None:  # noqa: N802 - apsw's name
        del level

    def xUnlock(self, level: int) -> None:  # noqa: N802 - apsw's name
        del level

    def xCheckReservedLock(self) -> bool:  # noqa: N802 - apsw's name
        return False

    def xClose(self) -> None:  # noqa: N802 - apsw's name
        """Nothing to let go of."""


def _write(content: bytearray, place: int, data: bytes) -> None:
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    content[place : place + len(data)] = data


def flaws_of(losses: Sequence[Loss]) -> list[str]:
    """List what losses left amiss, with the seed that shows it again."""
    return [f"seed {loss.seed}: {flaw}" for loss in losses for flaw in loss.flaws]
