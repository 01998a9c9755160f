"""What a digest approves: credits, and what becomes public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.report.approval import Approval

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("costs", "uploads", "is_needed"),
    [
        ({}, (), False),
        ({"letzai": Credits.exactly(1)}, (), True),
        ({"letzai": UNKNOWN}, (), True),
        ({}, ("logo",), True),
    ],
)
def test_an_approval_is_needed_where_something_is_paid_or_becomes_public(
    costs: Mapping[str, Credits], uploads: tuple[str, ...], *, is_needed: bool
) -> None:
    approval = Approval(digest=digest_bytes(b"plan"), costs=costs, uploads=uploads)

    assert approval.is_needed is is_needed
