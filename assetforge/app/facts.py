"""What is known of the files and the store, looked up when a plan asks for it.

A file whose stamp is the one that a build noted is not read again; every other one is. A project
may bring any file along as a source: what is not modest is decoded in a child with limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.media import probe
from assetforge.adapters.media_modesty import is_modest
from assetforge.adapters.outputs import OutputFile
from assetforge.adapters.project_files import ProjectFiles, RefusedFileError
from assetforge.app.memo import Noted
from assetforge.core.digest import Digest
from assetforge.core.errors import MakingError
from assetforge.core.media import TYPE_BY_EXTENSION, Blob, Media
from assetforge.core.paths import extension
from assetforge.execution.delivery import WrongBytesError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.adapters.examination import Examination
    from assetforge.adapters.outputs import Outputs
    from assetforge.adapters.store import FileStore
    from assetforge.app.memo import Memo
    from assetforge.lock.model import Made
    from assetforge.plan.facts import Ordered


class DiskFacts:
    """Facts for a plan, from the disk."""

    def __init__(
        self,
        store: FileStore,
        outputs: Outputs,
        found: tuple[Mapping[str, Blob], Memo],
        orders: Callable[[Digest], Ordered | None],
    ) -> None:
        sources, memo = found
        self._store = store
        self._orders = orders
        self._outputs = outputs
        self._sources = sources
        self._seen = {path: _seen(noted) for path, noted in memo.outputs.items()}

    def source(self, address: str) -> Blob:
        """Tell what the bytes of a source are."""
        return self._sources[address]

    def output(self, path: str) -> Digest | None:
        """Tell the content of an output file; None where there is no file."""
        found = self._outputs.state(path, self._seen.get(path))
        if found is None:
            self._seen.pop(path, None)
            return None
        self._seen[path] = found
        return found.digest

    def made(self, key: Digest) -> Made | None:
        """Find what the store has for a key."""
        return self._store.find(key)

    def ordered(self, key: Digest) -> Ordered | None:
        """Find an unfinished order for a key."""
        return self._orders(key)

    def holds(self, digest: Digest) -> bool:
        """Say whether the store has these bytes."""
        return self._store.has(digest)

    def noted(self, path: str) -> Noted | None:
        """Note an output as it is now, for the memo."""
        if self.output(path) is None:
            return None
        seen = self._seen[path]
        return Noted(stamp=seen.stamp, digest=seen.digest)


class SourceLook:
    """Looks at the pictures and films that the project brings along; `close` ends its child."""

    def __init__(self, root: str, outputs: Outputs, memo: Memo) -> None:
        self._files = ProjectFiles(root)
        self._outputs = outputs  # of the project's folder, to stamp files in it
        self._memo = memo
        self._examination: Examination | None = None
        self.noted: dict[str, Noted] = {}

    def close(self) -> None:
        """End the child, if there ever was one."""
        if self._examination is not None:
            self._examination.close()
            self._examination = None

    def look(self, path: str) -> Blob:
        """Tell what a source is.

        Raises:
            RefusedFileError: it is not there, cannot be decoded, or is not what its name says.
        """
        full = self._files.full_path(path)
        known = self._memo.sources.get(path)
        seen = _seen(known) if known else None
        found = self._outputs.state(path, seen)
        if found is None:
            reason = "is not there"
            raise RefusedFileError(reason)
        if known and known.media and found is seen:
            media = _media_of(known.media)
        else:
            media = self._probed(full, path)
        row = (media.type, media.width, media.height, media.seconds)
        self.noted[path] = Noted(stamp=found.stamp, digest=found.digest, media=row)
        return Blob(digest=found.digest, size=found.size, media=media)

    def _probed(self, full: str, path: str) -> Media:
        try:
            media = probe(full) if is_modest(full) else self._child().look(full)
        except (MakingError, WrongBytesError) as error:
            why = error.what if isinstance(error, MakingError) else error.why
            reason = f"cannot be used: {why}"
            raise RefusedFileError(reason) from error
        if media.type != TYPE_BY_EXTENSION.get(extension(path), media.type):
            reason = f"holds {media.type}, which is not what its extension says"
            raise RefusedFileError(reason)
        return media

    def _child(self) -> Examination:
        from assetforge.adapters.examination import Examination  # noqa: PLC0415 - rarely needed

        self._examination = self._examination or Examination()
        return self._examination


def _seen(noted: Noted) -> OutputFile:
    return OutputFile(digest=Digest(noted.digest), size=noted.stamp[0], stamp=noted.stamp)


def _media_of(row: tuple[str, int, int, float | None]) -> Media:
    kind, width, height, seconds = row
    return Media(type=kind, width=width, height=height, seconds=seconds)
