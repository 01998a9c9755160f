"""What a user's own configuration says of one service. Never read from a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal

Dialect: TypeAlias = Literal["current", "older"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSettings:
    """How a service is reached and how far it may be used."""

    provider: str
    origin: str  # scheme, host and port; nothing after them
    key_variable: str  # the environment variable that holds the key
    dialect: Dialect = "current"
    concurrency: int = 8  # jobs at once
    rate: float | None = None  # requests per second; None: no limit of our own
    organization: str | None = None  # whose credits are used
    webhook: str | None = None  # the user's own
    privacy: str | None = None  # asked for once a result is ready
    day_limit: Decimal | None = None  # credits a day, over all projects
    asset_limit: Decimal | None = None  # credits for one asset
    poll_floor: float | None = None  # seconds; below the documented one only on loopback
    settle_seconds: float | None = None  # how long a lost order is looked for
    backoff: float | None = None  # seconds before a free request is repeated for the first time
    is_play: bool = False  # its origin is this machine: a sandbox, whose results count nowhere else
