"""Projects for faults: slow enough to be met in the middle, small enough for many tests."""

from __future__ import annotations

from typing import Final

FILM: Final = """\
version = 1

[project]
name = "film"

[image.lamp]
prompt = "A brass lamp"
size = "64x64"

[video.film]
from = "lamp"
prompt = "Slow dolly in"
size = "640x360"
duration = 4

[derive.frame]
from = "film"
width = 32
"""
MANY: Final = """\
version = 1

[project]
name = "many"

[image.tile]
matrix = { number = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] }
prompt = "Tile {{number}}"
size = "256x256"

[edit.night]
from = "tile"
prompt = "The same at night, darker, with grain"

[derive.icon]
from = "night"
width = 64
"""
