"""Merging locks by what the merged project asks for."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from assetforge.graph.select import Selection
from assetforge.lock.merge import Merged, Versions
from assetforge.lock.moved import as_written
from assetforge.plan.blessing import bless_assets
from assetforge.plan.build import Planner, Wishes, build_plan
from assetforge.plan.locked_facts import LockFacts
from assetforge.plan.merging import merge_locks
from tests.fakes.renaming import rename
from tests.fakes.workplace import EVERYTHING, Workplace


def chain() -> Workplace:
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero")
    workplace.add("beach", "hero", "logo")
    workplace.build()
    return workplace


def machine(workplace: Workplace, takes: int) -> Workplace:
    """Copy a project to another machine, where each make brings other bytes."""
    copy = deepcopy(workplace)
    copy.paid.varies, copy.paid.started = True, ["before"] * takes
    return copy


def merged(base: Workplace, ours: Workplace, theirs: Workplace, asked: Workplace) -> Merged:
    versions = Versions(base=base.disk.lock, ours=ours.disk.lock, theirs=theirs.disk.lock)
    sources = {"logo": asked.facts.source("logo")}
    return merge_locks(versions, asked.graph, sources, asked.market, asked.moved)


def changed(workplace: Workplace, word: str, takes: int) -> Workplace:
    copy = machine(workplace, takes)
    copy.change("hero", prompt=word, look=word)
    copy.build()
    return copy


def test_a_chain_comes_whole_from_the_side_that_the_project_asks_for() -> None:
    base = chain()
    ours, theirs = changed(base, "red", 10), changed(base, "blue", 20)

    assert merged(base, ours, theirs, ours).lock.entries == ours.disk.lock.entries
    assert merged(base, ours, theirs, theirs).lock.entries == theirs.disk.lock.entries
    assert merged(base, ours, theirs, base).lock.entries == base.disk.lock.entries


def test_two_takes_come_from_the_side_after_which_less_is_left_to_make() -> None:
    base = chain()
    only_hero, both = machine(base, 10), machine(base, 20)
    for side in (only_hero, both):
        side.change("hero", prompt="red", look="red")
    only_hero.build(Wishes(selection=Selection(targets=("hero",))))
    both.build()

    one = merged(base, only_hero, both, both)
    other = merged(base, both, only_hero, both)

    assert one.lock.entries == other.lock.entries == both.disk.lock.entries


def test_what_follows_from_a_choice_is_chosen_to_fit() -> None:
    base = chain()
    ours, theirs = changed(base, "red", 10), changed(base, "red", 20)

    found = merged(base, ours, theirs, ours).lock.entries

    assert found in (ours.disk.lock.entries, theirs.disk.lock.entries)


def test_what_nobody_built_keeps_what_was_built_last() -> None:
    base = chain()
    ours, theirs = changed(base, "red", 10), changed(base, "blue", 20)
    asked = machine(base, 0)
    asked.change("hero", prompt="green")

    found = merged(base, ours, theirs, asked)

    assert {each.why for each in found.decisions} == {"none-fits"}
    assert found.lock.entries in (ours.disk.lock.entries, theirs.disk.lock.entries)


def blessed(workplace: Workplace, word: str) -> Workplace:
    """Copy a project in which an edit of hero was declared immaterial."""
    copy = deepcopy(workplace)
    copy.change("hero", prompt=word)
    planner = Planner(lock=copy.lock, facts=copy.facts, market=copy.market, asked=frozenset())
    done = bless_assets(copy.graph, planner, frozenset({"hero"}), "a typo")
    entries = {each.address: replace(each.before, made=each.made) for each in done}
    copy.disk.lock = copy.lock.recording(entries)
    return copy


def test_a_blessed_entry_counts_for_what_it_is_blessed_for_and_for_what_it_was_made_for() -> None:
    base = chain()
    ours, theirs = blessed(base, "held"), changed(base, "blue", 20)
    result = base.disk.lock.entries["hero"].made.result

    for asked in (ours, base):
        lock = merged(Workplace(), ours, theirs, asked).lock
        facts = LockFacts(lock, {"logo": asked.facts.source("logo")})
        plan = build_plan(asked.graph, lock, facts, asked.market, EVERYTHING)

        assert lock.entries["hero"].made.result == result
        assert plan.costs() == {}


def test_what_was_blessed_is_brought_over_to_no_other_name() -> None:
    base = chain()
    ours = blessed(base, "held")
    asked = deepcopy(ours)
    asked.add("other", prompt="held", look="hero")

    lock = merged(base, ours, base, asked).lock

    assert "other" not in lock.entries
    assert lock.entries["hero"] == ours.disk.lock.entries["hero"]


def test_what_gives_way_to_a_renamed_asset_outlives_a_merge_until_a_build_has_kept_it() -> None:
    base = chain()
    base.add("banner")
    base.build()
    asked, theirs = deepcopy(base), changed(base, "red", 1)
    del asked.assets["beach"], asked.assets["hero"]
    rename(asked, "banner", "hero")

    lock = merged(base, asked, theirs, asked).lock

    entries, before = as_written(lock).entries, base.disk.lock.entries
    assert lock.entries["hero"] == before["banner"]
    assert entries["banner"] == before["banner"]
    assert entries["hero"] == theirs.disk.lock.entries["hero"]
