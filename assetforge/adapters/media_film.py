"""Films: their frames with the second at which each appears, from MP4 or animated WebP."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, TypeAlias

from PIL import Image

from assetforge.adapters.media_picture import HEAD, frames_of, opened, picture_type, plain
from assetforge.adapters.media_refusal import damaged, no_frames, too_large, video_missing
from assetforge.core.errors import MakingError
from assetforge.core.media import MP4, Media
from assetforge.core.pixels import MOST_PIXELS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from av import VideoFrame, VideoStream
    from av.container import InputContainer

Frame: TypeAlias = tuple[float, Image.Image]
_CHECKED: Final = 300  # frames that are decoded at the end at most; a group rarely has more


def film_frames(path: str) -> Iterator[Frame]:
    """Decode a film frame by frame; a still picture is a film of one frame.

    Raises:
        MakingError: the bytes are damaged, or MP4 without the extra `video`.
    """
    with open(path, "rb") as file:  # noqa: PTH123  (a path from the store is text)
        is_picture = picture_type(file.read(HEAD)) is not None
    return _webp_frames(path) if is_picture else _mp4_frames(path)


def film_frame(path: str, second: float) -> Image.Image:
    """Decode the frame that is on screen at a second; past the end it is the last one.

    Raises:
        MakingError: the bytes are damaged, or MP4 without the extra `video`.
    """
    found: Image.Image | None = None
    for start, frame in film_frames(path):
        if found is not None and start > second + 1e-6:
            break
        found = frame
    if found is None:
        raise no_frames()
    return found


def probe_film(path: str) -> Media:
    """Tell what an MP4 holds: every packet is read, its beginning and its end are decoded.

    Raises:
        MakingError: the film is damaged, cut short or claims too many pixels.
    """
    with _container(path) as container:
        stream = _stream(container)
        width, height = stream.width, stream.height
        _decode_first(container, stream)
        packets, end, last_key = _walk(container, stream)
        if stream.frames and packets < stream.frames:
            raise damaged("film", f"it has {packets} of {stream.frames} frames")
        container.seek(last_key, stream=stream)
        for _, decoded in zip(range(_CHECKED), container.decode(stream), strict=False):
            _measured(decoded.width, decoded.height)
    return Media(type=MP4, width=width, height=height, seconds=round(end, 3))


def _walk(container: InputContainer, stream: VideoStream) -> tuple[int, float, int]:
    """Count packets, find where the film ends in seconds and where its last group begins."""
    packets, first, last, last_key = 0, None, 0, 0
    container.seek(0, stream=stream)
    for packet in container.demux(stream):
        if packet.pts is None or packet.size == 0:
            continue
        packets += 1
        first = packet.pts if first is None else min(first, packet.pts)
        last = max(last, packet.pts + (packet.duration or 0))
        last_key = packet.pts if packet.is_keyframe else last_key
    base = stream.time_base
    if first is None or base is None:
        raise no_frames()
    return packets, float((last - first) * base), last_key


def _decode_first(container: InputContainer, stream: VideoStream) -> None:
    frame = next(container.decode(stream), None)
    if frame is None:
        raise no_frames()
    _measured(frame.width, frame.height)


def _measured(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise too_large("film", width, height, MOST_PIXELS)


def _mp4_frames(path: str) -> Iterator[Frame]:
    with _container(path) as container:
        stream = _stream(container)
        first: float | None = None
        for frame in container.decode(stream):
            start = float(frame.time or 0.0)
            first = start if first is None else first
            yield start - first, _picture(frame)


def _picture(frame: VideoFrame) -> Image.Image:
    plane = frame.reformat(format="rgb24").planes[0]
    size = (frame.width, frame.height)
    return Image.frombytes("RGB", size, bytes(plane), "raw", "RGB", plane.line_size, 1)


def _webp_frames(path: str) -> Iterator[Frame]:
    with opened(path) as picture:
        milliseconds = 0.0
        for index in range(frames_of(picture)):
            picture.seek(index)
            picture.load()
            yield milliseconds / 1000, plain(picture.copy())
            milliseconds += float(picture.info.get("duration") or 0)


@contextmanager
def _container(path: str) -> Generator[InputContainer, None, None]:
    if find_spec("av") is None:
        raise video_missing(MP4)
    import av  # noqa: PLC0415  (an extra, which may be missing)
    from av.error import FFmpegError  # noqa: PLC0415

    try:
        with av.open(path, format="mp4") as container:
            yield container
    except MakingError:
        raise
    except (FFmpegError, ValueError, IndexError):
        raise damaged("film", "its pictures cannot be decoded") from None


def _stream(container: InputContainer) -> VideoStream:
    if not container.streams.video:
        raise damaged("film", "it holds no pictures")
    stream = container.streams.video[0]
    # PyAV gives a stream that it cannot decode no width at all.
    if not getattr(stream, "width", 0):
        raise damaged("film", "its pictures cannot be decoded")
    _measured(stream.width, stream.height)
    return stream
