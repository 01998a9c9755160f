"""Saved plans among other words: no asset is taken for a file, and no flag is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.cli.plan_file import names_plan_file, plan_file_of, refuse_unrecognised
from assetforge.core.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("word", "is_file"),
    [
        ("plan.json", True),
        ("spring.plan", True),
        ("./plan", True),
        ("plans/spring", True),
        ("plans\\spring", True),
        ("hero", False),
        ("banner@de-9x16", False),
        ("banner@*", False),
        ("hero*", False),
        ("kept plan", True),  # there is a file of that name
        ("lost plan", False),
        ("lost plan " * 100, False),  # too long for any file
        ("plan", False),  # a file, but the name of an asset, too
    ],
)
def test_a_word_means_a_file_where_it_can_be_no_asset(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_file: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("kept plan", "plan"):
        (tmp_path / name).touch()

    assert names_plan_file(word) is is_file


def test_assets_alone_are_no_plan() -> None:
    assert plan_file_of({"replace": ("hero",)}, ["hero", "beach"]) is None
    assert plan_file_of({}, []) is None


def test_a_plan_stands_by_itself() -> None:
    assert plan_file_of({"replace": (), "is_draft": False, "approved": None}, ["plan.json"])


@pytest.mark.parametrize(
    ("given", "targets", "what"),
    [
        ({}, ["plan.json", "hero"], "`hero`"),
        ({}, ["hero", "plan.json"], "`hero`"),
        ({}, ["plan.json", "plan.json"], "`plan.json`"),
        ({"more_targets": ("hero",)}, ["plan.json"], "`--target`"),
        ({"excludes": ("hero",)}, ["plan.json"], "`--exclude`"),
        ({"replace": ("hero",)}, ["plan.json"], "`--replace`"),
        ({"is_draft": True}, ["plan.json"], "`--draft`"),
        ({"is_locked": True}, ["plan.json"], "`--locked`"),
        ({"is_frozen": True}, ["plan.json"], "`--frozen`"),
        ({"approved": "sha256:0"}, ["plan.json"], "`--approved`"),
        ({"prune": True}, ["plan.json"], "`--prune`"),
    ],
)
def test_nothing_stands_beside_a_plan_that_would_be_passed_over(
    given: dict[str, object], targets: list[str], what: str
) -> None:
    with pytest.raises(UsageError, match=f"^{what} cannot stand beside the saved plan"):
        plan_file_of(given, targets)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"is_draft": True}, "Give it to `assetforge plan --out FILE`, and build that file."),
        ({"is_frozen": True}, "Leave out `--frozen`, or the file."),  # no plan is saved with it
        ({"approved": "sha256:0"}, "Leave out `--approved`, or the file."),
    ],
)
def test_the_advice_can_be_followed(given: dict[str, object], advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan_file_of(given, ["plan.json"])

    assert caught.value.next_step == advice


NAMES = ("plan.json", "spring.plan", "./p", "plans/p", "plans\\p", "my plan", "[p]")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_for_a_plan_means_its_file_once_it_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refuse_unrecognised(name)

    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    place.touch()

    assert names_plan_file(name)


@pytest.mark.parametrize("name", ["p", "hero", "banner@de-9x16", "-p.json", "--yes"])
def test_a_name_that_means_an_asset_or_a_flag_is_refused_for_a_plan(name: str) -> None:
    with pytest.raises(UsageError, match="would not mean the file") as caught:
        refuse_unrecognised(name)

    assert "ends in `.json` or `.plan`" in caught.value.next_step
