"""The real command line, which kills itself at the n-th time that it comes by a point.

    python -m tests.faults.killing POINT TIMES build -y      ends by SIGKILL, or as `build` does
    python -m tests.faults.killing --census FILE build -y    notes how often it came by each

The points stand around every effect that a purchase has; nothing of the package knows of them.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import signal
import sys
import threading
from collections import Counter
from functools import wraps
from importlib import import_module
from inspect import iscoroutinefunction
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from assetforge.adapters.ledger_book import Book
from assetforge.adapters.wire_body import Body
from assetforge.execution.attempt import Change

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator, Awaitable, Callable

MODULE: Final = "tests.faults.killing"
CENSUS: Final = "--census"
SEAMS: Final = (  # module, class or nothing, function
    ("ledger", "SqliteLedger", "claim"),
    ("ledger", "SqliteLedger", "note"),
    ("wire", "HttpWire", "send"),
    ("wire", "", "_read"),
    ("turns", "FileTurns", "try_take"),
    ("turns", "", "end_turn"),
    ("call_spool", "Spool", "begin"),
    ("call_owner", "", "start"),
    ("call_owner", "", "tell"),
    ("call_owner", "CallOwner", "call"),
    ("call_owner", "CallOwner", "collect"),
    ("call_owner", "CallOwner", "forget"),
    ("downloads", "HttpDownloads", "fetch"),
    ("scribe", "FileScribe", "write"),
    ("store", "FileStore", "stage"),
    ("store", "FileStore", "keep"),
    ("store", "FileStore", "record"),
    ("outputs", "Outputs", "place"),
    ("lock_file", "LockFile", "write"),
    ("files", "", "_replace"),
    ("files", "", "sync_folder"),
)


class Points:
    """Counts how often each point was passed, and ends the process at one of them."""

    def __init__(self, point: str, times: int) -> None:
        self.seen: Counter[str] = Counter()
        self._point, self._times = point, times
        self._turn = threading.Lock()

    def reach(self, point: str) -> None:
        """Come by a point."""
        with self._turn:
            self.seen[point] += 1
            if point == self._point and self.seen[point] == self._times:
                os.kill(os.getpid(), signal.SIGKILL)


class WatchedConnection:
    """A connection to SQLite with points around what changes the file."""

    def __init__(self, connection: sqlite3.Connection, points: Points) -> None:
        self._connection, self._points = connection, points

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, text: str, *values: object) -> object:
        """Pass on a statement."""
        word = text.partition(" ")[0]
        if word not in {"BEGIN", "INSERT", "UPDATE", "COMMIT"}:
            return self._connection.execute(text, *cast("tuple[()]", values))
        self._points.reach(f"before {word}")
        done = self._connection.execute(text, *cast("tuple[()]", values))
        self._points.reach(f"after {word}")
        return done


def watch_all(points: Points) -> None:
    """Put the points around every effect of a purchase."""
    for module, group, name in SEAMS:
        place: object = import_module(f"assetforge.adapters.{module}")
        _watch(getattr(place, group) if group else place, name, points)
    _watch(import_module("assetforge.app.building"), "note_build", points)
    _watch_statements(points)
    _watch_bodies(points)


def _watch(holder: object, name: str, points: Points) -> None:
    found: object = getattr(holder, name)
    if iscoroutinefunction(found):
        _put(holder, name, _awaited(found, name, points))
    else:
        _put(holder, name, _called(cast("Callable[..., object]", found), name, points))


def _awaited(
    work: Callable[..., Awaitable[object]], name: str, points: Points
) -> Callable[..., Awaitable[object]]:
    @wraps(work)
    async def watched(*given: object, **named: object) -> object:
        label = _label(name, given, named)
        points.reach(f"before {label}")
        done = await work(*given, **named)
        points.reach(f"after {label}")
        return done

    return watched


def _called(work: Callable[..., object], name: str, points: Points) -> Callable[..., object]:
    @wraps(work)
    def watched(*given: object, **named: object) -> object:
        points.reach(f"before {name}")
        done = work(*given, **named)
        points.reach(f"after {name}")
        return done

    return watched


def _label(name: str, given: tuple[object, ...], named: dict[str, object]) -> str:
    """Tell paid requests from free ones, and one state of an attempt from another."""
    if name == "send":
        return "send paid" if named.get("is_paid") else "send free"
    change = given[-1]
    return f"note {change.state}" if isinstance(change, Change) else name


def _watch_statements(points: Points) -> None:
    begin = Book.__init__

    def watched(book: Book, path: Path, connection: sqlite3.Connection) -> None:
        begin(book, path, cast("sqlite3.Connection", WatchedConnection(connection, points)))

    _put(Book, "__init__", watched)


def _watch_bodies(points: Points) -> None:
    chunks = Body.chunks

    async def watched(body: Body) -> AsyncIterator[bytes]:
        async for chunk in chunks(body):
            points.reach("before a piece of a body")
            yield chunk
            points.reach("after a piece of a body")

    _put(Body, "chunks", watched)


def _put(holder: object, name: str, work: object) -> None:
    setattr(holder, name, work)


def main() -> None:
    """Run the command line with points in it."""
    point, how_often, *words = sys.argv[1:]
    points = Points(point, 0 if point == CENSUS else int(how_often))
    watch_all(points)
    if point == CENSUS:
        atexit.register(lambda: Path(how_often).write_text(json.dumps(points.seen), "utf-8"))
    sys.argv = ["assetforge", *words]
    runpy.run_module("assetforge", run_name="__main__")


if __name__ == "__main__":
    main()
