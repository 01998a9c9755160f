from __future__ import annotations

from assetforge.adapters.renderer.chance import Chance
from assetforge.adapters.renderer.scenes.sprite import GRID, creature, sprite
from tests.unit.adapters.renderer.scenes.paint import check_fills_any_canvas


def test_sprites_fill_any_canvas() -> None:
    check_fills_any_canvas(sprite)


def test_a_creature_is_the_same_on_both_sides() -> None:
    for seed in range(30):
        cells = creature(Chance(f"{seed}"))

        assert all(cells[GRID - 1 - column, row] == kind for (column, row), kind in cells.items())


def test_a_creature_hangs_together_and_looks_at_you() -> None:
    for seed in range(30):
        cells = creature(Chance(f"{seed}"))
        reached = {(4, 4)}
        frontier = [(4, 4)]
        while frontier:
            column, row = frontier.pop()
            around = {(column + 1, row), (column - 1, row), (column, row + 1), (column, row - 1)}
            new = (around & set(cells)) - reached
            reached |= new
            frontier += new

        assert reached == set(cells)
        assert list(cells.values()).count(5) == 2


def test_creatures_differ() -> None:
    assert len({frozenset(creature(Chance(f"{seed}"))) for seed in range(30)}) > 25
