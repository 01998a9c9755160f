"""The least time in which jobs can be done: what no build can go below.

    chain    the longest sum of the durations of a chain: each job needs the one before
    crowd    all durations, shared out among the jobs that may run at once

The greater of the two counts. Durations are the sandbox's own; what lies between two jobs is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.buying_project import ENDINGS
from tests.benchmarks.chains import chains

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.benchmarks.buying_sandbox import Ordered


def least_seconds(orders: Iterable[Ordered], job_ids: Mapping[str, str], at_once: int) -> float:
    """Work out the bound for a project of chains; `job_ids` are by address, as in the lock.

    Raises:
        KeyError: an asset has no job, or its job was never ordered.
    """
    seconds = {order["id"]: order["seconds"] for order in orders}
    longest = max(sum(seconds[job_ids[name]] for name in names) for names in _chains(job_ids))
    return max(longest, sum(seconds.values()) / at_once)


def _chains(addresses: Mapping[str, object]) -> Iterable[Sequence[str]]:
    for chain in chains(len(addresses)):
        yield [chain.name + ending for ending in ENDINGS]
