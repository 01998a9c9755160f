"""One provider's table of the config file, with the environment above it: how it is used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.adapters.origin import parse_origin
from assetforge.app.settings_table import KEY_VARIABLES
from assetforge.app.settings_values import (
    LONGEST_BACKOFF,
    LONGEST_POLL,
    LONGEST_SETTLE,
    MOST_REQUESTS,
    TAKES,
    read_credits,
    read_dialect,
    read_jobs,
    read_organization,
    read_origin,
    read_privacy,
    read_webhook,
    up_to,
)  # fmt: skip
from assetforge.providers.settings import ServiceSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.app.settings_table import ConfigTable
    from assetforge.providers.settings import Dialect

ORIGINS: Final[Mapping[str, str]] = {
    "letzai": "https://api.letz.ai",  # LetzAI skill, 2026-07-28
    "letta": "https://api.letta.com",  # Letta image-generation skill, letta 0.34.12
}
PRICES: Final = "prices"
CONCURRENCY: Final = 8  # jobs at once; no service publishes a limit
# Letta makes its pictures in one call: it has no jobs to look at, no routes to choose from, and
# neither organizations nor webhooks (Letta image-generation skill, letta 0.34.12).
OF_JOBS: Final = frozenset(
    {"dialect", "organization", "webhook", "privacy", "poll_floor_seconds", "settle_seconds"}
)
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "letzai": (*TAKES, PRICES),
    "letta": (*(key for key in TAKES if key not in OF_JOBS), PRICES),
}
# At least: LetzAI's own interval (its polling guide of 2026-07-28), and the window after which its
# lists are believed. Less is for servers on this machine, so that tests are quick.
FLOORS: Final[Mapping[str, tuple[float, str]]] = {
    "poll_floor_seconds": (3, "LetzAI asks not to be asked more often"),
    "settle_seconds": (120, "a job may show that late in its lists, and would be paid for twice"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """What outranks the config file: what was typed, or stands in the environment."""

    origin: str | None = None
    dialect: Dialect | None = None


def read_service(table: ConfigTable, provider: str, above: Above) -> ServiceSettings:
    """Read how a service is reached and how far it may be used; everything wrong is noted."""
    table = _known(table, provider)
    named = table.take("base_url", read_origin)  # looked at even where something outranks it
    dialect = table.take("dialect", read_dialect)
    origin = parse_origin(above.origin or named or ORIGINS[provider], "base_url")
    if not origin.is_loopback:
        _keep_floors(table)
    poll, settle, backoff = (
        table.take(f"{name}_seconds", up_to(most)) for name, most in _SECONDS.items()
    )
    return ServiceSettings(
        provider=provider, origin=str(origin), key_variable=KEY_VARIABLES[provider],
        dialect=(above.dialect or dialect or "current") if provider == "letzai" else "current",
        concurrency=table.take("concurrency", read_jobs) or CONCURRENCY,
        rate=table.take("rate", up_to(MOST_REQUESTS)),
        organization=table.take("organization", read_organization),
        webhook=table.take("webhook", read_webhook),
        privacy=table.take("privacy", read_privacy),
        day_limit=table.take("daily_limit", read_credits),
        asset_limit=table.take("asset_limit", read_credits),
        poll_floor=poll, settle_seconds=settle, backoff=backoff, is_play=origin.is_loopback,
    )  # fmt: skip


_SECONDS: Final = {
    "poll_floor": LONGEST_POLL, "settle": LONGEST_SETTLE, "backoff": LONGEST_BACKOFF,
}  # fmt: skip


def _known(table: ConfigTable, provider: str) -> ConfigTable:
    """Refuse what a service does not have, and go on with the rest."""
    known = KEYS[provider]
    table.refuse_others(known, f"`[{provider}]`")
    return replace(
        table, content={key: table.content[key] for key in known if key in table.content}
    )


def _keep_floors(table: ConfigTable) -> None:
    for key, (least, why) in FLOORS.items():
        value = table.content.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if 0 < value < least:
            table.note(
                "below-floor", key, "a time that is too short",
                f"`{key}` is {least:g} at least: {why}",
                f"write {least:g} or more; less is for a `base_url` on this machine only",
                on_key=False,
            )  # fmt: skip
