"""The files that others copy have the form that GitHub, GitLab and pre-commit ask for."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Final, cast

import pytest

from assetforge.core.version import VERSION
from tests import check
from tests.ci.site import ACTION, PIPELINE, WORKFLOWS, seed_program
from tests.ci.workflow import read_action, read_workflow, read_yaml
from tests.command_line import ROOT, world_with

HOOKS: Final = ROOT / ".pre-commit-hooks.yaml"
CHECKED: Final = ROOT / ".github" / "workflows" / "ci.yml"
NAMES: Final = ("assetforge-build", "assetforge-comment", "assetforge-plan")
PROJECT: Final = 'version = 1\n[project]\nname = "shop"\n[image.hero]\nprompt = "A lamp"\n'


def test_the_pipeline_for_gitlab_has_the_form_of_one(tmp_path: Path) -> None:
    # A file with inputs is two documents, which the checker takes one by one.
    parts = PIPELINE.read_text(encoding="utf-8").split("\n---\n")
    places = [tmp_path / f"{number}.yml" for number in range(len(parts))]
    for place, part in zip(places, parts, strict=True):
        place.write_text(part, encoding="utf-8")
    tool = Path(sysconfig.get_path("scripts"), "check-jsonschema")

    ended = subprocess.run(
        [tool, "--builtin-schema", "vendor.gitlab-ci", *places],
        check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert len(parts) == 2
    assert ended.returncode == 0, ended.stdout


def test_no_input_of_gitlab_becomes_part_of_a_script() -> None:
    _, body = PIPELINE.read_text(encoding="utf-8").split("\n---\n")
    (jobs,) = read_yaml(body)
    scripts = [
        line
        for job in cast("dict[str, dict[str, list[str]]]", jobs).values()
        for name in ("before_script", "script", "after_script")
        for line in job.get(name, [])
    ]

    assert scripts
    assert not [line for line in scripts if "$[[" in line]


def test_workflows_name_the_version_of_this_tree_and_actions_as_our_own_do() -> None:
    own = dict(re.findall(r"uses: ([\w/-]+)@(\S+)", CHECKED.read_text(encoding="utf-8")))
    for name in NAMES:
        text = (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")
        found = dict(re.findall(r"uses: ([\w/-]+)@(\S+)", text))

        assert set(re.findall(r' version: "(\d\S*)"', text)) == {VERSION}
        assert {action: found[action] for action in own.keys() & found.keys()} == own
    assert f'default: "{VERSION}"' in PIPELINE.read_text(encoding="utf-8")


def test_every_job_says_what_it_may_do_and_when_it_must_end() -> None:
    for name in NAMES:
        (found,) = read_yaml((WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8"))
        jobs = cast("dict[str, dict[str, object]]", found["jobs"])

        assert found["permissions"] == {}
        assert all(job["permissions"] and job["timeout-minutes"] for job in jobs.values())


def test_a_build_for_gitlab_leaves_time_to_save_what_it_paid_for() -> None:
    # The timeout of a job holds for all of it, the upload of its cache included.
    (jobs,) = read_yaml(PIPELINE.read_text(encoding="utf-8").split("\n---\n")[1])
    build = cast("dict[str, dict[str, object]]", jobs)["assetforge-build"]
    variables = cast("dict[str, str]", build["variables"])

    assert build["timeout"] == "1h 30m"
    assert variables["RUNNER_SCRIPT_TIMEOUT"] == "60m"


def test_the_check_looks_at_every_file_that_others_copy() -> None:
    names = [*WORKFLOWS.iterdir(), ACTION / "action.yml"]

    assert {path.relative_to(ROOT).as_posix() for path in names} <= {*check.WORKFLOWS, check.ACTION}


def test_only_the_build_names_secrets_and_only_in_an_environment() -> None:
    for name in NAMES:
        for job in read_workflow(WORKFLOWS / f"{name}.yml").jobs:
            said = [text for step in job.steps for text in (*step.env.values(), step.condition)]
            if any("secrets." in text for text in said):
                assert (name, job.environment) == ("assetforge-build", "assetforge")


def test_one_build_runs_at_a_time_and_none_is_broken_off_by_the_next() -> None:
    (found,) = read_yaml((WORKFLOWS / "assetforge-build.yml").read_text(encoding="utf-8"))
    (jobs,) = read_yaml(PIPELINE.read_text(encoding="utf-8").split("\n---\n")[1])

    build = cast("dict[str, dict[str, object]]", found["jobs"])["build"]
    assert build["concurrency"] == {"group": "assetforge-build", "cancel-in-progress": False}
    job = cast("dict[str, dict[str, object]]", jobs)["assetforge-build"]
    assert (job["resource_group"], job["interruptible"]) == ("assetforge", False)
    comment = cast("dict[str, dict[str, object]]", jobs)["assetforge-comment"]
    assert comment["resource_group"] == "assetforge-comment-$CI_MERGE_REQUEST_IID"


def test_no_job_of_a_pull_request_touches_a_cache() -> None:
    # Whatever such a job could write, or be fed from, is out of reach of what the build restores.
    for name in ("assetforge-plan", "assetforge-comment"):
        assert "cache" not in (WORKFLOWS / f"{name}.yml").read_text(encoding="utf-8")


def test_every_input_of_the_action_reaches_its_program_by_a_variable() -> None:
    action = read_action(ACTION / "action.yml")
    (step,) = action.steps

    assert "${{" not in step.script
    assert set(step.env.values()) == {f"${{{{ inputs.{name} }}}}" for name in action.defaults}


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script for a shell")
def test_the_hooks_pass_a_sound_project_and_stop_a_broken_one(tmp_path: Path) -> None:
    (hooks,) = read_yaml(HOOKS.read_text(encoding="utf-8"))
    seed_program(tmp_path, "")
    (tools,) = tmp_path.glob("*/bin")
    world = world_with(tmp_path / "world", {"assets.toml": PROJECT})
    world.run("build")

    def ends() -> dict[str, int]:
        return {
            str(hook["id"]): subprocess.run(
                [tools / str(hook["entry"]).split()[0], *str(hook["entry"]).split()[1:]],
                cwd=world.project, env=world.environment(), check=False, capture_output=True,
            ).returncode
            for hook in cast("list[dict[str, object]]", hooks)
        }  # fmt: skip

    sound = ends()
    (world.project / "assets.toml").write_text(PROJECT + "seed = 3\n", encoding="utf-8")
    changed = ends()
    (world.project / "assets.toml").write_text(PROJECT + "widht = 3\n", encoding="utf-8")
    broken = ends()

    assert sound == {"assetforge-check": 0, "assetforge-lock": 0}
    assert changed == {"assetforge-check": 0, "assetforge-lock": 3}
    assert broken == {"assetforge-check": 65, "assetforge-lock": 65}


def test_hooks_are_pure_python_and_look_at_the_files_that_count() -> None:
    (hooks,) = read_yaml(HOOKS.read_text(encoding="utf-8"))
    check, lock = cast("list[dict[str, object]]", hooks)
    pattern = re.compile(str(check["files"]))

    assert {check["language"], lock["language"]} == {"python"}
    assert "additional_dependencies" not in check.keys() | lock.keys()
    assert pattern.search("shop/assets.toml")
    assert not pattern.search("shop/my-assets.toml")
