from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.names import KINDS
from assetforge.plan.estimate import seconds_to_make

if TYPE_CHECKING:
    from assetforge.core.names import Kind


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "source"])
def test_work_takes_time_and_a_service_no_less_than_this_machine(kind: Kind) -> None:
    assert 0 < seconds_to_make(kind, is_local=True) <= seconds_to_make(kind, is_local=False)


def test_a_film_takes_longest() -> None:
    assert seconds_to_make("video", is_local=False) > seconds_to_make("image", is_local=False)
