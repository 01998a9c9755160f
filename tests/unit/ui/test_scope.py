"""Scopes: a hint acts on the files that it speaks of."""

from __future__ import annotations

from assetforge.ui.scope import PROJECT, Scope
from tests.unit.ui.samples import DRAFT, HOSTILE


def test_a_project_needs_no_words_of_its_own() -> None:
    assert PROJECT.command("build", "--replace", "hero") == "`assetforge build --replace hero`"
    assert PROJECT.file("assets/hero.png") == "assets/hero.png"


def test_a_draft_is_meant_by_its_option_and_its_folder() -> None:
    assert DRAFT.command("build", "--prune") == "`assetforge build --draft --prune`"
    assert DRAFT.file("assets/hero.png") == ".assetforge/draft/assets/hero.png"


def test_nothing_from_outside_reaches_the_terminal_raw() -> None:
    hostile = Scope(options=("--manifest", HOSTILE))

    assert hostile.command("build", HOSTILE).isprintable()
    assert hostile.file(HOSTILE).isprintable()
