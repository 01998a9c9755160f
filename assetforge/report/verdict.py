"""How the bytes of a locked asset were found.

the stored bytes   right · missing · damaged
its record         right · damaged; a missing one is no fault, for the lock says the same
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
    is_torn: bool = False  # the store's record of it is damaged
    is_healed: bool = False  # its stored bytes or its record were set right just now

    @property
    def is_right(self) -> bool:
        """Whether nothing is lost: an output edited by hand is somebody's work, and no damage."""
        is_stored = self.stored == "right" and not self.is_torn
        return is_stored and self.placed in {"right", "edited"}

    @property
    def heals_free(self) -> bool:
        """Whether what is wrong can be set right at no cost."""
        return self.has_copy or self.is_local
