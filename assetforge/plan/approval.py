"""Approval: the digest of what a plan would pay for, and whether another plan stays within it.

    digest = H(schema, paid steps in the order of their names: key or recipe, worst credits;
               and what the lock says of each now)

Whoever approves the digest approves exactly these steps at no more than these credits. It is made
from a plan that knows locks alone (`locked_facts`), at the catalogue's own prices, so that no
store, ledger, clock or setting of a machine changes it. Whatever else changes, voids it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.digest import Digest, digest_value
from assetforge.lock.codec import entry_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.credits import Credits
    from assetforge.core.values import Json
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Lock
    from assetforge.plan.model import Plan, Step

APPROVAL_SCHEMA: Final = 1


def paid_steps(plan: Plan) -> tuple[Step, ...]:
    """List what a plan pays for, or may, by name; also what the user's config still blocks."""
    return tuple(sorted((step for step in plan.steps if step.is_paid), key=_address))


def plan_digest(plan: Plan, lock: Lock, graph: Graph) -> Digest:
    """Name what a plan would pay for; plans that pay for nothing have one name in common."""
    return digest_value({
        "schema": APPROVAL_SCHEMA,
        "steps": [_recipe(step, lock, graph) for step in paid_steps(plan)],
    })  # fmt: skip


def beyond(plan: Plan, approved: Iterable[Step]) -> tuple[Step, ...]:
    """List the paid steps of a plan that were not approved: other work, or dearer work."""
    allowed = {step.address: step for step in approved}
    return tuple(
        step for step in paid_steps(plan)
        if step.address not in allowed or not is_within(step, allowed[step.address])
    )  # fmt: skip


def is_within(step: Step, approved: Step) -> bool:
    """Say whether a step is the one that was approved, and costs no more.

    Where a price was unknown when it was approved, whoever approved it saw that.
    """
    ours, theirs = step.ask, approved.ask
    is_same_work = (ours.kind, ours.provider, ours.model, ours.request) == (
        theirs.kind, theirs.provider, theirs.model, theirs.request,
    )  # fmt: skip
    is_same_key = None in {step.key, approved.key} or step.key == approved.key
    return is_same_work and is_same_key and _is_no_dearer(step.cost, approved.cost)


def _address(step: Step) -> str:
    return step.address


def _recipe(step: Step, lock: Lock, graph: Graph) -> Json:
    """Spell out one step. What an unknown input will be follows from the step that makes it."""
    ask = step.ask
    entry = lock.entries.get(step.address)
    return {
        "asset": step.address,
        "kind": ask.kind,
        "provider": ask.provider,
        "model": ask.model,
        "request": ask.request,
        "key": step.key,
        "inputs": list(graph.inputs(step.address)),
        "credits": None if step.cost.high is None else f"{step.cost.high.normalize():f}",
        "locked": None if entry is None else entry_digest(step.address, entry),
    }


def _is_no_dearer(cost: Credits, approved: Credits) -> bool:
    if approved.high is None:
        return True
    return cost.high is not None and cost.high <= approved.high
