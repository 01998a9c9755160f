"""What a digest approves: the whole project as it is committed, whatever is shown beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What whoever hands a digest to `build --approved` agrees to."""

    digest: Digest
    costs: Mapping[str, Credits]  # by provider, by the catalogue; the upper ends are what it allows
    uploads: tuple[str, ...]  # inputs that become publicly reachable

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to agree to."""
        return bool(self.costs or self.uploads)
