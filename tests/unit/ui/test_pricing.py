"""The table of prices, and where it is off."""

from __future__ import annotations

from decimal import Decimal

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.report.prices import Difference
from assetforge.ui.pricing import WAY_OUT, show_differences, show_prices
from assetforge.ui.style import PLAIN
from tests.unit.ui.priced import model


def test_each_figure_is_written_and_the_unknown_ones_are_named() -> None:
    models = [model("image", "flux2"), model("image", "letzai-engine")]

    assert (
        show_prices(models, style=PLAIN, width=100)
        == f"""\
letzai image
  MODEL          CREDITS        OPTIONS             SOURCE
  flux2          1k 60, 2k 120  quality above 2 x?  [1]
  letzai-engine  unknown        quality above 2 x?  [2]

[1] LetzAI skill, 2026-07-28
[2] LetzAI OpenAPI, 2025-11-21

Unknown, in part or whole:
  letzai image: letzai-engine
{WAY_OUT}
"""
    )


def test_where_all_is_known_nothing_is_said_of_the_unknown() -> None:
    assert "Unknown" not in show_prices([model("image", "flux2")], style=PLAIN, width=100)


def difference(said: Credits, least: int, most: int, jobs: int) -> Difference:
    return Difference(
        provider="letzai", kind="image", model="flux2", said=said, least=Decimal(least),
        most=Decimal(most), jobs=jobs,
    )  # fmt: skip


def test_what_was_charged_is_set_beside_what_was_expected() -> None:
    found = [difference(Credits.exactly(60), 50, 70, 2), difference(UNKNOWN, 12, 12, 1)]

    assert (
        show_differences(found, style=PLAIN)
        == """\
What was charged differs from the table:
  letzai image flux2: 50 to 70 charged, 60 credits expected (2 jobs)
  letzai image flux2: 12 charged, an unknown price expected (1 job)
"""
    )
    assert show_differences([], style=PLAIN) == ""
