"""Saved plans among other words: no asset is taken for a file, and no flag is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.cli.plan_file import names_plan_file, plan_file_of
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
        ({"approved": "sha256:0"}, ["plan.json"], "`--approved`"),
        ({"prune": True}, ["plan.json"], "`--prune`"),
    ],
)
def test_nothing_stands_beside_a_plan_that_would_be_passed_over(
    given: dict[str, object], targets: list[str], what: str
) -> None:
    with pytest.raises(UsageError, match=f"^{what} cannot stand beside the saved plan"):
        plan_file_of(given, targets)
