"""Exit codes: the one table that commands, tests and documents read. Published and frozen."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Exit(IntEnum):
    """How a command ended, for the program that called it."""

    DONE = 0
    FAILED = 1
    CHANGES = 2
    STALE = 3
    REFUSED = 4
    NO_CREDITS = 5
    CREDENTIALS = 6
    UNDECIDED = 7
    BUSY = 8
    DAMAGED = 9
    UNAVAILABLE = 10
    UNTRUSTED = 11
    STORAGE = 12
    USAGE = 64
    INVALID = 65
    INTERRUPTED = 130
    TERMINATED = 143


MEANINGS: Final[Mapping[Exit, str]] = {
    Exit.DONE: "done, or nothing to do",
    Exit.FAILED: "some asset failed (the rest is saved), or an error not listed here",
    Exit.CHANGES: "changes pending: only with `--detailed-exitcode`",
    Exit.STALE: "lock or saved plan out of date (`--locked`, a used or stale plan)",
    Exit.REFUSED: "refused before spending: budget, policy, `--no-spend`",
    Exit.NO_CREDITS: "the provider says there are not enough credits",
    Exit.CREDENTIALS: "credentials missing or rejected",
    Exit.UNDECIDED: "a person must decide: a charge that cannot be proved, candidates to pick, "
    "a confirmation without a terminal",
    Exit.BUSY: "another assetforge holds the lock past `--lock-timeout`",
    Exit.DAMAGED: "damaged store, lock or output that cannot be healed for free",
    Exit.UNAVAILABLE: "provider or network unavailable, or still running: job ids are saved, "
    "run again to re-attach at no charge",
    Exit.UNTRUSTED: "refused in an untrusted context",
    Exit.STORAGE: "local disk full, read-only or forbidden; a rescue record was written or printed",
    Exit.USAGE: "usage error",
    Exit.INVALID: "manifest or lock invalid",
    Exit.INTERRUPTED: "interrupted by Ctrl-C, state saved",
    Exit.TERMINATED: "told to stop by the system, state saved",
}

GRAVEST_FIRST: Final = (
    Exit.STORAGE, Exit.DAMAGED, Exit.UNTRUSTED, Exit.UNDECIDED, Exit.REFUSED, Exit.NO_CREDITS,
    Exit.CREDENTIALS, Exit.BUSY, Exit.STALE, Exit.UNAVAILABLE, Exit.FAILED,
)  # fmt: skip


def gravest(exits: set[Exit]) -> Exit:
    """Pick the code that tells most when several assets ended in different ways.

    What is not in the list still is a failure: only where nothing went wrong is it `DONE`.
    """
    otherwise = Exit.FAILED if exits - {Exit.DONE} else Exit.DONE
    return next((code for code in GRAVEST_FIRST if code in exits), otherwise)
