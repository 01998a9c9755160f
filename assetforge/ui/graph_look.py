"""What drawings of a graph share: the word and the colours of each state, and clean labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.manifest.model import Asset
    from assetforge.plan.model import Action

States: TypeAlias = "Mapping[str, Action]"
LONGEST: Final = 60  # characters and columns of a label; marks put on others take no column


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one state is drawn; on a light ground, and on a dark one."""

    word: str
    fill: str
    line: str
    dark_fill: str
    dark_line: str


PLAIN_LOOK: Final = Look(
    word="", fill="#f6f8fa", line="#8c959f", dark_fill="#21262d", dark_line="#8b949e"
)
LOOKS: Final[Mapping[Action, Look]] = {
    "keep": Look(
        word="up to date", fill="#f0f6f1", line="#6f9b78", dark_fill="#1a2b20", dark_line="#6fae7f"
    ),
    "restore": Look(
        word="to restore", fill="#e8f3fb", line="#3e8fc7", dark_fill="#132a3c", dark_line="#58a6dc"
    ),
    "make": Look(
        word="to make", fill="#fff4e0", line="#d08a1d", dark_fill="#382a10", dark_line="#e0a13c"
    ),
    "derive": Look(
        word="to derive", fill="#f1edfb", line="#8a6cc9", dark_fill="#261f3b", dark_line="#a58ae0"
    ),
    "blocked": Look(
        word="blocked", fill="#fdecea", line="#cf4a3f", dark_fill="#3b1a18", dark_line="#e5675c"
    ),
}


def look_of(asset: Asset, states: States) -> Look:
    """Pick the look of an asset; one without a state, such as a source, is drawn plain."""
    state = states.get(asset.address)
    return PLAIN_LOOK if state is None else LOOKS[state]


def subtitle(asset: Asset, states: States) -> str:
    """Say the kind of an asset and its state, so that colour only repeats what is written."""
    word = look_of(asset, states).word
    return f"{asset.kind} · {word}" if word else asset.kind


def label(text: str) -> str:
    """Make a name safe to draw: one line, nothing hidden, not longer than a box can hold."""
    return one_line(text[:LONGEST], LONGEST) or "?"


def escape(text: str) -> str:
    """Write text for XML and HTML."""
    return text.translate(_ENTITIES)


_ENTITIES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
)
