"""`assetforge build`: make what changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, cast

import click

from assetforge.app.memo import count_if_unchanged
from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.frozen import refuse_beside_frozen
from assetforge.cli.github import in_actions
from assetforge.cli.options import (
    as_json,
    dialect,
    draft,
    frozen,
    locked,
    max_credits,
    option,
    replaced,
    targets,
)
from assetforge.cli.plan_file import plan_file_of
from assetforge.core.digest import is_digest
from assetforge.core.exits import Exit
from assetforge.core.text import one_line
from assetforge.ui.idle import nothing_to_do

if TYPE_CHECKING:
    from assetforge.app.event_stream import EventStream
    from assetforge.app.project import Project
    from assetforge.cli.console import Console


YEAR: Final = 31_536_000  # seconds
_OF_PROJECTS: Final = (".lock", ".toml")


def _seconds(_ctx: click.Context, _parameter: click.Parameter, given: float) -> float:
    if 0 <= given <= YEAR:
        return given
    message = f"{given} is not between 0 and {YEAR:,} seconds"
    raise click.BadParameter(message)


def _digest(_ctx: click.Context, _parameter: click.Parameter, given: str | None) -> str | None:
    if given is None or is_digest(given):
        return given
    message = "a digest is `sha256:` and 64 lower-case hexadecimal digits"
    raise click.BadParameter(message)


def _not_of_project(
    _ctx: click.Context, _parameter: click.Parameter, given: str | None
) -> str | None:
    if given is None or not given.lower().endswith(_OF_PROJECTS):
        return given
    message = (
        f"{one_line(given)!r} would be a lock or a manifest; events go into a file of their own"
    )
    raise click.BadParameter(message)


@click.command("build", cls=Command)
@targets
@max_credits
@option(
    "--approved", metavar="DIGEST", callback=_digest,
    help="Build what reviewers approved by this digest, and nothing more (exit 4).",
)  # fmt: skip
@option("--no-spend", "no_spend", is_flag=True, help="Fail (exit 4) if anything would be paid.")
@option("-y", "--yes", "says_yes", is_flag=True, help="Agree to what the plan costs.")
@option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Run at most N at once.")
@option("--fail-fast", is_flag=True, help="Start nothing new after the first failure.")
@option("--prune", is_flag=True, help="Remove files of assets that the manifest no longer has.")
@option(
    "--lock-timeout",
    type=float,
    default=600,
    metavar="SECONDS",
    callback=_seconds,  # a range of click's own lets `nan` pass
    help="Wait this long for another build of the project (exit 8).",
)
@replaced
@draft
@locked
@frozen
@dialect
@as_json
@option(
    "--json-into", metavar="FILE", callback=_not_of_project,
    help="Write events as lines of JSON into a file or pipe, beside what people are shown.",
)  # fmt: skip
@click.pass_obj
def command(console: Console, /, **given: object) -> Exit:
    """Carry out the plan: restore what exists, make what changed, write files and assets.lock.

    TARGET may be a plan that `plan --out` saved: that much is built, once, and nothing more.
    Nothing is spent without consent: a question on a terminal, `--max-credits` or `-y` elsewhere.
    Ctrl-C finishes and saves what runs; a second one leaves at once.
    """
    refuse_beside_frozen(given)
    if given["json_into"] is None:
        return _build(console, given)
    from assetforge.app.event_stream import EventStream  # noqa: PLC0415 - only where asked for

    with EventStream(str(given["json_into"]), console.warn) as stream:
        return _build(console, given, stream)


def _build(console: Console, given: dict[str, object], stream: EventStream | None = None) -> Exit:
    file = plan_file_of(given, cast("tuple[str, ...]", given["targets"]))
    if file is not None:
        return _build_saved(console, file, given, stream)
    project = project_at(find_manifest(console.manifest), is_draft=bool(given["is_draft"]))
    if _is_idle(console, project, given):
        return Exit.DONE
    # Loaded here only: a build that finds nothing to do needs none of it.
    from assetforge.cli.built import run_build_command  # noqa: PLC0415

    return run_build_command(console, project, given, stream=stream)


def _build_saved(
    console: Console, file: str, given: dict[str, object], stream: EventStream | None
) -> Exit:
    from assetforge.app.saving import load_plan  # noqa: PLC0415 - only for a saved plan
    from assetforge.cli.built import run_build_command  # noqa: PLC0415 - as above

    saved = load_plan(file)
    is_draft = saved.plan.basis.is_draft
    project = project_at(find_manifest(console.manifest), is_draft=is_draft)
    return run_build_command(console, project, {**given, "targets": ()}, saved, stream)


def _is_idle(console: Console, project: Project, given: dict[str, object]) -> bool:
    chosen = ("targets", "more_targets", "excludes", "replace", "as_json", "json_into", "prune")
    if any(given[name] for name in chosen) or console.is_verbose or in_actions():
        return False
    count = count_if_unchanged(project)
    if count is None:
        return False
    console.say(console.style(sys.stderr).good(nothing_to_do(count)))
    return True
