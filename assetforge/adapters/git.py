"""Git, asked about a folder: nothing is written, nothing is fetched, nobody is prompted.

    git -c … -C FOLDER WORD …    ── exit code, what it printed, why it refused

What a repository can bring along to have a program run is set aside: hooks, a watcher of files, a
pager, replaced objects, a bare repository among the files. Nothing is asked for that reads files of
the working tree: git would send them through filters that the repository names. Of the caller's
environment only what git needs to start is handed on; nothing that names another repository is.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer
from typing import IO, TYPE_CHECKING, Final

from assetforge.core.errors import AssetforgeError
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

SECONDS: Final = 120  # for one question; a history of a million commits takes a few
_KEPT: Final = (
    "PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "SYSTEMROOT",
    "TMPDIR", "TEMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
)  # fmt: skip
_SET: Final[Mapping[str, str]] = {
    "LC_ALL": "C",  # some of what it says is looked at
    "GIT_LITERAL_PATHSPECS": "1",  # a file may be called `img[1].png`
    "GIT_ALLOW_PROTOCOL": "none",  # no such protocol: a clone without all objects fetches none
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",  # the index is not refreshed on the side
    "GIT_TERMINAL_PROMPT": "0",
}
_OPTIONS: Final = (
    "--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
    "-c", "safe.bareRepository=explicit", "-c", "core.quotePath=false",
    "-c", "blame.ignoreRevsFile=", "-c", "log.showSignature=false",
)  # fmt: skip


class NoGitError(AssetforgeError):
    """Git is not installed, or cannot be started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How git ended and what it printed."""

    code: int
    out: bytes
    complaint: str  # one clean line; empty where it had none

    @property
    def is_good(self) -> bool:
        """Whether it did what it was asked."""
        return self.code == 0

    @property
    def line(self) -> str:
        """The first line that it printed, for what is one word or a path."""
        return self.out.decode(errors="surrogateescape").partition("\n")[0].rstrip("\r")


class Git:
    """Asks git about the repository that a folder lies in."""

    def __init__(self, folder: str, *, program: str = "git", seconds: float = SECONDS) -> None:
        self._start = (program, *_OPTIONS, "-C", folder)
        self._seconds = seconds

    def ask(self, *words: str, given: bytes = b"") -> Answer:
        """Run one command of git; `given` is what it reads.

        Raises:
            NoGitError: git is not there.
            AssetforgeError: it takes too long.
        """
        try:
            ended = subprocess.run(  # noqa: S603 - no shell, and no word of a person is an option
                [*self._start, *words], input=given, capture_output=True, check=False,
                env=_environment(), timeout=self._seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise _too_slow(words[0], self._seconds) from error
        except OSError as error:
            raise _no_git(error) from error
        told = ended.stderr.decode(errors="replace").strip()
        complaint = one_line(told.partition("\n")[0].removeprefix("fatal: "), 300)
        return Answer(code=ended.returncode, out=ended.stdout, complaint=complaint)

    @contextmanager
    def stream(self, *words: str) -> Generator[IO[bytes]]:
        """Run one command of git and read what it prints piece by piece, to the end.

        Raises:
            AssetforgeError: git is not there, takes too long, or fails; what was read then is void.
        """
        try:
            process = subprocess.Popen(  # noqa: S603 - as above
                [*self._start, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env=_environment(),
            )  # fmt: skip
        except OSError as error:
            raise _no_git(error) from error
        timer = Timer(self._seconds, process.kill)
        timer.start()
        try:
            with process:
                assert process.stdout is not None
                yield process.stdout
        finally:
            timer.cancel()
        if process.returncode != 0:
            raise _broke_off(words[0])


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | dict(_SET)


def _no_git(error: OSError) -> NoGitError:
    return NoGitError(
        f"git cannot be run: {error.strerror or error}",
        next_step="Install git, or put it where `PATH` leads.",
    )


def _broke_off(word: str) -> AssetforgeError:
    return AssetforgeError(
        f"`git {word}` broke off",
        next_step="Run `git fsck` to see what is wrong with the repository, or clone it without "
        "`--filter`.",
    )


def _too_slow(word: str, seconds: float) -> AssetforgeError:
    return AssetforgeError(
        f"`git {word}` took longer than {seconds:g} s",
        next_step="See what keeps git busy in this repository, then run the command again.",
    )
