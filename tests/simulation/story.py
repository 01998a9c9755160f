"""A story: what happens in one world, from its number to what became of it.

trouble   each project is built some times, while everything goes wrong that is in the scenario
calm      the faults stop; projects are built, and a person decides, until all is there
laws      the services' books are held against ours
"""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING, Final

from assetforge.core.exits import Exit
from tests.fakes.virtual_time import VirtualTimeLoop
from tests.simulation.chronicle import Chronicle
from tests.simulation.conduct import flaws_of
from tests.simulation.history import write_history
from tests.simulation.laws import Laws
from tests.simulation.life import Life, task_of_life
from tests.simulation.machine import Machine
from tests.simulation.market import market_of
from tests.simulation.network import Network
from tests.simulation.owner import Spool
from tests.simulation.person import Person
from tests.simulation.pictures import brought
from tests.simulation.ports import SimulatedChance
from tests.simulation.process import Premises, Process
from tests.simulation.scenario import BUILDS, Limit, drawn_scenario
from tests.simulation.service import Service, settings_of
from tests.simulation.tale import Tale
from tests.simulation.watch import Watch
from tests.simulation.weather import Weather

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.simulation.hazard import Hazard
    from tests.simulation.process import Ended
    from tests.simulation.scenario import Scenario

MOST_BUILDS: Final = 14  # of a project once it is calm
PAUSES: Final = (0.5, 5.0, 60.0)  # seconds between the builds of a project
THINKING: Final = 300.0  # seconds that a person takes
NO_LIMIT: Final = Limit()


def told(seed: int, *, flushes: bool = True, is_told_in_full: bool = False) -> Tale:
    """Let one world happen; its events are told where a law was broken, or always."""
    story = Story(drawn_scenario(seed), flushes=flushes)
    with asyncio.Runner(loop_factory=_loop) as runner:
        try:
            tale = runner.run(story.happen())
        except Exception as error:  # noqa: BLE001 - the others are to happen all the same
            tale = story.broken_off(error)
    if tale.flaws or is_told_in_full:
        tale.lines = story.chronicle.lines()
    return tale


def _loop() -> VirtualTimeLoop:
    loop = VirtualTimeLoop()
    loop.set_task_factory(task_of_life)
    return loop


class Story:
    """One world while it happens. With `flushes` off its disk lies: a mutant, to be caught."""

    def __init__(self, scenario: Scenario, *, flushes: bool) -> None:
        self._scenario = scenario
        self._chance = Random(f"story {scenario.seed}")  # noqa: S311 - repeatable, not secret
        self._tale = Tale(seed=scenario.seed)
        self._limits: dict[str, Limit] = {}  # by run
        self._limit = scenario.limit
        self.chronicle = Chronicle()
        self._machine = Machine(
            chronicle=self.chronicle, chance=self._fresh(), skew=scenario.skew, flushes=flushes
        )
        self._service = Service(
            settings_of(scenario.dialect, scenario.latency, tells_credits=scenario.tells_credits),
            self._fresh(), scenario.faults, self.chronicle,
        )  # fmt: skip
        self._weather = Weather(
            chance=self._fresh(), paid=dict(scenario.paid_weather), free=dict(scenario.free_weather)
        )
        self._watch = Watch(self._machine)
        self._person = Person(self._machine, self._service, self._fresh())

    async def happen(self) -> Tale:
        """Let it happen."""
        if self._scenario.has_history:
            for route, job in self._service.make_history().items():
                write_history(self._machine.pages, route, job)
        self._service.begin()
        async with asyncio.TaskGroup() as group:
            lots = self._lots(group)
            await self._trouble(lots)
            self._be_calm()
            await self._calm(lots)
            await self._resume(lots[0])
        return self._ended()

    def broken_off(self, error: Exception) -> Tale:
        """Tell of a world that came to no end."""
        self._tale.flaws.append(f"it broke off: {error!r}")
        return self._tale

    async def _trouble(self, lots: Sequence[Premises]) -> None:
        async with asyncio.TaskGroup() as group:
            for number, premises in enumerate(lots):
                group.create_task(self._live(number, premises))

    async def _live(self, number: int, premises: Premises) -> None:
        pause, hazards = self._fresh(), self._scenario.hazards
        await asyncio.sleep(pause.uniform(0, 20) if number else 0)
        for build in range(BUILDS):
            ended = await self._build(premises, f"p{number}-{build}", hazards[number, build])
            await asyncio.sleep(pause.choice(PAUSES))
            if ended.exit is Exit.UNDECIDED and self._scenario.has_early_person:
                await asyncio.sleep(THINKING)
                await self._person.decide()

    def _be_calm(self) -> None:
        self.chronicle.tell("story", "calm from here on")
        self._weather.calm()
        self._service.calm()
        self._limit = NO_LIMIT

    async def _calm(self, lots: Sequence[Premises]) -> None:
        """Build until all is there; a person decides in between."""
        left = dict(enumerate(lots))
        for build in range(MOST_BUILDS):
            async with asyncio.TaskGroup() as group:
                tasks = {
                    number: group.create_task(self._build(premises, f"p{number}-c{build}"))
                    for number, premises in left.items()
                }
            done = {number for number, task in tasks.items() if task.result().exit is Exit.DONE}
            left = {number: lot for number, lot in left.items() if number not in done}
            if not left:
                return
            await asyncio.sleep(THINKING)
            await self._person.decide()
        self._tale.flaws += [f"project {number} is never done" for number in left]

    async def _resume(self, premises: Premises) -> None:
        """Finish what is still live though all is built: what a crash kept from being noted."""
        life = Life("resume", self._machine, self._fresh())
        ended = await Process(premises, life, SimulatedChance(self._fresh()), NO_LIMIT).resume()
        if ended.bug is not None:
            self._tale.flaws.append(f"resuming went wrong: {ended.bug!r}")

    async def _build(self, premises: Premises, name: str, hazards: Sequence[Hazard] = ()) -> Ended:
        life = Life(name, self._machine, self._fresh(), hazards)
        self._machine.lives.append(life)
        process = Process(premises, life, SimulatedChance(self._fresh()), self._limit)
        self._limits[process.run] = self._limit
        loop = asyncio.get_running_loop()
        alarms = [
            loop.call_later(hazard.after, process.strike, hazard)
            for hazard in hazards
            if hazard.step is None
        ]
        ended = await process.build()
        for alarm in alarms:
            alarm.cancel()
        self._machine.lives.remove(life)
        self._note(name, ended, premises)
        return ended

    def _note(self, name: str, ended: Ended, premises: Premises) -> None:
        self._tale.builds += 1
        self._tale.deaths += ended.exit is None
        flaws = flaws_of(ended, premises, self._machine, self._limits[ended.run])
        self._tale.flaws += [f"{name} {flaw}" for flaw in flaws]
        outcomes = () if ended.execution is None else ended.execution.outcomes.values()
        for outcome in outcomes:
            why = "" if outcome.error is None else f": {outcome.error.what}"
            self.chronicle.tell(name, f"    {outcome.step.address} {outcome.ending}{why}")

    def _ended(self) -> Tale:
        laws = Laws(self._machine, self._service, self._person.given_up)
        tale = self._tale
        tale.flaws += [*self._watch.flaws(), *laws.flaws(), *laws.over(self._limits)]
        tale.orders = len(self._service.charges)
        tale.failed = sum(map(laws.has_failed, self._service.charges))
        tale.losses = self._machine.losses
        tale.given_up = len(self._person.given_up)
        return tale

    def _lots(self, group: asyncio.TaskGroup) -> Sequence[Premises]:
        """Lay out every project on the machine."""
        network = Network(self._service, self._weather, group)
        spool = Spool(machine=self._machine, network=network, watch=self._watch, group=group)
        self._machine.without_power.append(spool.lose_power)
        scenario = self._scenario
        lots = [
            Premises(
                scenario=scenario, market=market_of(scenario.dialect), network=network,
                spool=spool, watch=self._watch, disk=self._machine.new_disk(), project=project,
                name=name,
            )
            for project, name in zip(scenario.projects, scenario.names, strict=True)
        ]  # fmt: skip
        for premises in lots:
            premises.disk.sources |= {path: brought(path) for path in premises.paths.values()}
        return lots

    def _fresh(self) -> Random:
        """Make a chance of its own, so that what one does changes nothing for another."""
        return Random(self._chance.getrandbits(64))  # noqa: S311 - repeatable, not secret
