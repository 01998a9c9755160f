"""What can go wrong, as a tree. A leaf exists where a caller would act differently.

    AssetforgeError
    ├── InvalidError        the manifest or the lock is invalid; carries every diagnostic     65
    ├── UsageError          the command line asks for something that does not exist            64
    ├── StaleError          the lock or a saved plan does not fit what is asked                 3
    ├── RefusedError        a budget, a policy or --no-spend forbids the build                  4
    ├── NoCreditsError      the provider says that there are not enough credits                 5
    ├── CredentialsError    a key is missing or was refused                                     6
    ├── UndecidedError      a person must decide, and none is there                             7
    ├── BusyError           another assetforge works on this project                            8
    ├── DamagedError        stored bytes are not what they were, and cannot be healed free      9
    ├── UnavailableError    a provider cannot be reached, or this version cannot talk to it    10
    ├── UntrustedError      the files here may be anybody's, and it spends or changes things   11
    ├── StorageError        the disk is full, read-only or forbidden                           12
    └── MakingError         one asset could not be made                                         1

Every error says what happened, what it cost and what to do next; the command line adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.core.credits import Credits
    from assetforge.core.diagnostics import Diagnostic

NOTHING_SPENT = "Nothing was spent."


class AssetforgeError(Exception):
    """The root: a failure that is explained to a person and has an exit code."""

    exit: ClassVar[Exit] = Exit.FAILED

    def __init__(self, what: str, *, cost: str = NOTHING_SPENT, next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cost = cost
        self.next_step = next_step
        self.stake: Credits | None = None  # of an order that brought nothing; None: none was sent


class InvalidError(AssetforgeError):
    """The manifest or the lock is invalid; every problem found is in `diagnostics`."""

    exit = Exit.INVALID

    def __init__(self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> None:
        count = len(diagnostics)
        files = sorted({diagnostic.place.file for diagnostic in diagnostics})
        noun = "problem" if count == 1 else "problems"
        super().__init__(
            f"{count} {noun} in {', '.join(files)}",
            next_step="Mend what is marked above, then run `assetforge check`.",
        )
        self.diagnostics = tuple(diagnostics)
        self.texts = texts  # file name → text, for the excerpts


class UsageError(AssetforgeError):
    """The command line asks for something that does not exist or does not go together."""

    exit = Exit.USAGE


class StaleError(AssetforgeError):
    """The lock does not fit the manifest, and it may not be changed."""

    exit = Exit.STALE


class RefusedError(AssetforgeError):
    """A budget, a policy or --no-spend forbids what the plan would spend."""

    exit = Exit.REFUSED


class NoCreditsError(AssetforgeError):
    """The provider says that there are not enough credits; nothing more is ordered there."""

    exit = Exit.NO_CREDITS


class CredentialsError(AssetforgeError):
    """A key is missing, or the provider refused it; nothing more is ordered there."""

    exit = Exit.CREDENTIALS


class UndecidedError(AssetforgeError):
    """A person must decide, and there is no terminal to ask at."""

    exit = Exit.UNDECIDED


class BusyError(AssetforgeError):
    """Another assetforge works on this project and did not finish in time."""

    exit = Exit.BUSY


class DamagedError(AssetforgeError):
    """Stored bytes are not what they were when they were stored."""

    exit = Exit.DAMAGED


class UnavailableError(AssetforgeError):
    """A provider cannot be used now; what it already made is safe."""

    exit = Exit.UNAVAILABLE


class UntrustedError(AssetforgeError):
    """The files here may be anybody's, and what was asked spends or changes what others use."""

    exit = Exit.UNTRUSTED


class StorageError(AssetforgeError):
    """The disk is full, read-only or forbidden."""

    exit = Exit.STORAGE


class MakingError(AssetforgeError):
    """One asset could not be made; the others are not concerned."""
