"""The console: data to stdout, everything else to stderr, colour only where it is wanted.

--no-color, then NO_COLOR (not empty), then FORCE_COLOR (not empty, not 0), then the terminal
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from assetforge.cli.streams import put, tell

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.ui.style import Style

PIPE_WIDTH = 120  # columns, where there is no terminal to ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """What every command prints through, and what the person asked of all of them."""

    manifest: str | None = None
    verbosity: int = 0  # -1 quiet, 0 as usual, 1 verbose
    no_color: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether only data and failures are wanted."""
        return self.verbosity < 0

    @property
    def is_verbose(self) -> bool:
        """Whether every detail is wanted."""
        return self.verbosity > 0

    @property
    def width(self) -> int:
        """The columns that a line may fill."""
        from shutil import get_terminal_size  # noqa: PLC0415 - for what is laid out in columns

        return get_terminal_size((PIPE_WIDTH, 24)).columns

    @property
    def is_interactive(self) -> bool:
        """Whether a person can be asked: a terminal on both ends, and no CI."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not in_ci()

    def style(self, stream: TextIO) -> Style:
        """Choose how texts on a stream look."""
        from assetforge.ui.style import ANSI, PLAIN  # noqa: PLC0415 - not for `--help`

        return ANSI if self._is_colourful(stream) else PLAIN

    def out(self, text: str) -> None:
        """Print data."""
        put(text.removesuffix("\n") + "\n")

    def data(self, document: Table) -> None:
        """Print a document for programs."""
        from assetforge.ui.machine import to_json  # noqa: PLC0415 - only for `--json`

        self.out(to_json(document))

    def say(self, text: str) -> None:
        """Tell the person something; not data, and not wanted when quiet."""
        if text and not self.is_quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Tell the person something that matters."""
        tell(text.removesuffix("\n") + "\n")

    def _is_colourful(self, stream: TextIO) -> bool:
        if self.no_color or os.environ.get("NO_COLOR"):
            return False
        forced = os.environ.get("FORCE_COLOR", "")
        if forced:
            return forced != "0"
        return moves(stream)


def ask(question: str) -> bool:
    """Ask the person at the terminal; anything but a clear yes is a no."""
    import click  # noqa: PLC0415 - as everything here that `--help` does not need

    return click.confirm(question, default=False, err=True)


def moves(stream: TextIO) -> bool:
    """Say whether a stream is a terminal that paints and moves its cursor."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def in_ci() -> bool:
    """Say whether a CI service runs this; then nobody can be asked."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
