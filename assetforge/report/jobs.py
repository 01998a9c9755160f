"""What the ledger knows of attempts to buy, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from assetforge.core.credits import FREE, Credits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetforge.execution.attempt import Attempt

Verdict: TypeAlias = Literal["retry", "drop", "job"]
SHORTEST: Final = 6  # characters of a name that is unique at that length


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """Some attempts of the ledger, oldest first."""

    place: str  # the file of the ledger
    attempts: tuple[Attempt, ...]
    names: Mapping[str, str]  # intent → its shortest unique beginning among all of the ledger
    now: float  # seconds since 1970
    is_all: bool  # whether those that ended are among them
    rescued: int = 0  # changes that were kept elsewhere and are in the ledger now
    unasked: frozenset[str] = frozenset()  # intents that the manifest here asks for no more
    unclear: tuple[str, ...] = ()  # files with changes that do not fit the ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a person decided of an attempt."""

    verdict: Verdict
    before: Attempt
    after: Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What some attempts at one provider may cost, and did."""

    live: int = 0
    at_stake: Credits = field(default=FREE)  # of the live ones
    spent: Credits = field(default=FREE)  # of those that ended


def totals(attempts: Iterable[Attempt]) -> Mapping[str, Total]:
    """Add up what attempts cost at each provider; credits of two are never added."""
    found: dict[str, Total] = {}
    for attempt in attempts:
        old = found.get(attempt.provider, Total())
        cost = cost_of(attempt)
        found[attempt.provider] = (
            Total(live=old.live + 1, at_stake=old.at_stake + cost, spent=old.spent)
            if attempt.is_live
            else Total(live=old.live, at_stake=old.at_stake, spent=old.spent + cost)
        )
    return dict(sorted(found.items()))


def cost_of(attempt: Attempt) -> Credits:
    """Say what an attempt cost, as far as the provider told: from nothing to what was reserved."""
    if not attempt.may_have_cost:
        return FREE
    if attempt.actual is not None:
        return Credits.exactly(attempt.actual)
    return Credits(low=Decimal(0), high=attempt.reserved)


def short_names(intents: Iterable[str]) -> Mapping[str, str]:
    """Name each intent by its shortest beginning that no other has, but not shorter than 6."""
    ordered = sorted(set(intents))
    names: dict[str, str] = {}
    for place, intent in enumerate(ordered):
        neighbours = (*ordered[max(place - 1, 0) : place], *ordered[place + 1 : place + 2])
        shared = max((_shared(intent, other) for other in neighbours), default=0)
        names[intent] = intent[: max(shared + 1, SHORTEST)]
    return names


def _shared(one: str, other: str) -> int:
    """Count the characters that two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next(
        (place for place, (first, second) in pairs if first != second), min(len(one), len(other))
    )
