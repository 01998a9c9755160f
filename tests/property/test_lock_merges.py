"""Branches that both build: their locks merge, and nothing is made again that either has.

Real git makes the marks; everything else is the real code on a disk in memory.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from typing import TYPE_CHECKING

import tomli

from assetforge.lock.codec import decode_lock, encode_lock
from assetforge.lock.conflict import has_marks, take_apart, whole_side
from assetforge.lock.conflict_text import conflict_text
from assetforge.lock.merge import Versions, merge
from assetforge.lock.model import Lock
from assetforge.plan.merging import merge_locks
from tests.git_commands import git
from tests.property.branches import branch_off

if TYPE_CHECKING:
    from pathlib import Path

    from assetforge.lock.conflict import Side
    from assetforge.lock.merge import Merged
    from tests.property.branches import Branches

ROUNDS = 150
STYLES = ((), ("--diff3",), ("--zdiff3",))


def test_150_merges_of_two_branches_make_nothing_again_that_either_has(tmp_path: Path) -> None:
    told: Counter[str] = Counter()

    for seed in range(ROUNDS):
        branches = branch_off(random.Random(seed))  # noqa: S311 - repeatable, not secret
        merged = merged_for(branches, branches.versions)
        text = merged_by_git(branches.versions, tmp_path, STYLES[seed % 3])

        assert branches.needless(merged) == [], seed
        assert branches.overruled(merged) == [], seed
        assert branches.invented(merged) == [], seed
        assert encode_lock(decoded(encode_lock(merged.lock).decode())) == encode_lock(merged.lock)
        told["merges"] += 1
        if has_marks(text) and not branches.is_renamed:  # else lines of two tables may mix
            told["with conflicts for git"] += marks_are_enough(branches, text)
        told["with renames"] += branches.is_renamed
        told["with blessings"] += branches.is_blessed
        told["left open by the driver, then resolved"] += is_left_and_resolved(branches)
        told["assets that both changed"] += len(merged.conflicts)
        told["assets that neither has as asked"] += branches.plan(merged.lock).count("make")

    sys.stdout.write(f"{dict(told)}\n")
    assert told["with conflicts for git"] > ROUNDS / 10, "the branches hardly ever meet"
    assert told["left open by the driver, then resolved"] > ROUNDS / 10
    assert told["assets that both changed"] > ROUNDS / 10
    assert told["with renames"] > ROUNDS / 10
    assert told["with blessings"] > ROUNDS / 10


def marks_are_enough(branches: Branches, text: str) -> bool:
    """Merge by the marks alone, as where no git is at hand."""
    sides = take_apart(whole_side(text))
    base = Lock() if sides.base is None else base_of(sides.base)
    try:
        versions = Versions(base=base, ours=side_of(sides.ours), theirs=side_of(sides.theirs))
    except ValueError:  # a blessing has tables of its own, so lines of two entries may mix
        assert branches.is_blessed
        return False
    merged, was = merged_for(branches, versions), branches.versions

    assert branches.needless(merged) == []
    assert pairs(merged.lock) <= pairs(was.base, was.ours, was.theirs)
    return True


def is_left_and_resolved(branches: Branches) -> bool:
    """Merge without the manifest first; say whether that left anything for later."""
    rough = merge(branches.versions)
    text = conflict_text(rough, branches.versions).decode()
    if not any(each.is_open for each in rough.decisions):
        assert text.encode() == encode_lock(rough.lock)
        assert branches.needless(rough) == []
        return False
    sides = take_apart(whole_side(text))
    assert sides.base is not None
    versions = Versions(
        base=side_of(sides.base), ours=side_of(sides.ours), theirs=side_of(sides.theirs)
    )

    assert branches.needless(merged_for(branches, versions)) == []
    return True


def merged_for(branches: Branches, versions: Versions) -> Merged:
    merged = branches.merged
    return merge_locks(versions, branches.graph, branches.sources, merged.market, merged.moved)


def merged_by_git(versions: Versions, folder: Path, style: tuple[str, ...]) -> str:
    """Merge the texts line by line, as git does where it has no driver."""
    for name in ("ours", "base", "theirs"):
        (folder / name).write_bytes(encode_lock(getattr(versions, name)))
    return git(folder, "merge-file", "-p", "-q", *style, "ours", "base", "theirs", most=None)


def decoded(text: str) -> Lock:
    return decode_lock(tomli.loads(text), "assets.lock")


def side_of(side: Side) -> Lock:
    return decoded(side.text)


def base_of(side: Side) -> Lock:
    try:
        return side_of(side)
    except ValueError:
        return Lock()


def pairs(*locks: Lock) -> set[tuple[str, str, str]]:
    """List which result was made for which key."""
    return {
        (name, entry.made.key, entry.made.result.digest)
        for lock in locks for name, entry in lock.entries.items()
    }  # fmt: skip
