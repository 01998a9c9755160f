"""Who wrote a line of a file, and in which commit.

line 12   a1b2c3d  Anna             committed
line 13   -        -                in the working tree alone: not committed
line 14   nothing is said           git does not know: a shallow clone ends before it

Git is asked about commits alone, never about the working tree, whose files it would send through
filters that the repository names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assetforge.adapters.git_repository import Repository

MOST_LINES: Final = 200  # named one by one; beyond, the whole file is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Authored:
    """Where a line comes from; both are None while it is not committed."""

    commit: str | None
    author: str | None  # the name as its author gave it: anybody's text


def blame(
    repository: Repository, commit: str, file: str, lines: Collection[int]
) -> dict[int, Authored]:
    """Find who wrote some lines of a file at a commit; what git does not know is left out.

    Raises:
        AssetforgeError: git is not there, or takes too long.
    """
    if not lines:
        return {}
    named = [word for line in sorted(lines) for word in ("-L", f"{line},{line}")]
    chosen = named if len(lines) <= MOST_LINES else []
    plain = ("--line-porcelain", "--no-textconv")
    answer = repository.git.ask("blame", *plain, *chosen, commit, "--", file)
    if not answer.is_good:
        return {}
    return dict(_authored(answer.out, lines, is_shallow=repository.is_shallow))


def last_change(repository: Repository, commit: str, file: str) -> Authored | None:
    """Find who changed a file last, up to a commit; None where git does not know.

    Raises:
        AssetforgeError: git is not there, or takes too long.
    """
    if repository.is_shallow:
        return None  # it may have been changed before the clone begins
    plain = ("-1", "--format=%H%x00%an", "--no-ext-diff", "--no-textconv")
    logged = repository.git.ask("log", *plain, commit, "--", file)
    found, _, author = logged.line.partition("\0")
    return Authored(commit=found, author=author) if logged.is_good and found else None


def _authored(
    out: bytes, lines: Collection[int], *, is_shallow: bool
) -> Iterator[tuple[int, Authored]]:
    for block in _blocks(out):
        commit, _, line, *_ = (*block[0].split(" "), "", "0")
        if int(line) not in lines or (is_shallow and "boundary" in block):
            continue
        author = next((row[7:] for row in block if row.startswith("author ")), None)
        yield int(line), Authored(commit=commit, author=author)


def _blocks(out: bytes) -> Iterator[list[str]]:
    """Read git-blame's line porcelain (git 2.39): rows about a line, then a tab and the line."""
    block: list[str] = []
    for row in out.split(b"\n"):
        if not row.startswith(b"\t"):
            block.append(row.decode(errors="replace"))
        elif block:
            yield block
            block = []
