"""Palettes: six colours from the lightest to the darkest that go well together, and an accent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from assetforge.adapters.renderer.chance import Chance

Colour: TypeAlias = tuple[int, int, int]

WARM: Final[Colour] = (255, 236, 190)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours for one picture."""

    tones: tuple[Colour, ...]  # six, lightest first
    accent: Colour

    @property
    def light(self) -> Colour:
        """The lightest tone."""
        return self.tones[0]

    @property
    def ink(self) -> Colour:
        """The darkest tone."""
        return self.tones[-1]

    @property
    def sun(self) -> Colour:
        """The colour of a light in the sky: the accent where it is warm, else a pale tone."""
        return self.accent if self.accent[0] > self.accent[2] else mixed(self.light, WARM, 0.5)

    def tone(self, place: float) -> Colour:
        """Mix the tone at a place from 0 (lightest) to 1 (darkest)."""
        position = max(0.0, min(1.0, place)) * (len(self.tones) - 1)
        index = min(int(position), len(self.tones) - 2)
        return mixed(self.tones[index], self.tones[index + 1], position - index)


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """Mix two colours; a share of 0 is the first, 1 the second."""
    red, green, blue = (
        round(one + (two - one) * share) for one, two in zip(first, second, strict=True)
    )
    return red, green, blue


def colour(text: str) -> Colour:
    """Read "#rrggbb"."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def choose_palette(prompt: str, chance: Chance) -> Palette:
    """Pick the palette that a word of the prompt names, or any."""
    drawn = chance.pick(_ROWS)
    named = [
        (match.start(), row) for row in _ROWS if (match := row[0].search(prompt.lower()[:2000]))
    ]
    _, tones, accent = min(named, key=lambda pair: pair[0])[1] if named else drawn
    return Palette(tones=tuple(colour(f"#{tone}") for tone in tones.split()), accent=colour(accent))


def _row(words: str, tones: str, accent: str) -> tuple[re.Pattern[str], str, str]:
    return re.compile(rf"\b(?:{words})\b"), tones, accent


_ROWS: Final = (
    _row("sunset|dusk|evening|summer",
         "ffe6b8 ffb787 f57f6c c94f7c 6d2f75 2a1a4a", "#fff3d0"),
    _row("desert|autumn|amber|savanna|canyon",
         "fbe9c6 f3c583 e08e45 b85c38 6e3432 2f1b25", "#4f9d9d"),
    _row("beach|tropical|island|lagoon|vacation",
         "fdf3dc f9dca8 8ad6d2 2fa4b5 17708f 0f3d57", "#ff8c69"),
    _row("forest|jungle|woods?|tree|moss|leaf|leaves|nature",
         "eef3d6 c5d99a 86ad6b 4b8158 25564a 10302f", "#f2b84b"),
    _row("night|midnight|moon|space|galaxy|stars?|dark",
         "9db3e3 6580c4 3d559a 28396f 18254c 0b1129", "#ffe9a8"),
    _row("snow|snowy|winter|ice|frost|arctic|alpine",
         "f7fbff dcebf5 b4d2e6 83aecb 4f7c9f 24435f", "#ff7f6b"),
    _row("neon|cyberpunk|synthwave|arcade|laser|disco",
         "ff9de2 ff4fa3 b026ff 5b2bd6 241468 0c0730", "#27f5e4"),
    _row("gold|golden|luxury|whisky|perfume|elegant",
         "f7ecd4 e6cb8e c79d48 8c6a2c 43331f 17130f", "#f9f3e3"),
    _row("rose|pink|love|romantic|valentine|berry",
         "fff0ee ffd0cf f59fae d56a8b 8d3f69 40213f", "#ffd27a"),
    _row("mint|fresh|herbal|spa|clean|cucumber",
         "f1fbf3 c9efd8 8ad6bd 46aa9b 23717a 123c4c", "#ff8a5c"),
    _row("terracotta|clay|brick|rustic|pottery|adobe",
         "fbeee2 f1cdb0 de9a77 bd6650 7b3f3e 35222a", "#4f9d9d"),
    _row("lavender|violet|purple|dream|magic|wizard",
         "f6f1ff dccdf7 b39ae6 8467c4 533f8c 281f50", "#ffb46b"),
    _row("ocean|sea|water|wave|waves|rain|river|lake|blue",
         "e6f7f8 a9e0e4 57b8cc 2486ae 175783 0d2c4d", "#ffc857"),
    _row("morning|marble|linen|minimal|studio photo|stone",
         "fbf6ee f0e0cc dcc0a0 b48f78 6c5560 2d2a3c", "#e59a5a"),
    _row("citrus|lemon|orange|juice|sun|sunny|honey|fire",
         "fffbe0 ffe57a ffb938 f5832f c44a2b 54212b", "#2a9d8f"),
    _row("bauhaus|poster|toy|kids|playful|retro",
         "f6eddc f2c14e e8643c 3f7cc0 274b7a 182338", "#e4572e"),
    _row("spring|flowers?|garden|blossom|easter|bloom",
         "fdf7ec ffd7d9 f7a6b0 96c58a 4f9a77 1f4a4a", "#ffcf56"),
)  # fmt: skip
