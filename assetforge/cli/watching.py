"""Who watches a build: live rows on a terminal, plain lines elsewhere, nobody when quiet."""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from assetforge.app.timing import now
from assetforge.cli.console import in_ci, moves
from assetforge.cli.streams import tell
from assetforge.execution.events import BuildStarted
from assetforge.ui.progress_lines import Lines
from assetforge.ui.progress_live import Live, terminal
from assetforge.ui.style import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from assetforge.cli.console import Console
    from assetforge.execution.events import Event
    from assetforge.execution.ports import Observer
    from assetforge.ui.scope import Scope

SHOW_CURSOR: Final = "\x1b[?25h"
HEARTBEAT: Final = 30.0  # seconds of silence after which a log is told that the build goes on


@contextmanager
def watching(console: Console, beside: Observer | None = None) -> Generator[Observer]:
    """Watch a build with what fits the place where it is shown; `beside` is told, too."""
    with _shown(console) as observer:
        yield observer if beside is None else _Both(beside, observer)


@contextmanager
def _shown(console: Console) -> Generator[Observer]:
    with ExitStack() as stack:
        if console.is_quiet:
            yield _Nobody()
        elif moves(sys.stderr) and not in_ci():
            yield _Terminal(console, stack)
        else:
            lines = Lines(now, tell, console.style(sys.stderr))
            stack.enter_context(_heartbeat(lines.heartbeat))
            yield lines


def say_that_it_was_left(scope: Scope, *, has_bought: bool = False) -> None:
    """Say how to go on where a build is left at once, and give the cursor back that rows hid."""
    cursor = SHOW_CURSOR if moves(sys.stderr) else ""
    way_on = f"What was finished is saved; {scope.command('build')} goes on from there."
    if has_bought:
        way_on += " What was ordered is made all the same, and taken up at no charge."
    tell(f"{cursor}\nLeft at once. {way_on}\n")


class _Nobody:
    """Watches nothing."""

    def notice(self, event: Event) -> None:
        """Be told."""


class _Both:
    """Tells two of everything."""

    def __init__(self, first: Observer, second: Observer) -> None:
        self._first, self._second = first, second

    def notice(self, event: Event) -> None:
        """Be told."""
        try:
            self._first.notice(event)
        finally:
            self._second.notice(event)


class _Terminal:
    """Begins to draw when the work begins, so that a question before it stands alone."""

    def __init__(self, console: Console, stack: ExitStack) -> None:
        self._console = console
        self._stack = stack
        self._live: Live | None = None

    def notice(self, event: Event) -> None:
        """Be told."""
        if self._live is None and isinstance(event, BuildStarted) and event.plan.has_changes:
            style = self._console.style(sys.stderr)
            screen = terminal(sys.stderr, is_terminal=True, has_colour=style is not PLAIN)
            self._live = self._stack.enter_context(Live(now, screen, style))
        if self._live is not None:
            self._live.notice(event)


@contextmanager
def _heartbeat(text: Callable[[], str]) -> Generator[None]:
    is_over = threading.Event()

    def beat() -> None:
        while not is_over.wait(HEARTBEAT):
            tell(text())

    thread = threading.Thread(target=beat, daemon=True, name="heartbeat")
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
