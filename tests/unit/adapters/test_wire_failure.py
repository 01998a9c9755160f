from __future__ import annotations

import asyncio
import errno
import socket
import ssl

import httpcore
import pytest

from assetforge.adapters.wire_failure import Witness, delivery_error
from assetforge.execution.delivery import DeliveryError, LostAnswerError, NotSentError

HOST = "api.example"


def told(error: BaseException, cause: BaseException | None = None) -> BaseException:
    error.__cause__ = cause
    return error


def certificate_error() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "failed")
    error.verify_message = "certificate has expired"
    return error


@pytest.mark.parametrize(
    ("error", "why", "is_worth_repeating"),
    [
        (told(httpcore.ConnectError(), socket.gaierror(-2, "?")), "cannot be resolved", True),
        (told(httpcore.ConnectError(), ConnectionRefusedError(111, "Connection refused")),
         "connection refused", True),
        (told(httpcore.ConnectError(), OSError("all failed")), "no connection", True),
        (told(httpcore.ConnectError(), OSError(errno.ECONNREFUSED, "Connect call failed (1, 2)")),
         "connection refused", True),
        (told(httpcore.ConnectError(), ExceptionGroup("all", [OSError(errno.EHOSTUNREACH, "?")])),
         "no route to host", True),
        (httpcore.ConnectTimeout(), "no connection in time", True),
        (httpcore.PoolTimeout(), "too many requests wait", True),
        (told(httpcore.ConnectError(), certificate_error()), "certificate has expired", False),
        (told(httpcore.ConnectError(), ssl.SSLError(1, "oops")), "does not speak TLS", False),
    ],
)  # fmt: skip
def test_what_never_connected_was_not_sent(
    error: BaseException, why: str, *, is_worth_repeating: bool
) -> None:
    found = delivery_error(error, HOST, has_begun=False)

    assert isinstance(found, NotSentError)
    assert found.is_worth_repeating is is_worth_repeating
    assert found.why.startswith(f"cannot reach {HOST}: ")
    assert why in found.why


@pytest.mark.parametrize(
    "error",
    [
        httpcore.ReadError(), httpcore.ReadTimeout(), httpcore.WriteError(),
        httpcore.WriteTimeout(),
        httpcore.RemoteProtocolError("x"), httpcore.LocalProtocolError("x"), TimeoutError(),
        OSError("x"), ssl.SSLError(1, "x"), ValueError("x"), RuntimeError("x"),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
@pytest.mark.parametrize("has_begun", [True, False])
def test_anything_else_may_have_arrived(error: BaseException, *, has_begun: bool) -> None:
    found = delivery_error(error, HOST, has_begun=has_begun)

    assert isinstance(found, LostAnswerError)
    assert found.why.startswith(f"{HOST}: ")


@pytest.mark.parametrize("error", [httpcore.ConnectError(), httpcore.ConnectTimeout()])
def test_one_witness_is_not_enough(error: BaseException) -> None:
    assert isinstance(delivery_error(error, HOST, has_begun=True), LostAnswerError)


def test_what_was_sorted_before_stays_as_it_is() -> None:
    error = NotSentError("no")

    assert delivery_error(error, HOST, has_begun=True) is error


def test_a_chain_that_bites_its_tail_ends() -> None:
    error, other = httpcore.ConnectError(), OSError("x")
    error.__cause__, other.__context__ = other, error

    found: DeliveryError = delivery_error(error, HOST, has_begun=False)

    assert found.why == f"cannot reach {HOST}: no connection"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["connection.connect_tcp.started", "connection.start_tls.complete"], False),
        (["connection.connect_tcp.started", "http11.send_request_headers.started"], True),
        (["http2.send_request_headers.started", "http11.receive_response_body.failed"], True),
    ],
)
def test_a_witness_sees_the_first_byte_leave(events: list[str], *, expected: bool) -> None:
    witness = Witness()

    async def happen() -> None:
        for event in events:
            await witness(event, {})

    asyncio.run(happen())

    assert witness.has_begun is expected
