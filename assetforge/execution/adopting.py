"""Adopting: a job that was ordered elsewhere becomes the result of an asset. It pays nothing.

job ─ waited for ─▶ downloaded ─ decoded ─▶ blob ─▶ store record under the asset's key
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.errors import MakingError
from assetforge.execution.client import Client
from assetforge.execution.drive import drive
from assetforge.execution.playing import JobFailedError, Player
from assetforge.execution.purchase import Bought, Given
from assetforge.execution.waiting import unbroken
from assetforge.providers.instruction import Accepted

if TYPE_CHECKING:
    from assetforge.execution.dossier import Dossier
    from assetforge.execution.shop import Shop
    from assetforge.providers.instruction import Job
    from assetforge.providers.protocol import Result
    from assetforge.providers.service import Service

FREE: str = "Nothing was spent: adopting is free."


async def adopt(service: Service, shop: Shop, dossier: Dossier, job: Job) -> Bought:
    """Bring a job's result into the store, as the result of what a dossier describes.

    Raises:
        MakingError: the job came to nothing.
        AssetforgeError: it cannot be had now, or the disk refused.
    """
    player = Player(Client(service, shop), shop, (dossier.kind, dossier.model), Given())
    talk = service.resume(dossier.request(job.id), Accepted(job=job))
    try:
        result = await drive(talk, player.play)
    except JobFailedError as error:
        raise _came_to_nothing(service, job, error.why) from error
    return await unbroken(_kept(shop, dossier, result))


async def _kept(shop: Shop, dossier: Dossier, result: Result) -> Bought:
    made = dossier.made(result, await shop.store.keep(result.piece))
    await shop.store.record(made)
    return Bought(made=made, remarks=result.remarks, is_short=result.is_short)


def _came_to_nothing(service: Service, job: Job, why: str) -> MakingError:
    return MakingError(
        f"job {job.id} of {service.name} has no result to adopt: {why}", cost=FREE,
        next_step="Name another job, or let `assetforge build` make the asset.",
    )  # fmt: skip
