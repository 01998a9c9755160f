"""The files of a project as they are at a commit, read without a checkout.

manifest, includes, prompts   their bytes
sources                       the digest of their bytes; of what Git LFS keeps elsewhere the
                              one that its pointer names
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from assetforge.adapters.file_pattern import Item, find, is_pattern
from assetforge.adapters.git_repository import LINK
from assetforge.adapters.hashing import Content
from assetforge.adapters.project_files import RefusedFileError
from assetforge.core.digest import PREFIX, Digest
from assetforge.core.media import TYPE_BY_EXTENSION, Blob, Media
from assetforge.core.paths import PathError, extension, parse_path

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assetforge.adapters.git_repository import Item as GitItem
    from assetforge.adapters.git_repository import Repository

# Git LFS specification, docs/spec.md, version 1.
_POINTER: Final = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-.*\n)*oid sha256:([0-9a-f]{64})\n"
    rb"size (\d{1,18})\n"
)


class GitTree:
    """Reads what lies below a project's folder at a commit."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self._repository, self._commit = repository, commit
        self._known: dict[str, bytes] = {}
        self._sources: dict[str, Content] = {}

    def prepare(self, paths: Collection[str]) -> None:
        """Read some files in one go, as many are asked for one by one afterwards.

        Raises:
            AssetforgeError: git failed, or this clone lacks one of them.
        """
        found = (self._items.get(path) for path in paths)
        wanted = {item.object for item in found if item is not None and item.is_file}
        self._known |= self._repository.contents(wanted - self._known.keys())

    def has(self, path: str) -> bool:
        """Say whether a plain file is there."""
        item = self._items.get(path)
        return item is not None and item.is_file

    def read(self, path: str, *, limit: int) -> bytes:
        """Read at most `limit` + 1 bytes of a file, so that a longer one shows itself.

        Raises:
            RefusedFileError: it is not there, or is no plain file.
            AssetforgeError: git failed, or this clone lacks it.
        """
        return self._bytes(path)[: limit + 1]

    def matching(self, pattern: str) -> tuple[str, ...]:
        """List the files that a pattern of `include` means, sorted.

        Raises:
            RefusedFileError: the pattern leaves the project, means no file, or one that is none.
        """
        try:
            found = sorted(find(pattern, self._listing)) if is_pattern(pattern) else [pattern]
        except PathError as error:
            raise RefusedFileError(error.reason) from error
        if not found:
            raise RefusedFileError(_NOTHING)
        for path in found:
            self._item(path)
        self.prepare(found)
        return tuple(found)

    def look(self, path: str) -> Blob:
        """Tell what a source is: its digest and size alone, for nothing is made of it.

        Raises:
            RefusedFileError: it is not there, or is no plain file.
            AssetforgeError: git failed, or this clone lacks it.
        """
        item = self._item(path)
        if item.object not in self._sources:
            self._sources[item.object] = self._content(item.object)
        content = self._sources[item.object]
        # It was decoded when it was committed; now only its content counts, and no pixel does.
        media = Media(type=TYPE_BY_EXTENSION.get(extension(path), ""), width=0, height=0)
        return Blob(digest=content.digest, size=content.size, media=media)

    def close(self) -> None:
        """Let go of what was read."""
        self._known.clear()

    def _content(self, name: str) -> Content:
        content, head = self._repository.content(name)
        pointer = _POINTER.fullmatch(head) if content.size == len(head) else None
        if pointer is None:
            return content
        return Content(digest=Digest(PREFIX + pointer[1].decode()), size=int(pointer[2]))

    def _bytes(self, path: str) -> bytes:
        item = self._item(path)
        if item.object not in self._known:
            self._known |= self._repository.contents([item.object])
        return self._known[item.object]

    def _item(self, path: str) -> GitItem:
        try:
            parse_path(path)
        except PathError as error:
            raise RefusedFileError(error.reason) from error
        item = self._items.get(path)
        if item is None:
            raise RefusedFileError(_ABSENT)
        if not item.is_file:
            raise RefusedFileError(_NO_FILE)
        return item

    @cached_property
    def _items(self) -> Mapping[str, GitItem]:
        return self._repository.items(self._commit)

    @cached_property
    def _folders(self) -> Mapping[str, Mapping[str, Item]]:
        folders: dict[str, dict[str, Item]] = {"": {}}
        for path, item in self._items.items():
            *parents, name = path.split("/")
            for depth, parent in enumerate(parents):
                above = folders.setdefault("/".join(parents[:depth]), {})
                above[parent] = Item(name=parent, kind="folder")
            folders.setdefault("/".join(parents), {})[name] = _listed(name, item)
        return folders

    def _listing(self, folder: str) -> Sequence[Item]:
        found = self._folders.get(folder)
        if found is None:
            reason = f"leads through the folder `{folder}`, which is not there"
            raise RefusedFileError(reason)
        return tuple(found.values())


def _listed(name: str, item: GitItem) -> Item:
    if item.is_file:
        return Item(name=name, kind="file")
    return Item(name=name, kind="link" if item.mode == LINK else "other")


_ABSENT: Final = "is not there"
_NO_FILE: Final = "is a link, a folder or something else than a plain file"
_NOTHING: Final = "means no file; hidden ones do not count, and upper and lower case differ"
