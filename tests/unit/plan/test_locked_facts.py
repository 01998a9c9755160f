from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.digest import digest_bytes
from assetforge.lock.model import Lock
from assetforge.plan.build import build_plan
from assetforge.plan.locked_facts import LockFacts
from tests.fakes.workplace import EVERYTHING, Workplace

if TYPE_CHECKING:
    from assetforge.plan.model import Plan


def chain() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero")
    workplace.add("beach", "hero", "logo")
    workplace.add("icon", by="here")
    return workplace


def committed_plan(workplace: Workplace, *others: Lock, lock: Lock | None = None) -> Plan:
    known = workplace.disk.lock if lock is None else lock
    sources = {"logo": workplace.facts.source("logo")}
    facts = LockFacts(known, sources, others)
    return build_plan(workplace.graph, known, facts, workplace.market, EVERYTHING)


def test_after_a_build_a_plan_by_the_lock_alone_has_nothing_to_do() -> None:
    workplace = chain()
    workplace.build()

    assert not committed_plan(workplace).has_changes


def test_what_lies_on_the_disk_makes_no_difference() -> None:
    workplace = chain()
    workplace.build()
    workplace.edit_output("hero")
    workplace.disk.outputs.pop("assets/icon.png")

    assert not committed_plan(workplace).has_changes


def test_what_changed_is_made_and_so_is_what_follows_from_it() -> None:
    workplace = chain()
    workplace.build()
    workplace.change("hero", prompt="another", look="another")

    plan = committed_plan(workplace)

    assert {step.address: step.action for step in plan.steps} == {
        "hero": "make", "beach": "make", "icon": "keep",
    }  # fmt: skip


def test_what_another_lock_has_is_restored() -> None:
    workplace = chain()
    workplace.build()

    plan = committed_plan(workplace, workplace.disk.lock, lock=Lock())

    assert plan.count("make") == 0
    assert plan.costs() == {}


def test_nothing_is_ever_ordered() -> None:
    assert LockFacts(Lock(), {}).ordered(digest_bytes(b"any")) is None
