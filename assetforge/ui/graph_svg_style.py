"""How a drawn graph looks: colours for light and dark grounds, type, and a glyph for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.ui.graph_look import LOOKS, PLAIN_LOOK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.names import Kind
    from assetforge.ui.graph_look import Look

NAME_WIDTH: Final = 7.85  # pixels of one column of a name: 0.602 em at 13 pixels
WORD_WIDTH: Final = 6.2  # pixels of one letter at 11 pixels, on the generous side

TYPE: Final = (
    ".name{font:600 13px ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "fill:#1f2328}"
    ".words{font:11px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:#59636e}"
    ".edge{fill:none;stroke:#afb8c1;stroke-width:1.5}"
    ".box{stroke-width:1.4}"
    ".glyph{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}"
    ".ground{fill:#ffffff}"
)
DARK_TYPE: Final = (
    ".name{fill:#e6edf3}.words{fill:#9198a1}.edge{stroke:#545d68}.ground{fill:#0d1117}"
)

# Drawn for this project on a grid of 18 x 18.
PATHS: Final[Mapping[Kind, str]] = {
    "source": "M4 2h7l4 4v10H4zM11 2v4h4",
    "image": "M2 3h14v12H2zM2 13l4-4 3 3 3-4 4 4M6 6.2v.1",
    "edit": "M3 15l1-4 8-8 3 3-8 8zM10.5 4.5l3 3",
    "upscale": "M3 9v6h6M3 15l5-5M9 3h6v6M15 3l-5 5",
    "video": "M2 4h14v10H2zM7.5 6.5v5l4-2.5z",
    "video-edit": "M2 4h14v10H2zM6 4v10M12 4v10M2 9h4M12 9h4",
    "derive": "M4 6a2 2 0 1 0 .1 0M4 12a2 2 0 1 0 .1 0M6 7.5l9 6.5M6 12.5l9-8.5",
}


def glyphs() -> Iterator[str]:
    """Define the glyph of every kind once, to be used by name."""
    for kind, path in PATHS.items():
        yield f'<symbol id="kind-{kind}" viewBox="0 0 18 18"><path d="{path}"/></symbol>'


def style_sheet() -> str:
    """Write the colours of both grounds."""
    looks: list[tuple[str, Look]] = [*LOOKS.items(), ("plain", PLAIN_LOOK)]
    light = "".join(_rules(name, look.fill, look.line) for name, look in looks)
    dark = "".join(_rules(name, look.dark_fill, look.dark_line) for name, look in looks)
    return f"{TYPE}{light}@media(prefers-color-scheme:dark){{{DARK_TYPE}{dark}}}"


def _rules(name: str, fill: str, line: str) -> str:
    return f".{name} .box{{fill:{fill};stroke:{line}}}.{name} .glyph{{stroke:{line}}}"
