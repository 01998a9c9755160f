"""A story: what happens in one world, from its number to what became of it.

    trouble   each project is built some times, while everything goes wrong that is in the scenario
    calm      the faults stop; projects are built, and a person decides, until all is there
    laws      the service's books are held against ours
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
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
from tests.simulation.process import Ended, Premises, Process
from tests.simulation.scenario import BUILDS, Limit, drawn_scenario
from tests.simulation.service import Service, settings_of
from tests.simulation.watch import Watch
from tests.simulation.weather import Weather

if TYPE_CHECKING:
    from tests.simulation.hazard import Hazard
    from tests.simulation.scenario import Scenario

MOST_BUILDS: Final = 14  # of a project once it is calm
NO_LIMIT: Final = Limit()


@dataclass(slots=True, kw_only=True)
class Tale:
    """What became of one world."""

    seed: int
    flaws: list[str] = field(default_factory=list[str])
    lines: list[str] = field(default_factory=list[str])
    charges: int = 0
    builds: int = 0
    deaths: int = 0
    losses: int = 0
    decisions: int = 0
    seconds: float = 0


def told(seed: int, *, flushes: bool = True) -> Tale:
    """Let one world happen."""
    world = Story(drawn_scenario(seed), flushes=flushes)
    with asyncio.Runner(loop_factory=_loop) as runner:
        return runner.run(world.happen())


def _loop() -> VirtualTimeLoop:
    loop = VirtualTimeLoop()
    loop.set_task_factory(task_of_life)
    return loop


class Story:
    """One world while it happens."""

    def __init__(self, scenario: Scenario, *, flushes: bool) -> None:
        self.scenario = scenario
        self.tale = Tale(seed=scenario.seed)
        self.chronicle = Chronicle()
        self._chance = Random(scenario.seed + 1)
        self.machine = Machine(
            chronicle=self.chronicle, chance=self._fresh(), skew=scenario.skew, flushes=flushes
        )
        self.service = Service(
            settings_of(scenario.dialect, scenario.latency, tells_credits=scenario.tells_credits),
            self._fresh(), scenario.faults, self.chronicle,
        )  # fmt: skip
        self.weather = Weather(
            chance=self._fresh(), paid=dict(scenario.paid_weather), free=dict(scenario.free_weather)
        )
        self.watch = Watch(self.machine)
        self.person = Person(self.machine, self.service, self._fresh())
        self.limits: dict[str, Limit] = {}  # by run
        self._limit = scenario.limit

    async def happen(self) -> Tale:
        if self.scenario.has_history:
            for route, job in self.service.make_history().items():
                write_history(self.machine.pages, route, job)
        self.service.begin()
        try:
            async with asyncio.TaskGroup() as group:
                network = Network(self.service, self.weather, group)
                spool = Spool(machine=self.machine, network=network, watch=self.watch, group=group)
                self.machine.without_power.append(spool.lose_power)
                lots = [self._premises(number, network, spool) for number in range(len(self.scenario.projects))]
                await self._trouble(lots)
                await self._calm(lots)
        except Exception as error:
            self.chronicle.tell("story", f"broke: {error!r}")
            self.tale.flaws.append(f"the story broke: {error!r}")
            self.error = error
        laws = Laws(self.machine, self.service, self.person.given_up)
        self.tale.flaws += [*self.watch.flaws, *laws.flaws(), *laws.over(self.limits)]
        self.tale.lines = self.chronicle.lines() if self.tale.flaws else []
        self.tale.charges = len(self.service.charges)
        self.tale.losses = self.machine.losses
        self.tale.decisions = len(self.person.given_up)
        self.tale.seconds = asyncio.get_running_loop().time()
        return self.tale

    async def _trouble(self, lots: list[Premises]) -> None:
        async with asyncio.TaskGroup() as group:
            for number, premises in enumerate(lots):
                group.create_task(self._live(number, premises))

    async def _live(self, number: int, premises: Premises) -> None:
        pause = self._fresh()
        await asyncio.sleep(pause.uniform(0, 20) if number else 0)
        for build in range(BUILDS):
            ended = await self._build(premises, f"p{number}-{build}", self.scenario.hazards.get((number, build), ()))
            await asyncio.sleep(pause.choice((0.5, 5.0, 60.0)))
            if ended.exit is Exit.UNDECIDED and self.scenario.has_early_person:
                await asyncio.sleep(300)
                await self.person.decide()

    async def _calm(self, lots: list[Premises]) -> None:
        self.chronicle.tell("story", "calm from here on")
        self.weather.calm()
        self.service.calm()
        self._limit = NO_LIMIT
        left = dict(enumerate(lots))
        for build in range(MOST_BUILDS):
            async with asyncio.TaskGroup() as group:
                tasks = {
                    number: group.create_task(self._build(premises, f"p{number}-c{build}", ()))
                    for number, premises in left.items()
                }
            left = {n: p for n, p in left.items() if tasks[n].result().exit is not Exit.DONE}
            if not left:
                return
            await asyncio.sleep(300)
            await self.person.decide()
        self.tale.flaws += [f"project {number} is never done" for number in left]

    async def _build(self, premises: Premises, name: str, hazards: tuple[Hazard, ...]) -> Ended:
        life = Life(name, self.machine, self._fresh(), hazards)
        self.machine.lives.append(life)
        process = Process(premises, life, SimulatedChance(self._fresh()), self._limit)
        self.limits[process.run] = self._limit
        loop = asyncio.get_running_loop()
        alarms = [
            loop.call_later(hazard.after, process.strike, hazard)
            for hazard in hazards
            if hazard.at_step is None
        ]
        self.chronicle.tell(name, "begins to build")
        ended = await process.build()
        for alarm in alarms:
            alarm.cancel()
        self.machine.lives.remove(life)
        self.tale.builds += 1
        self.tale.deaths += ended.exit is None
        self._judge(name, ended, premises)
        return ended

    def _judge(self, name: str, ended: Ended, premises: Premises) -> None:
        flaws = flaws_of(ended, premises, self.machine, self.limits[ended.run])
        self.tale.flaws += [f"{name} {flaw}" for flaw in flaws]
        if ended.execution is not None:
            for outcome in ended.execution.outcomes.values():
                self.chronicle.tell(name, f"  {outcome.step.address} {outcome.ending} {outcome.error.what if outcome.error else ''}")

    def _premises(self, number: int, network: Network, spool: Spool) -> Premises:
        disk = self.machine.new_disk()
        project = self.scenario.projects[number]
        premises = Premises(
            scenario=self.scenario, market=market_of(self.scenario.dialect), network=network,
            spool=spool, watch=self.watch, disk=disk, project=project,
            name=self.scenario.names[number],
        )  # fmt: skip
        for path in premises.paths.values():
            disk.sources[path] = brought(path)
        return premises

    def _fresh(self) -> Random:
        """Make a chance of its own, so that what one does changes nothing for another."""
        return Random(self._chance.getrandbits(64))
