from __future__ import annotations

import pytest

from assetforge.core.names import KINDS, Kind
from assetforge.providers.letzai.tempo import rhythm_of


@pytest.mark.parametrize("kind", KINDS)
def test_no_job_is_asked_after_more_often_than_documented(kind: Kind) -> None:
    assert rhythm_of(kind).interval >= 3


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [("image", 10), ("edit", 10), ("upscale", 15), ("video", 45), ("video-edit", 45)],
)
def test_how_long_a_job_is_waited_for(kind: Kind, minutes: int) -> None:
    assert rhythm_of(kind).deadline == minutes * 60


def test_the_first_look_comes_when_the_quickest_jobs_are_done() -> None:
    assert [rhythm_of(kind).first_look for kind in KINDS if kind in {"image", "video"}] == [10, 30]
