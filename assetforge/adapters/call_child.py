"""The process that makes one call of a synchronous service and keeps its answer.

    errand from the pipe ─▶ room for the answer ─▶ `sending` ─▶ the call, once ─▶ .done or .failed

It has a session of its own and hears no Ctrl-C, so it outlives whoever began it. It ends by itself:
with the answer, or when the errand's time is over. Nothing of it is printed anywhere.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from assetforge.adapters.call_errand import MOST_BYTES, decode_errand
from assetforge.adapters.call_spool import Spool
from assetforge.adapters.known_keys import know
from assetforge.adapters.origin import parse_origin
from assetforge.core.secret import Secret
from assetforge.execution.delivery import LostAnswerError, NotSentError
from assetforge.providers.instruction import Answer

if TYPE_CHECKING:
    from assetforge.adapters.call_end import End
    from assetforge.adapters.call_errand import Errand
    from assetforge.execution.desk import Wire

MEMORY: Final = 4 << 30  # bytes of address space: an answer of 96 MiB takes a sixth of that
_UNHEARD: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_TRIES: Final = 120  # to write an answer that is paid for; somebody may free some space
_FEW_TRIES: Final = 3  # to write why there is none, which can be told without it
_PAUSE: Final = 1.0  # seconds between two tries


def main() -> NoReturn:
    """Read the errand from the pipe, carry it out, and end."""
    _shield()
    read = decode_errand(sys.stdin.buffer.read(MOST_BYTES))
    if read is not None:
        errand, key = read
        know(Secret(key))
        asyncio.Runner().run(carry_out(errand, Secret(key)))
    os._exit(0)  # without waiting for a name that is still looked up on some thread


async def carry_out(errand: Errand, secret: Secret) -> None:
    """Make the call, once, and keep how it ended."""
    spool = Spool(Path(errand.spool))
    descriptor = spool.adopt(errand.intent, errand.lock)
    if descriptor is None or not spool.is_waiting(errand.intent):
        return  # somebody else is at this very call, made it already, or revoked it
    try:
        wire = _wire(errand, secret)
        spool.set_aside(errand.intent)
        spool.mark(descriptor, "sending")
    except Exception as error:  # noqa: BLE001 - whatever it is, nothing was sent
        end: End = NotSentError(_cause(error), is_worth_repeating=False)
    else:
        end = await _sent(errand, wire)
    await _kept(spool, errand.intent, end)


def _wire(errand: Errand, secret: Secret) -> Wire:
    from assetforge.adapters.wire import PATIENT, HttpWire

    return HttpWire(parse_origin(errand.origin, "the service's origin"), secret, PATIENT)


async def _sent(errand: Errand, wire: Wire) -> End:
    try:
        async with asyncio.timeout(errand.seconds):
            return await wire.send(errand.call, errand.files, is_paid=True)
    except (NotSentError, LostAnswerError) as failure:
        return failure
    except TimeoutError:
        return LostAnswerError(f"no answer came within {errand.seconds:g} s")
    except Exception as error:  # noqa: BLE001 - whatever it is, the call may have arrived
        return LostAnswerError(_cause(error))


async def _kept(spool: Spool, intent: str, end: End) -> None:
    for _ in range(_TRIES if isinstance(end, Answer) else _FEW_TRIES):
        with suppress(OSError):
            spool.keep(intent, end)
            return
        await asyncio.sleep(_PAUSE)


def _cause(error: Exception) -> str:
    """Name what went wrong. The words of an unforeseen error may hold anything, the key too."""
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return f"the process that makes the call failed with {type(error).__name__}{reason}"


def _shield() -> None:
    """Hear nobody's Ctrl-C, leave no picture of the memory, which holds the key, and bound that."""
    for name in _UNHEARD:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(OSError, ValueError):  # a lower limit was set from outside, or there is none
            most = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
