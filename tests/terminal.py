"""A terminal that is no screen: commands run in it, and what they draw is kept on paper.

The paper knows what our live rows use: `\\r`, `\\n`, one line up, the line erased, the cursor shown
or hidden. Colours are left out. It has no lower edge, so nothing scrolls out of reach.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from tests.command_line import COMMAND, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command_line import World

_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_TOKEN: Final = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|([\r\n])|([^\x1b\r\n]+)")


class Paper:
    """What a terminal shows, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = [""]
        self.row = 0
        self.highest = 0  # rows that one drawing ever went back over
        self.has_cursor = True
        self._ups = 0

    def print(self, text: str) -> None:
        """Show a text with its control sequences."""
        column = 0
        for match in _TOKEN.finditer(text):
            number, letter, control, plain = match.groups()
            if control == "\n":
                self.row += 1
                self.lines += [""] * (self.row + 1 - len(self.lines))
                self._ups = 0
            if control or letter:
                column = 0 if control else column
                self._move(letter, number)
                continue
            line = self.lines[self.row]
            self.lines[self.row] = line[:column].ljust(column) + plain + line[column + len(plain) :]
            column += len(plain)

    def _move(self, letter: str | None, number: str | None) -> None:
        match letter:
            case "A":
                self.row -= int(number or 1)
                self._ups += int(number or 1)
                self.highest = max(self.highest, self._ups)
            case "K":
                self.lines[self.row] = ""
            case "h" | "l" if number == "?25":
                self.has_cursor = letter == "h"
            case _:
                pass


class Terminal:
    """A command on a terminal of its own, 100 columns wide."""

    def __init__(self, world: World, *words: str, kind: str = "xterm", **changes: str) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.process = subprocess.Popen(
            [*COMMAND, *words], cwd=world.project,
            env=world.environment({"TERM": kind, **changes}),
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.seen = b""

    def wait_for(self, word: str) -> None:
        """Read until a word has come.

        Raises:
            AssertionError: the command ended before.
        """
        if not self._read(lambda: word in _COLOUR.sub("", self.seen.decode(errors="replace"))):
            message = f"it ended without a word of `{word}`:\n{self.seen.decode()}"
            raise AssertionError(message)

    def type(self, text: str) -> None:
        """Type on the keyboard."""
        os.write(self._master, text.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C at a question, and again if it was not heard.

        A signal that comes in the instant between a question and the wait for its answer is noted
        by Python only after the answer; one that comes while Python ends kills it.
        """
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=2)

    def end(self) -> Paper:
        """Read to the end; return everything as it stands then."""
        self._read(lambda: False)
        self.process.wait()
        os.close(self._master)
        paper = Paper()
        paper.print(self.seen.decode())
        return paper

    def _read(self, is_enough: Callable[[], bool]) -> bool:
        while not is_enough():
            # A command that hangs must not hang the tests.
            if not select.select([self._master], [], [], PATIENCE)[0]:
                self.process.kill()
                message = f"nothing came for {PATIENCE:g} s after:\n{self.seen.decode()}"
                raise AssertionError(message)
            try:
                more = os.read(self._master, 4096)
            except OSError:  # Linux says so when the other side has closed
                return False
            if not more:
                return False
            self.seen += more
        return True
