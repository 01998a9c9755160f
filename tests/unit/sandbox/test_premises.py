from __future__ import annotations

from assetforge.sandbox.body import is_uuid
from tests.unit.sandbox.bench import Bench


def test_ids_are_uuids_that_follow_from_the_seed() -> None:
    first, again, other = (Bench(seed=seed).sandbox.premises for seed in (1, 1, 2))

    ids = [premises.new_id() for premises in (first, again, other)]

    assert all(map(is_uuid, ids))
    assert ids[0] == ids[1] != ids[2]
    assert first.new_id() != ids[0]
    assert (first.user, first.instance) == (again.user, again.instance)


def test_seconds_are_drawn_from_the_latency() -> None:
    premises = Bench().sandbox.premises

    assert (premises.seconds(1), premises.seconds(4)) == (10, 40)
