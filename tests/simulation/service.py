"""The service: the real sandbox, asked in true time, and what it was really paid for."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.media import MP4
from assetforge.sandbox.message import HttpRequest
from assetforge.sandbox.misfortune import Misfortune
from assetforge.sandbox.sandbox import Sandbox, settled
from assetforge.sandbox.settings import SandboxSettings
from tests.simulation.machine import EPOCH, true_time
from tests.simulation.pictures import decoded, drawn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.account import Charge
    from assetforge.sandbox.fault import Fault
    from assetforge.sandbox.message import HttpAnswer
    from tests.simulation.chronicle import Chronicle

ORIGIN: Final = "https://api.letz.ai"  # where both services are, and all that they link to
CREDITS: Final = 10_000_000
HOUR: Final = 3600.0


class Service:
    """LetzAI and Letta; `intents` tells of each charge which attempt it was for."""

    def __init__(
        self, settings: SandboxSettings, chance: Random, faults: Sequence[Fault],
        chronicle: Chronicle,
    ) -> None:  # fmt: skip
        self._chronicle = chronicle
        self._intent = ""
        self.charges: list[Charge] = []
        self.intents: dict[str, str] = {}  # charge → intent
        self._sandbox = Sandbox(settings, chance, now=EPOCH - HOUR, told=self._hear)
        self._faults, self._chance = faults, chance

    def make_history(self) -> dict[str, str]:
        """Have orders of an hour ago, of which no law asks; returns the job of each route."""
        is_older = self._sandbox.premises.settings.dialect == "older"
        upscale = "/upscales" if is_older else "/upscale"
        picture = self._ordered_before("/images", HOUR, prompt="before")
        edit = self._ordered_before(
            "/image-edits", HOUR / 2, mode="context", prompt="before",
            originalImageCompletionId=picture,
        )  # fmt: skip
        source = f"{ORIGIN}/results/{picture}/original.png"
        larger = self._ordered_before(upscale, HOUR / 4, imageUrl=source)
        self.charges.clear()
        self.intents.clear()
        return {"/images": picture, "/image-edits": edit, upscale: larger}

    def _ordered_before(self, route: str, ago: float, **body: str) -> str:
        request = HttpRequest(
            method="POST", target=route, headers={"authorization": "Bearer key"},
            body=json.dumps(body).encode(),
        )  # fmt: skip
        answer = settled(self._sandbox.answer(request, EPOCH - ago), drawn, decoded)
        record: dict[str, str] = json.loads(answer.body)
        return record["id"]

    def begin(self) -> None:
        """Let things go wrong from now on."""
        self._sandbox.premises.misfortune = Misfortune(self._faults, self._chance)

    def answer(self, request: HttpRequest, intent: str = "") -> HttpAnswer:
        """Answer a request that has arrived now."""
        self._intent = intent
        now = EPOCH + true_time()
        answer = settled(self._sandbox.answer(request, now), drawn, decoded)
        if request.method != "GET":
            call = f"{request.method} {request.path}"
            self._chronicle.tell("service", f"{call} {answer.status} {answer.transfer.ending}")
        return answer

    def calm(self) -> None:
        """Let nothing go wrong any more; the fates of jobs, and what records show, stay."""
        left = [fault for fault in self._faults if fault.kind == "no-echo"]
        self._sandbox.premises.misfortune = Misfortune(left, self._chance)

    @property
    def sandbox(self) -> Sandbox:
        """The sandbox behind it."""
        return self._sandbox

    def _hear(self, charge: Charge) -> None:
        self.charges.append(charge)
        self.intents[charge.id] = self._intent
        self._chronicle.tell("service", f"charges {charge.credits} for {charge.id} {self._intent}")


def settings_of(
    dialect: Dialect, latency: tuple[float, float], *, tells_credits: bool
) -> SandboxSettings:
    """Set up a sandbox that has credits enough."""
    return SandboxSettings(
        origin=ORIGIN, catalogue=packaged_catalogue(), dialect=dialect, latency=latency,
        credits=Decimal(CREDITS), tells_credits=tells_credits, film_type=MP4,
    )  # fmt: skip
