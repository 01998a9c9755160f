"""Chance: the only place that asks the system for what nobody can foresee."""

from __future__ import annotations

import base64
import secrets
from typing import Final

_INTENT_BYTES: Final = 16  # 128 bits
_SHARE_BITS: Final = 53  # as many as a float holds between 0 and 1


class SystemChance:
    """Chance of the system, good enough for names that must never meet again."""

    def intent(self) -> str:
        """Make a name that no other attempt has: 128 bits, base32 in lower case."""
        name = base64.b32encode(secrets.token_bytes(_INTENT_BYTES)).decode("ascii")
        return name.rstrip("=").lower()

    def share(self) -> float:
        """Draw a number from 0 up to, not including, 1."""
        return secrets.randbits(_SHARE_BITS) / (1 << _SHARE_BITS)
