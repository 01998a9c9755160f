"""How the bytes of a locked asset were found.

the stored bytes   right · missing · damaged
the output file    right · missing · edited by hand
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Condition: TypeAlias = Literal["right", "missing", "damaged", "edited"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is right and what is not with one locked asset."""

    address: str
    output: str
    stored: Condition
    placed: Condition
    heals_free: bool  # the next build sets right what is wrong, at no cost

    @property
    def is_right(self) -> bool:
        """Whether nothing is lost: an output edited by hand is somebody's work, and no damage."""
        return self.stored == "right" and self.placed in {"right", "edited"}
