"""One asset, one decision. The plan and the build both ask here, and nowhere else.

key unknown ──────────────────────────────▶ make, known after build
no result under the key ──────────────────▶ make (derive; blocked where nobody can)
a result, and the output file is
    right ───────────────────────────────▶ keep
    missing, or older bytes of ours ─────▶ restore
    bytes that nobody here made ─────────▶ keep, edited by hand
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.credits import FREE
from assetforge.core.media import MP4, PNG
from assetforge.core.names import FILM_KINDS
from assetforge.plan.compare import changes
from assetforge.plan.estimate import RESTORE_SECONDS, seconds_to_make
from assetforge.plan.fingerprint import key_of
from assetforge.plan.model import Reason, Step
from assetforge.plan.output import Target, output_path, target
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from assetforge.core.digest import Digest
    from assetforge.lock.model import Entry, Made
    from assetforge.manifest.model import Asset
    from assetforge.plan.facts import Facts, Market
    from assetforge.plan.model import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a decision about one asset rests on."""

    asset: Asset
    ask: Ask
    entry: Entry | None  # what the lock says of it
    blocked_by: str = ""  # an input that cannot be made
    made_first: tuple[str, ...] = ()  # inputs that the build makes before
    is_asked: bool = False  # named by --replace


def decide(case: Case, facts: Facts, market: Market) -> Step:
    """Decide what a build does with one asset, and say why."""
    key = key_of(case.ask)
    if case.blocked_by:
        return _blocked(case, key, market)
    if key is None:
        return _make(case, None, market, facts)
    made = _result(case, key, facts)
    if made is None:
        return _make(case, key, market, facts)
    found = _with_result(case, made, facts)
    if case.is_asked:
        return _replaced(case, found, key, market, facts)
    return found


def _result(case: Case, key: Digest, facts: Facts) -> Made | None:
    """Find a result under the key whose bytes still exist, here or in the output file."""
    entry = case.entry
    made = entry.made if entry and entry.made.key == key else facts.made(key)
    if made is None or facts.holds(made.result.digest):
        return made
    path = output_path(case.asset, made.result.media.type)
    return made if facts.output(path) == made.result.digest else None


def _with_result(case: Case, made: Made, facts: Facts) -> Step:
    goal = target(case.asset, made, case.entry, facts)
    lies = facts.output(goal.path)
    step = Step(
        action="restore", ask=case.ask, key=made.key, output=goal.path, made=made,
        seconds=RESTORE_SECONDS,
    )  # fmt: skip
    if lies is not None and not _is_ours(lies, goal, case.entry, facts):
        edited = Reason(why="output-edited", field=goal.path)
        return replace(step, action="keep", reasons=(edited,), is_edited=True, seconds=0)
    reasons = _restore_reasons(case, made, goal, lies)
    return replace(step, reasons=reasons) if reasons else replace(step, action="keep", seconds=0)


def _restore_reasons(
    case: Case, made: Made, goal: Target, lies: Digest | None
) -> tuple[Reason, ...]:
    entry = case.entry
    if entry is None:
        return (Reason(why="not-locked"),)
    if entry.made.key != made.key:
        return changes(entry.made, case.ask)
    if entry.output != goal.path:
        return (Reason(why="output-moved", old=entry.output, new=goal.path),)
    if goal.file is not None and lies == goal.file.digest:
        return ()
    return (Reason(why="output-missing" if lies is None else "output-outdated", field=goal.path),)


def _is_ours(lies: Digest, goal: Target, entry: Entry | None, facts: Facts) -> bool:
    if goal.file is not None and lies == goal.file.digest:
        return True
    return (entry is not None and lies == entry.file.digest) or facts.holds(lies)


def _replaced(case: Case, found: Step, key: Digest, market: Market, facts: Facts) -> Step:
    """Put the stored result back over an edited file; otherwise ask for a new one."""
    asked = Reason(why="asked")
    if found.is_edited:
        return replace(found, action="restore", is_edited=False, reasons=(*found.reasons, asked))
    return replace(_make(case, key, market, facts), reasons=(asked,))


def _make(case: Case, key: Digest | None, market: Market, facts: Facts) -> Step:
    ask, asset = case.ask, case.asset
    if ask.provider not in market.makers:
        return _blocked(case, key, market)
    offer = market.offers[ask.provider]
    path, is_edited = _expected_output(case, facts)
    reasons = _make_reasons(case)
    if is_edited and not case.is_asked:
        reasons = (*reasons, Reason(why="output-edited", field=path))
    return Step(
        action="derive" if asset.kind == "derive" else "make",
        ask=ask, key=key, output=path, reasons=reasons, is_edited=is_edited and not case.is_asked,
        cost=FREE if offer.is_local else offer.quote(_order(case)),
        seconds=seconds_to_make(asset.kind, is_local=offer.is_local),
    )  # fmt: skip


def _make_reasons(case: Case) -> tuple[Reason, ...]:
    entry = case.entry
    upstream = tuple(Reason(why="upstream-made", upstream=name) for name in case.made_first)
    if entry is None:
        return (Reason(why="never-built"),)
    changed = changes(entry.made, case.ask)
    if changed or upstream:
        return (*changed, *(reason for reason in upstream if _is_new(reason, changed)))
    return (Reason(why="result-lost"),)


def _is_new(reason: Reason, others: tuple[Reason, ...]) -> bool:
    return all(reason.upstream != other.upstream for other in others)


def _expected_output(case: Case, facts: Facts) -> tuple[str, bool]:
    """Name the file a new result will most likely have, and say whether a person edited it."""
    asset, entry = case.asset, case.entry
    usual = MP4 if asset.kind in FILM_KINDS else PNG
    kept = entry.output if entry and entry.output.rpartition(".")[0] == asset.stem else None
    path = output_path(asset, usual) if asset.extension or kept is None else kept
    lies = facts.output(path)
    if lies is None or (entry is not None and lies == entry.file.digest):
        return path, False
    return path, not facts.holds(lies)


def _blocked(case: Case, key: Digest | None, market: Market) -> Step:
    offer = market.offers[case.ask.provider]
    reason = (
        Reason(why="upstream-blocked", upstream=case.blocked_by)
        if case.blocked_by
        else Reason(why="not-buildable", field=case.ask.provider)
    )
    usual = MP4 if case.asset.kind in FILM_KINDS else PNG
    return Step(
        action="blocked", ask=case.ask, key=key, output=output_path(case.asset, usual),
        reasons=(reason,), cost=FREE if offer.is_local else offer.quote(_order(case)),
    )  # fmt: skip


def _order(case: Case) -> Order:
    asset = case.asset
    return Order(address=asset.address, kind=asset.kind, model=asset.model, params=asset.params)
