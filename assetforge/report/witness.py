"""What was sent to a service on the first day, and what came back: the evidence of a live check."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.core.names import Kind
    from assetforge.providers.instruction import Answer, Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request with its answer."""

    at: float  # seconds by a clock that only goes forward, when the answer was there
    call: Call
    answer: Answer
    is_paid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One small order of the first day."""

    name: str
    provider: str
    kind: Kind
    model: str | None
    cost: Credits
    is_stopped: bool = False  # given up on purpose, to see what that does


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How a trial ended."""

    trial: Trial
    charged: Decimal | None = None  # None: the service did not say
    url: str | None = None
    failure: str = ""  # why there is no result


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that one service showed."""

    provider: str
    seen: tuple[Seen, ...] = ()  # in order
    tried: tuple[Tried, ...] = ()
    watched: float = 0  # seconds for which lists were looked at after an order, at most
    token_field: str = ""  # where our own token goes; empty: the service takes none
    routes: tuple[str, ...] = field(default=())  # that take orders
