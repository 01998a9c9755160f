from __future__ import annotations

from random import Random

from assetforge.sandbox.fault import Fault
from assetforge.sandbox.misfortune import Misfortune

LOST = Fault(kind="lose-answer", chance=0.5)


def strikes(faults: list[Fault], count: int, *, seed: int = 1) -> list[int]:
    """List at which of so many orders the last fault strikes."""
    misfortune = Misfortune(faults, Random(seed))  # noqa: S311 - a game
    struck = [list(misfortune.strike("answer", "order", "POST /images")) for _ in range(count)]
    return [number for number, found in enumerate(struck, start=1) if faults[-1] in found]


def test_a_fault_without_chance_strikes_every_time() -> None:
    assert strikes([Fault(kind="lose-answer")], 3) == [1, 2, 3]


def test_the_nth_and_the_number_of_times_are_counted() -> None:
    assert strikes([Fault(kind="lose-answer", nth=frozenset({2, 5}))], 6) == [2, 5]
    assert strikes([Fault(kind="lose-answer", times=2)], 6) == [1, 2]
    assert strikes([Fault(kind="lose-answer", times=0)], 6) == []


def test_chance_is_about_what_it_says_and_the_same_for_a_seed() -> None:
    first, again, other = (strikes([LOST], 1000, seed=seed) for seed in (1, 1, 2))

    assert 400 < len(first) < 600
    assert first == again != other


def test_one_more_fault_changes_nothing_about_those_before_it() -> None:
    alone = Misfortune([LOST], Random(3))  # noqa: S311 - a game
    beside = Misfortune([LOST, Fault(kind="no-id", chance=0.1)], Random(3))  # noqa: S311 - a game

    def struck(misfortune: Misfortune) -> bool:
        return LOST in list(misfortune.strike("answer", "order", "POST /images"))

    assert [struck(alone) for _ in range(99)] == [struck(beside) for _ in range(99)]


def test_a_fault_strikes_only_in_its_phase_and_place() -> None:
    faults = {
        kind: Fault(kind=kind) for kind in ("limit", "fail", "lose-answer", "drip")
    }  # one of each phase
    misfortune = Misfortune(list(faults.values()), Random(1))  # noqa: S311 - a game

    def struck(phase: str, place: str) -> list[str]:
        assert phase in {"before", "job", "answer", "download"}
        found = misfortune.strike(phase, place, "GET /images")  # type: ignore[arg-type]  # checked
        return [fault.kind for fault in found]

    assert struck("before", "api") == struck("before", "order") == ["limit"]
    assert struck("before", "download") == []
    assert struck("answer", "order") == ["lose-answer"]
    assert struck("answer", "api") == []
    assert struck("download", "download") == ["drip"]


def test_a_route_says_where_instead() -> None:
    cases = {
        "POST /images": ["POST /images"],
        "/images": ["POST /images", "GET /images"],
        "* /images*": ["POST /images", "GET /images", "GET /images/7"],
        "GET *": ["GET /images", "GET /images/7", "GET /results/7/original.png"],
    }
    calls = ("POST /images", "GET /images", "GET /images/7", "GET /results/7/original.png")

    for route, expected in cases.items():
        misfortune = Misfortune([Fault(kind="limit", route=route)], Random(1))  # noqa: S311 - a game
        struck = [call for call in calls if list(misfortune.strike("before", "api", call))]

        assert struck == expected, route
