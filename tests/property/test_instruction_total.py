from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assetforge.core.media import MP4
from assetforge.providers.studio.instruction import LIMIT, parse_instruction
from assetforge.providers.studio.provider import Studio
from assetforge.providers.studio.tempo import FASTEST, SLOWEST, parse_tempo
from tests.unit.providers.orders import drawing_of, order, picture

WORDS = st.sampled_from(
    ["not", "without", "much", "darker", "crop", "16:9", "0:0", "square", "rotate", "999", "°",
     '"', "“", "”", "text", "tint", "#ffffff", "teal", "mirror", "upside down", "2x", "faster",
     "reverse", "\u0130", "\n", "blur", "night"]
)  # fmt: skip
INSTRUCTIONS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=30).map(" ".join))


@given(INSTRUCTIONS)
def test_any_instruction_becomes_operations(text: str) -> None:
    assert len(parse_instruction(text)) <= LIMIT


@given(INSTRUCTIONS)
def test_any_instruction_has_a_tempo_within_limits(text: str) -> None:
    assert SLOWEST <= parse_tempo(text).speed <= FASTEST


@given(INSTRUCTIONS, st.integers(1, 20_000), st.integers(1, 20_000))
def test_any_edit_has_a_size_that_can_be_drawn(text: str, width: int, height: int) -> None:
    placed = order("edit", prompt=text)

    drawing = drawing_of(Studio(MP4), placed, [picture(width, height)])

    assert 1 <= drawing.width <= 4096
    assert 1 <= drawing.height <= 4096
