"""The network: whether this run may use it at all.

    --offline, ASSETFORGE_OFFLINE ─▶ the store, the outputs and the lock are all there is;
                                     what a service has to be asked for is refused

Nothing is ordered, asked or fetched then, not even on this machine, where a sandbox may be.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLE: Final = "ASSETFORGE_OFFLINE"
_SET: Final = "1"  # the command line reads all other words for it


def is_offline() -> bool:
    """Say whether this run stays away from the network."""
    return os.environ.get(VARIABLE) == _SET


def require_network(asked: str) -> None:
    """Make sure that the network may be used; `asked` names what for.

    Raises:
        UnavailableError: it may not.
    """
    if is_offline():
        raise _stays_away(asked)


def go_offline() -> Callable[[], None]:
    """Keep this process, and those that it starts, away from the network; return the way back."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = _SET

    def restore() -> None:
        os.environ.pop(VARIABLE, None)
        if before is not None:
            os.environ[VARIABLE] = before

    return restore


def _stays_away(asked: str) -> UnavailableError:
    return UnavailableError(
        f"{asked} needs the network, and `--offline` was given",
        next_step="Run it again without `--offline`; everything that lies here works with it.",
    )
