"""What cannot stand beside `--frozen`, which leaves everything as it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHOICES: Final = {
    "replace": "--replace", "prune": "--prune", "approved": "--approved", "out": "--out",
}  # fmt: skip


def refuse_beside_frozen(given: Mapping[str, object]) -> None:
    """Refuse what asks for more than the lock has, where that is all that counts.

    Raises:
        UsageError: such a flag was given.
    """
    if not given.get("is_frozen"):
        return
    for name, flag in _CHOICES.items():
        if given.get(name):
            raise _not_beside(flag)


def _not_beside(flag: str) -> UsageError:
    return UsageError(
        f"`{flag}` cannot stand beside `--frozen`, which leaves everything as it is locked",
        next_step="Leave one of them out.",
    )
