"""What a provider cannot do for an asset, each finding at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.manifest.capability_checks import OrderToCheck, check_order
from assetforge.manifest.check import takes_so_many
from assetforge.manifest.settle import DERIVED_BY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.manifest.cell import Cell
    from assetforge.manifest.finding import Finding
    from assetforge.manifest.model import Asset, Origin

# What is missing only because a field is refused already, by the code of the finding.
ASKED_FOR: Final[Mapping[str, str]] = {
    "model-needed": "model", "source-needed": "from", "source-advised": "from",
    "too-many-inputs": "from",
}  # fmt: skip


def check_offer(
    cell: Cell, asset: Asset, unsound: frozenset[str], capabilities: Mapping[str, Capabilities]
) -> Iterator[Problem]:
    """Find what the provider of an asset cannot do; of `unsound` fields all is said already."""
    if asset.kind == "source":
        return
    if asset.kind == "derive":
        if asset.provider != DERIVED_BY:
            yield _made_here(cell)
        return
    order = OrderToCheck(
        kind=asset.kind, provider=asset.provider, model=asset.model, params=asset.params,
        inputs=len(asset.inputs),
    )  # fmt: skip
    for finding in check_order(order, capabilities):
        if not _is_said(finding, asset, unsound):
            yield placed(finding, cell.origin(*finding.path))


def _made_here(cell: Cell) -> Problem:
    origin = cell.origin("provider")
    return Problem(
        code="kind-not-offered", file=origin.file, path=origin.path,
        summary="a kind the provider does not make",
        detail="a `derive` is always made here, free of charge, whoever made its input",
        hint="leave `provider` out",
    )  # fmt: skip


def placed(finding: Finding, origin: Origin) -> Problem:
    """Put a finding where the field stands that it is about."""
    return Problem(
        code=finding.code, file=origin.file, path=origin.path, on=finding.on,
        summary=finding.summary, detail=finding.detail, hint=finding.hint,
        severity=finding.severity,
    )  # fmt: skip


def _is_said(finding: Finding, asset: Asset, unsound: frozenset[str]) -> bool:
    if finding.code == "field-needed":
        return bool(unsound)
    if finding.code == "too-many-inputs" and not takes_so_many(asset):
        return True
    return ASKED_FOR.get(finding.code) in unsound
