from __future__ import annotations

from assetforge.core.names import KINDS
from assetforge.ui.graph_look import LOOKS
from assetforge.ui.graph_svg_style import glyphs, style_sheet


def test_every_kind_has_a_glyph() -> None:
    drawn = list(glyphs())

    assert [kind for kind in KINDS if not any(f'"kind-{kind}"' in line for line in drawn)] == []


def test_every_state_has_colours_for_both_grounds() -> None:
    light, _, dark = style_sheet().partition("@media(prefers-color-scheme:dark)")

    for state, look in LOOKS.items():
        assert f".{state} .box{{fill:{look.fill};stroke:{look.line}}}" in light
        assert f".{state} .box{{fill:{look.dark_fill};stroke:{look.dark_line}}}" in dark
