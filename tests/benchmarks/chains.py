"""The shape that every tool is given: chains of four, each from a text to a thumbnail.

prompts/shot-00000.txt ─▶ shot-00000 ─▶ shot-00000-dusk ─▶ shot-00000-large ─▶ shot-00000-thumb
a text                    image         edit               upscale             derive

So 1,000 assets are 250 chains, and 1,250 files beside those of the tool itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain by its number."""

    number: int

    @property
    def name(self) -> str:
        """The name of its image, which begins the names of all its assets."""
        return f"shot-{self.number:05}"

    @property
    def prompt(self) -> str:
        """The path of its text."""
        return f"prompts/{self.name}.txt"

    @property
    def outputs(self) -> tuple[str, ...]:
        """The paths of its results, first to last."""
        start = f"assets/{self.name}"
        return (f"{start}.png", f"{start}-dusk.png", f"{start}-large.png", f"{start}-thumb.webp")

    @property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """What each result is made from, and the result."""
        return tuple(zip((self.prompt, *self.outputs[:-1]), self.outputs, strict=True))


def chains(assets: int) -> Iterator[Chain]:
    """List the chains of a graph of so many assets, a multiple of four."""
    return map(Chain, range(assets // LENGTH))


def write_prompts(folder: Path, assets: int) -> None:
    """Write the text that each chain begins with."""
    (folder / "prompts").mkdir(parents=True)
    for chain in chains(assets):
        text = f"Product photo {chain.number} on wet marble, morning light, soft shadows\n"
        (folder / chain.prompt).write_text(text, encoding="utf-8")
