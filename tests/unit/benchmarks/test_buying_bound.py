from __future__ import annotations

import pytest

from tests.benchmarks.buying_bound import least_seconds
from tests.benchmarks.buying_project import ENDINGS
from tests.benchmarks.buying_sandbox import Ordered
from tests.benchmarks.chains import chains


def bound(at_once: int, *chains_of_seconds: tuple[float, ...]) -> float:
    names = [chain.name + end for chain in chains(4 * len(chains_of_seconds)) for end in ENDINGS]
    seconds = [each for chain in chains_of_seconds for each in chain]
    orders = [
        Ordered(id=f"job of {name}", seconds=each)
        for name, each in zip(names, seconds, strict=True)
    ]
    return least_seconds(orders, {name: f"job of {name}" for name in names}, at_once)


def test_where_few_run_at_once_all_the_work_counts() -> None:
    assert bound(2, (1, 1, 1, 1), (2, 2, 2, 2)) == 8
    assert bound(1, (1, 1, 1, 1), (2, 2, 2, 2)) == 12


def test_where_many_run_at_once_the_longest_chain_counts() -> None:
    assert bound(3, (1, 1, 1, 1), (2, 2, 2, 2)) == 8
    assert bound(100, (1, 1, 1, 1), (2, 0.5, 0.5, 0.5)) == 4


def test_an_asset_whose_job_was_never_ordered_is_no_proof_of_anything() -> None:
    with pytest.raises(KeyError):
        least_seconds([], {chain.name + end: "" for chain in chains(4) for end in ENDINGS}, 1)
