"""What a search for lost orders came to: jobs at a service that no ledger here knew.

taken    fits one asset that is still to be made ─▶ in the ledger now, and never bought again
odd      was taken, and what came is smaller or of another shape than the asset asks for
unsure   may be an asset's, or was given up here  ─▶ a person says: a build would buy it anew
rest     nothing that is still to be made asks for it, or another job is there for it
failed   brings nothing
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.execution.attempt import Attempt
    from assetforge.providers.letzai.recent import Recent


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A job, and the assets that it may have been ordered for."""

    job: Recent
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A result that is not all that was asked for."""

    address: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What became of each job that was found, and which lists were not read to the end."""

    taken: tuple[Attempt, ...] = ()
    odd: tuple[Odd, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    rest: tuple[Recent, ...] = ()
    failed: tuple[Recent, ...] = ()
    torn: tuple[str, ...] = ()

    @property
    def is_in_doubt(self) -> bool:
        """Whether a build might buy what is there already."""
        return bool(self.unsure or self.torn)
