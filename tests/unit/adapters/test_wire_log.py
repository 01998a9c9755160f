from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.wire_log import LOGGERS, guard_logs
from assetforge.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "canary-of-the-log"
SIGNED = "https://store.example/a.png?X-Amz-Signature=abcdef&x=1#y"


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    before = {name: logging.getLogger(name).level for name in LOGGERS}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize("name", LOGGERS)
def test_what_is_below_a_warning_is_not_logged(name: str, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger(name).setLevel(logging.NOTSET)
    guard_logs()

    logging.getLogger(name).info('HTTP Request: GET %s "200"', SIGNED)

    assert caplog.text == ""


@pytest.mark.parametrize("name", LOGGERS)
def test_what_is_logged_has_neither_queries_nor_secrets(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    guard_logs([Secret(KEY)])

    error = ValueError(KEY)
    logging.getLogger(name).error("%s with %s", SIGNED, KEY, exc_info=error)

    assert "https://store.example/a.png?… with ***" in caplog.text
    assert "abcdef" not in caplog.text
    assert KEY not in caplog.text


def test_guarding_twice_does_nothing_twice(caplog: pytest.LogCaptureFixture) -> None:
    guard_logs()
    guard_logs()

    logging.getLogger("httpx").warning("once")

    assert caplog.messages == ["once"]
    assert len(logging.getLogger("httpx").filters) == 1
