"""Whose a stored result is, where an attempt was not closed before a crash.

    by its job       the result's job is the attempt's
    by its bytes     the attempt has no job, and noted what it brought before that was recorded

Nothing else proves it: a result under the same key may come from another order, and then this one's
job is paid for and still to be had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt
    from assetforge.lock.model import Made


def is_brought_by(attempt: Attempt, made: Made) -> bool:
    """Say whether a stored result is proved to be what a live attempt brought."""
    if (attempt.key, attempt.provider) != (made.key, made.provider):
        return False
    if attempt.job is not None:
        return attempt.job == made.job_id
    return attempt.digest is not None and attempt.digest == made.result.digest
