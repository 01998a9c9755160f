"""Meeting a running command in the middle: reading what it prints until a word comes up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen


def met(build: Popen[bytes], word: str) -> str:
    """Wait until a command has printed a line with a word to stderr; return all lines until then.

    Raises:
        AssertionError: it ended before.
    """
    assert build.stderr is not None, "stderr is a pipe"
    lines: list[str] = []
    for line in build.stderr:
        lines.append(line.decode())
        if word in lines[-1]:
            return "".join(lines)
    raise AssertionError(f"it ended without a word of `{word}`:\n" + "".join(lines))
