"""Telling saved plans from assets where a command takes either."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import UsageError
from assetforge.core.names import is_address
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ENDINGS: Final = (".json", ".plan")
# What a saved plan says already: a flag that would be passed over is a mistake.
_SAVED: Final = {
    "more_targets": "--target", "excludes": "--exclude", "replace": "--replace",
    "is_draft": "--draft",
}  # fmt: skip
_SAVE_IT: Final = "Give it to `assetforge plan --out FILE`, and build that file."
# What no plan is saved with.
_OTHERS: Final = {
    "is_locked": "--locked", "is_frozen": "--frozen", "approved": "--approved", "prune": "--prune",
}  # fmt: skip


def names_plan_file(word: str) -> bool:
    """Say whether a word means a file: no asset and no pattern of assets looks like one."""
    if "/" in word or "\\" in word or word.endswith(_ENDINGS):
        return True
    return not is_address(word) and os.path.isfile(word)  # noqa: PTH113 - pathlib raises for a name that is too long


def refuse_unrecognised(name: str) -> None:
    """Refuse a file's name that `build` would take for an asset or for a flag.

    Raises:
        UsageError: it would.
    """
    is_told_apart = "/" in name or "\\" in name or name.endswith(_ENDINGS) or not is_address(name)
    if not is_told_apart or name.startswith("-"):
        raise _not_told_apart(name)


def plan_file_of(given: Mapping[str, object], targets: Sequence[str]) -> str | None:
    """Find the saved plan among what a command was given; None: it names assets, or nothing.

    Raises:
        UsageError: more is given beside it than its plan leaves open.
    """
    files = [word for word in targets if names_plan_file(word)]
    if not files:
        return None
    if len(targets) > 1:
        other = next((word for word in targets if word != files[0]), files[0])
        raise _not_beside(files[0], f"`{one_line(other)}`", _SAVE_IT)
    for name, flag in (_SAVED | _OTHERS).items():
        if given.get(name):
            advice = _SAVE_IT if name in _SAVED else f"Leave out `{flag}`, or the file."
            raise _not_beside(files[0], f"`{flag}`", advice)
    return files[0]


def _not_told_apart(name: str) -> UsageError:
    return UsageError(
        f"`assetforge build {one_line(name)}` would not mean the file `{one_line(name)}`",
        next_step="Give `--out` a name that ends in `.json` or `.plan`, such as `plan.json`.",
    )


def _not_beside(path: str, what: str, advice: str) -> UsageError:
    return UsageError(
        f"{what} cannot stand beside the saved plan `{one_line(path)}`, which says what to build",
        next_step=advice,
    )
