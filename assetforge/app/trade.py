"""Trade: everything that buying needs, put together for one run and closed after it.

environment ─ keys ──▶ wires, one for each service that has a key
settings ─ limits ───▶ terms
state folder ────────▶ ledger, turns, answers of synchronous calls

A service without a key has no wire: nothing is bought there, and a build that would has to say so
before anything starts.
"""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.call_owner import Access, CallOwner
from assetforge.adapters.chance import SystemChance
from assetforge.adapters.keys import account_of, credentials
from assetforge.adapters.ledger import SqliteLedger
from assetforge.adapters.origin import parse_origin
from assetforge.adapters.process_name import process_name
from assetforge.adapters.rescue import FileRescue, rescue_folders
from assetforge.adapters.rescue_return import find_rescues
from assetforge.adapters.scribe import FileScribe
from assetforge.adapters.turns import FileTurns
from assetforge.app.money_places import money_places, project_mark
from assetforge.app.network import require_network
from assetforge.app.project import QUARANTINE
from assetforge.app.settings import user_settings
from assetforge.app.settings_service import ORIGINS
from assetforge.app.trust import require_trust
from assetforge.core.errors import CredentialsError
from assetforge.execution.attempt import Budget
from assetforge.execution.desk import Desk, Terms

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Mapping
    from decimal import Decimal

    from assetforge.adapters.origin import WebOrigin
    from assetforge.adapters.wire import HttpWire
    from assetforge.core.secret import Secret
    from assetforge.execution.ports import Clock
    from assetforge.providers.settings import ServiceSettings

DRAIN_SECONDS: Final = 60.0  # after the first Ctrl-C, on a person's machine
DRAIN_SECONDS_IN_CI: Final = 6.0  # a runner that is cancelled has 7.5 s
SYNCHRONOUS: Final = frozenset({"letta"})  # their answers take as long as the work
SETTLE_SECONDS: Final = 120.0  # an order that arrives later than that was never seen
BACKOFF: Final = 0.5  # seconds; the first pause is at most this
# Nobody else is disturbed on this machine, where the sandbox and tests are.
LOOPBACK_POLL: Final = 0.05
LOOPBACK_BACKOFF: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """What a run may spend, and for which project."""

    project: str  # its name
    state: str  # its folder for what may be lost
    limits: Mapping[str, Decimal] = field(default_factory=dict[str, "Decimal"])  # by provider
    drain: float = DRAIN_SECONDS


def require_keys(providers: Iterable[str]) -> None:
    """Make sure that there is a key for each service that something is to be bought from.

    Raises:
        CredentialsError: one is missing, or cannot be one.
        UntrustedError: a service is needed, and this run is not trusted.
        UnavailableError: a service is needed, and this run stays offline.
    """
    settings = user_settings()
    for provider in providers:
        require_trust(f"asking {provider}")
        require_network(f"asking {provider}")
        service = settings.service(provider)
        if credentials(service, os.environ) is None:
            raise _no_key(service)


def require_keys_to_fetch(keepers: Mapping[str, str]) -> None:
    """Make sure that there is a key for each service that alone may have the bytes of an asset.

    Raises:
        CredentialsError: one is missing, or cannot be one.
        UntrustedError: a service is needed, and this run is not trusted.
        UnavailableError: a service is needed, and this run stays offline.
    """
    settings = user_settings()
    for provider, address in keepers.items():
        require_trust(f"asking {provider}")
        require_network(f"asking {provider}")
        service = settings.service(provider)
        if credentials(service, os.environ) is None:
            raise _no_key_to_fetch(service, address)


def account_here(provider: str) -> str:
    """Name the account that orders at a service are paid from here; empty without a key.

    Raises:
        CredentialsError: what stands in the environment cannot be a key.
    """
    service = user_settings().service(provider)
    key = credentials(service, os.environ)
    return "" if key is None else _account(service, key)


@asynccontextmanager
async def open_desk(purse: Purse, clock: Clock) -> AsyncGenerator[Desk]:
    """Open everything that buying needs; nothing is written before something is bought.

    Raises:
        CredentialsError: what stands in the environment cannot be a key.
        UntrustedError: this run is not trusted.
        UnavailableError: it stays offline.
    """
    require_trust("asking a service")
    require_network("asking a service")
    from assetforge.adapters.downloads import HttpDownloads

    settings, places = user_settings().services, money_places()
    keys = {each.provider: credentials(each, os.environ) for each in settings}
    origins = {each.provider: parse_origin(each.origin, each.provider) for each in settings}
    wires = _wires(keys, origins)
    downloads = HttpDownloads(origins, str(Path(purse.state) / QUARANTINE))
    chance, ledger = SystemChance(), SqliteLedger(places.ledger, clock)
    folders = rescue_folders(Path(purse.state))  # what fits the ledger was taken in before
    try:
        yield Desk(
            wires=wires, downloads=downloads, ledger=ledger,
            turns=FileTurns(places.turns), chance=chance,
            owner=CallOwner(places.calls, _accesses(keys, origins)),
            terms={
                each.provider: _terms(each, key, origins[each.provider], purse)
                for each in settings
                if (key := keys[each.provider]) is not None
            },
            project=project_mark(purse.project), run=chance.intent(),
            process=process_name(), scribe=FileScribe(), drain=purse.drain,
            rescue=FileRescue(folders),
            misfits={each.attempt.intent: str(each.path) for each in find_rescues(folders)},
        )  # fmt: skip
    finally:
        for wire in wires.values():
            await wire.close()
        await downloads.close()
        ledger.close()


def _wires(
    keys: Mapping[str, Secret | None], origins: Mapping[str, WebOrigin]
) -> dict[str, HttpWire]:
    from assetforge.adapters.wire import PATIENT, USUAL, HttpWire

    return {
        name: HttpWire(origins[name], key, PATIENT if name in SYNCHRONOUS else USUAL)
        for name, key in keys.items()
        if key is not None
    }


def _accesses(
    keys: Mapping[str, Secret | None], origins: Mapping[str, WebOrigin]
) -> dict[str, Access]:
    return {
        name: Access(origin=str(origins[name]), secret=key)
        for name, key in keys.items()
        if key is not None and name in SYNCHRONOUS
    }


def _terms(service: ServiceSettings, key: Secret, origin: WebOrigin, purse: Purse) -> Terms:
    floor = service.poll_floor
    return Terms(
        account=_account(service, key), key_variable=service.key_variable,
        budget=Budget(
            run=purse.limits.get(service.provider), day=service.day_limit,
            asset=service.asset_limit,
        ),
        webhook=service.webhook, concurrency=service.concurrency, rate=service.rate,
        poll_floor=LOOPBACK_POLL if floor is None and origin.is_loopback else floor,
        backoff=_backoff(service, origin),
        settle_seconds=SETTLE_SECONDS
        if service.settle_seconds is None
        else service.settle_seconds,
    )  # fmt: skip


def _account(service: ServiceSettings, key: Secret) -> str:
    is_usual = service.origin == ORIGINS[service.provider]
    return account_of(key, service.organization, None if is_usual else service.origin)


def _backoff(service: ServiceSettings, origin: WebOrigin) -> float:
    if service.backoff is not None:
        return service.backoff
    return LOOPBACK_BACKOFF if origin.is_loopback else BACKOFF


def _no_key_to_fetch(service: ServiceSettings, address: str) -> CredentialsError:
    return CredentialsError(
        f"the bytes of `{address}` are gone here, and {service.provider} cannot be asked for them: "
        f"{service.key_variable} is not set",
        next_step=f"Set {service.key_variable} to your key, then run it again: fetching them costs "
        "nothing. Or put the file or the store back from a copy.",
    )


def _no_key(service: ServiceSettings) -> CredentialsError:
    return CredentialsError(
        f"there is no key for {service.provider}: {service.key_variable} is not set",
        next_step=f"Set {service.key_variable} to your key, or run `assetforge build --draft` to "
        "see the whole project drawn here, free.",
    )
