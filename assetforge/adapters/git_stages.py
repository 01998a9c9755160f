"""What git keeps of a file: as it was committed last, and while a merge is not finished all sides.

stage 1  base      absent where both sides added the file
stage 2  ours      absent where our side removed it
stage 3  theirs    absent where their side removed it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.adapters.git_repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The versions of an unmerged file; None where a side has none."""

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


def read_stages(repository: Repository, name: str) -> Stages | None:
    """Read the versions of a file; None where no merge of it is open. `name` is from the folder.

    Raises:
        AssetforgeError: git failed.
    """
    answer = repository.git.ask("ls-files", "--unmerged", "-z", "--", name)
    found = dict(_stage(line) for line in answer.out.split(b"\0") if line)
    if not answer.is_good or not found:
        return None
    texts = repository.contents(found.values())
    base, ours, theirs = (texts.get(found.get(stage, "")) for stage in ("1", "2", "3"))
    return Stages(base=base, ours=ours, theirs=theirs)


def read_committed(repository: Repository, name: str) -> bytes | None:
    """Read a file of the folder as the last commit has it; None where that has none.

    Raises:
        AssetforgeError: git failed, or this clone lacks it.
    """
    place = f"HEAD:{repository.prefix}{name}"
    answer = repository.git.ask("rev-parse", "--verify", "--quiet", place)
    return repository.contents([answer.line])[answer.line] if answer.is_good else None


def _stage(line: bytes) -> tuple[str, str]:
    """Read `mode SP object SP stage TAB path` (git-ls-files, git 2.39)."""
    _mode, blob, stage = line.partition(b"\t")[0].decode().split(" ")
    return stage, blob
