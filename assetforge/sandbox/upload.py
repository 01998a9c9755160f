"""Uploads: files that clients bring, in two steps, as to a bucket with pre-signed URLs.

POST /user-assets ─▶ uploadUrl (signed, 15 minutes) ◀─ PUT bytes      imageUrl ─▶ public
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.media import Media
    from assetforge.core.values import Table

_MOST_BYTES: Final = 512 * 1024 * 1024  # of all files
_MOST_UPLOADS: Final = 20_000
LIFETIME: Final = 900.0  # seconds that an upload URL is good for
TYPES: Final = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "webp": "image/webp", "mp4": "video/mp4", "webm": "video/webm", "mov": "video/quicktime",
    "avi": "video/x-msvideo", "mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg",
    "m4a": "audio/mp4", "aac": "audio/aac", "flac": "audio/flac",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was announced, and perhaps sent."""

    id: str
    route: str
    extension: str
    details: Table
    signature: str
    created_at: float
    is_used: bool = False  # a job was made from it, and holds its bytes from then on
    data: bytes | None = None  # None: not sent yet
    media: Media | None = None  # None: not sent, or neither picture nor film

    @property
    def media_type(self) -> str:
        """The type that its extension announces."""
        return TYPES[self.extension]


class UploadShelf:
    """Holds uploads, within bounds."""

    def __init__(self) -> None:
        self._uploads: dict[str, Upload] = {}
        self._n_bytes = 0

    def put(self, upload: Upload) -> None:
        """Take in an upload, new or changed.

        Raises:
            RefusalError: 413, there is no room.
        """
        old = self._uploads.get(upload.id)
        n_bytes = self._n_bytes + len(upload.data or b"") - _let_go(old)
        if n_bytes > _MOST_BYTES or (old is None and len(self._uploads) >= _MOST_UPLOADS):
            raise RefusalError(413, "the sandbox has no room for more uploads")
        self._n_bytes = n_bytes
        self._uploads[upload.id] = upload

    def find(self, id_: str, route: str | None = None) -> Upload | None:
        """Find an upload, of one route or of any."""
        upload = self._uploads.get(id_)
        return upload if upload is None or route in {None, upload.route} else None

    def remove(self, id_: str) -> None:
        """Remove an upload and its bytes, unless a job holds them."""
        upload = self._uploads.pop(id_)
        self._n_bytes -= _let_go(upload)

    def use(self, upload: Upload) -> bytes:
        """Give an upload's bytes to a job, which keeps them."""
        if not upload.is_used:
            self._uploads[upload.id] = replace(upload, is_used=True)
        return upload.data or b""

    def of_route(self, route: str) -> Iterator[Upload]:
        """List the uploads of a route, newest first."""
        for upload in reversed(self._uploads.values()):
            if upload.route == route:
                yield upload


def _let_go(upload: Upload | None) -> int:
    """Count the bytes that nobody holds once an upload is gone."""
    return 0 if upload is None or upload.is_used else len(upload.data or b"")
