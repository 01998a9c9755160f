"""A scenario: everything about a simulated world that is chosen beforehand, from one number."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from assetforge.sandbox.fault import Fault
from tests.simulation.hazard import Hazard
from tests.simulation.projects import drawn_projects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.providers.settings import Dialect
    from tests.simulation.hazard import HazardKind
    from tests.simulation.projects import Project
    from tests.simulation.weather import Luck

BUILDS: Final = 3  # of each project while things go wrong, at most
_LISTED_LATE: Final = 25.0  # seconds; with the latest arrival still inside of the settle window
_KNOWN_LATE: Final = 25.0
_JOB_FAULTS: Final = ("fail", "disallow", "full-progress", "no-url", "endless", "odd-word")
_ORDER_FAULTS: Final = (
    "lose-answer", "reset-answer", "error-after", "page-after", "cut-answer", "torn-answer",
    "no-json", "no-id",
)  # fmt: skip
_CALL_FAULTS: Final = ("close", "reset", "error", "page", "limit")
_DOWNLOAD_FAULTS: Final = ("cut", "half", "expire", "wrong-type")
_HAZARDS: Final[tuple[HazardKind, ...]] = (
    "kill", "kill", "kill", "power", "power", "suspend", "stop",
)  # fmt: skip
# Steps at which something that befalls a process hurts most: between two that belong together.
_MOMENTS: Final = (
    "claim", "POST", "POST", "answer", "note", "download", "keep", "flush after keep", "record",
    "flush after record", "begin", "start", "collect", "forget", "place",
    "flush after place", "lock",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many credits may be reserved at each service."""

    run: int | None = None
    day: int | None = None
    asset: int | None = None

    @property
    def is_none(self) -> bool:
        """Whether anything may be spent."""
        return self.run is None and self.day is None and self.asset is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One world before anything has happened in it."""

    seed: int
    projects: tuple[Project, ...]
    names: tuple[str, ...]  # of the projects; two checkouts of one have the same
    dialect: Dialect
    webhook: str | None
    tells_credits: bool
    latency: tuple[float, float]  # seconds that a picture takes
    skew: float  # seconds that the machine's date is ahead
    faults: tuple[Fault, ...]
    paid_weather: Mapping[Luck, float]  # how often
    free_weather: Mapping[Luck, float]
    hazards: Mapping[tuple[int, int], tuple[Hazard, ...]]  # by project and number of its build
    limit: Limit
    concurrency: int
    jobs: int
    has_early_person: bool  # who decides while things still go wrong
    has_history: bool  # whether the account has jobs from before, so that its lists prove something


def drawn_scenario(seed: int) -> Scenario:
    """Draw a scenario; equal numbers give equal ones."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    projects, paid = drawn_projects(chance), _weather(chance, 0.6)
    second = chance.choice(("spring", "autumn"))
    return Scenario(
        seed=seed, projects=projects, names=("spring", second)[: len(projects)],
        dialect="older" if chance.random() < 0.15 else "current",
        webhook="https://hooks.example.com/letzai" if chance.random() < 0.08 else None,
        tells_credits=chance.random() < 0.5, latency=(2.0, chance.choice((6.0, 25.0))),
        skew=chance.choice((0.0, 0.0, chance.uniform(-200, 200))),
        faults=_faults(chance, is_late="late" in paid), paid_weather=paid,
        free_weather=_weather(chance, 0.2), hazards=_hazards(chance, len(projects)),
        limit=_limit(chance), concurrency=chance.choice((1, 2, 8, 8)),
        jobs=chance.choice((1, 4, 16)), has_early_person=chance.random() < 0.3,
        has_history=chance.random() < 0.6,
    )  # fmt: skip


def _faults(chance: Random, *, is_late: bool) -> tuple[Fault, ...]:
    found: list[Fault] = []
    for kinds, most in (
        (_ORDER_FAULTS, 2), (_JOB_FAULTS, 1), (_CALL_FAULTS, 1), (_DOWNLOAD_FAULTS, 1),
    ):  # fmt: skip
        count = chance.randint(0, most)
        found.extend(_fault(chance, chance.choice(kinds)) for _ in range(count))
    if chance.random() < 0.3:
        found.append(Fault(kind="list-late", chance=0.5, seconds=chance.uniform(1, _LISTED_LATE)))
    if chance.random() < 0.15:
        found.append(Fault(kind="know-late", chance=0.5, seconds=chance.uniform(1, _KNOWN_LATE)))
    if chance.random() < 0.2:
        found.append(Fault(kind="no-echo"))
    if chance.random() < 0.25 and not is_late:  # one lateness on top of another is too late
        found.append(Fault(kind="accept-late", chance=0.3, seconds=chance.uniform(1, 60)))
    return tuple(found)


def _fault(chance: Random, kind: str) -> Fault:
    retry_after = chance.choice((None, "2", "20", "date5", "nan")) if kind == "limit" else None
    route = "POST /*" if kind in _CALL_FAULTS and chance.random() < 0.6 else None
    return Fault(
        kind=kind, route=route, chance=chance.choice((0.1, 0.3, 0.6)),
        times=chance.choice((1, 2, 5)), seconds=chance.uniform(1, 50),
        word="archived" if kind == "odd-word" else None, retry_after=retry_after,
    )  # fmt: skip


def _weather(chance: Random, bad: float) -> dict[Luck, float]:
    if chance.random() > bad:
        return {}
    kinds: tuple[Luck, ...] = ("refused", "vanishes", "late", "slow")
    drawn: dict[Luck, float] = {luck: chance.choice((0.0, 0.05, 0.2)) for luck in kinds}
    return {luck: often for luck, often in drawn.items() if often}


def _hazards(chance: Random, projects: int) -> dict[tuple[int, int], tuple[Hazard, ...]]:
    found: dict[tuple[int, int], tuple[Hazard, ...]] = {}
    for project in range(projects):
        for build in range(BUILDS):
            count = chance.choice((0, 1, 1, 2))
            found[project, build] = tuple(_hazard(chance) for _ in range(count))
    return found


def _hazard(chance: Random) -> Hazard:
    kind, seconds = chance.choice(_HAZARDS), chance.choice((30.0, 300.0, 4000.0, 40_000.0))
    when = chance.random()
    if when < 0.25:
        return Hazard(kind=kind, seconds=seconds, after=chance.uniform(0, 60))
    if when < 0.5:
        return Hazard(kind=kind, seconds=seconds, step=int(chance.paretovariate(0.6)))
    return Hazard(
        kind=kind, seconds=seconds, step=int(chance.paretovariate(1.2)),
        word=chance.choice(_MOMENTS),
    )  # fmt: skip


def _limit(chance: Random) -> Limit:
    if chance.random() < 0.65:
        return Limit()
    amounts = (None, 50, 200, 600, 2000)
    return Limit(
        run=chance.choice(amounts), day=chance.choice(amounts), asset=chance.choice((None, 100))
    )
