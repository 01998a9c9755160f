"""One asset, one decision. The plan and the build both ask here, and nowhere else.

key unknown ──────────────────────────────▶ make, known after build
no result under the key ──────────────────▶ make (derive; blocked where the config lacks a thing)
    but an order that is under way ──────▶ make, for nothing more: it is taken up
a result that an order is to replace
    and that is under way ───────────────▶ make, for nothing more: it is taken up
    and that brought a newer one ────────▶ restore the newer one
a result, and the output file is
    right, and the lock says so ─────────▶ keep
    missing, or other bytes of ours ─────▶ restore
    bytes that nobody here made ─────────▶ keep, edited by hand; restore where the lock is behind
renamed since the lock was written ──────▶ the same, but restore in the place of keep: the lock has
                                           to say it
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.core.errors import DamagedError, StorageError
from assetforge.plan.compare import changes
from assetforge.plan.estimate import RESTORE_SECONDS, seconds_to_make
from assetforge.plan.fingerprint import key_of
from assetforge.plan.model import Reason, Step
from assetforge.plan.output import Target, entry_of, expected_path, is_ours, target

if TYPE_CHECKING:
    from assetforge.core.credits import Credits
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Made
    from assetforge.plan.case import Case
    from assetforge.plan.facts import Facts, Ordered
    from assetforge.plan.model import Why


def decide(case: Case, facts: Facts) -> Step:
    """Decide what a build does with one asset, and say why.

    Raises:
        DamagedError: the store's record of paid work cannot be read.
        StorageError: the disk does not answer, which is not the same as a miss.
    """
    step = _decide(case, facts)
    return _moved(step, case.moved_from) if case.moved_from else step


def keep_locked(case: Case, facts: Facts) -> Step | None:
    """Leave or restore what is locked, whatever is asked for; None where its bytes are gone.

    Raises:
        StorageError: the disk does not answer, which is not the same as a miss.
    """
    assert case.entry is not None, "whoever asks looked"
    made = case.entry.made
    return _with_result(case, made, facts) if _exists(case, made, facts) else None


def _moved(step: Step, old: str) -> Step:
    """Have the lock name by its new address what would otherwise be left as it is."""
    step = replace(
        step, moved_from=old, is_locked=False,
        reasons=(Reason(why="moved", old=old, new=step.address), *step.reasons),
    )  # fmt: skip
    return (
        replace(step, action="restore", seconds=RESTORE_SECONDS) if step.action == "keep" else step
    )


def _decide(case: Case, facts: Facts) -> Step:
    key = key_of(case.ask)
    if case.blocked_by:
        return _blocked(case, key)
    made = None if key is None else _result(case, key, facts)
    if made is None:
        return _make(case, key, facts)
    order = _replacing(case, made, facts)
    if order is not None and order.brought is None:
        return _make(case, key, facts)
    newer = None if order is None else _brought(case, order, made, facts)
    found = _with_result(case, made, facts) if newer is None else newer
    is_done = not case.is_asked or (newer is not None and not found.is_edited)
    return found if is_done else _replaced(case, found, facts)


def _replacing(case: Case, made: Made, facts: Facts) -> Ordered | None:
    """Find the order of this asset that is to take a result's place.

    Where the ledger does not answer the result stays: nothing is bought because of that.
    """
    if case.is_local:
        return None
    try:
        order = facts.ordered(made.key)
    except (DamagedError, StorageError):
        return None
    if order is None or not _is_meant(case, order):
        return None
    return order if order.replaces == made.result.digest else None


def _is_meant(case: Case, order: Ordered) -> bool:
    """Say whether an order is this asset's; that of one that is gone is whoever's asks for it."""
    if order.address in {"", case.asset.address}:
        return True
    return case.addresses is not None and order.address not in case.addresses


def _brought(case: Case, order: Ordered, made: Made, facts: Facts) -> Step | None:
    """Put what an order brought in the place of what it replaces, where it can still be had."""
    newer = _stored(case, made.key, facts)
    is_it = newer is not None and newer.result.digest == order.brought
    if newer is None or not is_it or not _exists(case, newer, facts):
        return None
    return _with_result(case, newer, facts, why="newer-take")


def _result(case: Case, key: Digest, facts: Facts) -> Made | None:
    """Find a result under the key whose bytes still exist: the locked one, else the store's.

    A lock may have it under the name of another asset only, as after a rename. What was blessed
    counts for what it was made for, too, so that a blessing can be taken back.
    """
    for entry in (case.entry, case.by_key.get(key)):
        if entry is not None and entry.made.key == key and _exists(case, entry.made, facts):
            return entry.made
    stored = _stored(case, key, facts)
    return stored if stored is not None and _exists(case, stored, facts) else None


def _stored(case: Case, key: Digest, facts: Facts) -> Made | None:
    try:
        found = facts.made(key)
    except DamagedError:
        if case.is_local or case.is_asked:  # made again at no cost, or because somebody says so
            return None
        raise
    return None if found is None or found.blessing is not None else found


def _exists(case: Case, made: Made, facts: Facts) -> bool:
    """Say whether the finished file can be had without making.

    From the store, an output file, or once more from the service that made it.
    """
    return _is_here(case, made, facts) or case.market.can_refetch(made)


def _is_here(case: Case, made: Made, facts: Facts) -> bool:
    if facts.holds(made.result.digest):
        return True
    other = entry_of(made, case.entry, case.by_key)
    goal = target(case.asset, made, other, facts)
    if goal.file is not None and facts.holds(goal.file.digest):
        return True
    enough = {made.result.digest, made.result.digest if goal.file is None else goal.file.digest}
    outputs = (each.output for each in (case.entry, other) if each is not None)
    return any(facts.output(path) in enough for path in {goal.path, *outputs})


def _with_result(case: Case, made: Made, facts: Facts, why: Why = "result-lost") -> Step:
    goal = target(case.asset, made, entry_of(made, case.entry, case.by_key), facts)
    lies = facts.output(goal.path)
    reasons = _lock_reasons(case, made, goal, why)
    is_edited = lies is not None and not is_ours(lies, goal, case.owners, facts)
    wrong = () if is_edited or reasons else _file_reasons(goal, lies)
    note = (_kept_reason(case, goal.path),) if is_edited else wrong
    is_right = not reasons and not wrong
    is_far = (is_edited or not is_right) and not _is_here(case, made, facts)
    far = (Reason(why="fetched-again", field=made.provider),) if is_far and not is_right else ()
    return Step(
        action="keep" if is_right else "restore", ask=case.ask, key=made.key, output=goal.path,
        reasons=(*reasons, *note, *far), made=made, is_edited=is_edited, is_locked=not reasons,
        is_far=is_far, seconds=0 if is_right else RESTORE_SECONDS,
    )  # fmt: skip


def _lock_reasons(case: Case, made: Made, goal: Target, why: Why) -> tuple[Reason, ...]:
    """Say in what the lock is behind; `why` is why it names another result under the same key."""
    entry = case.entry
    if entry is None:
        return (Reason(why="not-locked"),)
    if entry.made.key != made.key:
        return changes(entry.made, case.ask, case.inputs) or (Reason(why="other-key"),)
    if entry.made.result.digest != made.result.digest:
        lost, found = entry.made.result.digest, made.result.digest
        return (Reason(why=why, old=lost, new=found),)
    if entry.output != goal.path:
        return (Reason(why="output-moved", old=entry.output, new=goal.path),)
    return ()


def _file_reasons(goal: Target, lies: Digest | None) -> tuple[Reason, ...]:
    """Say what is wrong with the file."""
    if goal.file is not None and lies == goal.file.digest:
        return ()
    return (Reason(why="output-missing" if lies is None else "output-outdated", field=goal.path),)


def _kept_reason(case: Case, path: str) -> Reason:
    """Say why a file stays: a person edited what was built, or put it where nothing was."""
    was_built = case.entry is not None and case.entry.output == path
    return Reason(why="output-edited" if was_built else "output-foreign", field=path)


def _replaced(case: Case, found: Step, facts: Facts) -> Step:
    """Put the stored result back over an edited file; otherwise ask for a new one."""
    if not found.is_edited:
        return _make(case, found.key, facts)
    reasons = (*found.reasons, Reason(why="asked"))
    return replace(
        found, action="restore", is_edited=False, reasons=reasons, seconds=RESTORE_SECONDS
    )


def _make(case: Case, key: Digest | None, facts: Facts) -> Step:
    ask, asset = case.ask, case.asset
    if case.market.needs(case.order, ask.provider):
        return _blocked(case, key)
    order = None if key is None or case.is_local else facts.ordered(key)
    path = expected_path(asset, ask, case.entry)
    lies = facts.output(path)
    goal = Target(path=path, file=None)
    is_edited = lies is not None and not is_ours(lies, goal, case.owners, facts)
    is_kept = is_edited and not case.is_asked
    edited = (_kept_reason(case, path),) if is_kept else ()
    return Step(
        action="derive" if asset.kind == "derive" else "make", ask=ask, key=key, output=path,
        reasons=(*_make_reasons(case, order), *_order_reasons(order), *edited), is_edited=is_kept,
        cost=_cost(case, key) if order is None else _cost_left(case, key, order),
        seconds=seconds_to_make(asset.kind, is_local=case.is_local),
        is_metered=_is_metered(case) and (order is None or not order.is_certain),
        is_ordered=order is not None,
        shares=() if order is not None and order.is_certain else _shares(case),
    )  # fmt: skip


def _order_reasons(order: Ordered | None) -> tuple[Reason, ...]:
    if order is None:
        return ()
    why: Why = "ordered" if order.is_certain else "order-lost"
    return (Reason(why=why, field=order.provider, new=order.job),)


def _cost_left(case: Case, key: Digest | None, order: Ordered) -> Credits:
    """Price an order that was placed before: nothing, unless it turns out never to have arrived."""
    return FREE if order.is_certain else _cost(case, key).or_free()


def _is_metered(case: Case) -> bool:
    return case.ask.provider in case.market.services


def _shares(case: Case) -> tuple[str, ...]:
    """Name the inputs that become publicly reachable: those that the service did not make."""
    return case.foreign if case.market.publishes(case.ask.provider) else ()


def _make_reasons(case: Case, order: Ordered | None) -> tuple[Reason, ...]:
    asked = (Reason(why="asked"),) if case.is_asked else ()
    if case.entry is None:
        return (*asked, Reason(why="never-built"))
    locked = {source.name: source.digest for source in case.entry.made.inputs}
    upstream = (
        Reason(why="upstream-made", upstream=source.name, old=locked.get(source.name))
        for source in dict.fromkeys(case.inputs)
        if source.ref is None
    )
    causes = (*asked, *changes(case.entry.made, case.ask, case.inputs), *upstream)
    is_replaced = order is not None and order.replaces is not None
    return causes if causes or is_replaced else (Reason(why="result-lost"),)


def _cost(case: Case, key: Digest | None) -> Credits:
    """Price a step: down to nothing where inputs may come out the same, so that it is kept."""
    if case.is_local:
        return FREE
    cost = case.market.offers[case.ask.provider].quote(case.order)
    may_be_kept = key is None and case.entry is not None and not case.is_asked
    if may_be_kept and case.entry and not changes(case.entry.made, case.ask, case.inputs):
        return cost.or_free()
    return cost


def _blocked(case: Case, key: Digest | None) -> Step:
    needs = case.market.needs(case.order, case.ask.provider)
    reasons = tuple(
        Reason(why="config-needed", field=case.ask.provider, new=need) for need in needs
    )
    if case.blocked_by:
        reasons = (Reason(why="upstream-blocked", upstream=case.blocked_by),)
    return Step(
        action="blocked", ask=case.ask, key=key, reasons=reasons, cost=_cost(case, key),
        is_metered=_is_metered(case),
        output=expected_path(case.asset, case.ask, case.entry),
    )  # fmt: skip
