"""The manifest, spelled out: every asset after vars, defaults and matrix.

    Manifest ── assets ──▶ Asset   hero, hero-beach, banner@de-9x16, …  by address, as written
       ├─────── name, output, budget
       └─────── origins: where each asset stands in the text, for messages

Fields of the text fall into three classes, declared once in `fields`:

    paid      decides what a provider makes; in the key
    local     decides what is done here, free of charge; in the key of a derive
    cosmetic  says how a result is named and described; in no key
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.diagnostics import Diagnostic, KeyPath
    from assetforge.core.names import Kind
    from assetforge.core.values import Scalar, Table
    from assetforge.manifest.budget import Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an asset is declared: a file and the path of its table."""

    file: str
    path: KeyPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One asset, or one cell of a matrix. A source has no provider and no output."""

    address: str
    name: str
    kind: Kind
    cell: Mapping[str, Scalar]  # axis → value, in the order of the address
    provider: str
    model: str | None  # canonical id
    inputs: tuple[str, ...]  # addresses, in role order
    params: Table  # paid and local fields
    notes: Table  # cosmetic fields
    stem: str  # output path without extension; of a source, its whole path
    extension: str | None  # declared by the manifest; None: what the bytes say
    origin: Origin
    written: frozenset[str]  # fields that a person wrote, here or in `[defaults]`
    homes: Mapping[str, Origin]  # where those stand that come from `[defaults]`


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A project's assets by address, in the order written."""

    name: str
    output: str  # folder of finished files, relative to the project
    budget: Budget
    assets: Mapping[str, Asset]
    warnings: tuple[Diagnostic, ...]  # what works but may not be meant
    moved: Mapping[str, str] = field(default_factory=dict[str, str])  # old name → the next one
