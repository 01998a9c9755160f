"""The budget: amounts of credits that a manifest sets for builds and for what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

Ceilings: TypeAlias = "Mapping[str, Decimal]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCeiling:
    """The most credits that one model may cost, with all that it makes together."""

    word: str  # as the manifest names it
    ids: frozenset[str]  # canonical: a service may have another one for each kind
    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Amounts of credits, each for every provider by itself; None: no such limit."""

    max_credits: Decimal | None = None
    deny_above: Decimal | None = None
    warn_above: Decimal | None = None
    comment_above: Decimal | None = None
    kinds: Ceilings = field(default_factory=dict["str", "Decimal"])
    models: tuple[ModelCeiling, ...] = ()

    def stricter(self, other: Budget) -> Budget:
        """Take of two budgets the lower amount everywhere."""
        return Budget(
            max_credits=_lower(self.max_credits, other.max_credits),
            deny_above=_lower(self.deny_above, other.deny_above),
            warn_above=_lower(self.warn_above, other.warn_above),
            comment_above=_lower(self.comment_above, other.comment_above),
            kinds=_lower_ceilings(self.kinds, other.kinds),
            models=lowest((*self.models, *other.models)),
        )


NO_BUDGET: Final = Budget()


def lowest(ceilings: Iterable[ModelCeiling]) -> tuple[ModelCeiling, ...]:
    """Keep of ceilings for the same model the lowest, in the order of their words."""
    found: dict[frozenset[str], ModelCeiling] = {}
    for each in sorted(ceilings, key=lambda ceiling: (ceiling.most, ceiling.word)):
        found.setdefault(each.ids, each)
    return tuple(sorted(found.values(), key=lambda ceiling: ceiling.word))


def _lower(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _lower_ceilings(one: Ceilings, other: Ceilings) -> dict[str, Decimal]:
    names = sorted({*one, *other})
    lower = {name: _lower(one.get(name), other.get(name)) for name in names}
    return {name: amount for name, amount in lower.items() if amount is not None}
