from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.renderer.retouch import draw_retouch
from assetforge.providers.drawing import Caption, Retouch
from assetforge.providers.drawing_operation import Crop, Grade, Operation, Words
from tests.unit.adapters.renderer.samples import SILENT, WORDS, at, logo, saved, sloped

if TYPE_CHECKING:
    from pathlib import Path


def retouch(
    *operations: Operation,
    size: tuple[int, int] = (64, 48),
    insets: tuple[str, ...] = (),
    caption: Caption = SILENT,
) -> Retouch:
    return Retouch(
        width=size[0], height=size[1], operations=operations, insets=insets, caption=caption
    )


def test_an_edit_has_its_size_and_its_look(tmp_path: Path) -> None:
    path = saved(tmp_path, "in", sloped())

    drawn = draw_retouch(
        retouch(Crop(across=1, down=1), Grade(look="grayscale"), size=(50, 50)), [path]
    )

    red, green, blue = drawn.split()
    assert drawn.size == (50, 50)
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_further_inputs_keep_their_own_colours(tmp_path: Path) -> None:
    paths = [saved(tmp_path, "in", sloped(400, 300)), saved(tmp_path, "logo", logo(200))]

    drawn = draw_retouch(retouch(Grade(look="grayscale"), size=(400, 300), insets=("logo",)), paths)

    assert at(drawn, 335, 240) == (220, 20, 30)


def test_words_and_a_plate_are_written(tmp_path: Path) -> None:
    path = saved(tmp_path, "in", sloped(400, 300))

    plain = draw_retouch(retouch(size=(400, 300)), [path])
    worded = draw_retouch(retouch(Words(text="Sale"), size=(400, 300)), [path])
    named = draw_retouch(retouch(size=(400, 300), caption=WORDS), [path])

    assert len({plain.tobytes(), worded.tobytes(), named.tobytes()}) == 3
    assert plain.tobytes() == sloped(400, 300).tobytes()
