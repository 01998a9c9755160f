"""The plan: for each asset what a build would do, why, and for how much.

Plan ── steps ──▶ Step ── action    keep · restore · make · derive · blocked     drives
  │                └───── reasons   which field, old value, new value, upstream  explain
  ├──── orphans   locked assets that the manifest no longer has
  └──── chain     the assets that decide how long everything takes

keep      the output is right, or was edited by hand and stays
restore   the result exists, or another step makes it: put it in its place, free of charge
make      ask a provider; `cost` is what it may cost at most
derive    cut, resize or convert here, free of charge
blocked   the user's own config lacks what it needs, or it needs something that is blocked
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from assetforge.core.credits import FREE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.graph.select import Chain
    from assetforge.lock.model import InputRef, Made

Action: TypeAlias = Literal["keep", "restore", "make", "derive", "blocked"]
Why: TypeAlias = Literal[
    "asked",
    "at-sandbox",
    "config-needed",
    "fetched-again",
    "field",
    "from-sandbox",
    "input",
    "inputs",
    "kind",
    "model",
    "moved",
    "never-built",
    "newer-take",
    "not-locked",
    "order-lost",
    "ordered",
    "other-key",
    "output-edited",
    "output-foreign",
    "output-format",
    "output-missing",
    "output-moved",
    "output-outdated",
    "provider",
    "result-lost",
    "same-request",
    "upstream-blocked",
    "upstream-made",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a step is what it is. For people and programs to read; nothing branches on it."""

    why: Why
    field: str = ""  # the field that changed
    old: Json = None
    new: Json = None
    upstream: str = ""  # the input that is to blame


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What an asset asks for, spelled out: everything its key is made of."""

    address: str
    kind: Kind
    provider: str
    model: str | None
    request: Table  # every parameter after defaults
    inputs: tuple[InputRef, ...] | None  # None: known after build
    place: str = ""  # where a sandbox stands in for the provider; empty: at the provider itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a build would do with one asset."""

    action: Action
    ask: Ask
    key: Digest | None  # None: known after build
    output: str  # path relative to the project; without extension where only the bytes will say
    reasons: tuple[Reason, ...] = ()
    made: Made | None = None  # the result that is kept or restored
    cost: Credits = FREE
    is_metered: bool = False  # a service makes it and nothing sure is under way there
    seconds: float = 0  # estimate of the time it takes
    is_edited: bool = False  # the output was edited by hand and stays as it is
    is_far: bool = False  # its bytes are gone here; the service that made them may have them still
    is_locked: bool = False  # the lock says already what this step would write to it
    same_as: str = ""  # a step before it that makes the very same; this one only places it too
    is_ordered: bool = False  # bought before and not finished: taken up, not bought again
    shares: tuple[str, ...] = ()  # inputs that the service makes publicly reachable
    moved_from: str = ""  # the address under which the lock's file still has it
    notes: Table = field(default_factory=dict[str, "Json"])  # cosmetic fields: in no key

    @property
    def address(self) -> str:
        """The asset's address."""
        return self.ask.address

    @property
    def is_paid(self) -> bool:
        """Whether it would cost credits, or may."""
        return not self.cost.is_free

    @property
    def may_be_charged(self) -> bool:
        """Whether a service may take credits for it, though the user's own price for it be 0."""
        return self.is_paid or (self.is_metered and self.action in {"make", "blocked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A locked asset that the manifest no longer has; its file stays until it is pruned."""

    address: str
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Steps in an order in which every input stands before those that need it."""

    steps: tuple[Step, ...]
    orphans: tuple[Orphan, ...]
    chain: Chain
    asked: frozenset[str] = frozenset()  # addresses that --replace names
    unasked: tuple[str, ...] = ()  # intents of paid jobs that run, and that no asset asks for now
    is_frozen: bool = False  # the lock alone counts, not what the manifest asks for
    spent_moves: tuple[str, ...] = ()  # old names in `[moved]` that the lock no longer has

    @property
    def has_changes(self) -> bool:
        """Whether a build would do anything."""
        return any(step.action != "keep" for step in self.steps)

    def costs(self) -> dict[str, Credits]:
        """Add up for each provider what a build may cost; blocked steps are not carried out."""
        return _sums(step for step in self.steps if step.action != "blocked")

    def costs_blocked(self) -> dict[str, Credits]:
        """Add up for each provider what blocked steps would cost if they could be carried out."""
        return _sums(step for step in self.steps if step.action == "blocked")

    def costs_in_all(self) -> dict[str, Credits]:
        """Add up for each provider what everything would cost, blocked steps too."""
        return _sums(self.steps)

    @property
    def shares(self) -> tuple[str, ...]:
        """Name the inputs that a build makes publicly reachable."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.shares))

    def count(self, action: Action) -> int:
        """Count the steps of one action."""
        return sum(step.action == action for step in self.steps)


def _sums(steps: Iterable[Step]) -> dict[str, Credits]:
    """Add up by provider: credits of two are different units. An unknown price stays unknown."""
    sums: dict[str, Credits] = {}
    for step in steps:
        if step.is_paid:
            sums[step.ask.provider] = sums.get(step.ask.provider, FREE) + step.cost
    return dict(sorted(sums.items()))
