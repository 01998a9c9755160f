"""Jobs that were bought for a project and that its manifest does not ask for any more.

A build takes up what a step of its plan asks for. What no step asks for goes on at its service all
the same, and is paid for; it is told of, so that a person may keep its result.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assetforge.adapters.ledger_questions import list_attempts
from assetforge.adapters.ledger_reading import read_ledger
from assetforge.app.money_places import money_places, project_mark
from assetforge.core.errors import AssetforgeError
from assetforge.core.renames import address_now
from assetforge.execution.dossier import decode_dossier

if TYPE_CHECKING:
    from assetforge.app.reading import Reading
    from assetforge.execution.attempt import Attempt
    from assetforge.plan.facts import Market
    from assetforge.plan.model import Plan


def unasked_jobs(reading: Reading, plan: Plan, market: Market) -> tuple[str, ...]:
    """List the intents of live attempts that no asset of the manifest asks for, oldest first.

    What a plan leaves out, or what only the build will know, may ask for them, so it is passed
    over. A ledger that does not answer is passed over, too: what buys asks it again, and stops.
    """
    mark = project_mark(reading.manifest.name)
    try:
        live = read_ledger(money_places().ledger, partial(list_attempts, is_live=True))
    except AssetforgeError:
        return ()
    own = [each for each in live if each.project == mark]
    asked = {step.key for step in plan.steps}
    sure = {step.address for step in plan.steps if step.key is not None}
    unsure = reading.graph.assets.keys() - sure
    return tuple(
        each.intent
        for each in own
        if each.key not in asked
        and address_now(each.address, reading.manifest.moved) not in unsure
        and _is_of_here(each, market)
    )


def _is_of_here(attempt: Attempt, market: Market) -> bool:
    """Say whether the service is where it was: a sandbox's job is none of the service's."""
    dossier = decode_dossier(attempt.made)
    return dossier is None or dossier.place == market.place(attempt.provider)
