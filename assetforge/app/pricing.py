"""What the assets of a project would cost if they were made now, and how each price comes about.

A plan says what a build would spend; this says what everything costs, whether or not it is there
already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.ledger import all_attempts
from assetforge.app.memo import read_memo
from assetforge.app.offers import registry
from assetforge.app.project import find_manifest, project_at
from assetforge.app.reading import read_project
from assetforge.core.credits import UNKNOWN
from assetforge.core.errors import UsageError
from assetforge.execution.attempt import AttemptState
from assetforge.execution.dossier import decode_dossier
from assetforge.graph.select import matching
from assetforge.providers.pricing import Breakdown, break_down
from assetforge.providers.protocol import Order
from assetforge.report.prices import Paid, Quoted, differences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.app.project import Project
    from assetforge.app.settings import Settings
    from assetforge.execution.attempt import Attempt
    from assetforge.manifest.model import Asset
    from assetforge.providers.registry import Registry
    from assetforge.report.prices import Difference


def project_here(named: str | None) -> Project | None:
    """Find the project that is named, or the one that this folder is in; None: it is in none.

    Raises:
        UsageError: there is no manifest where one is named.
    """
    if named is not None:
        return project_at(find_manifest(named), is_draft=False)
    try:
        return project_at(find_manifest(None), is_draft=False)
    except UsageError:
        return None


def quote_assets(
    project: Project, settings: Settings, patterns: Sequence[str] = ()
) -> tuple[Quoted, ...]:
    """Price each asset that costs credits, of those that patterns mean or of all.

    Raises:
        InvalidError: the manifest is wrong.
        UsageError: a pattern means no asset, or only such as are free.
    """
    graph = read_project(project, read_memo(project)).graph
    known = registry(settings)
    named = [matching(graph, pattern) for pattern in patterns]
    wanted = frozenset[str]().union(*named) if named else frozenset(graph.order)
    paid = [
        asset
        for asset in graph
        if asset.address in wanted
        and asset.kind != "source"
        and not known.makers[asset.provider].is_local
    ]
    if patterns and not paid:
        raise _free(patterns)
    return tuple(_quoted(asset, known) for asset in paid)


def paid_differences() -> tuple[Difference, ...]:
    """Find where prices are off, over all that this user bought and was told the charge of.

    Raises:
        DamagedError, StorageError: the ledger does not answer.
    """
    return differences(paid for attempt in all_attempts() if (paid := _paid(attempt)) is not None)


def _paid(attempt: Attempt) -> Paid | None:
    """Say what a job cost; what failed may be charged less, so that it proves nothing."""
    dossier = decode_dossier(attempt.made)
    if attempt.state is not AttemptState.STORED or attempt.actual is None or dossier is None:
        return None
    return Paid(
        provider=attempt.provider, kind=attempt.kind, model=attempt.model,
        said=dossier.estimated, charged=attempt.actual,
    )  # fmt: skip


def _quoted(asset: Asset, known: Registry) -> Quoted:
    model = known.capabilities[asset.provider].meant(asset.kind, asset.model)
    order = Order(address=asset.address, kind=asset.kind, model=asset.model, params=asset.params)
    params = known.makers[asset.provider].resolve(order)
    return Quoted(
        address=asset.address, kind=asset.kind, provider=asset.provider, model=model,
        breakdown=Breakdown(cost=UNKNOWN) if model is None else break_down(model, params),
    )  # fmt: skip


def _free(patterns: Sequence[str]) -> UsageError:
    names = ", ".join(f"`{pattern}`" for pattern in patterns)
    return UsageError(
        f"{names}: made here or brought along, so it costs nothing",
        next_step="`assetforge pricing` lists what does.",
    )
