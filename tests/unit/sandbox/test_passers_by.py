from __future__ import annotations

from assetforge.sandbox.job import look_at
from assetforge.sandbox.passers_by import pictures_of_others
from tests.unit.sandbox.bench import START, Bench


def test_other_people_made_public_pictures_before_we_came() -> None:
    premises = Bench().sandbox.premises

    jobs = list(pictures_of_others(premises, START))

    assert [look_at(job, START).word for job in jobs] == ["ready"] * 3
    assert {job.privacy for job in jobs} == {"public"}
    assert premises.user not in {job.owner for job in jobs}
    assert [job.created_at for job in jobs] == sorted(job.created_at for job in jobs)
