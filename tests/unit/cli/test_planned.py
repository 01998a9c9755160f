"""The rest of `plan`: what the command line names, in the plan's own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from assetforge.cli.planned import Chosen, chosen_of
from assetforge.core.exits import Exit
from tests.unit.app.projects import CHEAP, LAMP, write

if TYPE_CHECKING:
    import pytest

    from assetforge.app.project import Project
    from tests.sandbox_server import SandboxServer
    from tests.unit.cli.ran import Run


def test_targets_are_named_as_words_or_by_option() -> None:
    given = {"targets": ("a",), "more_targets": ("b",), "excludes": ("c",), "replace": ("d",)}

    assert chosen_of(given) == Chosen(targets=("a", "b"), excludes=("c",), replace=("d",))


def test_what_a_command_does_not_offer_is_empty() -> None:
    assert chosen_of({"targets": ("a",)}) == Chosen(targets=("a",))


def test_wishes_carry_everything_on() -> None:
    wishes = Chosen(targets=("a",), excludes=("c",), replace=("d",)).wishes()

    assert (wishes.selection.targets, wishes.selection.excludes) == (("a",), ("c",))
    assert wishes.replace == ("d",)


def test_warnings_of_the_manifest_go_to_stderr(run: Run, project: Project) -> None:
    write(project, LAMP.replace("A brass lamp", "A brass lamp by @anna"))

    planned = run("plan")

    assert planned.code == Exit.DONE
    assert "warning" not in planned.out


def test_tags_are_looked_up_where_that_is_asked_for(
    run: Run, served: SandboxServer, project: Project
) -> None:
    assert served.origin
    write(project, CHEAP.replace("A bottle", "@john_doe, @jon_doe and a bottle"))

    planned = run("plan", "--online")
    document = json.loads(run("plan", "--online", "--json").out)

    assert planned.code == Exit.DONE
    assert "warning[unknown-tag]" in planned.err
    assert "Trained models, as their service tells now:\n  hero  @john_doe  there is" in planned.out
    assert [each["problem"] is None for each in document["trained"]] == [True, False]


def test_warnings_of_the_users_config_are_shown_with_a_plan_and_a_build(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "", "config.toml")
    monkeypatch.setenv("ASSETFORGE_CONFIG", "config.toml")

    assert "warning[config-in-project]" in run("plan").err
    assert "warning[config-in-project]" in run("build").err


def test_a_saved_plan_says_which_command_carries_it_out(run: Run, project: Project) -> None:
    write(project, CHEAP)

    planned = run("plan", "--out", "my plan.json")

    assert planned.code == Exit.DONE
    assert "Saved to my plan.json: `assetforge build 'my plan.json'` carries out" in planned.err


def test_a_plan_that_nobody_may_build_is_saved_with_that(run: Run, project: Project) -> None:
    write(project, f"{CHEAP}\n[budget]\ndeny_above = 1\n")

    planned = run("plan", "--out", "plan.json")

    assert planned.code == Exit.DONE
    assert "`assetforge build plan.json`: it is refused, since the plan costs" in planned.err
    assert "carries out" not in planned.err


def test_a_plan_is_not_saved_where_its_name_would_mean_an_asset(run: Run, project: Project) -> None:
    write(project, LAMP)

    refused = run("plan", "--out", "lamp")

    assert refused.code == Exit.USAGE
    assert "`assetforge build lamp` would not mean the file" in refused.err
    assert not Path(project.root, "lamp").exists()


def test_programs_and_who_asks_for_more_get_the_digest_of_the_whole_project(
    run: Run, project: Project
) -> None:
    write(project, CHEAP)
    compared = json.loads(run("diff", "--json").out)["plan_digest"]

    assert json.loads(run("plan", "hero", "--json").out)["plan_digest"] == compared
    approves = "To approve it (`build --approved`) approves the whole project: letzai 20 at most.\n"
    assert run("plan", "hero", "-v").out.endswith(f"\nPlan digest: {compared}\n{approves}")
    assert compared not in run("plan").out


def test_what_is_free_by_its_kind_has_no_digest(run: Run, project: Project) -> None:
    write(project, CHEAP)

    assert "plan_digest" not in json.loads(run("plan", "--draft", "--json").out)
    assert "digest" not in run("plan", "--draft", "-v").out
    write(project, LAMP)
    assert "digest" not in run("plan", "-v").out
