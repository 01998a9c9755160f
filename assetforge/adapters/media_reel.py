# PyAV's streams and packets are generic over types that it does not name.
# pyright: reportUnknownMemberType=false
"""Reels: writing films frame by frame, as H.264 in MP4 or as animated WebP.

One frame is in memory at a time; WebP keeps what it has encoded until the end, as its format
needs. The encoder works in one thread, since its bytes depend on how many there are.
"""

from __future__ import annotations

from fractions import Fraction
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Final

from assetforge.adapters.media_film import film_frames
from assetforge.adapters.media_refusal import no_frames, video_missing
from assetforge.core.media import MP4, Media

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from av import VideoStream
    from PIL import Image

QUALITY: Final = "20"  # x264's constant rate factor: no visible loss, modest size
MP4_RATE: Final = 24
WEBP_RATE: Final = 12


def write_film(
    frames: Iterable[Image.Image], target: str, media_type: str, timing: tuple[int, int]
) -> Media:
    """Write a film; `timing` is how many frames there are and how many a second shows.

    Raises:
        MakingError: MP4 is asked for without the extra `video`, or there are no frames.
    """
    count, rate = timing
    flow = iter(frames)
    first = next(flow, None)
    if first is None:
        raise no_frames()
    write = _write_mp4 if media_type == MP4 else _write_webp
    write(chain([first], flow), target, count, rate)
    seconds = round(count / rate, 3)
    return Media(type=media_type, width=first.width, height=first.height, seconds=seconds)


def recode(path: str, target: str, old: Media, media_type: str) -> Media:
    """Write the same film in the other format, at that format's rate.

    Raises:
        MakingError: the film is damaged.
    """
    rate = MP4_RATE if media_type == MP4 else WEBP_RATE
    count = max(2, round((old.seconds or 0.0) * rate))
    moments = (index / rate for index in range(count))
    frames = (_even(frame) if media_type == MP4 else frame for frame in sampled(path, moments))
    return write_film(frames, target, media_type, (count, rate))


def sampled(path: str, moments: Iterable[float]) -> Iterator[Image.Image]:
    """Pick the frames that are on screen at rising moments, in seconds."""
    source = film_frames(path)
    _, current = next(source)
    following = next(source, None)
    for moment in moments:
        while following is not None and following[0] <= moment + 1e-6:
            current = following[1]
            following = next(source, None)
        yield current


def _even(frame: Image.Image) -> Image.Image:
    """Cut a film down to even sides, since H.264 keeps colour at half size."""
    return frame.crop((0, 0, max(2, frame.width & ~1), max(2, frame.height & ~1)))


def _write_mp4(frames: Iterator[Image.Image], target: str, count: int, rate: int) -> None:
    if find_spec("av") is None:
        raise video_missing(MP4)
    import av  # noqa: PLC0415  (an extra, which may be missing)

    first = next(frames)
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(target, "w", format="mp4", container_options=options) as container:
        stream = container.add_stream("libx264", rate=rate)
        _set_up(stream, first.size, rate)
        for index, frame in enumerate(chain([first], frames)):
            if index >= count:
                break
            pixels = frame.convert("RGBA").tobytes()
            picture = av.VideoFrame.from_bytes(pixels, frame.width, frame.height, "rgba")
            converted = picture.reformat(format="yuv420p", dst_colorspace="ITU709")
            converted.pts = index
            container.mux(stream.encode(converted))
        container.mux(stream.encode())


def _set_up(stream: VideoStream, size: tuple[int, int], rate: int) -> None:
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    stream.time_base = Fraction(1, rate)
    stream.options = {
        "crf": QUALITY,
        "preset": "veryfast",
        "threads": "1",
        "g": str(2 * rate),
        # Without looking ahead: x264's macroblock tree gave other bytes for the same flat frames
        # in one run of ten (x264 165 in PyAV 18.1, one thread); the pictures were the same.
        "x264-params": "rc-lookahead=0:mbtree=0",
        # BT.709 in limited range, what players assume (ITU-T H.273, 2021, tables 2 to 4).
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "color_range": "tv",
    }


def _write_webp(frames: Iterator[Image.Image], target: str, count: int, rate: int) -> None:
    first = next(frames)
    ends = [round(1000 * (index + 1) / rate) for index in range(count)]
    lengths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    with open(target, "wb") as file:  # noqa: PTH123  (the target has no extension to go by)
        first.save(
            file, "WEBP", save_all=True, append_images=[_Rest(frames, count - 1)],
            duration=lengths, quality=80, method=2, loop=0,
        )  # fmt: skip


class _Rest:
    """The frames after the first, handed to Pillow one by one where it expects a list."""

    mode = "RGB"

    def __init__(self, frames: Iterator[Image.Image], count: int) -> None:
        self.n_frames = count
        self._frames = frames
        self._current: Image.Image | None = None

    def seek(self, frame: int) -> None:
        del frame  # Pillow asks for each in turn
        following = next(self._frames, None)
        self._current = self._current if following is None else following.convert("RGB")

    def getim(self) -> object:
        if self._current is None:
            raise no_frames()
        return self._current.getim()
