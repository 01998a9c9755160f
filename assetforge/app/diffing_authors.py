"""Who wrote the lines that cause something, as far as git knows.

file here ── rows that the last commit has, too ──▶ git blame, at that commit
         └── others ──────────────────────────────▶ not committed

Whoever wrote a line before the base caused nothing: nobody is named then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.adapters.git_blame import Authored, blame, last_change
from assetforge.adapters.git_tree import GitTree
from assetforge.adapters.lock_file import MOST_BYTES
from assetforge.app.diffing_rows import rows_of, same_rows
from assetforge.core.errors import AssetforgeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetforge.adapters.git_repository import Repository
    from assetforge.core.digest import Digest
    from assetforge.report.diff_model import Line

MOST_LINES: Final = 200  # that git is asked about; the dearest changes come first
MOST_FILES: Final = 50
_NOBODY_YET: Final = Authored(commit=None, author=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The files of a tree as they are, and the commits that it began from."""

    data: Mapping[str, bytes]  # by path: those that have lines
    digests: Mapping[str, Digest]  # by path: sources
    head: str | None  # None: nothing is committed
    base: str | None = None  # None: everything is new


def with_authors(repository: Repository | None, lines: Sequence[Line], here: Here) -> list[Line]:
    """Say of the first lines who wrote them; where git fails, nobody is named."""
    if repository is None:
        return list(lines)
    asked = [line for line in lines[:MOST_LINES] if not line.is_removed]
    files = list(dict.fromkeys(line.file for line in asked))[:MOST_FILES]
    try:
        authors = _Authors(repository, here)
        known = {file: authors.of(file, asked) for file in files}
    except AssetforgeError:  # too slow, say: what a change costs is known without it
        return list(lines)
    return [_with_author(line, known.get(line.file, {})) for line in lines]


class _Authors:
    def __init__(self, repository: Repository, here: Here) -> None:
        self._repository, self._here = repository, here
        self._tree = None if here.head is None else GitTree(repository, here.head)
        is_bounded = here.head is not None and here.base is not None
        self._own = (
            repository.since(str(here.base), str(here.head)) if is_bounded else None
        )  # fmt: skip

    def of(self, file: str, lines: Sequence[Line]) -> Mapping[int | None, Authored]:
        """Name the authors of lines of a file, by their numbers; None is the file as a whole."""
        numbers = {line.line for line in lines if line.file == file}
        if self._tree is None or not self._tree.has(file):
            return dict.fromkeys(numbers, _NOBODY_YET)
        wanted = {each for each in numbers if each is not None}
        found: dict[int | None, Authored | None] = dict(
            self._lines(self._tree, file, wanted).items()
        )
        if None in numbers:
            found[None] = self._whole(self._tree, file)
        return {
            number: each for number, each in found.items()
            if each is not None and self._is_own(each)
        }  # fmt: skip

    def _lines(self, tree: GitTree, file: str, numbers: set[int]) -> Mapping[int, Authored]:
        if not numbers or file not in self._here.data:
            return {}
        old = _rows(tree.read(file, limit=MOST_BYTES))
        same = same_rows(old, _rows(self._here.data[file]))
        if same is None:
            return {}
        before = {number: same[number - 1] + 1 for number in numbers if number - 1 in same}
        known = blame(self._repository, str(self._here.head), file, set(before.values()))
        told = {number: known[line] for number, line in before.items() if line in known}
        return {**dict.fromkeys(numbers - before.keys(), _NOBODY_YET), **told}

    def _whole(self, tree: GitTree, file: str) -> Authored | None:
        if file not in self._here.digests:
            return None
        if tree.look(file).digest != self._here.digests[file]:
            return _NOBODY_YET
        return last_change(self._repository, str(self._here.head), file)

    def _is_own(self, found: Authored) -> bool:
        """Say whether a commit came after the base; an older one caused nothing."""
        return self._own is None or found.commit is None or found.commit in self._own


def _rows(data: bytes) -> list[str]:
    return rows_of(data.decode(errors="surrogateescape"))


def _with_author(line: Line, known: Mapping[int | None, Authored]) -> Line:
    found = known.get(line.line)
    if found is None or line.is_removed:
        return line
    is_committed = found.commit is not None
    return replace(line, commit=found.commit, author=found.author, is_committed=is_committed)
