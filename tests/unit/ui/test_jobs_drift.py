from __future__ import annotations

from decimal import Decimal

from assetforge.report.price_drift import PriceDrift
from assetforge.ui.jobs_drift import drift_lines, drift_values
from tests.unit.ui.samples import HOSTILE

OFF = PriceDrift(
    provider="letzai", model="veo31", kind="video", count=3, estimated=Decimal(4500),
    charged=Decimal(9000), ratio=Decimal(2),
)  # fmt: skip
RIGHT = PriceDrift(
    provider="letta", model=None, kind="image", count=1, estimated=Decimal(12),
    charged=Decimal("12.5"), ratio=Decimal("1.0416666"),
)  # fmt: skip
FOR_NOTHING = PriceDrift(
    provider="letta", model="free", kind="edit", count=1, estimated=Decimal(0),
    charged=Decimal(1), ratio=None,
)  # fmt: skip


def test_only_what_is_off_has_a_line() -> None:
    first, second = drift_lines([OFF, RIGHT, FOR_NOTHING])

    sums = "9,000 charged where 4,500 were estimated for 3 results"
    assert first == f"letzai/veo31 (video): {sums}, 200 % on average"
    assert second == "letta/free (edit): 1 charged where 0 were estimated for 1 result"


def test_programs_get_all_of_them() -> None:
    assert drift_values([RIGHT, FOR_NOTHING]) == [
        {
            "provider": "letta", "model": None, "kind": "image", "count": 1, "estimated": 12,
            "charged": 12.5, "ratio": 1.0417, "off": False,
        },
        {
            "provider": "letta", "model": "free", "kind": "edit", "count": 1, "estimated": 0,
            "charged": 1, "ratio": None, "off": True,
        },
    ]  # fmt: skip


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    hostile = PriceDrift(
        provider=HOSTILE, model=HOSTILE, kind="image", count=1, estimated=Decimal(1),
        charged=Decimal(2), ratio=Decimal(2),
    )  # fmt: skip

    assert all(character.isprintable() for character in drift_lines([hostile])[0])
