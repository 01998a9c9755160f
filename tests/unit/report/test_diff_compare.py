"""What became of each asset, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assetforge.lock.model import Lock
from tests.fakes.disk import picture
from tests.fakes.workplace import EVERYTHING
from tests.unit.report.diffs import asset, built_campaign, campaign, changes, compared, side, whys

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.core.names import Kind
    from tests.fakes.workplace import Workplace


def again(workplace: Workplace, *inputs: str, by: str = "paid", kind: Kind = "edit") -> None:
    old = workplace.assets.pop("large")
    workplace.add("large", *(inputs or old.inputs), by=by, kind=kind)


def remodel(workplace: Workplace) -> None:
    workplace.assets["large"] = replace(workplace.assets["large"], model="other")


def test_a_changed_field_changes_the_asset_and_all_that_is_made_from_it() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")

    diff = compared(base, workplace)

    assert changes(diff) == {
        "logo": "unchanged", "hero": "changed", "beach": "changed", "large": "changed",
        "icon": "unchanged",
    }  # fmt: skip
    hero = asset(diff, "hero")
    assert (hero.reasons[0].old, hero.reasons[0].new) == ("hero", "another")
    assert whys(diff, "hero") == ["field prompt", "field look"]
    assert whys(diff, "beach") == ["upstream-made hero"]
    assert hero.users == ("beach",)


CHANGES: list[tuple[Callable[[Workplace], object], list[str]]] = [
    (lambda workplace: again(workplace, by="other"), ["provider "]),
    (lambda workplace: again(workplace, kind="upscale"), ["kind "]),
    (remodel, ["model "]),
    (lambda workplace: again(workplace, "hero"), ["inputs "]),
    (lambda workplace: workplace.change("large", size="2x2"), ["field size"]),
    (lambda workplace: workplace.move("large", "assets/big"), ["output-moved "]),
    (lambda workplace: workplace.move("large", "assets/large", ".webp"), ["output-moved "]),
]


@pytest.mark.parametrize(
    ("change", "reasons"),
    CHANGES,
    ids=["provider", "kind", "model", "inputs", "field", "output", "extension"],
)
def test_each_part_that_changed_is_named(
    change: Callable[[Workplace], object], reasons: list[str]
) -> None:
    workplace = built_campaign()
    base = side(workplace)

    change(workplace)

    diff = compared(base, workplace)
    assert whys(diff, "large") == reasons
    assert changes(diff)["large"] == "changed"


def test_another_output_costs_nothing_and_passes_on_nothing() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.move("hero", "assets/other")

    diff = compared(base, workplace)

    assert changes(diff)["beach"] == "unchanged"
    assert asset(diff, "hero").spend.is_free


def test_other_bytes_of_a_source_change_what_is_made_from_it() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.disk.sources["brand/logo.png"] = picture("other")

    diff = compared(base, workplace)

    assert changes(diff)["logo"] == "changed"
    assert whys(diff, "logo") == ["field content"]
    assert whys(diff, "beach") == ["input logo"]


def test_a_source_that_becomes_a_picture_is_another_kind() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.assets.pop("logo")
    beach, large = workplace.assets.pop("beach"), workplace.assets.pop("large")
    workplace.add("logo")
    workplace.assets |= {"beach": beach, "large": large}

    diff = compared(base, workplace)

    assert whys(diff, "logo") == ["kind "]


def test_a_source_elsewhere_with_the_same_bytes_costs_nothing() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.disk.sources["brand/new.png"] = workplace.disk.sources["brand/logo.png"]
    workplace.assets["logo"] = replace(workplace.assets["logo"], stem="brand/new.png")

    diff = compared(base, workplace)

    assert whys(diff, "logo") == ["field path"]
    assert changes(diff)["beach"] == "unchanged"
    assert diff.spend == {}


def test_what_the_branch_built_already_is_there_and_free() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.change("hero", prompt="another", look="another")
    workplace.add("more")
    workplace.build()

    diff = compared(base, workplace)

    assert changes(diff) == {
        "logo": "unchanged", "hero": "restored", "beach": "restored", "large": "restored",
        "icon": "unchanged", "more": "restored",
    }  # fmt: skip
    assert diff.spend == {}
    assert whys(diff, "hero") == ["field prompt", "field look"]
    assert whys(diff, "beach") == ["input hero"]
    assert not asset(diff, "hero").is_pending


def test_what_the_base_had_not_built_and_the_branch_has_is_told() -> None:
    workplace = campaign()
    base = side(workplace)
    workplace.build()

    diff = compared(base, workplace)

    assert changes(diff)["hero"] == "restored"
    assert asset(diff, "hero").reasons == ()


def test_another_take_of_the_same_request_is_told() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.paid.varies = True
    workplace.build(replace(EVERYTHING, replace=("large",)))

    diff = compared(base, workplace)

    assert changes(diff)["large"] == "restored"
    assert diff.spend == {}


def test_a_new_name_for_the_same_request_is_a_move_and_no_purchase() -> None:
    workplace = built_campaign()
    base = side(workplace)
    moved = workplace.assets.pop("large")
    workplace.add("huge", "beach")
    workplace.assets["huge"] = replace(workplace.assets["huge"], params=moved.params)

    diff = compared(base, workplace)

    assert "large" not in changes(diff)
    assert (asset(diff, "huge").change, asset(diff, "huge").moved_from) == ("restored", "large")
    assert diff.causes == ()


def test_a_declared_rename_is_compared_with_what_it_was_whatever_else_changed() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.assets.pop("large")
    workplace.add("huge", "beach", prompt="another")

    declared = compared(base, workplace, large="big", big="huge")
    silent = compared(base, workplace)

    huge = asset(declared, "huge")
    assert (huge.change, huge.moved_from) == ("changed", "large")
    assert whys(declared, "huge") == ["field prompt", "field look"]
    assert [each.address for each in declared.causes] == ["huge"]
    assert (changes(silent)["huge"], changes(silent)["large"]) == ("added", "removed")


def test_a_rename_back_and_forth_is_none() -> None:
    workplace = built_campaign()

    diff = compared(side(workplace), workplace, large="huge", huge="large")

    assert not diff.has_changes


def test_a_source_of_another_name_is_a_move() -> None:
    workplace = built_campaign()
    base = side(workplace)
    logo, beach = workplace.assets.pop("logo"), workplace.assets.pop("beach")
    large = workplace.assets.pop("large")
    workplace.source("mark", "logo")
    workplace.assets["mark"] = replace(workplace.assets["mark"], stem=logo.stem)
    workplace.assets["beach"] = replace(beach, inputs=("hero", "mark"))
    workplace.assets["large"] = large

    diff = compared(base, workplace)

    assert (asset(diff, "mark").change, asset(diff, "mark").moved_from) == ("restored", "logo")
    assert changes(diff)["beach"] == "unchanged"


def test_a_new_name_of_an_input_is_no_change_of_what_is_made_from_it() -> None:
    workplace = built_campaign()
    base = side(workplace)
    hero, beach = workplace.assets.pop("hero"), workplace.assets.pop("beach")
    large = workplace.assets.pop("large")
    workplace.add("hero-2")
    workplace.assets["hero-2"] = replace(workplace.assets["hero-2"], params=hero.params)
    workplace.assets["beach"] = replace(beach, inputs=("hero-2", "logo"))
    workplace.assets["large"] = large

    diff = compared(base, workplace)

    assert changes(diff)["beach"] == "unchanged"
    assert diff.spend == {}


def test_a_new_name_of_what_was_never_built_is_a_new_asset() -> None:
    workplace = campaign()
    base = side(workplace)
    old = workplace.assets.pop("icon")
    workplace.add("sign", by="here")
    workplace.assets["sign"] = replace(workplace.assets["sign"], params=old.params)

    diff = compared(base, workplace)

    assert (changes(diff)["icon"], changes(diff)["sign"]) == ("removed", "added")


def test_what_the_lock_of_this_tree_lost_has_to_be_made_without_a_change() -> None:
    workplace = built_campaign()
    base = side(workplace)
    workplace.disk.lock = Lock()

    diff = compared(base, workplace)

    hero = asset(diff, "hero")
    assert (hero.change, hero.is_pending, hero.was_pending) == ("unchanged", True, False)
    assert whys(diff, "hero") == ["never-built "]
    assert hero in diff.told
