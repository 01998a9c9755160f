from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.media import JPEG, MP4, WEBP
from assetforge.providers.drawing import (
    Box,
    Caption,
    Derivation,
    Enlargement,
    Film,
    Move,
    Recut,
    View,
)
from assetforge.sandbox import drawn_results
from assetforge.sandbox.drawn_results import DrawnResults
from assetforge.sandbox.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.providers.drawing import Drawing

SMALL = Enlargement(width=8, height=8, sharpening=0)
STILL = View(zoom=1, across=0, down=0)
NO_WORDS = Caption(title="", prompt="", details=())


class Pencil:
    """Draws a text, and remembers what it drew."""

    def __init__(self) -> None:
        self.drawn: list[Drawing] = []

    def __call__(self, drawing: Drawing, inputs: Sequence[bytes]) -> bytes:
        self.drawn.append(drawing)
        return b"[" + b"+".join(inputs) + b"]"


def film(media_type: str = MP4) -> Film:
    return Film(
        type=media_type, width=64, height=36, frames=96, rate=24, seed="",
        move=Move(start=STILL, end=STILL), caption=NO_WORDS,
    )  # fmt: skip


def test_inputs_are_drawn_first_and_nothing_twice() -> None:
    pencil = Pencil()
    results = DrawnResults(pencil)
    first = Rendering(id="1", drawing=SMALL, inputs=(b"upload",))
    second = Rendering(id="2", drawing=SMALL, inputs=(first, b"more"))

    assert results.bytes_of(second) == b"[[upload]+more]"
    assert results.bytes_of(first) == b"[upload]"
    assert results.bytes_of(second) == b"[[upload]+more]"
    assert len(pencil.drawn) == 2


def test_what_was_drawn_long_ago_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_results, "_MOST_BYTES", 12)
    pencil = Pencil()
    results = DrawnResults(pencil)

    for id_ in ("1", "2", "1", "3", "1", "2"):
        results.bytes_of(Rendering(id=id_, drawing=SMALL, inputs=(b"...",)))

    assert len(pencil.drawn) == 4


def test_plain_pictures_need_no_pencil_and_no_inputs() -> None:
    pencil = Pencil()
    results = DrawnResults(pencil, is_plain=True)

    data = {results.bytes_of(Rendering(id=id_, drawing=SMALL, inputs=(b"upload",))) for id_ in "12"}

    assert pencil.drawn == []
    assert len(data) == 2
    assert all(each.startswith(b"\x89PNG") for each in data)


@pytest.mark.parametrize("media_type", [MP4, WEBP])
def test_plain_films_are_drawn_once_for_a_size(media_type: str) -> None:
    pencil = Pencil()
    results = DrawnResults(pencil, is_plain=True)
    recut = Recut(
        type=media_type, width=64, height=36, frames=96, rate=24, speed=1, is_backwards=False,
        operations=(),
    )  # fmt: skip

    data = {
        results.bytes_of(Rendering(id="1", drawing=film(media_type))),
        results.bytes_of(Rendering(id="2", drawing=film(media_type))),
        results.bytes_of(Rendering(id="3", drawing=recut, inputs=(b"film",))),
    }

    (drawn,) = pencil.drawn
    assert isinstance(drawn, Film)
    assert (drawn.frames, drawn.rate, drawn.width, drawn.type) == (4, 1, 64, media_type)
    assert len(data) == (3 if media_type == MP4 else 1)


def test_a_plain_picture_of_another_type_is_converted() -> None:
    drawing = Derivation(
        type=JPEG, width=8, height=8, part=Box(left=0, top=0, width=8, height=8), fit="cover",
        background="#ffffff", quality=90, second=0,
    )  # fmt: skip

    data = DrawnResults(Pencil(), is_plain=True).bytes_of(Rendering(id="1", drawing=drawing))

    assert data.startswith(b"[\x89PNG")
