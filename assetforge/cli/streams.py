"""Streams that may be closed, full, or without a reader: work goes on, and no loss goes unsaid.

closed before we began      opened onto nothing, so that no file of ours takes its number
a reader that has gone      from then on onto nothing; a build goes on, for its results are saved
a key that was read         is taken out of everything
a command of a CI log       is made mere text; `command` alone writes one
a full disk behind stdout   exit 12: whoever asked for data must know that it is not there
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from assetforge.app.leaving import leaving
from assetforge.core.ci_log import inert

if TYPE_CHECKING:
    from assetforge.core.errors import StorageError

_STDOUT: Final = 1
_STDERR: Final = 2
_LOGGED: Final = ("CI", "GITHUB_ACTIONS", "TF_BUILD")  # where lines may be commands


def open_closed_streams() -> None:
    """Give a stream that was closed before we began a place that swallows everything."""
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, descriptor)
            if null != descriptor:
                os.close(null)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))


def tell(text: str) -> None:
    """Write to stderr; if nobody reads it any more, nobody is told."""
    try:
        sys.stderr.write(_shown(text))
        sys.stderr.flush()
    except OSError:
        _to_nowhere(_STDERR)


def command(text: str) -> None:
    """Write commands for a CI service to stderr; what they hold of others is escaped already."""
    try:
        sys.stderr.write(leaving(text))
        sys.stderr.flush()
    except OSError:
        _to_nowhere(_STDERR)


def put(text: str) -> None:
    """Write data to stdout; a reader that has seen enough is no failure.

    Raises:
        StorageError: it cannot be written.
    """
    try:
        sys.stdout.write(_shown(text))
    except OSError as error:
        _lose(error)


def put_rest() -> None:
    """Write what is still held back for stdout.

    Raises:
        StorageError: it cannot be written.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        _lose(error)


def lost_output(error: OSError) -> StorageError:
    """Let go of a stdout that refused to be written to; say so to whoever wanted the data."""
    from assetforge.core.errors import StorageError  # noqa: PLC0415 - only when it fails

    _to_nowhere(_STDOUT)
    return StorageError(
        f"cannot print the result: {error.strerror or error}",
        next_step="Look after the place that the output goes to, then run the command again.",
    )


def _shown(text: str) -> str:
    safe = leaving(text)
    return inert(safe) if any(os.environ.get(name) for name in _LOGGED) else safe


def _lose(error: OSError) -> None:
    lost = lost_output(error)
    if not isinstance(error, BrokenPipeError):
        raise lost from error


def _to_nowhere(descriptor: int) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)
