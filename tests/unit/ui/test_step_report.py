from __future__ import annotations

from decimal import Decimal

import pytest

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.report.approval import Approval
from assetforge.ui.step_report import step_values, text_summary
from tests.markdown import code_in

DIGEST = digest_bytes(b"plan")
NOTHING = Approval(digest=DIGEST, costs={}, uploads=())


@pytest.mark.parametrize(
    ("costs", "least", "most"),
    [
        ({}, "0", "0"),
        ({"letzai": Credits.exactly(60)}, "60", "60"),
        ({"letzai": Credits.between(60, 180)}, "60", "180"),
        ({"letzai": UNKNOWN}, "unknown", "unknown"),
        ({"letzai": Credits.exactly(60) + UNKNOWN}, "60", "unknown"),
        (
            {"letzai": Credits.between(60, 180), "letta": UNKNOWN},
            '{"letta":"unknown","letzai":60}', '{"letta":"unknown","letzai":180}',
        ),
    ],
)  # fmt: skip
def test_credits_are_an_amount_or_one_for_each_provider(
    costs: dict[str, Credits], least: str, most: str
) -> None:
    found = step_values(costs, costs, NOTHING, has_changes=bool(costs))

    assert (found["credits"], found["credits_max"]) == (least, most)
    assert found["changes"] == str(bool(costs)).lower()
    assert found["plan_digest"] == DIGEST


def test_free_work_costs_nothing_and_is_a_change() -> None:
    costs = {"letzai": FREE}

    assert step_values(costs, costs, NOTHING, has_changes=True)["credits_max"] == "0"


@pytest.mark.parametrize(
    ("costs", "most"),
    [
        ({}, "0"),
        ({"letzai": Credits.exactly(490)}, "490"),
        ({"letzai": UNKNOWN}, "unknown"),
        ({"letta": UNKNOWN, "letzai": Credits.between(0, 9)}, '{"letta":"unknown","letzai":9}'),
    ],
)
def test_what_a_digest_approves_stands_beside_it_whatever_this_machine_pays(
    costs: dict[str, Credits], most: str
) -> None:
    approval = Approval(digest=DIGEST, costs=costs, uploads=())

    assert step_values({}, {}, approval, has_changes=False)["approves_max"] == most


@pytest.mark.parametrize(
    ("in_all", "limits"),
    [
        ({}, "0"),
        ({"letzai": Credits.between(60, 180)}, "0 letzai=180"),
        ({"letta": Credits.exactly(Decimal("0.5")), "letzai": Credits.exactly(12_000)},
         "0 letta=0.5 letzai=12000"),
        ({"letta": UNKNOWN, "letzai": Credits.exactly(60)}, "0 letzai=60"),
    ],
)  # fmt: skip
def test_a_build_can_be_held_to_what_was_shown_also_at_others_and_where_a_price_is_unknown(
    in_all: dict[str, Credits], limits: str
) -> None:
    assert step_values({}, in_all, NOTHING, has_changes=True)["limits"] == limits


def test_a_summary_shows_a_text_as_it_is() -> None:
    text = "Plan: 1 to make.\n```\n# no heading ` @team <b>\n"

    written = text_summary("assetforge plan", text)

    assert written.startswith("#### assetforge plan\n\n````text\n")
    assert code_in(written) == [text]


def test_of_a_long_text_the_middle_is_left_out() -> None:
    text = "\n".join([*(f"line {number}" for number in range(5_000)), "Plan: 5,000 to make."])

    written = text_summary("plan", text, limit=1_000)

    assert len(written) < 1_200
    assert "line 0\n" in written
    assert "more lines, left out here" in written
    assert "Plan: 5,000 to make.\n```" in written
