from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import Credits
from assetforge.core.digest import digest_bytes
from assetforge.plan.saved import (
    Basis,
    Present,
    SavedPlan,
    is_done,
    misfits,
    more,
    narrowed,
    touched_steps,
)
from tests.fakes.workplace import EVERYTHING, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def project() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.source("map")
    workplace.add("hero")
    workplace.add("beach", "hero", "logo")
    workplace.add("place", "map")
    workplace.build()
    workplace.change("hero", prompt="another", look="another")
    return workplace


def basis(workplace: Workplace, **files: bytes) -> Basis:
    return Basis(
        manifest="assets.toml", is_draft=False, wishes=EVERYTHING, entries={},
        files={name: digest_bytes(data) for name, data in {"assets": b"1", **files}.items()},
        sources={
            address: workplace.facts.source(address).digest
            for address, asset in workplace.assets.items() if asset.kind == "source"
        },
    )  # fmt: skip


def saved(workplace: Workplace) -> SavedPlan:
    plan, lock = workplace.plan(), workplace.disk.lock
    return SavedPlan(
        nonce="0" * 32, project="a" * 12, saved_at="2026-11-20T12:00:00Z", tool="1",
        digest=digest_bytes(b"plan"), plan=plan,
        basis=narrowed(basis(workplace), plan, workplace.graph, lock),
    )  # fmt: skip


def wrong(
    plan: SavedPlan, workplace: Workplace, *, has_begun: bool = False, **files: bytes
) -> tuple[str, ...]:
    now = Present(
        basis=basis(workplace, **files), plan=workplace.plan(), lock=workplace.disk.lock,
        has_begun=has_begun,
    )  # fmt: skip
    return misfits(plan, now)


def test_a_plan_rests_on_what_its_work_touches() -> None:
    found = saved(project()).basis

    assert (set(found.sources), set(found.entries)) == ({"logo"}, {"hero", "beach"})


def test_a_plan_fits_as_long_as_nothing_changed() -> None:
    workplace = project()

    assert wrong(saved(workplace), workplace) == ()


def test_a_file_of_the_manifest_that_changed_came_or_went_is_named() -> None:
    workplace = project()
    plan = saved(workplace)

    assert wrong(plan, workplace, assets=b"2", more=b"3") == ("assets changed", "more is new")
    gone = replace(
        plan, basis=replace(plan.basis, files={**plan.basis.files, "old": digest_bytes(b"")})
    )
    assert wrong(gone, workplace) == ("old is gone",)


@pytest.mark.parametrize(
    ("then", "where"),
    [(True, "at paid now, and not at a sandbox"), (False, "at a sandbox now, and not at paid")],
)
def test_what_is_made_elsewhere_now_is_told_as_that_though_no_key_is_known(
    where: str, *, then: bool
) -> None:
    workplace = project()
    workplace.played = frozenset({"paid"} if then else ())
    plan = saved(workplace)

    workplace.played = frozenset(() if then else {"paid"})

    told = wrong(plan, workplace)
    beach = next(step for step in workplace.plan().steps if step.address == "beach")
    assert beach.key is None
    assert f"`beach` would be made {where}" in told


def test_a_source_that_its_work_needs_is_named_and_another_one_is_not() -> None:
    workplace = project()
    plan = saved(workplace)

    workplace.disk.sources["brand/logo.png"] = workplace.disk.sources["brand/map.png"]

    assert "the source `logo` changed" in wrong(plan, workplace)
    assert not any("map" in each for each in wrong(plan, workplace))


def test_a_lock_entry_that_somebody_else_changed_is_named() -> None:
    workplace = project()
    plan = saved(workplace)
    lock = workplace.disk.lock

    moved = replace(lock.entries["hero"], output="assets/moved.png")
    workplace.disk.lock = lock.recording({"hero": moved})

    assert wrong(plan, workplace) == ("what the lock says of `hero` changed",)


def test_what_its_own_run_wrote_does_not_make_it_stale() -> None:
    workplace = project()
    plan = saved(workplace)
    workplace.paid.failing = {"beach"}

    workplace.build()

    assert not is_done(plan, workplace.disk.lock)
    assert wrong(plan, workplace, has_begun=True) == ()
    assert wrong(plan, workplace) == ("what the lock says of `hero` changed",)


def test_once_all_is_made_it_is_done() -> None:
    workplace = project()
    plan = saved(workplace)
    assert not is_done(plan, workplace.disk.lock)

    workplace.build()

    assert is_done(plan, workplace.disk.lock)
    assert touched_steps(workplace.plan()) == ()


def test_a_lock_cannot_tell_that_a_plan_that_makes_nothing_is_done() -> None:
    workplace = Workplace()
    workplace.add("hero")
    workplace.build()
    workplace.disk.outputs.clear()

    assert not is_done(saved(workplace), workplace.disk.lock)


def dearer(workplace: Workplace) -> None:
    workplace.paid.prices = {"hero": Credits.exactly(11)}


CHANGES: Mapping[str, tuple[Callable[[Workplace], object], list[str]]] = {
    "other work": (lambda workplace: workplace.change("hero", prompt="third"), ["hero"]),
    "more work": (lambda workplace: workplace.add("new"), ["new"]),
    "more free work": (lambda workplace: workplace.add("free", by="here"), ["free"]),
    "dearer": (dearer, ["hero"]),
    "less": (lambda workplace: workplace.assets.pop("beach"), []),
    "files to restore": (lambda workplace: workplace.disk.outputs.clear(), []),
}


@pytest.mark.parametrize(("change", "beyond"), CHANGES.values(), ids=CHANGES)
def test_a_build_may_do_less_than_the_plan_says_and_never_more(
    change: Callable[[Workplace], object], beyond: list[str]
) -> None:
    workplace = project()
    plan = saved(workplace)

    change(workplace)

    assert [step.address for step in more(workplace.plan(), plan.plan)] == beyond


def test_what_becomes_public_must_stand_in_the_plan() -> None:
    workplace = project()
    plan = workplace.plan()
    steps = tuple(replace(step, shares=("logo",)) for step in plan.steps)
    public = replace(plan, steps=steps)

    assert {step.address for step in more(public, plan)} == {"hero", "beach"}
    assert more(public, public) == more(plan, public) == ()


def test_a_file_that_is_to_be_put_back_is_left_to_do_unless_something_is_paid_for_again() -> None:
    workplace = project()
    workplace.disk.outputs.pop(workplace.disk.lock.entries["place"].output)
    plan = saved(workplace)
    before = workplace.plan()
    workplace.build()
    lock, after = workplace.disk.lock, workplace.plan()
    steps = {step.address: step for step in before.steps}
    put_back, made = steps["place"], steps["hero"]
    assert (put_back.action, made.action) == ("restore", "make")

    assert not is_done(plan, lock)  # nobody knows whether the file lies here
    assert not is_done(plan, lock, replace(after, steps=(put_back,)))
    assert is_done(plan, lock, after)
    assert is_done(plan, lock, replace(after, steps=(put_back, made)))
