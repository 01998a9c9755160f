"""Orders placed at a sandbox behind the back of whoever looks for them later."""

from __future__ import annotations

from dataclasses import replace
from time import sleep
from typing import TYPE_CHECKING, Final, cast

import httpx

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.ledger_opening import open_book
from assetforge.app.dossiers import dossier_for
from assetforge.app.money_places import money_places, project_mark
from assetforge.app.planning import plan_project
from assetforge.app.trade import account_here
from assetforge.core.digest import key_mark
from assetforge.execution.attempt import Attempt, AttemptState, Budget, Change
from assetforge.execution.dossier import encode_dossier
from tests.unit.adapters.ledger_samples import attempt_of, intent_of
from tests.unit.app.projects import wishes

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer

PROMPT: Final = "A bottle on wet marble"


def place(
    sandbox: SandboxServer, *, prompt: str = PROMPT, project: str, intent: str, key: str = ""
) -> str:
    """Order a picture as a run would that is gone by now; return its job."""
    token = f"https://{intent}.{project_mark(project)}.assetforge.invalid/{key}"
    body = {
        "prompt": prompt, "baseModel": "wan-2-7-image-pro", "mode": "1k", "width": 1600,
        "height": 1600, "quality": 2, "creativity": 2, "hasWatermark": False,
        "hideFromUserProfile": True, "webhookUrl": token,
    }  # fmt: skip
    with _client(sandbox) as client:
        answer = client.post("/images", json=body).raise_for_status()
    return cast("str", answer.json()["id"])


def mark(project: Project, address: str) -> str:
    """Give what the token of an order for an asset tells of its key."""
    steps = plan_project(project, wishes(address)).plan.steps
    (key,) = (each.key for each in steps if each.address == address)
    assert key is not None
    return key_mark(key)


def wait_until_generating(sandbox: SandboxServer, job: str) -> None:
    """Wait until a job is being made, and can be stopped."""
    with _client(sandbox) as client:
        while client.get(f"/images/{job}").json()["status"] == "new":
            sleep(0.05)


def _client(sandbox: SandboxServer) -> httpx.Client:
    keys = {"Authorization": f"Bearer {sandbox.keys['letzai']}"}
    return httpx.Client(base_url=sandbox.origin, headers=keys, trust_env=False)


def note(project: Project, address: str, *, job: str | None) -> Attempt:
    """Write the attempt for an asset that is not built, with its job or without."""
    found = plan_project(project, wishes(address))
    (step,) = (each for each in found.plan.steps if each.address == address)
    dossier = dossier_for(found, step)
    attempt = replace(
        attempt_of(address), key=dossier.key, made=encode_dossier(dossier), kind=dossier.kind,
        model=dossier.model, account=account_here("letzai"), intended_at=seconds_since_1970() - 1,
        reserved=dossier.estimated.high,
        project=project_mark(found.reading.manifest.name),
        token=f"https://{intent_of(address)}.0123456789ab.assetforge.invalid/",
    )  # fmt: skip
    with open_book(money_places().ledger) as book:
        book.claim(attempt, Budget())
        if job is None:
            return attempt
        change = Change(state=AttemptState.SUBMITTED, job=job)
        return book.note(attempt.intent, change, date=seconds_since_1970())
