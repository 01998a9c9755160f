"""The service: the real sandbox, asked in true time, and what it was really paid for."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Final

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.media import MP4
from assetforge.sandbox.misfortune import Misfortune
from assetforge.sandbox.sandbox import Sandbox, settled
from assetforge.sandbox.settings import SandboxSettings
from tests.simulation.machine import EPOCH, true_time
from tests.simulation.pictures import decoded, drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.providers.settings import Dialect
    from assetforge.sandbox.account import Charge
    from assetforge.sandbox.fault import Fault
    from assetforge.sandbox.message import HttpAnswer, HttpRequest
    from tests.simulation.chronicle import Chronicle

ORIGIN: Final = "https://api.letz.ai"  # where both services are, and all that they link to
CREDITS: Final = 10_000_000


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
        self._sandbox = Sandbox(settings, chance, now=EPOCH, faults=faults, told=self._hear)

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
        """Let nothing go wrong any more; the fates of jobs stay as they are."""
        self._sandbox.premises.misfortune = Misfortune((), Random(0))  # noqa: S311 - a game

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
