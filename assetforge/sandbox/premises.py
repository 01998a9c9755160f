"""The premises: everything that one sandbox holds and remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from assetforge.sandbox.account import Account
from assetforge.sandbox.job_shelf import JobShelf
from assetforge.sandbox.misfortune import Misfortune
from assetforge.sandbox.signed_result import SignedShelf
from assetforge.sandbox.traffic import Traffic
from assetforge.sandbox.upload import UploadShelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from assetforge.sandbox.account import Charge
    from assetforge.sandbox.fault import Fault
    from assetforge.sandbox.settings import SandboxSettings

USERNAME: Final = "sandbox_user"


class Premises:
    """What the endpoints share. Chance is the only source of anything that is not asked for."""

    def __init__(
        self,
        settings: SandboxSettings,
        chance: Random,
        faults: Sequence[Fault],
        told: Callable[[Charge], None],
    ) -> None:
        self.settings = settings
        self.chance = chance
        self.misfortune = Misfortune(faults, chance)
        name = f"sandbox-{chance.getrandbits(48):012x}"
        self.instance = settings.instance or name
        self.user = self.new_id()
        self.account = Account(settings.credits, told)
        self.traffic = Traffic()
        self.jobs = JobShelf()
        self.uploads = UploadShelf()
        self.trained = {model.id: model for model in settings.trained}
        self.signed = SignedShelf()

    def new_id(self) -> str:
        """Make an id that nothing else has."""
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def seconds(self, factor: float) -> float:
        """Draw how long a job takes, where a picture takes `factor` 1."""
        low, high = self.settings.latency
        return factor * self.chance.uniform(low, high)
