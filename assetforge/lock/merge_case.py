"""What three versions of a lock say of one asset, and which of them is what is asked for.

made for it, and counted for it ever since ──▶ fits best
made for it, and blessed for another by now ─▶ fits: a blessing can be taken back
made for another, and blessed for it ────────▶ fits where nothing was made for it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.lock.model import Entry, Made

SideName: TypeAlias = Literal["ours", "theirs"]
Took: TypeAlias = Literal["ours", "theirs", "base"]

ORDER: Final[tuple[Took, ...]] = ("ours", "theirs", "base")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the three versions say of one asset; ours and theirs differ."""

    address: str
    base: Entry | None
    ours: Entry | None
    theirs: Entry | None
    first: SideName
    is_used: bool  # something is made from it, and nobody can tell what that will be asked for

    def of(self, took: Took) -> Entry | None:
        """Give what one version says."""
        return {"ours": self.ours, "theirs": self.theirs, "base": self.base}[took]

    @property
    def changed(self) -> SideName | None:
        """The only side that changed it; None: both did."""
        if self.base == self.ours:
            return "theirs"
        return "ours" if self.base == self.theirs else None

    def is_blessed(self, took: Took) -> bool:
        """Say whether a version's result counts for what it was not made for."""
        entry = self.of(took)
        return entry is not None and entry.made.blessing is not None

    def fitting(self, asked: Digest) -> tuple[Took, ...]:
        """List the versions that fit best, the base last; none where none fits at all."""
        ranks = {took: _rank(self.of(took), asked) for took in ORDER}
        best = min(ranks.values())
        return () if best == _NONE else tuple(took for took in ORDER if ranks[took] == best)

    def loses(self, took: Took) -> bool:
        """Say whether a side has what the taken version cannot stand in for, whatever is asked."""
        kept = self.of(took)
        sides = (self.ours, self.theirs)
        return any(side is not None and not _covers(kept, side) for side in sides)


_MADE: Final = 0
_NONE: Final = 3


def _rank(entry: Entry | None, asked: Digest) -> int:
    """Say how well an entry fits: what was made for a request goes before what was blessed."""
    if entry is None or asked not in _claims(entry.made):
        return _NONE
    if entry.made.blessing is None:
        return _MADE
    return 1 if entry.made.as_ordered.key == asked else 2


def _covers(kept: Entry | None, other: Entry) -> bool:
    """Say whether one entry fits at least as well as another, whatever is asked for."""
    if kept is None:
        return False
    ranks: Mapping[Digest, int] = {key: _rank(other, key) for key in _claims(other.made)}
    is_same = kept.made.result.digest == other.made.result.digest
    return all(
        _rank(kept, key) <= rank or (is_same and _rank(kept, key) < _NONE)
        for key, rank in ranks.items()
    )


def _claims(made: Made) -> frozenset[Digest]:
    """Name the requests that a result counts for."""
    return frozenset({made.key, made.as_ordered.key})
