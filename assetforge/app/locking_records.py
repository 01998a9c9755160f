"""Records that the store lost, written again from what was ordered and from the bytes that came.

attempt STORED ─ dossier: key, request, inputs ─┐
               ─ digest ─▶ bytes in the store ──┴─▶ record
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.examination import Examination
from assetforge.adapters.store_layout import Layout
from assetforge.core.errors import DamagedError, MakingError
from assetforge.core.media import Blob, Media
from assetforge.execution.attempt import AttemptState
from assetforge.execution.delivery import WrongBytesError
from assetforge.execution.dossier import decode_dossier
from assetforge.providers.instruction import Piece
from assetforge.providers.protocol import Result

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.adapters.store import FileStore
    from assetforge.core.digest import Digest
    from assetforge.execution.attempt import Attempt
    from assetforge.lock.model import Made


def recover_records(store: FileStore, folder: str, attempts: Iterable[Attempt]) -> tuple[Made, ...]:
    """Write the records that the store in `folder` lacks, of results whose bytes it has.

    Raises:
        StorageError: the disk refused.
    """
    newest = {each.key: each for each in attempts if each.state is AttemptState.STORED}
    lost = [each for each in newest.values() if not _is_recorded(store, each.key)]
    if not lost:
        return ()
    examination = Examination()
    try:
        found = [_made(store, folder, each, examination) for each in lost]
    finally:
        examination.close()
    mades = tuple(made for made in found if made is not None)
    for made in mades:
        store.record(made)
    return mades


def _is_recorded(store: FileStore, key: Digest) -> bool:
    try:
        return store.find(key) is not None
    except DamagedError:
        return False


def _made(store: FileStore, folder: str, attempt: Attempt, examination: Examination) -> Made | None:
    dossier, digest = decode_dossier(attempt.made), attempt.digest
    if dossier is None or digest is None or not store.has(digest):
        return None
    place = Layout(Path(folder)).blob(digest)
    media = _media(examination, str(place))
    if media is None:
        return None
    with explaining("look at", place):
        blob = Blob(digest=digest, size=place.stat().st_size, media=media)
    try:
        path = store.fetch(blob)
    except DamagedError:
        return None
    result = Result(
        piece=Piece(path=path, media=media), job_id=attempt.job, url=attempt.result_url,
        charged=attempt.actual,
    )  # fmt: skip
    return dossier.made(result, blob)


def _media(examination: Examination, path: str) -> Media | None:
    """Look what the bytes are, in a child with limits; None where they are damaged."""
    try:
        return examination.look(path)
    except (MakingError, WrongBytesError):
        return None
