"""Where the table of prices is off, by what was charged."""

from __future__ import annotations

from decimal import Decimal

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.report.prices import Difference, Paid, differences

SIXTY = Credits.exactly(60)


def paid(said: Credits, charged: int, model: str = "flux2") -> Paid:
    return Paid(provider="letzai", kind="image", model=model, said=said, charged=Decimal(charged))


def test_what_was_charged_as_said_is_no_difference() -> None:
    jobs = [paid(SIXTY, 60), paid(Credits.between(20, 40), 30), paid(Credits.between(20, 40), 40)]

    assert differences(jobs) == ()


def test_jobs_that_were_said_to_cost_the_same_are_told_together() -> None:
    jobs = [paid(SIXTY, 70), paid(SIXTY, 60), paid(SIXTY, 50), paid(Credits.exactly(120), 140)]

    assert differences(jobs) == (
        Difference(
            provider="letzai", kind="image", model="flux2", said=SIXTY, least=Decimal(50),
            most=Decimal(70), jobs=2,
        ),
        Difference(
            provider="letzai", kind="image", model="flux2", said=Credits.exactly(120),
            least=Decimal(140), most=Decimal(140), jobs=1,
        ),
    )  # fmt: skip


def test_a_charge_for_an_unknown_price_is_the_first_that_is_known_of_it() -> None:
    (found,) = differences([paid(UNKNOWN, 12), paid(UNKNOWN, 0)])

    assert (found.said, found.jobs) == (UNKNOWN, 2)
    assert (found.least, found.most) == (Decimal(0), Decimal(12))


def test_each_model_stands_by_itself() -> None:
    found = differences([paid(SIXTY, 70, "phota"), paid(SIXTY, 70)])

    assert [each.model for each in found] == ["flux2", "phota"]
