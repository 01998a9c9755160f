"""A saved plan: what somebody agreed to, bound to what it was made from.

    plan --out FILE ─▶ SavedPlan ─ build FILE ─▶ used up? does it still fit? ─▶ at most what it says

It is used up once all it says is done. Until then the same file goes on after an interruption: what
its own run wrote does not make it stale. A build from it may do less than it says, never more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.lock.codec import entry_digest
from assetforge.plan.approval import is_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.digest import Digest
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Lock
    from assetforge.plan.build import Wishes
    from assetforge.plan.model import Plan, Step

_MAKING: Final = frozenset({"make", "derive"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a plan rests on: whatever of it changes, the plan no longer fits."""

    manifest: str  # name of the main file
    is_draft: bool
    wishes: Wishes
    files: Mapping[str, Digest]  # of the manifest: itself, includes, prompts
    sources: Mapping[str, Digest]  # those that the plan's work begins with, by address
    entries: Mapping[str, Digest]  # what the lock said of the assets it touches, where it did


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPlan:
    """A plan with its basis, and a name that no other plan has."""

    nonce: str  # 32 hexadecimal digits
    project: str  # mark of the project, see `project_mark`
    saved_at: str  # ISO 8601, UTC
    tool: str  # version that wrote it
    digest: Digest  # what an approval names, see `approval`
    basis: Basis
    plan: Plan


def narrowed(basis: Basis, plan: Plan, graph: Graph, lock: Lock) -> Basis:
    """Keep of everything that a project rests on what this plan's work rests on."""
    touched = [step.address for step in touched_steps(plan)]
    needed = {name for address in touched for name in graph.inputs(address)}
    return replace(
        basis,
        sources={name: each for name, each in sorted(basis.sources.items()) if name in needed},
        entries={
            address: entry_digest(address, lock.entries[address])
            for address in sorted(touched) if address in lock.entries
        },
    )  # fmt: skip


def touched_steps(plan: Plan) -> tuple[Step, ...]:
    """List the steps that would do something."""
    return tuple(step for step in plan.steps if step.action not in {"keep", "blocked"})


def is_done(saved: SavedPlan, lock: Lock, now: Plan | None = None) -> bool:
    """Say whether a plan is carried out: all is made, and nothing is left to put in its place.

    No lock tells whether files lie on this machine. `now` does, the plan by the same wishes;
    without it, what is to be put back is still to do. What would be paid for once more is not.
    """
    if not is_made(saved, lock):
        return False
    restores = {step.address for step in saved.plan.steps if step.action == "restore"}
    if now is None:
        return not restores
    left = touched_steps(now)
    puts_back = any(step.action == "restore" and step.address in restores for step in left)
    return any(step.may_be_charged for step in left) or not puts_back


def is_made(saved: SavedPlan, lock: Lock) -> bool:
    """Say whether a lock tells that all was made that the plan says, by this plan or another way.

    Where the plan makes nothing, a lock cannot tell.
    """
    makes = [step for step in touched_steps(saved.plan) if step.action in _MAKING]
    return bool(makes) and all(_is_written(step, saved, lock) for step in makes)


def what_is_left(saved: SavedPlan, lock: Lock) -> tuple[str, ...]:
    """List what is still to be made anew of what `--replace` named: nothing is paid for twice."""
    steps = {step.address: step for step in saved.plan.steps}
    return tuple(
        address for address in sorted(saved.plan.asked)
        if address not in steps or not _is_written(steps[address], saved, lock)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A project as it is now."""

    basis: Basis
    plan: Plan  # by the wishes of the saved one
    lock: Lock
    has_begun: bool  # a run of this saved plan was interrupted, so that the lock may be its own


def misfits(saved: SavedPlan, now: Present) -> tuple[str, ...]:
    """Say in what a saved plan no longer fits; nothing where it does."""
    changed = _changed_files(saved.basis, now.basis)
    locked = (
        f"what the lock says of `{step.address}` changed"
        for step in touched_steps(saved.plan)
        if not _is_untouched(step, saved, now.lock)
        and not (now.has_begun and _is_written(step, saved, now.lock))
    )
    places = {step.address: step.ask.place for step in saved.plan.steps}
    beyond = (_is_more(step, places) for step in more(now.plan, saved.plan))
    return (*changed, *locked, *beyond)


def _changed_files(was: Basis, now: Basis) -> Iterator[str]:
    for name in sorted(was.files.keys() | now.files.keys()):
        if was.files.get(name) != now.files.get(name):
            yield f"{name} {_change(was.files.get(name), now.files.get(name))}"
    for name, digest in was.sources.items():
        if now.sources.get(name, digest) != digest:
            yield f"the source `{name}` changed"


def more(plan: Plan, saved: Plan) -> tuple[Step, ...]:
    """List what a plan makes beyond a saved one: other work, dearer work, or more uploads."""
    allowed = {step.address: step for step in saved.steps if step.action in _MAKING}
    return tuple(
        step for step in plan.steps
        if step.action in _MAKING
        and (step.address not in allowed or not _is_agreed(step, allowed[step.address]))
    )  # fmt: skip


def _is_more(step: Step, places: Mapping[str, str]) -> str:
    """Say of a step that a plan does not say it; `places` are where it has each made."""
    ask, place = step.ask, places.get(step.address)
    if place is None or place == ask.place:
        return f"`{step.address}` would be made now, and the plan does not say so"
    if ask.place:
        return f"`{step.address}` would be made at a sandbox now, and not at {ask.provider}"
    return f"`{step.address}` would be made at {ask.provider} now, and not at a sandbox"


def _is_agreed(step: Step, allowed: Step) -> bool:
    return is_within(step, allowed) and set(step.shares) <= set(allowed.shares)


def _change(was: Digest | None, now: Digest | None) -> str:
    if was is None:
        return "is new"
    return "is gone" if now is None else "changed"


def _digest_now(step: Step, lock: Lock) -> Digest | None:
    entry = lock.entries.get(step.address)
    return None if entry is None else entry_digest(step.address, entry)


def _is_untouched(step: Step, saved: SavedPlan, lock: Lock) -> bool:
    return _digest_now(step, lock) == saved.basis.entries.get(step.address)


def _is_written(step: Step, saved: SavedPlan, lock: Lock) -> bool:
    """Say whether the lock names by now what the step was to make."""
    entry = lock.entries.get(step.address)
    if entry is None or _is_untouched(step, saved, lock):
        return False
    return step.key is None or entry.made.key == step.key
