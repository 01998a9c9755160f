"""Media: what some bytes are, found by decoding them, and free conversion between formats.

    first bytes ─┬ PNG JPEG WebP AVIF ─▶ media_picture (Pillow)
                 └ MP4 ──── with the extra `video` ─▶ media_film (PyAV), else media_boxes

Pillow and PyAV are loaded only when there is something to decode.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from assetforge.adapters.media_boxes import probe_boxes
from assetforge.adapters.media_refusal import (
    no_such_change,
    picture_is_no_film,
    unknown_bytes,
    video_missing,
)
from assetforge.core.media import MP4, WEBP

if TYPE_CHECKING:
    from assetforge.core.media import Media


def film_type() -> str:
    """Tell the media type that films can be made in here, without loading what makes them."""
    return MP4 if find_spec("av") is not None else WEBP


def probe(path: str) -> Media:
    """Tell what a file holds by decoding it, never by its name.

    A film is decoded at its beginning and its end; without the extra `video` its container is
    read. Width and height are those of the upright picture.

    Raises:
        MakingError: the bytes are unknown, damaged, cut short or claim too many pixels.
    """
    kind = kind_of(path)
    if kind != MP4:
        from assetforge.adapters.media_picture import probe_picture

        return probe_picture(path, kind)
    if film_type() == MP4:
        from assetforge.adapters.media_film import probe_film

        return probe_film(path)
    return probe_boxes(path)


def transcode(path: str, target: str, media_type: str, quality: int | None = None) -> Media:
    """Write the same picture or film in another format; free and local.

    What is transparent becomes white in a JPEG; a colour profile is kept. `quality` is 1 to 100.

    Raises:
        MakingError: the bytes cannot be decoded, or there is no way from one format to the other.
    """
    from assetforge.adapters.media_picture import load_picture, save_picture

    old = probe(path)
    if old.is_film:
        return _transcode_film(path, target, old, media_type)
    if media_type == MP4:
        raise picture_is_no_film()
    return save_picture(load_picture(path), target, media_type, quality)


def kind_of(path: str) -> str:
    """Tell the media type by the first bytes; raises as `probe` for those that are unknown."""
    from assetforge.adapters.media_picture import HEAD, picture_type

    with open(path, "rb") as file:  # noqa: PTH123  (a path from the store is text)
        head = file.read(HEAD)
    kind = picture_type(head)
    if kind is None and head[4:8] == b"ftyp":
        return MP4
    if kind is None:
        raise unknown_bytes()
    return kind


def _transcode_film(path: str, target: str, old: Media, media_type: str) -> Media:
    if media_type not in (MP4, WEBP) or media_type == old.type:
        raise no_such_change(old.type, media_type)
    if film_type() != MP4:
        raise video_missing(media_type)
    from assetforge.adapters.media_reel import recode

    return recode(path, target, old, media_type)
