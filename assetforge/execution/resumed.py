"""What became of an attempt that was taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError
    from assetforge.execution.attempt import Attempt
    from assetforge.lock.model import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """What became of one attempt."""

    attempt: Attempt  # as it was before
    made: Made | None = None  # None and no error: it ended without a result, and cost nothing more
    error: AssetforgeError | None = None
