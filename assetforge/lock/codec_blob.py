"""Blobs in a file of ours: the fields that name some bytes and say what they were found to be.

digest = "sha256:…"
size = 184223              bytes
type = "video/mp4"
width = 1920               pixels
height = 1080
seconds = 8.0              films only
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.media import EXTENSION_BY_TYPE, Blob, Media

if TYPE_CHECKING:
    from assetforge.core.values import Scalar
    from assetforge.lock.codec_fields import Fields


def blob_fields(blob: Blob) -> dict[str, Scalar]:
    """Write a blob as the fields that stand for it."""
    fields: dict[str, Scalar] = {
        "digest": blob.digest,
        "size": blob.size,
        "type": blob.media.type,
        "width": blob.media.width,
        "height": blob.media.height,
    }
    if blob.media.seconds is not None:
        fields["seconds"] = blob.media.seconds
    return fields


def read_blob(fields: Fields) -> Blob:
    """Read the fields of a blob."""
    media = Media(
        type=_read_type(fields),
        width=fields.whole("width", least=1),
        height=fields.whole("height", least=1),
        seconds=fields.optional_seconds("seconds"),
    )
    return Blob(digest=fields.digest("digest"), size=fields.whole("size", least=0), media=media)


def _read_type(fields: Fields) -> str:
    name = fields.text("type")
    if name not in EXTENSION_BY_TYPE and isinstance(fields.table.get("type"), str):
        fields.blame("type", f"`type` should be one of {', '.join(EXTENSION_BY_TYPE)}")
    return name
