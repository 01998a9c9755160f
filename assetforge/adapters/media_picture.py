"""Pictures: decoding what may be hostile, and encoding what is ours.

The kind of a picture follows from its first bytes and only that decoder is tried; Pillow's search
through every format that it knows would reach decoders that no one needs. Its limits warn where
they should refuse, so they are not used: the size stands in the header and is judged first. What
stands in EXIF is advice: a picture whose EXIF is broken is whole all the same.
"""

from __future__ import annotations

import warnings
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from assetforge.adapters.media_canvas import webp_canvas
from assetforge.adapters.media_refusal import damaged, too_large, unknown_bytes
from assetforge.core.errors import MakingError
from assetforge.core.media import AVIF, JPEG, PNG, WEBP, Media
from assetforge.core.pixels import MOST_PIXELS

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from PIL.ImageFile import ImageFile

MOST_FRAME_PIXELS: Final = 60_000 * 1_000_000  # of a whole animation: a 4K film of two hours
HEAD: Final = 32  # bytes that tell the format
_READERS: Final[Mapping[str, type[ImageFile]]] = {
    PNG: PngImageFile, JPEG: JpegImageFile, WEBP: WebPImageFile, AVIF: AvifImageFile,
}  # fmt: skip
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = 1
_TURNS: Final[Mapping[int, Image.Transpose]] = {  # by orientation, EXIF 2.3
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNED: Final = frozenset({5, 6, 7, 8})  # these swap width and height


def picture_type(head: bytes) -> str | None:
    """Tell the media type of a picture by its first bytes, or None."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return AVIF if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis") else None


@contextmanager
def opened(path: str) -> Generator[ImageFile, None, None]:
    """Open a picture for decoding, as its own bytes say.

    Raises:
        MakingError: the bytes are no picture, are damaged, or claim too many pixels.
    """
    with open(path, "rb") as file:  # noqa: PTH123  (a path from the store is text)
        media_type = picture_type(file.read(HEAD))
        file.seek(0)
        if media_type is None:
            raise unknown_bytes()
        try:
            if media_type == WEBP:
                _refuse_canvas(file)
            with _reader(media_type, file, path) as picture:
                yield picture
        except (MakingError, MemoryError):
            raise
        except Exception:  # noqa: BLE001  (Pillow lets many kinds out of hostile bytes)
            raise damaged("picture", "its pixels cannot be decoded") from None


def _reader(media_type: str, file: BinaryIO, path: str) -> ImageFile:
    with _no_remarks():
        picture = _READERS[media_type](file, path)
    _refuse_size(picture.width, picture.height)
    return picture


def _refuse_canvas(file: BinaryIO) -> None:
    """Judge a WebP before it is opened, which alone takes eight bytes for each of its pixels."""
    canvas = webp_canvas(file.read(HEAD))
    file.seek(0)
    if canvas is None:
        raise damaged("picture", "its size cannot be read")
    _refuse_size(*canvas)


def _refuse_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise too_large("picture", width, height, MOST_PIXELS)


def load_picture(path: str) -> Image.Image:
    """Decode a picture, or the first frame of an animated one, upright, as RGB or RGBA.

    Raises:
        MakingError: the bytes are no picture, are damaged, or claim too many pixels.
    """
    with opened(path) as picture:
        picture.load()
        turn = _TURNS.get(_orientation(picture))
        return plain(picture.copy() if turn is None else picture.transpose(turn))


def frames_of(picture: ImageFile) -> int:
    """Say how many frames an opened picture has, as its header says."""
    return int(getattr(picture, "n_frames", 1))


def plain(picture: Image.Image) -> Image.Image:
    """Bring any mode to RGB, or to RGBA where something is transparent. Keeps the ICC profile."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    keeps = profile is not None and picture.mode in ("RGB", "RGBA", "P")
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = _eight_bits(picture)
    converted = picture if picture.mode == mode else picture.convert(mode)
    converted.info = {"icc_profile": profile} if keeps else {}
    return converted


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Bring sixteen bits a channel to eight; Pillow's own conversion cuts off what is bright."""
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def probe_picture(path: str, media_type: str) -> Media:
    """Decode every pixel of a picture or animation and tell what it is.

    Raises:
        MakingError: the bytes are damaged or claim too many pixels.
    """
    with opened(path) as picture:
        frames = frames_of(picture)
        if frames * picture.width * picture.height > MOST_FRAME_PIXELS:
            raise too_large("animation", picture.width, picture.height, MOST_PIXELS)
        milliseconds = 0.0
        for index in range(frames):
            picture.seek(index)
            picture.load()
            milliseconds += float(picture.info.get("duration") or 0)
        turned = frames == 1 and _orientation(picture) in _TURNED
        width, height = picture.size[::-1] if turned else picture.size
    seconds = round(milliseconds / 1000, 3) if frames > 1 else None
    return Media(type=media_type, width=width, height=height, seconds=seconds)


def _orientation(picture: ImageFile) -> int:
    """Say how a picture is to be turned; 1, upright, where its EXIF does not say or is broken."""
    try:
        with _no_remarks():
            found = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001  (Pillow lets many kinds out of hostile bytes)
        return _UPRIGHT
    return found if isinstance(found, int) else _UPRIGHT


def _no_remarks() -> AbstractContextManager[object]:
    """Let Pillow be silent about EXIF: a warning would look like a fault of ours, or become one."""
    return warnings.catch_warnings(action="ignore", category=UserWarning)


def save_picture(
    picture: Image.Image, target: str, media_type: str, quality: int | None = None
) -> Media:
    """Encode a picture, flattened onto white where the format has no transparency."""
    profile = picture.info.get("icc_profile")
    with open(target, "wb") as file:  # noqa: PTH123  (the target has no extension to go by)
        match media_type:
            case "image/jpeg":
                flat = flattened(picture)
                flat.save(file, "JPEG", quality=quality or 90, icc_profile=profile, subsampling=0)
            case "image/webp":
                picture.save(file, "WEBP", quality=quality or 88, method=4, icc_profile=profile)
            case "image/avif":
                picture.save(
                    file, "AVIF", quality=quality or 75, speed=8, max_threads=1,
                    icc_profile=profile,
                )  # fmt: skip
            case _:
                picture.save(file, "PNG", compress_level=3, icc_profile=profile)
    return Media(type=media_type, width=picture.width, height=picture.height)


def flattened(picture: Image.Image, background: str = "#ffffff") -> Image.Image:
    """Lay a picture on a colour where it is transparent."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, background)
    ground.paste(picture, mask=picture.getchannel("A"))
    ground.info = dict(picture.info)
    return ground
