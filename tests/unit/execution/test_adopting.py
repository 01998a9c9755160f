from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.errors import MakingError
from assetforge.execution.adopting import adopt
from assetforge.execution.gate import Gate
from assetforge.execution.opening import open_shop
from assetforge.providers.instruction import Job
from tests.fakes.virtual_time import run
from tests.fakes.workplace import Workplace
from tests.unit.execution.attempts import DOSSIER

if TYPE_CHECKING:
    from assetforge.execution.purchase import Bought


def adopted(workplace: Workplace, job: str) -> Bought:
    async def adopting() -> Bought:
        world = workplace.world()
        assert world.desk is not None
        shop = open_shop(world, world.desk, Gate(), lambda _: None)
        place = Job(id=job, route="/pictures")
        return await adopt(workplace.service, shop, DOSSIER, place)

    return run(adopting())


@pytest.fixture
def shop() -> Workplace:
    """A service that made something for somebody else."""
    workplace = Workplace.with_cloud()
    workplace.add("theirs", by="cloud")
    workplace.build()
    return workplace


def job_of(workplace: Workplace) -> str:
    job = workplace.open_bureau.attempt("theirs").job
    assert job is not None
    return job


def test_a_job_becomes_the_result_of_an_asset_without_an_order(shop: Workplace) -> None:
    posts, attempts = len(shop.cloud.posts), len(shop.open_bureau.attempts)

    made = adopted(shop, job_of(shop)).made

    assert (made.key, made.job_id) == (DOSSIER.key, job_of(shop))
    assert shop.disk.records[DOSSIER.key] == made
    assert made.result.digest in shop.disk.blobs
    assert (len(shop.cloud.posts), len(shop.open_bureau.attempts)) == (posts, attempts)


def test_a_job_that_came_to_nothing_leaves_no_record() -> None:
    workplace = Workplace.with_cloud()
    workplace.add("theirs", by="cloud")
    workplace.cloud.words.append("failed")
    workplace.build()

    with pytest.raises(MakingError, match="has no result to adopt: failed"):
        adopted(workplace, job_of(workplace))
    assert DOSSIER.key not in workplace.disk.records
