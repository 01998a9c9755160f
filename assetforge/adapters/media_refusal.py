"""Refusals: what cannot be decoded or encoded, as errors that say why and what to do."""

from __future__ import annotations

from assetforge.core.errors import MakingError

_VIDEO = "Install the extra with `pip install 'assetforge[video]'`, or ask for animated WebP."


def unknown_bytes() -> MakingError:
    """Refuse bytes that are none of the formats that are read."""
    return MakingError(
        "the bytes are no PNG, JPEG, WebP, AVIF or MP4, whatever the file is called",
        next_step="Use a file in one of these formats.",
    )


def damaged(noun: str, reason: str) -> MakingError:
    """Refuse bytes that begin like a known format and cannot be decoded to the end."""
    return MakingError(
        f"the {noun} is damaged or cut short ({reason})", next_step="Replace it with a whole file."
    )


def too_large(noun: str, width: int, height: int, most: int) -> MakingError:
    """Refuse a picture that would fill the memory."""
    return MakingError(
        f"the {noun} claims {width}x{height} pixels; more than {most:,} are not decoded, "
        "because such a file can be built to fill the memory",
        next_step="Use a smaller one.",
    )


def no_frames() -> MakingError:
    """Refuse a film in which there is nothing to see."""
    return damaged("film", "it has no frames")


def video_missing(media_type: str) -> MakingError:
    """Refuse work on films that needs the extra for them."""
    return MakingError(
        f"reading or writing {media_type} frame by frame needs the extra `video`", next_step=_VIDEO
    )


def picture_is_no_film() -> MakingError:
    """Refuse to make a film of a still picture."""
    return no_such_change("a picture", "a film")


def no_such_change(old: str, new: str) -> MakingError:
    """Refuse a conversion that does not exist."""
    return MakingError(
        f"{old} cannot be turned into {new}",
        next_step="Give the output the extension of what it holds, "
        "or derive a picture from the film.",
    )
