"""One purchase: what is wanted, and how far it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from assetforge.execution.attempt import Attempt
    from assetforge.execution.dossier import Dossier
    from assetforge.lock.model import Made
    from assetforge.providers.instruction import Accepted, JobState
    from assetforge.providers.protocol import Input


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Inputs, read and found right just now."""

    inputs: tuple[Input, ...] = ()
    paths: tuple[str, ...] = ()  # of their bytes, in the same order
    public: frozenset[str] = frozenset()  # names of those that the plan says become public


Gather: TypeAlias = "Callable[[], Awaitable[Given]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be bought."""

    address: str
    dossier: Dossier  # its inputs as they are known without reading them
    gather: Gather
    is_anew: bool = False  # asked for by name, though there may be a result
    is_agreed: bool = True  # False: the plan counted on an order that was placed before


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What a purchase ended with."""

    made: Made
    remarks: tuple[str, ...] = ()
    is_short: bool = False  # so much less than asked that the build must not look like a success
    is_anothers: bool = False  # another process made it meanwhile


@dataclass(slots=True, kw_only=True)
class Purchase:
    """How far one purchase came; it changes as it goes on."""

    address: str
    dossier: Dossier
    began: float  # when its turn came, by the clock
    attempt: Attempt | None = None
    accepted: Accepted | None = None  # None: not placed yet, or its answer was lost
    accepted_at: float = 0  # by the clock
    state: JobState | None = None  # as it was seen last
    leave: Callable[[], None] = lambda: None  # its place: the service works on it no more
