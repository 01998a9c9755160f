"""What a service needs to find a result again that it made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.providers.service import Trace

if TYPE_CHECKING:
    from assetforge.lock.model import Made


def trace_of(made: Made) -> Trace:
    """Take the ids and the URL from a record: hints, until the digest says that they are right."""
    return Trace(
        kind=made.kind, media=made.result.media, job_id=made.job_id, result_id=made.result_id,
        url=made.url,
    )  # fmt: skip
