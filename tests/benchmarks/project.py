"""Projects of assetforge to measure: the chains, and many images without any chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.benchmarks.chains import Chain, chains, write_prompts

if TYPE_CHECKING:
    from pathlib import Path

IMAGE_SIZE: Final = "64x64"  # in the chains, where the pictures are not what is measured
COLD_SIZE: Final = "1024x576"

_HEAD: Final = 'version = 1\n\n[project]\nname = "benchmark"\n'
_CHAIN: Final = """
[image.{name}]
prompt_file = "{prompt}"
size = "{size}"

[edit.{name}-dusk]
from = "{name}"
prompt = "the same scene at sunset, warmer and darker"

[upscale.{name}-large]
from = "{name}-dusk"
size = "128x128"

[derive.{name}-thumb]
from = "{name}-large"
width = 48
format = "webp"
"""
_IMAGE: Final = """
[image.shot-{number:05}]
prompt = "Product photo {number} on wet marble, morning light, soft shadows"
size = "{size}"
"""


def write_chains(folder: Path, assets: int) -> None:
    """Write a project of chains."""
    write_prompts(folder, assets)
    tables = map(_tables, chains(assets))
    (folder / "assets.toml").write_text("".join([_HEAD, *tables]), encoding="utf-8")


def write_images(folder: Path, images: int) -> None:
    """Write a project of images that need nothing."""
    folder.mkdir(parents=True)
    tables = [_IMAGE.format(number=number, size=COLD_SIZE) for number in range(images)]
    (folder / "assets.toml").write_text("".join([_HEAD, *tables]), encoding="utf-8")


def _tables(chain: Chain) -> str:
    return _CHAIN.format(name=chain.name, prompt=chain.prompt, size=IMAGE_SIZE)
