"""Progress on a terminal: what runs now in place, what is finished in the scrollback above.

    [ 11/41] made hero  1600x900 image/png  0.3 s        scrolls away, stays readable
      hero-clip    video    letzai/veo31   42 s of about 165 s
      hero-4k      upscale  studio         0.4 s
      … and 3 more
    ━━━━━━━━━━━╸────────────────────  11/41  42 s elapsed, about 2 min left

At most ten rows move, ten times a second: rich's own progress bars with a row for each asset take
half a core (measured with rich 15: 400 rows 55 %, ten rows of plain text under 1 %).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import display_width, one_line, shorten
from assetforge.execution.events import BuildStarted
from assetforge.ui.columns import GAP, pad, widths
from assetforge.ui.plan_step import maker
from assetforge.ui.progress import Tally
from assetforge.ui.progress_lines import event_lines, time_text
from assetforge.ui.quantity import duration, rough_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, Self

    from rich.console import Console, ConsoleOptions, RenderableType

    from assetforge.execution.events import Event
    from assetforge.providers.instruction import JobState
    from assetforge.ui.progress import Running
    from assetforge.ui.style import Style

ROWS: Final = 10
RATE: Final = 10  # drawings a second
PAUSE: Final = 1 / RATE  # finished lines are written together at most this often, in seconds
SHOWN: Final = 4  # of those that wait to be written, how many are drawn meanwhile
BAR: Final = 32  # columns
WIDEST: Final = 40  # columns of one cell that others are aligned to
HINTED: Final = 5.0  # seconds; quicker steps need no estimate beside them


def terminal(stream: IO[str], *, is_terminal: bool, has_colour: bool) -> Console:
    """Make a console that moves text only on a real terminal, whatever the environment says."""
    from rich.console import Console  # takes 50 ms to load

    return Console(
        file=stream, force_terminal=is_terminal, force_interactive=is_terminal,
        no_color=not has_colour, highlight=False, markup=False, emoji=False,
    )  # fmt: skip


class Live:
    """Draws a build while it runs; enter it around the build."""

    def __init__(self, clock: Callable[[], float], console: Console, style: Style) -> None:
        from rich.live import Live as Area

        self._clock, self._console, self._style = clock, console, style
        self._tally = Tally(clock)
        self._pending: list[str] = []
        self._written = clock()
        self._area = Area(
            console=console, get_renderable=self._draw, refresh_per_second=RATE, transient=True,
            redirect_stdout=False, redirect_stderr=False, vertical_overflow="crop",
        )  # fmt: skip

    def __enter__(self) -> Self:
        self._area.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._write()
        self._area.stop()

    def notice(self, event: Event) -> None:
        """Be told what happened; many quick ends are written together."""
        self._tally.notice(event)
        self._pending += event_lines(event, self._tally, self._style)
        is_due = self._clock() - self._written >= PAUSE
        if self._pending and (is_due or isinstance(event, BuildStarted)):
            self._write()

    def _write(self) -> None:
        from rich.text import Text

        lines, self._pending = self._pending, []
        if lines:
            self._console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
        self._written = self._clock()

    def _draw(self) -> RenderableType:
        return _Area(self._tally, self._style, lambda: self._pending[-SHOWN:])


class _Area:
    """What is drawn in place; as wide as the terminal is at that moment."""

    def __init__(self, tally: Tally, style: Style, pending: Callable[[], list[str]]) -> None:
        self._tally, self._style = tally, style
        self._pending = pending  # asked while drawing: rich draws one area several times

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        from rich.text import Text

        width, is_ascii = options.max_width, options.ascii_only
        for line in (
            *self._pending(),
            *live_rows(self._tally, self._style, width, is_ascii=is_ascii),
        ):
            yield Text.from_ansi(line, no_wrap=True, overflow="crop")


def live_rows(tally: Tally, style: Style, width: int, *, is_ascii: bool = False) -> list[str]:
    """Write the rows that are drawn in place: what runs, how many more, the bar."""
    running = tally.running
    shown = running if len(running) <= ROWS else running[: ROWS - 1]
    cells = [_cells(each) for each in shown]
    columns = widths(cells, WIDEST)
    lines = [
        shorten(GAP + GAP.join(map(pad, row, columns)).rstrip(), max(1, width - 1)) for row in cells
    ]
    if len(shown) < len(running):
        mark = "..." if is_ascii else "…"
        lines.append(style.muted(f"{GAP}{mark} and {len(running) - len(shown)} more"))
    return [*lines, _bar_line(tally, style, width, is_ascii=is_ascii)]


def _cells(running: Running) -> tuple[str, str, str, str]:
    step, time = running.step, duration(running.seconds)
    if step.seconds >= HINTED:
        time = f"{time} of about {rough_duration(step.seconds)}"
    if running.state is not None:
        time = f"{time}, {_said(running.state)}"
    return one_line(step.address), step.ask.kind, maker(step), time


def _said(state: JobState) -> str:
    """Write what a service says of a job; its percentage is its own."""
    word = one_line(state.word) or "no status"
    return word if state.progress is None else f"{word} {state.progress} %"


def _bar_line(tally: Tally, style: Style, width: int, *, is_ascii: bool) -> str:
    failed = f", {tally.failed} failed" if tally.failed else ""
    what = "stopping" if tally.is_draining else time_text(tally)
    words = f"{tally.finished}/{tally.total}{failed}  {what}"
    room = min(BAR, width - display_width(words) - len(GAP) - 1)
    if room < 4:  # noqa: PLR2004 - a shorter bar shows nothing
        return shorten(words, max(1, width - 1))
    return f"{_bar(tally, style, room, is_ascii=is_ascii)}{GAP}{words}"


def _bar(tally: Tally, style: Style, room: int, *, is_ascii: bool) -> str:
    full, empty = ("#", "-") if is_ascii else ("━", "─")
    done = room * tally.finished // tally.total if tally.total else room
    return style.good(full * done) + style.muted(empty * (room - done))
