"""Homes for jobs that a damaged ledger lost: the assets of the project here that ordered them.

A job has a home where it carries this project's mark, and exactly one asset that is not built asks
for just that, by kind, prompt and model; and where that asset fits no other such job.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.dossiers import dossier_for
from assetforge.app.money_places import project_mark
from assetforge.app.offers import registry
from assetforge.app.planning import situation
from assetforge.app.trade import account_here
from assetforge.execution.attempt import Attempt
from assetforge.execution.dossier import encode_dossier
from assetforge.execution.lost_order import call_text
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes
from assetforge.providers.instruction import Call
from assetforge.providers.letzai.adoption import differences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.adapters.store import FileStore
    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.core.digest import Digest
    from assetforge.execution.dossier import Dossier
    from assetforge.plan.facts import Ordered
    from assetforge.providers.letzai.recent import Recent

PROVIDER = "letzai"


def find_homes(
    project: Project | None, store: FileStore, jobs: Sequence[Recent]
) -> Mapping[str, Attempt]:
    """Find for jobs, by their ids, the attempts that they must have been.

    Raises:
        AssetforgeError: the project cannot be read.
    """
    if project is None or not jobs:
        return {}
    found = situation(project, Wishes(selection=Selection()), store, _nothing)
    mark = project_mark(found.reading.manifest.name)
    own = [job for job in jobs if job.project == mark]
    dossiers = list(_wanted(found))
    fits = {
        job.job.id: [(name, dossier) for name, dossier in dossiers if _fits(job, dossier)]
        for job in own
    }
    return {
        job.job.id: _attempt(job, *fits[job.job.id][0])
        for job in own
        if len(fits[job.job.id]) == 1 and _is_alone(fits[job.job.id][0][0], fits)
    }


def _wanted(found: Situation) -> Sequence[tuple[str, Dossier]]:
    steps = [
        step
        for step in found.plan.steps
        if step.action == "make" and step.ask.provider == PROVIDER and step.key is not None
    ]
    pairs = [(step.address, dossier_for(found, step)) for step in steps]
    return [pair for pair in pairs if len(pair[1].inputs) == len(pair[1].refs)]


def _fits(job: Recent, dossier: Dossier) -> bool:
    able = registry().capabilities[PROVIDER]
    is_kind = job.candidate.kind == dossier.kind
    return is_kind and not differences(job.candidate, dossier.request(""), able)


def _is_alone(name: str, fits: Mapping[str, Sequence[tuple[str, Dossier]]]) -> bool:
    return sum(name in {address for address, _ in each} for each in fits.values()) == 1


def _attempt(job: Recent, address: str, dossier: Dossier) -> Attempt:
    assert job.intent is not None, "it carries our token"
    assert job.project is not None, "it carries our token"
    return Attempt(
        intent=job.intent, key=dossier.key, project=job.project, address=address, run="survey",
        provider=PROVIDER, account=account_here(PROVIDER), kind=dossier.kind, model=dossier.model,
        route=job.job.route, request=call_text(Call(method="POST", path=job.job.route)),
        token=None, reserved=dossier.estimated.high, intended_at=job.created or 0,
        made=encode_dossier(dossier),
    )  # fmt: skip


def _nothing(_key: Digest) -> Ordered | None:
    """Tell of no order: the ledger that would know is the damaged one."""
    return None
