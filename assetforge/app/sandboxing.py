"""The sandbox as a use case: it gets our renderer and decoder, a socket, a clock and its files."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.adapters.chance import SystemChance
from assetforge.adapters.clock import SystemClock
from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.media import film_type, probe
from assetforge.adapters.signals import listening
from assetforge.core.errors import MakingError, UsageError
from assetforge.sandbox.drawn_results import DrawnResults
from assetforge.sandbox.fault_file import parse_faults
from assetforge.sandbox.sandbox import Sandbox
from assetforge.sandbox.server import Server
from assetforge.sandbox.settings import SandboxSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from decimal import Decimal
    from typing import TextIO

    from assetforge.core.exits import Exit
    from assetforge.core.media import Media
    from assetforge.providers.drawing import Drawing
    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.account import Charge
    from assetforge.sandbox.fault import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxOptions:
    """What a person asks of a sandbox."""

    host: str
    port: int  # 0: any that is free
    credits: Decimal
    latency: tuple[float, float]  # seconds
    dialect: Dialect
    faults: str | None  # a file
    ledger: str | None  # a file
    seed: int | None  # None: another each time
    accepts_any_key: bool
    tells_credits: bool
    is_plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningSandbox:
    """What somebody needs to know to use a sandbox that listens."""

    origin: str
    instance: str
    keys: Mapping[str, str]  # by provider
    seed: int


def run_sandbox(options: SandboxOptions, ready: Callable[[RunningSandbox], None]) -> Exit:
    """Serve until a signal ends it; `ready` is called once connections are taken.

    Raises:
        InvalidError: the file of faults is wrong.
        UsageError: it cannot listen there.
        StorageError: a file cannot be read or written.
    """
    seed = _seed() if options.seed is None else options.seed
    faults = () if options.faults is None else _faults(options.faults)
    with _listener(options.host, options.port) as listener, _ledger(options.ledger) as ledger:
        site = _Site(options=options, origin=_origin(listener), faults=faults, ledger=ledger)
        return asyncio.run(_serve(site, listener, seed, ready))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    options: SandboxOptions
    origin: str
    faults: Sequence[Fault]
    ledger: TextIO | None


async def _serve(
    site: _Site, listener: socket.socket, seed: int, ready: Callable[[RunningSandbox], None]
) -> Exit:
    stopped: asyncio.Future[Exit] = asyncio.get_running_loop().create_future()
    clock = SystemClock()
    start, began = clock.date(), clock.now()

    def now() -> float:
        return start + clock.now() - began  # a clock that is set back would confuse jobs

    keys = _keys(seed)
    sandbox = Sandbox(
        _settings(site, keys), Random(seed), now=start, faults=site.faults,  # noqa: S311 - a game
        told=lambda charge: _write(site.ledger, charge),
    )  # fmt: skip
    results = DrawnResults(_draw, is_plain=site.options.is_plain)
    server = Server(sandbox, now, results.bytes_of, _decode)
    with listening(stopped.set_result):
        async with server.listening(listener):
            ready(
                RunningSandbox(
                    origin=site.origin, instance=sandbox.premises.instance, keys=keys, seed=seed
                )
            )
            return await stopped


def _settings(site: _Site, keys: Mapping[str, str]) -> SandboxSettings:
    options = site.options
    return SandboxSettings(
        origin=site.origin, catalogue=packaged_catalogue(), dialect=options.dialect,
        credits=options.credits, latency=options.latency, film_type=film_type(),
        instance=f"sandbox-{SystemChance().intent()}", tells_credits=options.tells_credits,
        keys=None if options.accepts_any_key else keys,
    )  # fmt: skip


def _keys(seed: int) -> Mapping[str, str]:
    """Make a key for each service; they are secrets of nobody, and the same for equal seeds."""
    chance = Random(f"keys {seed}")  # noqa: S311 - a game
    return {name: f"sandbox-{name}-{chance.getrandbits(64):016x}" for name in ("letzai", "letta")}


def _seed() -> int:
    return int(SystemChance().share() * 2**48)


def _faults(path: str) -> tuple[Fault, ...]:
    with explaining("read", path):
        try:
            data = Path(path).read_bytes()
        except FileNotFoundError as error:
            raise _no_faults(path) from error
    return parse_faults(path, data)


def _no_faults(path: str) -> UsageError:
    return UsageError(
        f"there is no file of faults at `{path}`",
        next_step="Name one that is there, or leave `--faults` out: then nothing goes wrong.",
    )


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=256)
    except (OSError, OverflowError) as error:
        raise _no_listening(host, port, error) from error


def _no_listening(host: str, port: int, error: OSError | OverflowError) -> UsageError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UsageError(
        f"cannot listen on {host}, port {port}: {why}",
        next_step="Name another with `--port`, or `--port 0` for any that is free.",
    )


# Who listens on every address is found on this machine by its own, and http is for that alone.
_NAMED: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - nothing is bound here


def _origin(listener: socket.socket) -> str:
    bound, port = listener.getsockname()[:2]
    host = _NAMED.get(str(bound), str(bound))
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _ledger(path: str | None) -> AbstractContextManager[TextIO | None]:
    if path is None:
        return nullcontext()
    with explaining("write", path):
        return Path(path).open("a", encoding="utf-8")


def _write(ledger: TextIO | None, charge: Charge) -> None:
    """Add a line and see it off, before the order is answered."""
    if ledger is not None:
        with explaining("write", ledger.name):
            ledger.write(json.dumps(charge.record(), ensure_ascii=False) + "\n")
            ledger.flush()


def _draw(drawing: Drawing, inputs: Sequence[bytes]) -> bytes:
    from assetforge.adapters.renderer.render import render

    with tempfile.TemporaryDirectory(prefix="assetforge-sandbox-") as folder:
        paths = [os.path.join(folder, f"input{number}") for number in range(len(inputs))]  # noqa: PTH118 - the renderer takes text
        for path, data in zip(paths, inputs, strict=True):
            Path(path).write_bytes(data)
        result = Path(folder, "result")
        render(drawing, paths, str(result))
        return result.read_bytes()


def _decode(data: bytes) -> Media | None:
    with tempfile.TemporaryDirectory(prefix="assetforge-sandbox-") as folder:
        path = Path(folder, "upload")
        path.write_bytes(data)
        try:
            return probe(str(path))
        except MakingError:
            return None
