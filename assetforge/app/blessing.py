"""Blessing: an edit is declared immaterial, and what is locked counts for it, for 0 credits.

assets, their inputs built ─▶ bytes secured ─▶ lock: the blessing ─▶ output: a build

Only the lock says it. The store is shared by all projects and branches, and what one of them calls
immaterial is no result of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.run_lock import RunLock
from assetforge.adapters.state_folder import StateFolders
from assetforge.adapters.store import FileStore
from assetforge.app.building import BuildOptions, build_project
from assetforge.app.consent import Consent
from assetforge.app.offers import market
from assetforge.app.planning import situation
from assetforge.app.project import ANCHOR
from assetforge.app.trust import require_trust
from assetforge.core.errors import NOTHING_SPENT, DamagedError
from assetforge.graph.select import Selection, matching
from assetforge.lock.codec import encode_lock, refuse_newer_revision
from assetforge.plan.blessing import bless_assets
from assetforge.plan.build import Planner, Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.app.building import Audience, Built
    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.plan.blessing import Blessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to count for what is asked for now, and why."""

    assets: tuple[str, ...]  # addresses, names or globs
    why: str
    lock_timeout: float = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was blessed, and the build that put it in its place; None: nothing had to be."""

    blessed: tuple[Blessed, ...]
    built: Built | None


def bless_results(project: Project, wish: Wish, audience: Audience) -> Settled:
    """Take locked results for what the manifest asks for now.

    Raises:
        UsageError: there is no such asset, or one cannot be blessed; then none is.
        UntrustedError: the run is not trusted.
        DamagedError: the bytes of a result are gone here.
        AssetforgeError: the project cannot be planned, or the store does not answer.
    """
    require_trust("a blessing")
    StateFolders(project.root, project.own_folders, project.later_folders).make(ANCHOR)
    lock = RunLock(
        Path(project.run_lock), command="assetforge bless", timeout=wish.lock_timeout,
        waiting=audience.tell,
    )  # fmt: skip
    with lock, FileStore(project.store) as store:
        found = situation(project, Wishes(selection=Selection()), store)
        refuse_newer_revision(found.lock)
        blessed = _blessed(found, wish)
        for each in blessed:
            _secure(found, each, store)
        if blessed:
            _note(found, blessed)
    return Settled(blessed=blessed, built=_placed(project, wish, audience) if blessed else None)


def _blessed(found: Situation, wish: Wish) -> tuple[Blessed, ...]:
    graph, nothing = found.reading.graph, frozenset[str]()
    chosen = nothing.union(*(matching(graph, pattern) for pattern in wish.assets))
    planner = Planner(lock=found.lock, facts=found.facts, market=market(), asked=nothing)
    return bless_assets(graph, planner, chosen, wish.why)


def _secure(found: Situation, blessed: Blessed, store: FileStore) -> None:
    """See that the store has the bytes, from the output file if need be."""
    result, output = blessed.made.result, blessed.before.output
    if store.has(result.digest):
        return
    if not store.heal(result, str(Path(found.project.outputs) / output)):
        raise _bytes_gone(blessed)
    store.record(blessed.made.as_ordered)


def _note(found: Situation, blessed: Iterable[Blessed]) -> None:
    """Have the lock say it; what is moved or converted is left to the build that follows."""
    project = found.project
    entries = {each.address: replace(each.before, made=each.made) for each in blessed}
    lock = found.lock.recording(entries)
    LockFile(project.lock, rescues=(project.state,)).write(encode_lock(lock))


def _placed(project: Project, wish: Wish, audience: Audience) -> Built:
    """Put the files where they belong; nothing in it can cost anything."""
    options = BuildOptions(
        wishes=Wishes(selection=Selection(targets=wish.assets)),
        consent=Consent(spends_nothing=True), lock_timeout=wish.lock_timeout,
        command="assetforge bless",
    )  # fmt: skip
    return build_project(project, options, audience)


def _bytes_gone(blessed: Blessed) -> DamagedError:
    return DamagedError(
        f"the bytes of `{blessed.address}` are neither in the store nor in its output file, so "
        "there is nothing to bless",
        cost=f"Nothing was changed. {NOTHING_SPENT}",
        next_step="Set the manifest back, build it to have them again, then bless it.",
    )
