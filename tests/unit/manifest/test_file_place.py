from __future__ import annotations

import pytest

from assetforge.manifest.file_place import FilePlace, check_place, file_place
from tests.unit.manifest.samples import cells_of


def place(text: str) -> FilePlace:
    return file_place(next(iter(cells_of(text).values())), "made")


def codes(text: str, refused: dict[str, str] | None = None) -> list[str]:
    cell = next(iter(cells_of(text).values()))
    return [found.code for found in check_place(cell, file_place(cell, "assets"), refused or {})]


@pytest.mark.parametrize(
    ("text", "stem", "extension"),
    [
        ("[image.hero]\n", "made/hero", None),
        ('[image.hero]\nmatrix = { n = ["a b"] }\n', "made/hero@a_b", None),
        ('[image.hero]\noutput = "x/{{name}}.WebP"\n', "x/hero", ".webp"),
        ('[image.hero]\noutput = "x/a.b.png"\n', "x/a.b", ".png"),
        ('[source.logo]\npath = "brand/logo.png"\n', "brand/logo.png", None),
    ],
)
def test_a_file_lies_where_it_is_said(text: str, stem: str, extension: str | None) -> None:
    assert place(text) == FilePlace(stem=stem, extension=extension)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[image.hero]\noutput = "hero.png"\n', []),
        ('[video.clip]\noutput = "clip.webp"\n', []),
        ('[video.clip]\noutput = "clip.mp4"\n', []),
        ('[video-edit.clip]\noutput = "clip.jpg"\n', ["wrong-extension"]),
        ('[derive.thumb]\noutput = "clip.mp4"\n', ["wrong-extension"]),
        ('[image.hero]\noutput = "hero"\n', ["bad-path"]),
        ('[image.hero]\noutput = "hero."\n', ["bad-path"]),
        ('[image.hero]\noutput = ".png"\n', ["bad-path"]),
        ('[image.hero]\noutput = "a/../b.png"\n', ["bad-path"]),
        ("[image.nul]\n", ["bad-path"]),
        ('[source.logo]\npath = "logo.tiff"\n', ["bad-path"]),
        ('[source.logo]\npath = "clip.mp4"\n', []),
    ],
)
def test_a_place_is_checked(text: str, code: list[str]) -> None:
    assert codes(text) == code


def test_a_source_that_was_refused_is_explained() -> None:
    assert codes('[source.logo]\npath = "logo.png"\n', {"logo.png": "is not there"}) == [
        "file-refused"
    ]
