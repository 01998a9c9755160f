"""A plan as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.tags import trained_models
from assetforge.ui.field_class import class_of_change
from assetforge.ui.machine import credits_table, credits_value, document

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.plan.model import Plan, Reason, Step

# The file may have been edited by hand; then it stays, and the lock alone changes.
_NAMINGS: Final = frozenset({"moved", "output-edited", "output-foreign", "output-moved"})


def plan_document(plan: Plan) -> Table:
    """Write a whole plan: every asset, the totals, the orphans and the longest chain."""
    return document("plan", {
        "changes": plan.has_changes,
        "frozen": plan.is_frozen,
        "assets": {step.address: step_value(step) for step in plan.steps},
        "totals": totals_value(plan),
        "orphans": orphans_value(plan),
        "spent_moves": list(plan.spent_moves),
        "unasked_jobs": list(plan.unasked),
        "chain": {"addresses": list(plan.chain.addresses), "seconds": plan.chain.seconds},
    })  # fmt: skip


def step_value(step: Step) -> Table:
    """Write one asset of a plan."""
    ask = step.ask
    return {
        "address": step.address,
        "kind": ask.kind,
        "provider": ask.provider,
        "model": ask.model,
        "action": step.action,
        "previous_address": step.moved_from or None,
        "reasons": [
            {**reason_value(reason), "field_class": class_of_change(ask.kind, reason)}
            for reason in step.reasons
        ],
        "cosmetic": step.notes,
        "credits": credits_value(step.cost),
        "seconds": step.seconds,
        "output": step.output,
        "key": step.key,
        "known_after_build": step.key is None,
        "edited": step.is_edited,
        "ordered": step.is_ordered,
        "uploads": list(step.shares),
        "trained_models": list(trained_models(ask.provider, ask.request)),
    }


def reason_value(reason: Reason) -> Table:
    """Write why; readers tolerate codes they do not know."""
    return {
        "code": reason.why,
        "field": reason.field or None,
        "old": reason.old,
        "new": reason.new,
        "upstream": reason.upstream or None,
    }


def totals_value(plan: Plan) -> Table:
    """Count the actions; credits of blocked assets stand apart, for no build spends them yet."""
    return {
        "make": plan.count("make"),
        "restore": plan.count("restore"),
        "derive": plan.count("derive"),
        "blocked": plan.count("blocked"),
        "unchanged": plan.count("keep"),
        "edited": sum(step.is_edited for step in plan.steps),
        **_weights(plan),
        "credits": credits_table(plan.costs()),
        "credits_blocked": credits_table(plan.costs_blocked()),
    }


def _weights(plan: Plan) -> Table:
    """Count what is paid for, what is made anew at all, and what changes nothing but names."""
    return {
        "spend": sum(step.is_paid and step.action != "blocked" for step in plan.steps),
        "rebuild": sum(step.action in {"make", "derive"} for step in plan.steps),
        "metadata_only": sum(map(_is_naming, plan.steps)),
    }


def _is_naming(step: Step) -> bool:
    codes = {reason.why for reason in step.reasons}
    return step.action == "restore" and bool(codes) and codes <= _NAMINGS


def orphans_value(plan: Plan) -> Json:
    """Write the locked assets that the manifest no longer has."""
    return [{"address": gone.address, "output": gone.output} for gone in plan.orphans]
