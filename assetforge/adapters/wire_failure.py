"""Failures of the network, sorted by the one question that money asks: may it have arrived?

    no connection, no name, no TLS          and not a byte of the request left  ─▶ NotSentError
    everything else, whatever it looks like                                     ─▶ LostAnswerError

A reset after the whole request and a refusal right after accepting look alike (tried, httpcore
1.0.9), so both are unknown. `not sent` takes two witnesses: the kind of the error, and that the
request's first byte was never handed over.
"""

from __future__ import annotations

import os
import socket
import ssl
from typing import TYPE_CHECKING

import httpcore

from assetforge.core.text import one_line
from assetforge.execution.delivery import DeliveryError, LostAnswerError, NotSentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NEVER_CONNECTED = (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout)
_FIRST_BYTE = "send_request_headers.started"  # as httpcore's tracing ends its names


class Witness:
    """Sees whether a request began to leave; goes into a request as its `trace`."""

    def __init__(self) -> None:
        self.has_begun = False

    async def __call__(self, event: str, _details: Mapping[str, object]) -> None:
        """Be told by httpcore of each step."""
        self.has_begun = self.has_begun or event.endswith(_FIRST_BYTE)


def delivery_error(error: BaseException, host: str, *, has_begun: bool) -> DeliveryError:
    """Say what an exception of the network means for a request; names the host, never its URL."""
    if isinstance(error, DeliveryError):
        return error
    if isinstance(error, _NEVER_CONNECTED) and not has_begun:
        return _unreached(error, host)
    return LostAnswerError(f"{host}: {_lost(error)}")


def _unreached(error: BaseException, host: str) -> NotSentError:
    is_tls = any(isinstance(each, ssl.SSLError) for each in _causes(error))
    why = f"cannot reach {host}: {_reason(error)}"
    return NotSentError(why, is_worth_repeating=not is_tls)


def _reason(error: BaseException) -> str:
    if isinstance(error, httpcore.PoolTimeout):
        return "too many requests wait for a connection"
    reasons = (_reason_of(cause) for cause in _causes(error))
    return next((reason for reason in reasons if reason is not None), "no connection")


def _reason_of(cause: BaseException) -> str | None:
    match cause:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid ({one_line(cause.verify_message, 80)})"
        case ssl.SSLError():
            word = one_line(str(getattr(cause, "reason", None) or "no reason"), 80)
            return f"it does not speak TLS as it should ({word})"
        case socket.gaierror():
            return "its name cannot be resolved"
        case TimeoutError() | httpcore.TimeoutException():
            return "no connection in time"
        case _:
            return _system_word(cause) if isinstance(cause, OSError) else None


def _system_word(error: OSError) -> str | None:
    """Say it as the system does: what asyncio writes names the address once more."""
    text = os.strerror(error.errno) if error.errno else error.strerror
    return one_line(text, 80).lower() if text else None


def _lost(error: BaseException) -> str:
    match error:
        case httpcore.ReadTimeout() | TimeoutError():
            return "no whole answer in time"
        case httpcore.WriteTimeout():
            return "it stopped taking in what was sent"
        case httpcore.ReadError() | httpcore.WriteError():
            return "the connection broke before the answer was there"
        case httpcore.RemoteProtocolError():
            return "the connection ended without a whole answer"
        case _:
            return f"the request failed on its way ({type(error).__name__})"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and all that led to it, each group from inside."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        inner: Sequence[BaseException] = getattr(each, "exceptions", ())
        waiting += [each.__context__, each.__cause__, *inner]
