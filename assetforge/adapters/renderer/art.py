"""Art: the picture of a poster, without its words. The prompt hints at scene and colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetforge.adapters.renderer.canvas import Canvas
from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.palette import choose_palette
from assetforge.adapters.renderer.scenes.arcs import arcs
from assetforge.adapters.renderer.scenes.bust import bust
from assetforge.adapters.renderer.scenes.emblem import emblem
from assetforge.adapters.renderer.scenes.halftone import halftone
from assetforge.adapters.renderer.scenes.hills import hills
from assetforge.adapters.renderer.scenes.meadow import meadow
from assetforge.adapters.renderer.scenes.orbs import orbs
from assetforge.adapters.renderer.scenes.paper import paper
from assetforge.adapters.renderer.scenes.rays import rays
from assetforge.adapters.renderer.scenes.shore import shore
from assetforge.adapters.renderer.scenes.skyline import skyline
from assetforge.adapters.renderer.scenes.sprite import sprite
from assetforge.adapters.renderer.scenes.still import still
from assetforge.adapters.renderer.scenes.swell import swell
from assetforge.adapters.renderer.scenes.tiles import tiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image

    from assetforge.adapters.renderer.palette import Palette

    Scene = Callable[[Canvas], None]

_FREE: Final = (hills, tiles, orbs, arcs, swell, paper, halftone, rays, emblem)
# Words of the prompt that call for a scene; the first row that fits wins.
_HINTS: Final = (
    ("sprite|pixel|8-bit|16-bit|enemy|monster|creature|tileset", sprite),
    ("logo|emblem|badge|icon|symbol|coin|gem|crest", emblem),
    ("bottle|product|perfume|jar|vase|cosmetics?|packaging|candle|serum|soda|sneakers?|cup|mug",
     still),
    ("portrait|woman|man|girl|boy|person|face|headshot|runner|barista|chef", bust),
    ("city|street|skyline|town|building|neon|urban|downtown|rooftop", skyline),
    ("beach|coast|shore|seaside|bay|lagoon|island", shore),
    ("ocean|sea|waves?|river|lake|underwater|rain|surf", swell),
    ("flowers?|garden|meadow|blossoms?|bloom|spring|botanical|bouquet", meadow),
    ("mountains?|hills?|forest|landscape|valley|alpine|snow|snowy|field|trail", hills),
    ("desert|sunrise|sunburst|savanna|dunes?|festival|summer", rays),
    ("bauhaus|geometric|pattern|tiles?|mosaic|quilt", tiles),
    ("print|comic|pop art|halftone|retro|vintage", halftone),
    ("paper|cut-?out|origami|collage", paper),
    ("bubbles?|orbs?|planets?|space|galaxy|balloons?|abstract|glass", orbs),
    ("rainbows?|arch|arches|kids|playful|toys?", arcs),
)  # fmt: skip


def draw_art(size: tuple[int, int], seed: str, prompt: str) -> tuple[Image.Image, Palette]:
    """Draw the picture for a prompt, and tell the palette it is drawn in."""
    chance = Chance(seed)
    palette = choose_palette(prompt, chance)
    scene = choose_scene(prompt, chance)
    canvas = Canvas(*size, palette, chance)
    scene(canvas)
    return canvas.finished(), palette


def choose_scene(prompt: str, chance: Chance) -> Scene:
    """Pick the scene that the prompt hints at, or any."""
    drawn = chance.pick(_FREE)
    lowered = prompt.lower()[:2000]
    hinted = (scene for words, scene in _HINTS if re.search(rf"\b(?:{words})\b", lowered))
    return next(hinted, drawn)
