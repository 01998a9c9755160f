"""Marks of a merge in a lock: what is said of them, and which line of the file is to blame."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Diagnostic, Place
from assetforge.core.errors import InvalidError
from assetforge.lock.conflict import has_marks

if TYPE_CHECKING:
    from assetforge.lock.conflict import BrokenConflictError, Side

RESOLVE_HINT: Final = (
    "once the manifest is merged, run `assetforge lock --resolve`: it takes the right entry for "
    "each asset, free"
)
_RESOLVE: Final = (
    "Merge the manifest, then run `assetforge lock --resolve`: it takes the right entry for each "
    "asset, free."
)
_BROKEN_HINT: Final = "`git checkout --merge -- FILE` writes the marks anew while the merge is open"


def unmerged(error: InvalidError) -> InvalidError:
    """Say of a lock that cannot be read that a merge left both sides in it, if that is why."""
    if not any(map(has_marks, error.texts.values())):
        return error
    first, *others = error.diagnostics
    noun = "place has" if len(others) == 1 else "places have"
    count = f"; {len(others)} more {noun} the same" if others else ""
    hinted = replace(first, detail=first.detail + count, hint=RESOLVE_HINT)
    told = InvalidError([hinted], error.texts)
    told.next_step = _RESOLVE
    return told


def at_line(error: InvalidError, side: Side, file: str, text: str) -> InvalidError:
    """Move problems of one side's text to where its lines stand in the file of both."""
    moved = [replace(each, place=_moved(each.place, side, file)) for each in error.diagnostics]
    return InvalidError(moved, {file: text})


def broken_marks(error: BrokenConflictError, file: str, text: str) -> InvalidError:
    """Say which marks do not go together."""
    line = text.split("\n")[error.line - 1]
    place = Place(file=file, line=error.line, column=1, length=max(1, len(line)))
    problem = Diagnostic(
        code="merge-conflict", place=place, summary="merge conflict", detail=error.detail,
        hint=_BROKEN_HINT.replace("FILE", file),
    )  # fmt: skip
    return InvalidError([problem], {file: text})


def _moved(place: Place, side: Side, file: str) -> Place:
    return replace(place, file=file, line=side.lines[place.line - 1])
