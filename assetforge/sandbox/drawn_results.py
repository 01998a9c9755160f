"""Drawn results: renderings become bytes, inputs first; what was drawn lately is kept.

Plain results are for tests under load: a picture is of one colour, a film has a frame a second.
Size, seconds and type are as asked for, and no two are alike.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from assetforge.core.digest import digest_bytes
from assetforge.core.media import MP4, PNG
from assetforge.providers.drawing import Caption, Film, Move, Recut, View
from assetforge.sandbox.plain_picture import plain_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetforge.providers.drawing import Drawing
    from assetforge.sandbox.rendering import Rendering

_MOST_BYTES: Final = 256 * 1024 * 1024  # kept at once
_VIEW: Final = View(zoom=1, across=0, down=0)


class DrawnResults:
    """Draws and remembers; may be asked from several threads at once."""

    def __init__(
        self, draw: Callable[[Drawing, Sequence[bytes]], bytes], *, is_plain: bool = False
    ) -> None:
        """Set it up; `draw` makes the bytes of a drawing from those of its inputs."""
        self._draw = draw
        self._is_plain = is_plain
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._n_bytes = 0
        self._lock = Lock()

    def bytes_of(self, rendering: Rendering) -> bytes:
        """Draw a rendering, and whatever it is made from, unless that was done lately."""
        with self._lock:
            if rendering.id in self._kept:
                self._kept.move_to_end(rendering.id)
                return self._kept[rendering.id]
        data = self._plain(rendering) if self._is_plain else self._full(rendering)
        self._keep(rendering.id, data)
        return data

    def _full(self, rendering: Rendering) -> bytes:
        inputs = [
            given if isinstance(given, bytes) else self.bytes_of(given)
            for given in rendering.inputs
        ]
        return self._draw(rendering.drawing, inputs)

    def _plain(self, rendering: Rendering) -> bytes:
        drawing, colour = rendering.drawing, bytes.fromhex(digest_bytes(rendering.id.encode())[7:])
        if rendering.media_type == PNG:
            return plain_picture(drawing.width, drawing.height, colour)
        if isinstance(drawing, Film | Recut):
            return _marked(self._plain_film(drawing), drawing.type, colour)
        picture = plain_picture(drawing.width, drawing.height, colour)
        return self._draw(drawing, [picture])

    def _plain_film(self, drawing: Film | Recut) -> bytes:
        film = Film(
            type=drawing.type, width=drawing.width, height=drawing.height, rate=1,
            frames=max(2, round(drawing.frames / drawing.rate)), seed="",
            move=Move(start=_VIEW, end=_VIEW),
            caption=Caption(title="plain", prompt="", details=()),
        )  # fmt: skip
        name = f"{film.width}x{film.height} {film.frames} {film.type}"
        with self._lock:
            if name in self._kept:
                return self._kept[name]
        data = self._draw(film, [])
        self._keep(name, data)
        return data

    def _keep(self, name: str, data: bytes) -> None:
        with self._lock:
            self._n_bytes += len(data) - len(self._kept.pop(name, b""))
            self._kept[name] = data
            while self._n_bytes > _MOST_BYTES and len(self._kept) > 1:
                self._n_bytes -= len(self._kept.popitem(last=False)[1])


def _marked(film: bytes, media_type: str, mark: bytes) -> bytes:
    """Make a film unlike every other by a box that players skip."""
    if media_type != MP4:
        return film
    return film + (len(mark) + 8).to_bytes(4, "big") + b"free" + mark
