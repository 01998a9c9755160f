"""Logs of the network libraries, kept quiet and clean.

httpx writes every URL with its whole query at INFO, signature and all; httpcore writes headers at
DEBUG (both tried, httpx 0.28.1). So neither says anything below WARNING, and what is left loses
queries and secrets, whoever set up logging.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final

from assetforge.core.redaction import redacted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.secret import Secret

LOGGERS: Final = (
    "httpx", "httpcore", "httpcore.connection", "httpcore.http11", "httpcore.http2",
    "httpcore.proxy", "httpcore.socks",
)  # fmt: skip
_QUERY: Final = re.compile(r"(https?://[^\s?#'\"]*)[?#][^\s'\"]*", re.IGNORECASE)


def guard_logs(secrets: Iterable[Secret] = ()) -> None:
    """Keep the loggers of the network libraries from telling URLs' queries and these secrets."""
    _GUARD.secrets.extend(secrets)
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))
        if _GUARD not in logger.filters:  # a filter sees only what is logged by its own name
            logger.addFilter(_GUARD)


class _Guard(logging.Filter):
    """Writes each record out, cleaned, before a formatter sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: list[Secret] = []

    def filter(self, record: logging.LogRecord) -> bool:
        text = _QUERY.sub(r"\1?…", record.getMessage())
        record.msg, record.args = redacted(text, self.secrets), None
        vars(record).update(exc_info=None, exc_text=None, stack_info=None)
        return True


_GUARD: Final = _Guard()
