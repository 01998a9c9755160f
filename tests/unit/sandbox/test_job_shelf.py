from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assetforge.core.media import PNG, Media
from assetforge.providers.drawing import Enlargement
from assetforge.sandbox import job_shelf
from assetforge.sandbox.job import Fate, Job, Take
from assetforge.sandbox.job_shelf import JobShelf
from assetforge.sandbox.refusal import RefusalError
from assetforge.sandbox.rendering import Rendering

TAKE = Take(
    id="take", media=Media(type=PNG, width=8, height=8),
    rendering=Rendering(id="take", drawing=Enlargement(width=8, height=8, sharpening=0)),
)  # fmt: skip
JOB = Job(
    id="1", kind="image", route="/images", body={}, model="flux2", takes=(TAKE,), created_at=1000,
    seconds=10, credits=Decimal(60),
)  # fmt: skip


def test_a_job_is_found_by_its_id_on_its_route() -> None:
    shelf = JobShelf()
    shelf.put(JOB)

    assert shelf.find("1", "/images", 1000) == JOB
    assert shelf.find("1", "/videos", 1000) is None
    assert shelf.find("2", "/images", 1000) is None


def test_a_changed_job_takes_its_place() -> None:
    shelf = JobShelf()
    shelf.put(JOB)
    shelf.put(replace(JOB, privacy="public"))

    assert [job.privacy for job in shelf.of_route("/images", 1000)] == ["public"]


def test_a_job_is_found_by_its_result() -> None:
    shelf = JobShelf()
    shelf.put(JOB)

    assert shelf.of_take("take") == (JOB, TAKE)
    assert shelf.of_take("1") is None


def test_lists_are_newest_first_and_show_only_what_can_be_seen() -> None:
    shelf = JobShelf()
    for id_, fate in (("1", Fate()), ("2", Fate(unlisted_for=9)), ("3", Fate())):
        shelf.put(replace(JOB, id=id_, fate=fate))

    assert [job.id for job in shelf.of_route("/images", 1000)] == ["3", "1"]
    assert [job.id for job in shelf.of_route("/images", 1009)] == ["3", "2", "1"]


@pytest.mark.parametrize(("name", "most"), [("MOST_JOBS", 1), ("MOST_BYTES", 15)])
def test_a_full_shelf_refuses_before_anything_is_charged(
    name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_shelf, name, most)
    shelf = JobShelf()
    shelf.make_room(10)
    shelf.put(JOB)

    with pytest.raises(RefusalError) as refused:
        shelf.make_room(10)

    assert refused.value.status == 503
