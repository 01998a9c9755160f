"""Blessing: a locked result counts for what is asked for now, because somebody says that it does.

    request made for ─ an edit ─▶ request asked for now
           └─ result ◀── blessed: why ──┘     the key is the new one; what it was made for stays

What is free counts by its key as an input, and a blessing changes that: what was bought from it is
asked for anew, unless it is blessed together with it.

Nothing is bought and nothing is made. The kind, the maker and the shape of the file are no matter
of opinion, so an edit of those cannot be blessed; nor one for which something was made already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.core.digest import canonical
from assetforge.core.errors import NOTHING_SPENT, UsageError
from assetforge.core.values import is_array, is_table
from assetforge.lock.model import Blessing
from assetforge.plan.compare import Known, changes
from assetforge.plan.fingerprint import KEY_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.digest import Digest
    from assetforge.core.values import Json
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Entry, Made
    from assetforge.plan.build import Planner
    from assetforge.plan.model import Ask, Reason, Step

# Words of a request that say what the file is: how large, which part, how long, with which sound.
# A provider's own table may hold them, too.
SHAPE: Final = (
    "size", "width", "height", "aspect_ratio", "resolution", "fit", "crop", "format",
    "output_format", "media_type", "duration", "sound", "watermark",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Blessed:
    """One result that counts for another request from now on."""

    address: str
    before: Entry
    made: Made  # by its new key
    changes: tuple[Reason, ...]  # what was declared immaterial
    still_paid: tuple[str, ...] = ()  # what was made from it, and a build would buy anew


def bless_assets(
    graph: Graph, planner: Planner, chosen: frozenset[str], why: str
) -> tuple[Blessed, ...]:
    """Re-key the locked results of the chosen assets, inputs first; those that are right are not.

    Raises:
        UsageError: one of them cannot be blessed; then none is.
        DamagedError, StorageError: as the planner.
    """
    steps: dict[str, Step] = {}
    found: dict[str, Blessed] = {}
    for asset in graph:
        if asset.kind == "source":
            continue
        step = planner.step(asset, steps)
        if asset.address in chosen:
            inputs = [steps[name] for name in asset.inputs if name in steps]
            blessed = _blessed(step, planner, why, inputs)
            if blessed is not None:
                _refuse_two(blessed, found)
                found[asset.address] = blessed
                step = replace(step, action="restore", made=blessed.made)
        steps[asset.address] = step
    return tuple(
        replace(each, still_paid=_still_paid(each.address, found, steps, planner))
        for each in found.values()
    )


def _blessed(step: Step, planner: Planner, why: str, inputs: Iterable[Step]) -> Blessed | None:
    """Bless one result; None where it counts for what is asked for already."""
    entry = planner.lock.entries.get(step.address)
    if entry is None:
        raise _never_built(step)
    if step.key is None:
        raise _inputs_missing(step, inputs)
    if step.key == entry.made.key:
        return None
    if step.made is not None and step.made.result.digest == entry.made.result.digest:
        return None  # a build puts it in its place
    objection = _objection(step, entry.made) or _rival(step, step.key, planner)
    if objection:
        raise _cannot(step, objection)
    known = tuple(Known(name=ref.name, ref=ref) for ref in step.ask.inputs or ())
    return Blessed(
        address=step.address, before=entry, made=_rekeyed(entry.made, step.ask, step.key, why),
        changes=changes(entry.made, step.ask, known),
    )  # fmt: skip


def _still_paid(
    blessed: str, found: Mapping[str, Blessed], steps: Mapping[str, Step], planner: Planner
) -> tuple[str, ...]:
    """List what follows from a blessing that was not blessed itself, and costs credits."""
    reached, left = {blessed}, list[str]()
    for address, step in steps.items():
        follows = any(reason.upstream in reached for reason in step.reasons)
        if not follows or address in found or step.action in {"keep", "restore"}:
            continue
        reached.add(address)
        if step.is_paid and address in planner.lock.entries:
            left.append(address)
    return tuple(left)


def _rekeyed(made: Made, ask: Ask, key: Digest, why: str) -> Made:
    old = made.blessing or Blessing(
        reasons=(), key=made.key, key_schema=made.key_schema, model=made.model,
        request=made.request, inputs=made.inputs,
    )  # fmt: skip
    return replace(
        made, key=key, key_schema=KEY_SCHEMA, model=ask.model, request=ask.request,
        inputs=ask.inputs or (), blessing=replace(old, reasons=(*old.reasons, why)),
    )  # fmt: skip


def _objection(step: Step, made: Made) -> str:
    """Say what is no matter of opinion between a result and what is asked for; empty: nothing."""
    ask = step.ask
    if made.kind != ask.kind:
        return f"it is of the kind {made.kind}, and {ask.kind} is asked for"
    if made.provider != ask.provider:
        return f"{made.provider} made it, and {ask.provider} is asked for"
    if made.place != ask.place:
        return "what a sandbox makes never counts as what the service itself makes"
    old, new = (_words(request, ask.provider) for request in (made.request, ask.request))
    word = next((word for word in SHAPE if _differ(old, new, word)), "")
    if not word and _lengths(made.request) != _lengths(ask.request):
        word = "shots"
    return f"`{word}` says what the file is, and the file is what it was" if word else ""


def _words(request: Mapping[str, Json], provider: str) -> Mapping[str, Json]:
    """Bring what is said in general and for the provider alone together."""
    own = request.get(provider)
    return {**request, **own} if isinstance(own, Mapping) else request


def _differ(old: Mapping[str, Json], new: Mapping[str, Json], word: str) -> bool:
    return canonical(old.get(word)) != canonical(new.get(word))


def _lengths(request: Mapping[str, Json]) -> list[object]:
    shots = request.get("shots")
    return [shot.get("duration") for shot in shots if is_table(shot)] if is_array(shots) else []


def _rival(step: Step, key: Digest, planner: Planner) -> str:
    """Say why the key is not free to take; nothing that was made or ordered for it gives way."""
    if step.is_ordered:
        return "it was ordered already as it is asked for now, and the order is not finished"
    if step.made is not None:
        return "the store has what was made for it as it is asked for now; a build restores that"
    made = planner.facts.made(key)
    if made is not None and made.blessing is None:
        return "something was made for it as it is asked for now, and its bytes are gone here"
    own, entries = planner.lock.entries[step.address], planner.lock.entries
    others = (name for name, each in entries.items() if each.made.key == key)
    other = next((name for name in others if entries[name].made.result != own.made.result), "")
    return f"`{other}` counts for the very same now, with another result" if other else ""


def _refuse_two(blessed: Blessed, others: Mapping[str, Blessed]) -> None:
    for other in others.values():
        is_same_key = other.made.key == blessed.made.key
        if is_same_key and other.made.result.digest != blessed.made.result.digest:
            raise _two_results(blessed.address, other.address)


def _never_built(step: Step) -> UsageError:
    return UsageError(
        f"`{step.address}` is not in the lock, so there is no result to bless",
        cost=f"Nothing was changed. {NOTHING_SPENT}",
        next_step="Build it first; `assetforge show` lists what is locked.",
    )


def _inputs_missing(step: Step, inputs: Iterable[Step]) -> UsageError:
    names = (f"`{each.address}`" for each in inputs if each.action not in {"keep", "restore"})
    waiting = ", ".join(dict.fromkeys(names)) or "what is not built"
    return UsageError(
        f"`{step.address}` is made from {waiting}, which a build would make, so nobody can say yet "
        "for what its result is to count",
        cost=f"Nothing was changed. {NOTHING_SPENT}",
        next_step=f"Build {waiting} first, or bless it together with `{step.address}`.",
    )


def _cannot(step: Step, objection: str) -> UsageError:
    return UsageError(
        f"`{step.address}` cannot be blessed: {objection}",
        cost=f"Nothing was changed. {NOTHING_SPENT}",
        next_step=f"Run `assetforge explain {step.address}` to see what is asked for and what is "
        "locked.",
    )


def _two_results(address: str, other: str) -> UsageError:
    return UsageError(
        f"`{address}` and `{other}` ask for the very same now, and have two results",
        cost=f"Nothing was changed. {NOTHING_SPENT}",
        next_step="Bless one of them, and have the other ask for something else.",
    )
