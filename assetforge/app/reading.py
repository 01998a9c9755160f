"""Reading a project: the manifest with all its files, the sources, the lock. Nothing is written.

assets.toml ─▶ includes ─▶ expand: which prompts and sources? ─▶ read them ─▶ parse, graph

The files are those of a tree: the project's folder, or what was committed.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from assetforge.adapters.lock_file import MOST_BYTES, LockFile
from assetforge.adapters.project_files import RefusedFileError
from assetforge.adapters.state_folder import StateFolders
from assetforge.app.locking_marks import unmerged
from assetforge.app.locking_open import refuse_unmerged
from assetforge.app.offers import registry
from assetforge.app.reading_tree import FolderTree
from assetforge.core.diagnostics import Problem, did_you_mean
from assetforge.core.errors import InvalidError, UsageError
from assetforge.graph.build import CycleError, build_graph
from assetforge.lock.codec import decode_lock
from assetforge.lock.codec_fields import DecodeError
from assetforge.lock.model import Lock
from assetforge.manifest.document import Document, included
from assetforge.manifest.draft import drafted
from assetforge.manifest.expand import expand
from assetforge.manifest.parse import parse_manifest, refuse
from assetforge.manifest.positions import place_problems
from assetforge.manifest.settle import Given
from assetforge.manifest.source import MOST_MANIFEST_BYTES, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assetforge.app.memo import Memo, Noted
    from assetforge.app.project import Project
    from assetforge.app.reading_tree import ProjectTree
    from assetforge.core.media import Blob
    from assetforge.graph.model import Graph
    from assetforge.lock.model import Entry
    from assetforge.manifest.expand import Expansion
    from assetforge.manifest.model import Manifest

_USUAL_LOCK: Final = "assets.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A project as its files describe it."""

    manifest: Manifest
    graph: Graph
    texts: Mapping[str, str]  # every file of the manifest, the main one first
    data: Mapping[str, bytes]  # every file that decided something, for the memo
    includes: Mapping[str, tuple[str, ...]]  # pattern → files
    sources: Mapping[str, Blob]  # address → what its bytes are
    noted: Mapping[str, Noted] = field(
        default_factory=dict["str", "Noted"]
    )  # path of a source → its stamp, for the memo


def read_project(project: Project, memo: Memo) -> Reading:
    """Read and check everything that the manifest says.

    Raises:
        InvalidError: something is wrong; every problem is in it.
    """
    tree = FolderTree(project.root, memo)
    reading = read_tree(tree, project.manifest, is_draft=project.is_draft)
    return replace(reading, noted=tree.noted)


def read_tree(tree: ProjectTree, main: str, *, is_draft: bool = False) -> Reading:
    """Read the project whose main file has this path in a tree; raises as `read_project`."""
    reader = _Reader(tree, main)
    with closing(tree):
        documents = reader.documents()
        expansion = expand(documents)
        given = reader.given(expansion)
    able = registry().capabilities
    manifest = parse_manifest(documents, expansion, given, able)
    try:
        graph = build_graph(drafted(manifest, able) if is_draft else manifest)
    except CycleError as error:
        refuse([error.problem], documents)
        raise
    return Reading(
        manifest=manifest, graph=graph, data=reader.data, includes=reader.includes,
        texts={document.file: document.text for document in documents}, sources=reader.sources,
    )  # fmt: skip


def read_lock(project: Project) -> Lock:
    """Read what the last build made; an absent lock is an empty one.

    Raises:
        InvalidError: it cannot be understood, or git holds two sides of it that are not merged.
        StorageError: a link stands there or on the way, or the disk does not answer.
    """
    if project.is_draft:
        StateFolders(project.root, project.own_folders, project.later_folders).check()
    data = LockFile(project.lock).read()
    lock = Lock() if data is None else parse_lock(data, project.shown_lock)
    refuse_unmerged(project)  # last: marks in it are told with their place
    return lock


def locked_entry(lock: Lock, address: str, *, name: str = _USUAL_LOCK) -> Entry:
    """Find what a lock, whose file has this name, says of an asset.

    Raises:
        UsageError: it says nothing of it.
    """
    entry = lock.entries.get(address)
    if entry is None:
        raise _not_locked(lock, address, name)
    return entry


def parse_lock(data: bytes, name: str = _USUAL_LOCK) -> Lock:
    """Read the bytes of a lock; `name` is the one that problems are told under.

    Raises:
        InvalidError: they cannot be understood.
    """
    try:
        tables = read_tables(name, data, limit=MOST_BYTES)
    except InvalidError as error:
        raise unmerged(error) from error
    try:
        return decode_lock(tables, name)
    except DecodeError as error:
        texts = {name: data.decode("utf-8-sig")}
        raise InvalidError(place_problems(error.problems, texts), texts) from error


class _Reader:
    def __init__(self, tree: ProjectTree, main: str) -> None:
        self.tree, self.main = tree, main
        self.sources: dict[str, Blob] = {}
        self.data: dict[str, bytes] = {}
        self.includes: dict[str, tuple[str, ...]] = {}
        self.refusals: list[InvalidError] = []

    def documents(self) -> tuple[Document, ...]:
        root = self._document(self.main)
        others = [] if root is None else [self._document(path) for path in self._included(root)]
        if self.refusals or root is None:
            raise _together(self.refusals)
        return (root, *(document for document in others if document is not None))

    def given(self, expansion: Expansion) -> Given:
        """Read the prompt files, and look whether the sources can be used."""
        prompts: dict[str, str] = {}
        refused: dict[str, str] = {}
        self.tree.prepare(expansion.prompt_files)
        for path in sorted(expansion.prompt_files):
            try:
                prompts[path] = self._prompt(path)
            except RefusedFileError as error:
                refused[path] = error.reason
        for address, path in expansion.source_files.items():
            try:
                self.sources[address] = self.tree.look(path)
            except RefusedFileError as error:
                refused[path] = error.reason
        return Given(prompts=prompts, refused=refused)

    def _document(self, path: str) -> Document | None:
        try:
            data = self.data[path] = self.tree.read(path, limit=MOST_MANIFEST_BYTES)
            tables = read_tables(path, data)
        except RefusedFileError as error:
            self.refusals.append(_unusable(path, error))
            return None
        except InvalidError as error:
            self.refusals.append(error)
            return None
        return Document(file=path, text=data.decode("utf-8-sig"), tables=tables)

    def _included(self, root: Document) -> Sequence[str]:
        found: dict[str, None] = {}
        problems: list[Problem] = []
        for position, pattern in enumerate(included(root)):
            try:
                self.includes[pattern] = self.tree.matching(pattern)
            except RefusedFileError as error:
                problems.append(_bad_include(root, position, pattern, error))
            found.update(dict.fromkeys(self.includes.get(pattern, ())))
        refuse(problems, [root])
        found.pop(self.main, None)
        return tuple(found)

    def _prompt(self, path: str) -> str:
        data = self.data[path] = self.tree.read(path, limit=MOST_MANIFEST_BYTES)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            reason = "is not a text in UTF-8"
            raise RefusedFileError(reason) from error


def _not_locked(lock: Lock, address: str, name: str) -> UsageError:
    near = did_you_mean(address, lock.entries)
    return UsageError(
        f"`{address}` is not in {name}",
        next_step=near.capitalize() or "`assetforge show` lists what is.",
    )


def _unusable(path: str, error: RefusedFileError) -> InvalidError:
    problem = Problem(
        code="file-refused", file=path, path=(),
        summary="a file that cannot be used", detail=f"`{path}` {error.reason}",
        hint="put the file itself there, inside the project",
    )  # fmt: skip
    return InvalidError(place_problems([problem], {}), {})


def _together(refusals: Iterable[InvalidError]) -> InvalidError:
    diagnostics = [diagnostic for refusal in refusals for diagnostic in refusal.diagnostics]
    texts = {file: text for refusal in refusals for file, text in refusal.texts.items()}
    return InvalidError(diagnostics, texts)


def _bad_include(root: Document, position: int, pattern: str, error: RefusedFileError) -> Problem:
    return Problem(
        code="file-refused", file=root.file, path=("include", position),
        summary="a file that cannot be used", detail=f"`{pattern}` {error.reason}",
        hint="name files inside the project, relative to its folder",
    )  # fmt: skip
