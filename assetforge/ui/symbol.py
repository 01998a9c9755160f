"""The symbol of each step: readable without colour, painted by what happens to the asset.

+  make       for the first time
~  make again
<  restore    put back what was made before, free
=  derive     cut, resize or convert here, free
!  blocked    cannot be made
*  edited     by hand; the file stays as it is
   unchanged  only counted
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetforge.plan.model import Step
    from assetforge.ui.style import Paint, Style

State: TypeAlias = Literal["new", "again", "restore", "derive", "blocked", "edited", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One character and what it stands for."""

    sign: str
    meaning: str


SYMBOLS: Final[Mapping[State, Symbol]] = {
    "new": Symbol(sign="+", meaning="make"),
    "again": Symbol(sign="~", meaning="make again"),
    "restore": Symbol(sign="<", meaning="restore"),
    "derive": Symbol(sign="=", meaning="derive"),
    "blocked": Symbol(sign="!", meaning="blocked"),
    "edited": Symbol(sign="*", meaning="edited by hand, kept"),
    "unchanged": Symbol(sign=" ", meaning="unchanged"),
}


def state_of(step: Step) -> State:
    """Name what will become of an asset, as people are told."""
    match step.action:
        case "keep":
            return "edited" if step.is_edited else "unchanged"
        case "make":
            is_new = any(reason.why == "never-built" for reason in step.reasons)
            return "new" if is_new else "again"
        case action:
            return action


def sign(state: State, style: Style) -> str:
    """Paint the sign of a state."""
    return paint_of(state, style)(SYMBOLS[state].sign)


def paint_of(state: State, style: Style) -> Paint:
    """Pick the paint of a state."""
    paints: dict[State, Paint] = {
        "new": style.add,
        "again": style.change,
        "restore": style.good,
        "derive": style.good,
        "blocked": style.error,
        "edited": style.warning,
        "unchanged": style.muted,
    }
    return paints[state]


def legend(states: Iterable[State], style: Style) -> str:
    """Explain the signs that are used, in one line."""
    used = frozenset(states) - {"unchanged"}
    return "   ".join(
        f"{sign(state, style)} {style.muted(symbol.meaning)}"
        for state, symbol in SYMBOLS.items()
        if state in used
    )
