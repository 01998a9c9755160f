"""A saved plan is carried out once, by whoever, wherever, however often it is tried."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from assetforge.core.exits import Exit
from tests.command_line import PATIENCE
from tests.faults.meeting import met
from tests.faults.plans.checkout import BEACH_COST, HERO, HERO_COST, check_out
from tests.sandbox_server import SandboxServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.plans.conftest import Begin

ALL = HERO_COST + BEACH_COST
FAILING = 'version = 1\n\n[[fault]]\nkind = "fail"\nroute = "POST /images"\n'


def test_a_plan_that_is_built_twice_spends_once(begin: Begin) -> None:
    here = begin()
    here.save()

    ended = [here.run("build", "plan.json", CI="1") for _ in range(2)]

    assert [one.code for one in ended] == [Exit.DONE, Exit.STALE]
    assert "is used up: it was carried out on" in ended[1].err
    assert "Nothing was spent." in ended[1].err
    assert here.spent == ALL


def test_a_plan_that_was_made_before_the_lock_changed_spends_nothing(begin: Begin) -> None:
    here = begin()
    here.save()
    here.run("build", "hero", "-y")
    before = here.spent

    ended = here.run("build", "plan.json")

    assert ended.code == Exit.STALE
    assert "what the lock says of `hero` changed" in ended.err
    assert here.spent == before == HERO_COST


def test_where_the_lock_says_that_it_is_done_no_other_machine_does_it_again(
    begin: Begin, tmp_path: Path
) -> None:
    here = begin()
    here.save()
    here.run("build", "plan.json")
    there = here.elsewhere(tmp_path / "there", "assets.lock", "plan.json")

    ended = there.run("build", "plan.json")

    assert ended.code == Exit.STALE
    assert "is used up: the lock names all that it was to make" in ended.err
    assert here.spent == ALL


def test_a_second_checkout_of_the_same_user_does_not_do_it_again(begin: Begin) -> None:
    here = begin(HERO)
    here.run("build", "-y")
    before = here.lock.read_bytes()
    here.save("--replace", "hero")
    here.run("build", "plan.json")
    here.lock.write_bytes(before)

    ended = here.run("build", "plan.json")

    assert ended.code == Exit.STALE
    assert here.spent == 2 * HERO_COST


def test_of_two_that_build_it_at_once_one_waits_and_then_finds_it_used_up(
    tmp_path: Path,
) -> None:
    with SandboxServer(tmp_path / "sandbox", "--latency", "1") as slow:
        here = check_out(tmp_path / "here", slow)
        here.save()
        first = here.start("build", "plan.json")
        met(first, "Time:")  # it has the project by then

        second = here.start("build", "plan.json")
        told = met(second, "waiting for process")
        first.communicate(timeout=PATIENCE)
        told += second.communicate(timeout=PATIENCE)[1].decode()

        assert (first.returncode, second.returncode) == (Exit.DONE, Exit.STALE)
        assert "is used up" in told
        assert here.spent == ALL


def test_two_checkouts_that_build_it_at_once_replace_an_asset_once(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox", "--latency", "1") as slow:
        here = check_out(tmp_path / "here", slow, HERO)
        here.run("build", "-y")
        here.save("--replace", "hero")
        there = here.elsewhere(tmp_path / "there", "assets.lock", "plan.json")
        shared = {
            **here.variables, "ASSETFORGE_STORE_DIR": str(here.world.store),
        }  # fmt: skip
        first = here.start("build", "plan.json")
        met(first, "Time:")

        second = there.start("build", "plan.json", **shared)
        told = met(second, "waiting for process")
        first.communicate(timeout=PATIENCE)
        told += second.communicate(timeout=PATIENCE)[1].decode()

        assert (first.returncode, second.returncode) == (Exit.DONE, Exit.STALE)
        assert "is used up" in told
        assert here.spent == 2 * HERO_COST


def test_who_may_not_wait_is_told_that_another_build_is_at_it(tmp_path: Path) -> None:
    with SandboxServer(tmp_path / "sandbox", "--latency", "1") as slow:
        here = check_out(tmp_path / "here", slow, HERO)
        here.save()
        with here.start("build", "plan.json") as first:
            met(first, "Time:")
            first.send_signal(signal.SIGSTOP)

            ended = here.run("build", "plan.json", "--lock-timeout", "0")

            first.send_signal(signal.SIGCONT)
            first.communicate(timeout=PATIENCE)

        assert (first.returncode, ended.code) == (Exit.DONE, Exit.BUSY)
        assert here.spent == HERO_COST


def test_an_order_that_failed_and_was_charged_is_not_ordered_again_by_the_same_plan(
    tmp_path: Path,
) -> None:
    with SandboxServer(tmp_path / "sandbox", faults=FAILING) as faulty:
        here = check_out(tmp_path / "here", faulty, HERO)
        here.save()

        ended = [here.run("build", "plan.json") for _ in range(3)]

        assert [one.code for one in ended] == [Exit.FAILED, Exit.STALE, Exit.STALE]
        assert "`hero` was bought for it already, for 60 letzai credits" in ended[1].err
        assert here.spent == HERO_COST

        here.save()
        assert here.run("build", "plan.json").code == Exit.FAILED  # agreed to anew
        assert here.spent == 2 * HERO_COST
