"""Uploads: files that clients bring, in two steps, as to a bucket with pre-signed URLs.

POST /user-assets ─▶ uploadUrl (signed, 15 minutes) ◀─ PUT bytes      imageUrl ─▶ public
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.sandbox.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.media import Media
    from assetforge.core.values import Table

MOST_UPLOAD: Final = 64 * 1024 * 1024  # bytes of one file
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
        n_bytes = self._n_bytes + len(upload.data or b"") - len((old and old.data) or b"")
        if n_bytes > _MOST_BYTES or (old is None and len(self._uploads) >= _MOST_UPLOADS):
            raise RefusalError(413, "the sandbox has no room for more uploads")
        self._n_bytes = n_bytes
        self._uploads[upload.id] = upload

    def find(self, id_: str, route: str | None = None) -> Upload | None:
        """Find an upload, of one route or of any."""
        upload = self._uploads.get(id_)
        return upload if upload is None or route in {None, upload.route} else None

    def remove(self, id_: str) -> None:
        """Remove an upload and its bytes."""
        self._n_bytes -= len(self._uploads.pop(id_).data or b"")

    def of_route(self, route: str) -> Iterator[Upload]:
        """List the uploads of a route, newest first."""
        for upload in reversed(self._uploads.values()):
            if upload.route == route:
                yield upload
