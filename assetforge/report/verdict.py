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
    has_copy: bool  # one whole copy of the result is left, in the store or as the output
    is_local: bool  # it can be made here again, free
    is_healed: bool = False  # its stored bytes were set right just now

    @property
    def is_right(self) -> bool:
        """Whether nothing is lost: an output edited by hand is somebody's work, and no damage."""
        return self.stored == "right" and self.placed in {"right", "edited"}

    @property
    def heals_free(self) -> bool:
        """Whether what is wrong can be set right at no cost."""
        return self.has_copy or self.is_local
