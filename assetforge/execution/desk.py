"""What buying needs of the world, as ports. Only the executor's buyer holds them.

Wire        sends a request to a service's API; the only place that knows keys and origins
Downloads   gets and puts bytes at URLs that need no credentials
Ledger      every attempt to buy, for all projects of the user, written before it is made
Turns       one buyer at a time for a key, over all processes of this machine
Owner       a process of its own for a call whose answer comes once and can be lost
Chance      what nobody can foresee
Scribe      writes bytes that came inside an answer into a file of the store's staging area
Rescue      keeps what the ledger refused to take, wherever that is still possible
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assetforge.execution.attempt import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from assetforge.core.digest import Digest
    from assetforge.core.media import Media
    from assetforge.execution.attempt import Attempt, Change
    from assetforge.providers.instruction import Answer, Call


class Wire(Protocol):
    """The way to the API of one service."""

    async def send(self, call: Call, files: Sequence[str] = (), *, is_paid: bool = False) -> Answer:
        """Send one request, once, and return what was answered, whatever its status.

        `files` are the paths of the inputs that the call has inline. Redirects are not followed:
        they are answers.

        Raises:
            NotSentError: it is proved that the service never got it.
            LostAnswerError: it may have got it.
        """
        ...


class Downloads(Protocol):
    """Bytes at URLs from outside: public addresses only, no credentials, bounded in every way."""

    async def fetch(self, url: str, path: str, *, provider: str, is_film: bool) -> Media:
        """Write what a URL holds into a file, decoded and found whole.

        Raises:
            GoneError: the URL leads nowhere any more.
            WrongBytesError: it is no picture or film that may be used.
            NotSentError, LostAnswerError: the way there failed; try again.
            StorageError: the disk refused.
        """
        ...

    async def put(self, url: str, path: str, media_type: str, *, provider: str) -> int:
        """Send a file to a signed URL; returns the status.

        Raises:
            NotSentError, LostAnswerError: the way there failed; try again.
        """
        ...

    async def examine(self, path: str, *, is_film: bool) -> Media:
        """Decode a file that came inside an answer and find it whole.

        Raises:
            WrongBytesError: it is no picture or film that may be used.
        """
        ...


class Ledger(Protocol):
    """Every attempt to buy. When a method returns, what it wrote survives a power loss."""

    async def live(self, key: Digest) -> Attempt | None:
        """Find the live attempt for a key.

        Raises:
            StorageError, DamagedError: the ledger does not answer, which is not "none".
        """
        ...

    async def claim(self, attempt: Attempt, budget: Budget) -> None:
        """Write a new attempt and reserve its credits, in one transaction.

        Raises:
            RefusedError: a limit would be passed, or the price is unknown and a limit is set.
            BusyError: the key has a live attempt already.
            StorageError, DamagedError: nothing was written.
        """
        ...

    async def note(self, intent: str, change: Change) -> Attempt:
        """Write what became of an attempt, and return it as it is now.

        Raises:
            StorageError, DamagedError: it could not be written.
        """
        ...

    async def jobs(self, provider: str, account: str) -> frozenset[str]:
        """List the job ids of an account's attempts."""
        ...

    async def echoes(self, provider: str, route: str, *, account: str | None = None) -> bool | None:
        """Say whether the newest job of a route showed our token; None: not known yet.

        With `account` only its own jobs count: another place need not do as this one does.
        """
        ...

    async def durations(
        self, provider: str, model: str | None, kind: str, *, account: str | None = None
    ) -> Sequence[float]:
        """List how many seconds the last jobs of a model took, newest first, 50 at most.

        With `account` only its own jobs count: a sandbox says nothing of the service.
        """
        ...


class Turns(Protocol):
    """One buyer at a time for a key."""

    def hold(self, key: Digest) -> AbstractAsyncContextManager[None]:
        """Wait for a key's turn and keep it; freed by the system when the process dies."""
        ...


class Owner(Protocol):
    """Keeps a call of a synchronous service, and its answer, in a process of its own."""

    async def prepare(self, intent: str) -> None:
        """Note that a call was not made yet, before anything counts on it.

        Whoever collects it later then knows that it never was, should nobody come to make it. Where
        that cannot be noted nothing is concluded.
        """
        ...

    async def call(self, intent: str, provider: str, call: Call, files: Sequence[str]) -> Answer:
        """Have the call made once and return its answer, which is on the disk by then.

        Raises:
            NotSentError: it is proved that the service never got it.
            LostAnswerError: it may have got it.
        """
        ...

    async def collect(self, intent: str) -> Answer | None:
        """Return the answer of a call that another run began, waiting while it is under way.

        None where there is neither an answer nor anybody who waits for one.

        Raises:
            NotSentError, LostAnswerError: as it ended.
        """
        ...

    async def forget(self, intent: str) -> None:
        """Remove an answer, once everything in it is kept."""
        ...


class Chance(Protocol):
    """What nobody can foresee."""

    def intent(self) -> str:
        """Make a name that no other attempt has: 128 bits, base32 in lower case."""
        ...

    def share(self) -> float:
        """Draw a number from 0 up to, not including, 1."""
        ...


class Scribe(Protocol):
    """Writes what came inside an answer."""

    async def write(self, path: str, data: bytes) -> None:
        """Write bytes to a path that the store's `stage` gave out.

        Raises:
            StorageError: the disk refused.
        """
        ...


class Rescue(Protocol):
    """The last resort for what must not be forgotten."""

    async def save(self, attempt: Attempt, change: Change) -> str:
        """Keep a change that the ledger refused in another place; say where, in a sentence.

        Where no place takes it, the sentence holds everything, for a person to keep.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How far one service may be used in this run."""

    account: str  # 8 hexadecimal digits of the digest of its key, organization and place
    key_variable: str = ""  # where the key stands in the environment
    budget: Budget = field(default_factory=Budget)
    webhook: str | None = None  # the user's own
    concurrency: int = 8  # jobs at once
    rate: float | None = None  # requests per second
    poll_floor: float | None = None  # seconds; None: as documented
    settle_seconds: float = 120  # how long a lost order is looked for, from taking its turn
    backoff: float = 0.5  # seconds; the first pause is at most this, the longest 16 times as long


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that buying needs."""

    wires: Mapping[str, Wire]  # by provider
    downloads: Downloads
    ledger: Ledger
    turns: Turns
    owner: Owner
    chance: Chance
    terms: Mapping[str, Terms]  # by provider
    project: str  # 12 hexadecimal digits of the digest of the project's name
    run: str  # names this run in the ledger
    process: str = ""  # host, process and boot
    scribe: Scribe | None = None  # None: no answer brings bytes with it
    rescue: Rescue | None = None
    drain: float = 60  # seconds that paid jobs are waited for after the first Ctrl-C
    misfits: Mapping[str, str] = field(default_factory=dict[str, str])
    """By intent: where something was rescued that does not fit the ledger."""
