"""Between a saved plan and its text; what the text looks like stands in `saved_table`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from assetforge.core.credits import Credits
from assetforge.core.digest import Digest
from assetforge.graph.select import Chain, Selection
from assetforge.lock.model import InputRef
from assetforge.plan.build import Wishes
from assetforge.plan.model import Ask, Orphan, Plan, Reason, Step
from assetforge.plan.saved import Basis, SavedPlan
from assetforge.plan.saved_table import (
    FORMAT_VERSION,
    BasisTable,
    ChainTable,
    CreditsTable,
    InputTable,
    OrphanTable,
    ReasonTable,
    SavedPlanError,
    SavedPlanTable,
    StepTable,
    WishesTable,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue


_NEWER: Final = re.compile(r"([2-9]|[1-9][0-9]{1,5})\.[0-9]{1,6}")
_TOO_MUCH: Final = frozenset({
    "less_than_equal", "too_long", "string_too_long", "decimal_max_digits", "decimal_whole_digits",
})  # fmt: skip


class NoPlanError(ValueError):
    """A text is no saved plan of a version that is known here; says where it is wrong."""


class NewerPlanError(NoPlanError):
    """A text is a saved plan that a newer version wrote."""


class TooLargeError(ValueError):
    """A plan is larger than a saved plan may be; says where."""


def encode_saved(saved: SavedPlan) -> str:
    """Write a saved plan. What the steps keep or restore is not in it: a lock and a store say.

    Raises:
        TooLargeError: something of it is more than can be read back.
    """
    try:
        table = _table(saved)
    except SavedPlanError as error:
        raise TooLargeError(_wrong(error)) from error
    return table.model_dump_json(indent=2) + "\n"


def decode_saved(data: bytes) -> SavedPlan:
    """Read a saved plan; every value in it is untrusted.

    Raises:
        NoPlanError: it is none; a NewerPlanError where a newer version wrote it.
    """
    try:
        table = SavedPlanTable.model_validate_json(data)
    except SavedPlanError as error:
        raise _no_plan(error) from error
    return SavedPlan(
        nonce=table.nonce, project=table.project, saved_at=table.saved_at, tool=table.tool,
        digest=Digest(table.plan_digest), basis=_basis(table.basis),
        plan=Plan(
            steps=tuple(map(_step, table.steps)),
            orphans=tuple(map(_orphan, table.orphans)),
            chain=Chain(addresses=tuple(table.chain.addresses), seconds=table.chain.seconds),
            asked=frozenset(table.asked), unasked=tuple(table.unasked_jobs),
        ),
    )  # fmt: skip


def _no_plan(error: SavedPlanError) -> NoPlanError:
    for each in error.errors(include_url=False):
        said: object = each["input"]
        is_newer = isinstance(said, str) and _NEWER.fullmatch(said) is not None
        if each["loc"] == ("format_version",) and is_newer:
            return NewerPlanError(f"format_version: a newer assetforge wrote it, in {said}")
    return NoPlanError(_wrong(error))


def _wrong(error: SavedPlanError) -> str:
    """Name the first place that is wrong, and say what is, in our own words."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(map(str, first["loc"])) or "the text"
    if first["type"] == "json_invalid":
        return f"{place}: it cannot be read as JSON"
    if first["type"] == "missing":
        return f"{place}: it is missing"
    if first["type"] in _TOO_MUCH:
        return f"{place}: it is more than a saved plan may hold"
    return f"{place}: it is not what a saved plan has there"


def _table(saved: SavedPlan) -> SavedPlanTable:
    plan = saved.plan
    return SavedPlanTable(
        format_version=FORMAT_VERSION, document="saved-plan", nonce=saved.nonce,
        project=saved.project, saved_at=saved.saved_at, tool=saved.tool, plan_digest=saved.digest,
        basis=_basis_table(saved.basis), steps=[_told(step) for step in plan.steps],
        orphans=[OrphanTable(address=gone.address, output=gone.output) for gone in plan.orphans],
        chain=ChainTable(addresses=list(plan.chain.addresses), seconds=plan.chain.seconds),
        asked=sorted(plan.asked), unasked_jobs=list(plan.unasked),
    )  # fmt: skip


def _basis_table(basis: Basis) -> BasisTable:
    selection = basis.wishes.selection
    wishes = WishesTable(
        targets=list(selection.targets), excludes=list(selection.excludes),
        replace=list(basis.wishes.replace),
    )  # fmt: skip
    return BasisTable(
        manifest=basis.manifest, draft=basis.is_draft, wishes=wishes, files=dict(basis.files),
        sources=dict(basis.sources), entries=dict(basis.entries),
    )  # fmt: skip


def _basis(table: BasisTable) -> Basis:
    wishes = table.wishes
    selection = Selection(targets=tuple(wishes.targets), excludes=tuple(wishes.excludes))
    return Basis(
        manifest=table.manifest, is_draft=table.draft,
        wishes=Wishes(selection=selection, replace=tuple(wishes.replace)),
        files=_digests(table.files), sources=_digests(table.sources),
        entries=_digests(table.entries),
    )  # fmt: skip


def _digests(table: Mapping[str, str]) -> Mapping[str, Digest]:
    return {name: Digest(digest) for name, digest in table.items()}


def _told(step: Step) -> StepTable:
    try:
        return _step_table(step)
    except SavedPlanError as error:
        place = f"`{step.address}`: {_wrong(error)}"
        raise TooLargeError(place) from error


def _step_table(step: Step) -> StepTable:
    ask = step.ask
    inputs = None if ask.inputs is None else [
        InputTable(name=each.name, by=each.by, digest=each.digest) for each in ask.inputs
    ]  # fmt: skip
    return StepTable(
        address=step.address, action=step.action, kind=ask.kind, provider=ask.provider,
        model=ask.model, request=cast("dict[str, JsonValue]", dict(ask.request)), inputs=inputs,
        place=ask.place, key=step.key,
        output=step.output, reasons=[_reason_table(reason) for reason in step.reasons],
        credits=CreditsTable(low=step.cost.low, high=step.cost.high), seconds=step.seconds,
        edited=step.is_edited, far=step.is_far, locked=step.is_locked, same_as=step.same_as,
        ordered=step.is_ordered, uploads=list(step.shares), moved_from=step.moved_from,
        notes=cast("dict[str, JsonValue]", dict(step.notes)),
    )  # fmt: skip


def _step(table: StepTable) -> Step:
    inputs = None if table.inputs is None else tuple(
        InputRef(name=each.name, by=each.by, digest=Digest(each.digest)) for each in table.inputs
    )  # fmt: skip
    ask = Ask(
        address=table.address, kind=table.kind, provider=table.provider, model=table.model,
        request=table.request, inputs=inputs, place=table.place,
    )  # fmt: skip
    return Step(
        action=table.action, ask=ask, key=None if table.key is None else Digest(table.key),
        output=table.output, reasons=tuple(map(_reason, table.reasons)),
        cost=Credits(low=table.credits.low, high=table.credits.high), seconds=table.seconds,
        is_edited=table.edited, is_far=table.far, is_locked=table.locked, same_as=table.same_as,
        is_ordered=table.ordered, shares=tuple(table.uploads), moved_from=table.moved_from,
        notes=table.notes,
    )  # fmt: skip


def _orphan(table: OrphanTable) -> Orphan:
    return Orphan(address=table.address, output=table.output)


def _reason_table(reason: Reason) -> ReasonTable:
    return ReasonTable(
        code=reason.why, field=reason.field, old=cast("JsonValue", reason.old),
        new=cast("JsonValue", reason.new), upstream=reason.upstream,
    )  # fmt: skip


def _reason(table: ReasonTable) -> Reason:
    return Reason(
        why=table.code, field=table.field, old=table.old, new=table.new, upstream=table.upstream
    )
