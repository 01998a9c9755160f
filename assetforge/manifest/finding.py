"""Findings: what a provider cannot do for an asset, before it is known where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assetforge.core.diagnostics import KeyPath, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong with an asset; a warning is passed on to the service as it stands."""

    code: str  # kebab-case, stable
    path: KeyPath  # below the asset's table; empty: the asset itself, where something is missing
    summary: str  # the kind of problem; never holds text that a user chose
    detail: str
    hint: str
    on: Literal["key", "value"] = "value"
    severity: Severity = "error"
