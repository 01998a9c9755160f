from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.media import JPEG, MP4, PNG
from assetforge.providers.drawing import Box, Derivation, Enlargement
from assetforge.sandbox.rendering import Rendering
from tests.unit.sandbox.bench import FILM_SECONDS, PROMPT, Bench

if TYPE_CHECKING:
    from assetforge.providers.drawing import Drawing


def test_pictures_are_png_unless_another_type_is_asked_for() -> None:
    part = Box(left=0, top=0, width=8, height=8)
    jpeg = Derivation(
        type=JPEG, width=8, height=8, part=part, fit="cover", background="#ffffff", quality=90,
        second=0,
    )  # fmt: skip
    drawings: list[Drawing] = [Enlargement(width=8, height=8, sharpening=0), jpeg]

    assert [Rendering(id="1", drawing=drawing).media_type for drawing in drawings] == [PNG, JPEG]


def test_films_are_of_the_type_that_the_sandbox_makes() -> None:
    bench = Bench()
    bench.order("/videos", prompt=PROMPT)
    bench.wait(FILM_SECONDS)

    (job,) = bench.sandbox.premises.jobs.of_route("/videos", bench.now)

    assert job.takes[0].rendering.media_type == MP4
