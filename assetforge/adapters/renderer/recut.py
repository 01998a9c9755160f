"""A recut: the frames of a film at another speed, backwards, or with another look.

Backwards, frames are kept aside in a file as they are decoded, so that memory holds one of them.
"""

from __future__ import annotations

import io
import tempfile
from typing import IO, TYPE_CHECKING, Final

from PIL.JpegImagePlugin import JpegImageFile

from assetforge.adapters.media_picture import flattened
from assetforge.adapters.media_reel import sampled
from assetforge.adapters.renderer.fitted import covering
from assetforge.adapters.renderer.operate import operated, write_words
from assetforge.providers.drawing_operation import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

    from assetforge.providers.drawing import Recut

IN_MEMORY: Final = 32 * 1024 * 1024  # bytes kept aside before a file is used


def recut_frames(recut: Recut, inputs: Sequence[str]) -> Iterator[Image.Image]:
    """Make the frames of the new film, each when it is asked for."""
    moments = (recut.speed * index / recut.rate for index in range(recut.frames))
    frames = (_looked(frame, recut) for frame in sampled(inputs[0], moments))
    if not recut.is_backwards:
        yield from frames
        return
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as aside:
        yield from _reversed(frames, aside)


def _looked(frame: Image.Image, recut: Recut) -> Image.Image:
    changed = operated(flattened(frame), recut.operations)
    fitted = covering(changed, (recut.width, recut.height))
    for operation in recut.operations:
        if isinstance(operation, Words):
            write_words(fitted, operation.text)
    return fitted


def _reversed(frames: Iterator[Image.Image], aside: IO[bytes]) -> Iterator[Image.Image]:
    starts = [0]
    for frame in frames:
        packed = io.BytesIO()
        frame.save(packed, "JPEG", quality=96, subsampling=0)
        aside.write(packed.getvalue())
        starts.append(aside.tell())
    for start, end in zip(starts[-2::-1], starts[:0:-1], strict=True):
        aside.seek(start)
        frame = JpegImageFile(io.BytesIO(aside.read(end - start)))
        frame.load()
        yield frame
