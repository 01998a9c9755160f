"""What becomes public is a part of what is approved, and no other upload is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assetforge.core.credits import FREE, Credits
from assetforge.plan.approval import beyond, plan_digest
from tests.fakes.workplace import Workplace
from tests.unit.plan.test_approval import digest, ground, studio


def test_what_becomes_public_is_part_of_it_and_without_any_the_digest_is_what_it_was() -> None:
    workplace = studio()
    plan, silent = workplace.plan(), digest(workplace)
    named = tuple(
        replace(step, shares=("logo",)) if step.address == "film" else step for step in plan.steps
    )

    told = plan_digest(replace(plan, steps=named), ground(workplace))

    assert told != silent
    assert not any(step.shares for step in plan.steps)


@pytest.mark.parametrize("cost", [Credits.exactly(10), FREE])
@pytest.mark.parametrize(
    ("uploads", "approved", "is_within"),
    [
        (("logo",), ("logo",), True),
        ((), ("logo",), True),
        (("logo",), ("logo", "map"), True),
        (("logo",), (), False),
        (("logo", "map"), ("logo",), False),
    ],
)
def test_no_approval_covers_an_upload_that_its_plan_did_not_name(
    uploads: tuple[str, ...], approved: tuple[str, ...], cost: Credits, *, is_within: bool
) -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.paid.prices = {"hero": cost}
    plan = workplace.plan()
    (step,) = plan.steps
    ours, theirs = (
        replace(plan, steps=(replace(step, shares=shares),)) for shares in (uploads, approved)
    )

    assert (beyond(ours, theirs, ground(workplace)) == ()) is is_within
