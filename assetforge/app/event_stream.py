"""A build told to a program that reads along: its events as lines in a file or pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.event_file import EventFile
from assetforge.app.leaving import leaving
from assetforge.core.text import one_line
from assetforge.ui.events import EventLines, begins_stream, error_line, line_text
from assetforge.ui.events_line import version_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType

    from assetforge.execution.events import Event
    from assetforge.plan.model import Plan
    from assetforge.report.model import Report
    from assetforge.ui.events_line import Line

LEAVING: Final = 0.3  # seconds that a reader has to take the last lines of a build that is left


class EventStream:
    """Tells a build from beginning to end, whatever that is; an observer like any other.

    What its file refuses is said once to `tell`, and stops nothing.
    """

    def __init__(self, path: str, tell: Callable[[str], None]) -> None:
        """Open it.

        Raises:
            UsageError: a file lies there that holds something else.
            StorageError: it cannot be opened.
        """
        self._path, self._tell = path, tell
        self._file = EventFile(path, begins_stream)
        self._lines = EventLines()
        self._is_lost = False

    def __enter__(self) -> Self:
        self._write([version_line()])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if error is not None:
            self._write([error_line(error)])
        self._file.close()
        self._look_after_file()

    def plan(self, plan: Plan) -> None:
        """Tell what would be done."""
        self._write(self._lines.plan(plan))

    def notice(self, event: Event) -> None:
        """Be told."""
        self._write(self._lines.event(event))

    def end(self, report: Report, code: int) -> None:
        """Tell how the build ended."""
        self._write(self._lines.summary(report, code, self._file.left_out))

    def leave(self) -> None:
        """Tell, and wait for hardly anything, where the process ends at once."""
        self._write([error_line(KeyboardInterrupt())])
        self._file.close(LEAVING, most=LEAVING)

    def _write(self, lines: Iterable[Line]) -> None:
        for line in lines:
            text = leaving(line_text(line, seconds_since_1970()))
            self._file.write(text, is_spare=line.is_spare)
        self._look_after_file()

    def _look_after_file(self) -> None:
        if self._file.failure and not self._is_lost:
            self._is_lost = True
            place, why = one_line(self._path), one_line(self._file.failure)
            self._tell(f"No more events go to {place}: {why}. What is built is saved all the same.")
