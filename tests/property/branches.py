"""Two branches of one project, each changed and built on a machine of its own, then merged."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assetforge.core.errors import UsageError
from assetforge.graph.select import Selection
from assetforge.lock.merge import Versions
from assetforge.lock.moved import renamed
from assetforge.plan.blessing import bless_assets
from assetforge.plan.build import Planner, Wishes, build_plan
from assetforge.plan.locked_facts import LockFacts
from tests.fakes.renaming import rename
from tests.fakes.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from assetforge.core.media import Blob
    from assetforge.graph.model import Graph
    from assetforge.lock.merge import Merged
    from assetforge.lock.model import Entry, Lock
    from assetforge.manifest.model import Asset
    from assetforge.plan.model import Plan

WORDS = ("red", "blue", "green", "grey")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branches:
    """The locks of both branches and of their base, and the project that they merge into."""

    versions: Versions
    merged: Workplace
    sources: Mapping[str, Blob]
    is_renamed: bool  # one side gave assets other names

    @property
    def graph(self) -> Graph:
        return self.merged.graph

    @property
    def is_blessed(self) -> bool:
        """Whether a side has a result that counts for what it was not made for."""
        return any(entry.made.blessing is not None for _, entry in self._entries())

    def plan(self, lock: Lock) -> Plan:
        """Plan the merged project by a lock alone."""
        lock = renamed(lock, self.merged.moved)
        facts = LockFacts(lock, self.sources)
        return build_plan(
            self.graph, lock, facts, self.merged.market, Wishes(selection=Selection())
        )

    def needless(self, merged: Merged) -> list[str]:
        """List what the merged lock would have made again though a branch has it."""
        bought = {entry.made.as_ordered.key for _, entry in self._entries()}
        blessed = {(address, entry.made.key) for address, entry in self._entries()}
        return [
            step.address for step in self.plan(merged.lock).steps
            if step.action in {"make", "derive"}
            and (step.key in bought or (step.address, step.key) in blessed)
        ]  # fmt: skip

    def overruled(self, merged: Merged) -> list[str]:
        """List what counts by a blessing though a branch has what was made for it."""
        made = {(address, entry.made.as_ordered.key) for address, entry in self._entries()}
        return [
            step.address for step in self.plan(merged.lock).steps
            if step.made is not None and step.made.blessing is not None
            and (step.address, step.key) in made
        ]  # fmt: skip

    def invented(self, merged: Merged) -> list[str]:
        """List entries that stand in no version to the letter, by the names that count now."""
        came = {each.address: each.came_from for each in merged.decisions if each.came_from}
        known = self._entries()
        return [
            address for address, entry in merged.lock.entries.items()
            if (came.get(address, address), entry) not in known
        ]  # fmt: skip

    def _entries(self) -> list[tuple[str, Entry]]:
        locks = (self.versions.base, self.versions.ours, self.versions.theirs)
        now = (renamed(lock, self.merged.moved) for lock in locks)
        return [each for lock in now for each in lock.entries.items()]


def branch_off(chance: Random) -> Branches:
    """Make a project, two branches of it that both build, and the project they merge into."""
    base = _project(chance)
    base.build()
    ours, theirs = _copy(base, 1000), _copy(base, 2000)
    _work(chance, ours, theirs)
    merged = _copy(base, 0)
    merged.assets = _merged_assets(chance, base.assets, ours.assets, theirs.assets)
    is_renamed = _rename_some(chance, chance.choice((ours, theirs)), merged)
    names = [name for name, asset in merged.assets.items() if asset.kind == "source"]
    return Branches(
        versions=Versions(base=base.disk.lock, ours=ours.disk.lock, theirs=theirs.disk.lock),
        merged=merged,
        is_renamed=is_renamed,
        sources={name: merged.facts.source(name) for name in names},
    )


def _project(chance: Random) -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    names = ["logo"]
    for number in range(chance.randint(3, 8)):
        inputs = chance.sample(names, k=min(len(names), chance.randint(0, 2)))
        by = chance.choice(("paid", "paid", "other", "here"))
        prompt = chance.choice(WORDS)
        workplace.add(f"a{number}", *inputs, by=by, prompt=prompt, look=f"a{number}")
        names.append(f"a{number}")
    return workplace


def _copy(workplace: Workplace, takes: int) -> Workplace:
    """Check the project out on another machine; what is made there has bytes of its own."""
    copy = deepcopy(workplace)
    for maker in (copy.paid, copy.other):
        maker.varies, maker.started = True, ["before"] * takes
    return copy


def _work(chance: Random, ours: Workplace, theirs: Workplace) -> None:
    for _ in range(chance.randint(1, 3)):
        change = chance.choice(CHANGES)
        sides = chance.choice(((ours,), (theirs,), (ours, theirs)))
        name = chance.choice([each for each in ours.assets if each != "logo"])
        words = [chance.choice(WORDS)] * 2 if chance.random() < 0.5 else chance.sample(WORDS, k=2)
        for side, word in zip(sides, words, strict=False):
            if name in side.assets:
                change(side, name, word)
    for side in (ours, theirs):
        side.build()


def _rename_some(chance: Random, side: Workplace, merged: Workplace) -> bool:
    """Have one branch rename assets, with lines below `[moved]` or without any, and build."""
    has_lines = chance.random() < 0.7
    both = [name for name in side.assets if name in merged.assets and name != "logo"]
    names = chance.sample(both, k=min(len(both), chance.choice((0, 0, 0, 1, 2))))
    for name in names:
        for each in (side, merged):
            rename(each, name, f"{name}-now")
    if not has_lines:
        side.moved.clear()
        merged.moved.clear()
    side.build()
    gone = frozenset(side.disk.lock.entries.keys() - side.assets.keys())
    side.disk.lock = side.disk.lock.without(gone)
    return bool(names)


def _prompt(side: Workplace, name: str, word: str) -> None:
    side.change(name, prompt=word, look=f"{name} {word}")


def _size(side: Workplace, name: str, word: str) -> None:
    side.change(name, size=word)


def _take(side: Workplace, name: str, _word: str) -> None:
    side.build()
    side.build(Wishes(selection=Selection(), replace=(name,)))


def _bless(side: Workplace, name: str, word: str) -> None:
    """Declare an edit immaterial, where that may be; else it is built as any other."""
    side.build()
    side.change(name, prompt=f"{word}, blessed")
    planner = Planner(lock=side.lock, facts=side.facts, market=side.market, asked=frozenset())
    try:
        done = bless_assets(side.graph, planner, frozenset({name}), word)
    except UsageError:
        return
    entries = {each.address: replace(each.before, made=each.made) for each in done}
    side.disk.lock = side.lock.recording(entries)


def _add(side: Workplace, name: str, word: str) -> None:
    if not name.startswith("new"):
        side.add(f"new-{word}", name, prompt=word, look=f"new {word}")


def _remove(side: Workplace, name: str, _word: str) -> None:
    if any(name in asset.inputs for asset in side.assets.values()):
        return
    del side.assets[name]
    side.disk.lock = side.disk.lock.without(frozenset({name}))


CHANGES: tuple[Callable[[Workplace, str, str], None], ...] = (
    _prompt, _prompt, _size, _take, _bless, _add, _remove,
)  # fmt: skip


def _merged_assets(
    chance: Random, base: Mapping[str, Asset], ours: Mapping[str, Asset],
    theirs: Mapping[str, Asset],
) -> dict[str, Asset]:  # fmt: skip
    """Merge as git and a person do: field by field, one side's word where both changed one."""
    merged: dict[str, Asset] = {}
    for name in dict.fromkeys((*base, *ours, *theirs)):
        sides = [each.get(name) for each in (base, ours, theirs)]
        kept = _merged_asset(chance, *sides)
        if kept is not None:
            merged[name] = kept
    needed = [name for asset in merged.values() for name in asset.inputs]
    for name in needed:  # a person puts back what is still used
        merged.setdefault(name, base[name])
    return {name: merged[name] for name in _in_order(merged)}


def _merged_asset(
    chance: Random, base: Asset | None, ours: Asset | None, theirs: Asset | None
) -> Asset | None:
    if ours is None or theirs is None:
        left = ours or theirs
        return None if left == base else left
    words = {
        word: _merged_word(
            chance,
            None if base is None else base.params.get(word),
            ours.params.get(word),
            theirs.params.get(word),
        )
        for word in {**ours.params, **theirs.params}
    }
    return replace(ours, params={word: value for word, value in words.items() if value is not None})


def _merged_word(chance: Random, base: object, ours: object, theirs: object) -> str | None:
    if ours == base:
        word = theirs
    elif theirs == base:
        word = ours
    else:
        word = chance.choice((ours, theirs))
    return None if word is None else str(word)


def _in_order(assets: Mapping[str, Asset]) -> list[str]:
    """List inputs before what is made from them."""
    found: dict[str, None] = {}

    def visit(name: str) -> None:
        for each in assets[name].inputs:
            visit(each)
        found[name] = None

    for name in assets:
        visit(name)
    return list(found)
