"""Projects that buy: chains of four paid jobs, and one film.

shot-00000 ─▶ shot-00000-dusk ─▶ shot-00000-large ─▶ shot-00000-night
image         edit               upscale             edit
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.benchmarks.chains import chains

if TYPE_CHECKING:
    from pathlib import Path

FILM: Final = "film"
ENDINGS: Final = ("", "-dusk", "-large", "-night")  # of the names in a chain

_HEAD: Final = 'version = 1\n\n[project]\nname = "benchmark"\n\n[defaults]\nprovider = "letzai"\n'
_CHAIN: Final = """
[image.{name}]
prompt = "Product photo {number} on wet marble, morning light, soft shadows"
model = "wan-2-7-image-pro"
size = "480x480"

[edit.{name}-dusk]
from = "{name}"
prompt = "the same scene at sunset, warmer and darker"
model = "nano-banana-2-lite"

[upscale.{name}-large]
from = "{name}-dusk"

[edit.{name}-night]
from = "{name}-large"
prompt = "the same scene at night"
model = "nano-banana-2-lite"
"""
_FILM: Final = f"""
[video.{FILM}]
prompt = "Slow dolly over wet marble"
model = "video-kling3"
duration = 3
"""


def write_orders(folder: Path, jobs: int) -> None:
    """Write a project of so many paid jobs, a multiple of four."""
    tables = (_CHAIN.format(name=chain.name, number=chain.number) for chain in chains(jobs))
    _write(folder, "".join(tables))


def write_film(folder: Path) -> None:
    """Write a project of one film."""
    _write(folder, _FILM)


def _write(folder: Path, tables: str) -> None:
    folder.mkdir(parents=True)
    (folder / "assets.toml").write_text(_HEAD + tables, encoding="utf-8")
