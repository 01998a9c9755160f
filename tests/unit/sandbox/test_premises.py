from __future__ import annotations

from assetforge.providers.drawing import Enlargement
from assetforge.sandbox.body import is_uuid
from assetforge.sandbox.premises import SignedResult
from assetforge.sandbox.rendering import Rendering
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


def test_a_signed_result_knows_when_it_ends() -> None:
    rendering = Rendering(id="1", drawing=Enlargement(width=8, height=8, sharpening=0))

    signed = SignedResult(rendering, "signature", 600)

    assert (signed.rendering, signed.signature, signed.expires_at) == (rendering, "signature", 600)
