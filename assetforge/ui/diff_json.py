"""A diff as JSON for programs, and as the three numbers that GitLab shows in a merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.version import VERSION
from assetforge.ui.approval import approval_table
from assetforge.ui.machine import credits_table, credits_value, document
from assetforge.ui.machine_plan import reason_value

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.report.diff_model import AssetDiff, Cause, Diff, Line, Unproven, Work


def diff_document(diff: Diff) -> Table:
    """Write what is compared, every asset that there is something to say of, causes and totals."""
    about = diff.about
    base = about.base
    return document("diff", {
        "tool": VERSION,
        "manifest": about.manifest,
        "base": None if base is None else {"name": base.name, "commit": base.commit},
        "no_base": about.no_base or None,
        "head": about.head,
        **approval_table(diff.approval),
        "changes": diff.has_changes,
        "policy": {"denied": list(diff.verdict.denied), "warned": list(diff.verdict.warned)},
        "assets": {asset.address: _asset(asset) for asset in diff.told},
        "causes": [_cause(cause) for cause in diff.causes],
        "totals": {
            "added": diff.count("added"),
            "changed": diff.count("changed"),
            "restored": diff.count("restored"),
            "removed": diff.count("removed"),
            "unchanged": diff.count("unchanged"),
            "paid": len(diff.paid),
            "credits_before": credits_table(diff.before),
            "credits_after": credits_table(diff.after),
            "credits_to_pay": credits_table(diff.spend),
            "credits_to_pay_in_base": credits_table(diff.base_spend),
        },
    })  # fmt: skip


def gitlab_counts(diff: Diff) -> Table:
    """Count what is made, made again and dropped, as artifacts:reports:terraform takes it.

    The keys are those of GitLab's documentation, "Terraform integration in merge requests"
    (18.x); it shows nothing else.
    """
    told = [asset for asset in diff.told if asset.change != "removed"]
    created = sum(asset.before is None for asset in told)
    return {
        "create": created, "update": len(told) - created, "delete": diff.count("removed"),
    }  # fmt: skip


def _asset(asset: AssetDiff) -> Table:
    return {
        "address": asset.address,
        "change": asset.change,
        "reasons": [reason_value(reason) for reason in asset.reasons],
        "previous_address": asset.moved_from or None,
        "before": _work(asset.before),
        "after": _work(asset.after),
        "action": asset.action,
        "to_make": asset.is_pending,
        "to_make_in_base": asset.was_pending,
        "credits_to_pay": credits_value(asset.spend),
        "uploads": list(asset.shares),
        "dependants": list(asset.users),
        "cause": asset.cause or None,
        "other_causes": list(asset.also),
        "blessed": list(asset.blessed),
        "made_for": [reason_value(reason) for reason in asset.made_for],
        "unproven": _unproven(asset.unproven),
    }


def _unproven(found: Unproven | None) -> Json:
    return None if found is None else {"locked": found.locked, "stored": found.stored}


def _work(work: Work | None) -> Json:
    if work is None:
        return None
    return {
        "kind": work.kind, "provider": work.provider or None, "model": work.model,
        "credits": credits_value(work.price), "picture": work.picture,
    }  # fmt: skip


def _cause(cause: Cause) -> Table:
    return {
        "address": cause.address,
        "reasons": [reason_value(reason) for reason in cause.reasons],
        "line": _line(cause.line),
        "chain": list(cause.chain),
        "paid": list(cause.reach),
        "credits_to_pay": credits_table(cause.spend),
    }


def _line(line: Line | None) -> Json:
    if line is None:
        return None
    return {
        "file": line.file, "line": line.line, "committed": line.is_committed,
        "commit": line.commit, "author": line.author, "removed": line.is_removed,
    }  # fmt: skip
