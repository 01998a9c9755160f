"""Who wrote a line of a file, and in which commit.

line 12   a1b2c3d  Anna             committed
line 13   -        -                in the working tree alone: not committed
line 14   nothing is said           git does not know: a shallow clone ends before it
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


def blame(repository: Repository, file: str, lines: Collection[int]) -> dict[int, Authored]:
    """Find who wrote some lines of a file as it is now; lines that git does not know are left out.

    Raises:
        AssetforgeError: git is not there, or takes too long.
    """
    named = [word for line in sorted(lines) for word in ("-L", f"{line},{line}")]
    chosen = named if len(lines) <= MOST_LINES else []
    answer = repository.git.ask("blame", "--line-porcelain", "--no-textconv", *chosen, "--", file)
    if answer.is_good:
        return dict(_authored(answer.out, lines, is_shallow=repository.is_shallow))
    if _is_new(repository, file):
        return dict.fromkeys(lines, Authored(commit=None, author=None))
    return {}


def last_change(repository: Repository, file: str) -> Authored | None:
    """Find who changed a file last, whatever is in it; None where git does not know.

    Raises:
        AssetforgeError: git is not there, or takes too long.
    """
    plain = ("--no-ext-diff", "--no-textconv")
    edited = repository.git.ask("diff", "--quiet", *plain, "HEAD", "--", file)
    if edited.code == 1 or _is_new(repository, file):
        return Authored(commit=None, author=None)
    if repository.is_shallow:
        return None  # it may have been changed before the clone begins
    logged = repository.git.ask("log", "-1", "--format=%H%x00%an", *plain, "HEAD", "--", file)
    commit, _, author = logged.line.partition("\0")
    return Authored(commit=commit, author=author) if logged.is_good and commit else None


def _is_new(repository: Repository, file: str) -> bool:
    """Say whether the last commit does not have the file."""
    listed = repository.git.ask("ls-tree", "-z", "--name-only", "HEAD", "--", file)
    return not listed.is_good or not listed.out


def _authored(
    out: bytes, lines: Collection[int], *, is_shallow: bool
) -> Iterator[tuple[int, Authored]]:
    for block in _blocks(out):
        commit, _, line, *_ = (*block[0].split(" "), "", "0")
        if int(line) not in lines or (is_shallow and "boundary" in block):
            continue
        if commit.strip("0") == "":
            yield int(line), Authored(commit=None, author=None)
        else:
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
