"""Cells: assets to be, with every field filled in but not yet checked.

[image.banner] with two locales  ──▶  banner@en, banner@de     one without a matrix is one cell
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetforge.manifest.model import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.values import Scalar
    from assetforge.manifest.declared import Declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One asset to be; what all cells of an asset have in common is the same object in each."""

    declared: Declared
    address: str
    values: Mapping[str, Scalar]  # axis → value
    scope: Mapping[str, Scalar]  # what `{{name}}` may stand for
    sources: tuple[str, ...]  # addresses, or names that no asset has
    fields: Mapping[str, object]
    written: frozenset[str]  # the fields, however they were filled
    filled: frozenset[str]  # those that held `{{`
    gaps: frozenset[str]  # those that still lack something: a value, or their own place
    homes: Mapping[str, Origin]  # where those stand that come from `[defaults]`

    def origin(self, *keys: str | int) -> Origin:
        """Find where a field is written: in the asset's table or in `[defaults]`."""
        home = self.homes.get(str(keys[0])) if keys else None
        origin = home or self.declared.origin
        return Origin(file=origin.file, path=(*origin.path, *keys)) if keys else origin
