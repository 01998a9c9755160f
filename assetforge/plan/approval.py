"""Approval: the digest of what a plan would pay for, and whether another plan stays within it.

    digest = H(schema, project, paid steps in the order of their names: recipe, worst credits,
               uploads; and what the lock says of each now)

    recipe = H(kind, provider, model, request, place, inputs in role order)
             of an input: the bytes of a source, or of a result that is there; else its own recipe

So it reaches down to the sources, through free steps too: nothing that a paid step is made from
can change and leave the digest as it was. Whoever approves it approves exactly these steps at no
more than these credits, and the uploads that they name. It is made from a plan that knows locks
alone (`locked_facts`), at the catalogue's own prices, so that no store, ledger, clock or setting of
a machine changes it. Whatever else changes, voids it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.digest import Digest, digest_value
from assetforge.lock.codec import entry_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.credits import Credits
    from assetforge.core.media import Blob
    from assetforge.core.values import Json
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Lock
    from assetforge.plan.model import Plan, Step

APPROVAL_SCHEMA: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The project that a plan is for, as it is committed."""

    project: str  # its mark: the ledger counts what was spent by it
    graph: Graph
    sources: Mapping[str, Blob]  # by address
    lock: Lock


def paid_steps(plan: Plan) -> tuple[Step, ...]:
    """List what a plan pays for, or may, by name; also what the user's config still blocks."""
    return tuple(step for step in _by_name(plan) if step.is_paid)


def plan_digest(plan: Plan, ground: Ground) -> Digest:
    """Name what a plan would pay for; plans of a project that pay for nothing have one name."""
    recipes = _recipes(plan, ground, knows_results=True)
    return digest_value({
        "schema": APPROVAL_SCHEMA,
        "project": ground.project,
        "steps": [
            _agreed(step, recipes, ground.lock)
            for step in _by_name(plan) if step.is_paid or step.shares
        ],
    })  # fmt: skip


def beyond(plan: Plan, approved: Plan, ground: Ground) -> tuple[Step, ...]:
    """List the steps of a plan that were not approved: other or dearer work, or more uploads.

    What a price of the user's own calls free is an order like any other: the service may charge it.
    What one of the two plans knows of results, and the other does not, makes no difference.
    """
    allowed = {step.address: step for step in paid_steps(approved)}
    ours = _recipes(plan, ground, knows_results=False)
    theirs = _recipes(approved, ground, knows_results=False)
    told = {step.address: step.shares for step in approved.steps}
    return tuple(
        step for step in _by_name(plan)
        if not set(step.shares) <= set(told.get(step.address, ()))
        or (step.may_be_charged and (
            step.address not in allowed
            or not is_within(step, allowed[step.address])
            or ours[step.address] != theirs[step.address]
        ))
    )  # fmt: skip


def is_within(step: Step, approved: Step) -> bool:
    """Say whether a step is the one that was approved, and costs no more; unknown is not "no more".

    Where one of the keys is not known yet, it cannot tell what the inputs will be: whoever asks has
    to bind them otherwise, by their recipes or by the files that they follow from.
    """
    ours, theirs = step.ask, approved.ask
    is_same_work = (ours.kind, ours.provider, ours.model, ours.request, ours.place) == (
        theirs.kind, theirs.provider, theirs.model, theirs.request, theirs.place,
    )  # fmt: skip
    is_same_key = None in {step.key, approved.key} or step.key == approved.key
    return is_same_work and is_same_key and _is_no_dearer(step.cost, approved.cost)


def _by_name(plan: Plan) -> list[Step]:
    return sorted(plan.steps, key=lambda step: step.address)


def _recipes(plan: Plan, ground: Ground, *, knows_results: bool) -> Mapping[str, Digest]:
    """Name for each step all that it is made from. Inputs stand before those that need them."""
    inputs: dict[str, Json] = {
        address: ["content", blob.digest] for address, blob in ground.sources.items()
    }
    recipes: dict[str, Digest] = {}
    for step in plan.steps:
        made_from = [inputs.get(name) for name in ground.graph.inputs(step.address)]
        recipe = recipes[step.address] = digest_value(_recipe(step, made_from))
        made = step.made if knows_results else None
        inputs[step.address] = (
            ["recipe", recipe] if made is None else ["content", made.result.digest]
        )
    return recipes


def _recipe(step: Step, inputs: list[Json]) -> Json:
    ask = step.ask
    return {
        "kind": ask.kind,
        "provider": ask.provider,
        "model": ask.model,
        "request": ask.request,
        "place": ask.place,
        "inputs": inputs,
    }


def _agreed(step: Step, recipes: Mapping[str, Digest], lock: Lock) -> Json:
    """Spell out one step that would be paid for."""
    entry = lock.entries.get(step.address)
    return {
        "asset": step.address,
        "recipe": recipes[step.address],
        "credits": None if step.cost.high is None else f"{step.cost.high.normalize():f}",
        "locked": None if entry is None else entry_digest(step.address, entry),
        # Left out where there is none, so that what was approved without any stays approved.
        **({"uploads": list(step.shares)} if step.shares else {}),
    }


def _is_no_dearer(cost: Credits, approved: Credits) -> bool:
    if cost.high is None or approved.high is None:
        return False
    return cost.high <= approved.high
