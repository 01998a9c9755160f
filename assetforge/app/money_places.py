"""Where money is remembered: one folder for all projects of the user, outside of every cache.

<state folder>/assetforge/     or ASSETFORGE_STATE_DIR
├── ledger.sqlite3             every attempt to buy
├── turns/                     who is at which key
└── calls/                     answers of services that answer once
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from assetforge.adapters.ledger_folder import LEDGER_NAME

STATE_VARIABLE: Final = "ASSETFORGE_STATE_DIR"
_DIGITS: Final = 12  # of a project's mark


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyPlaces:
    """The places where money is remembered."""

    folder: Path

    @property
    def ledger(self) -> Path:
        """The file of the ledger."""
        return self.folder / LEDGER_NAME

    @property
    def turns(self) -> Path:
        """The folder of the locks on keys."""
        return self.folder / "turns"

    @property
    def calls(self) -> Path:
        """The folder of answers that came once."""
        return self.folder / "calls"


def money_places() -> MoneyPlaces:
    """Name the places of this user.

    They lie with the user's state, not with caches: removing a cache must not buy anything twice.
    """
    chosen = os.environ.get(STATE_VARIABLE)
    if chosen:
        return MoneyPlaces(folder=Path(chosen).absolute())
    from platformdirs import user_state_path  # noqa: PLC0415 - only where nothing is chosen

    return MoneyPlaces(folder=user_state_path("assetforge", appauthor=False))


def project_mark(name: str) -> str:
    """Name a project in the ledger and in tokens, without telling its name: 12 digits."""
    return sha256(name.encode()).hexdigest()[:_DIGITS]
