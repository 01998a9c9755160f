"""Where the files of a project are read: in its folder, or (adapters/git_tree) at a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from assetforge.adapters.outputs import Outputs
from assetforge.adapters.project_files import ProjectFiles
from assetforge.app.facts import SourceLook

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetforge.app.memo import Memo, Noted
    from assetforge.core.media import Blob


class ProjectTree(Protocol):
    """The files of a project, by their paths; each question raises RefusedFileError."""

    def prepare(self, paths: Collection[str]) -> None:
        """Be told of files that will be read one by one."""
        ...

    def read(self, path: str, *, limit: int) -> bytes:
        """Read at most `limit` + 1 bytes of a file."""
        ...

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the files that a pattern of `include` means, sorted."""
        ...

    def look(self, path: str) -> Blob:
        """Tell what a source is."""
        ...

    def close(self) -> None:
        """Let go of what was opened."""
        ...


class FolderTree:
    """The files as they lie in the project's folder, each source decoded or as a memo has it."""

    def __init__(self, root: str, memo: Memo) -> None:
        self._files = ProjectFiles(root)
        self._look = SourceLook(root, Outputs(root), memo)

    @property
    def noted(self) -> Mapping[str, Noted]:
        """The sources that were looked at, for the memo."""
        return self._look.noted

    def prepare(self, paths: Collection[str]) -> None:
        """Do nothing: a disk is quick."""

    def read(self, path: str, *, limit: int) -> bytes:
        """Read at most `limit` + 1 bytes of a file; raises as `ProjectFiles`."""
        return self._files.read(path, limit=limit)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the files that a pattern of `include` means; raises as `ProjectFiles`."""
        return self._files.matching(pattern)

    def look(self, path: str) -> Blob:
        """Tell what a source is; raises as `SourceLook`."""
        return self._look.look(path)

    def close(self) -> None:
        """End the child that decodes, if there ever was one."""
        self._look.close()
