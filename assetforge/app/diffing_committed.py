"""A project as it is at the commit to compare with, or the reason why it is not known.

manifest and lock     must be valid there; else the base counts as none, and why is told
a prompt file, or     not committed, ignored, in a submodule: not known, so that whatever needs it
a source              counts as changed
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.adapters.git_tree import GitTree
from assetforge.adapters.lock_file import MOST_BYTES
from assetforge.adapters.project_files import RefusedFileError
from assetforge.app.approving import committed_plan
from assetforge.app.reading import parse_lock, read_tree
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError, InvalidError
from assetforge.core.media import Blob, Media
from assetforge.lock.model import Lock
from assetforge.lock.moved import renamed
from assetforge.report.diff_model import Side

if TYPE_CHECKING:
    from collections.abc import Collection

    from assetforge.adapters.git_repository import Repository
    from assetforge.app.project import Project
    from assetforge.app.reading import Reading
    from assetforge.plan.model import Plan
    from assetforge.report.diff_model import Base

_COMMIT: Final = 12  # hexadecimal digits that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """A project at a commit; None where it was not there, or cannot be understood."""

    reading: Reading | None = None
    side: Side | None = None
    why_not: str = ""  # a clause


def read_base(project: Project, repository: Repository, base: Base) -> Committed:
    """Read the project at a commit.

    Raises:
        AssetforgeError: git failed, or this clone lacks a file of that commit.
    """
    tree = BaseTree(GitTree(repository, base.commit), base.commit)
    if not tree.has(project.manifest):
        return Committed(why_not=f"{base.name} has no {project.manifest} in this folder")
    try:
        lock = _lock_at(tree, project.shown_lock)
        reading = read_tree(tree, project.manifest)
        plan = committed_plan(reading, lock).plan
    except (DamagedError, InvalidError) as error:
        return Committed(why_not=invalid_at(error, base, repository.prefix))
    unknown = frozenset(
        asset.address
        for asset in reading.graph
        if asset.kind == "source" and asset.stem in tree.unknown
    )
    return Committed(reading=reading, side=side_of(reading, lock, plan, unknown))


def side_of(
    reading: Reading, lock: Lock, plan: Plan, unknown: frozenset[str] = frozenset()
) -> Side:
    """Take a project for one side of a diff."""
    moved = reading.manifest.moved
    return Side(
        graph=reading.graph, lock=renamed(lock, moved), plan=plan, sources=reading.sources,
        moved=moved, unknown=unknown,
    )  # fmt: skip


def invalid_at(error: DamagedError | InvalidError, base: Base, prefix: str) -> str:
    """Say what is wrong at a commit, with a place that `git show` understands up to its line."""
    commit = base.commit[:_COMMIT]
    if not isinstance(error, InvalidError) or not error.diagnostics:
        return f"{base.name} is invalid at {commit}: {error.what}"
    first = error.diagnostics[0]
    place = f"{commit}:{prefix}{first.place.file}:{first.place.line}"
    return f"{base.name} is invalid, {place}: {first.summary}"


class BaseTree:
    """The files at a commit, with stand-ins for prompt files and sources that it does not hold."""

    def __init__(self, tree: GitTree, commit: str) -> None:
        self._tree, self._commit = tree, commit
        self._prompts: set[str] = set()
        self.unknown: set[str] = set()

    def has(self, path: str) -> bool:
        """Say whether a plain file is there."""
        return self._tree.has(path)

    def prepare(self, paths: Collection[str]) -> None:
        """Be told of the prompt files that will be read one by one; raises as `GitTree`."""
        self._prompts |= set(paths)
        self._tree.prepare(paths)

    def read(self, path: str, *, limit: int) -> bytes:
        """Read at most `limit` + 1 bytes of a file; raises as `GitTree`."""
        if path not in self._prompts:
            return self._tree.read(path, limit=limit)
        try:
            data = self._tree.read(path, limit=limit)
            data.decode("utf-8-sig")
        except (RefusedFileError, UnicodeDecodeError):
            self.unknown.add(path)
            return f"(not known: its file cannot be read at {self._commit[:_COMMIT]})".encode()
        return data

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the files that a pattern of `include` means; raises as `GitTree`."""
        return self._tree.matching(pattern)

    def look(self, path: str) -> Blob:
        """Tell what a source is; a content that nothing has stands in for one that is not there.

        Raises:
            AssetforgeError: git failed, or this clone lacks it.
        """
        try:
            return self._tree.look(path)
        except RefusedFileError:
            self.unknown.add(path)
            digest = digest_bytes(f"not known at {self._commit}: {path}".encode())
            return Blob(digest=digest, size=0, media=Media(type="", width=0, height=0))

    def close(self) -> None:
        """Let go of what was read."""
        self._tree.close()


def _lock_at(tree: BaseTree, name: str) -> Lock:
    return parse_lock(tree.read(name, limit=MOST_BYTES), name) if tree.has(name) else Lock()
