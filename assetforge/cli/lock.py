"""`assetforge lock`: merge a lock in conflict, or bring a lost one back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from assetforge.app.project import find_manifest, project_at
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, option
from assetforge.core.errors import UsageError
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from assetforge.app.project import Project
    from assetforge.cli.console import Console

_NOTHING: Final = "Nothing to resolve: {lock} holds no conflict."


@click.command("lock", cls=Command)
@option("--resolve", "resolves", is_flag=True, help="Merge both sides of a conflict, by asset.")
@option("--rebuild", "rebuilds", is_flag=True, help="Write a lost or damaged lock again.")
@click.option("--merge-driver", "driven", nargs=4, hidden=True, metavar="BASE OURS THEIRS PATH")
@option(
    "--lock-timeout", type=click.FloatRange(min=0), metavar="SECONDS", default=600,
    help="Wait this long for another build of this project.",
)  # fmt: skip
@as_json
@click.pass_obj
def command(console: Console, /, **given: object) -> Exit:
    """Bring the lock in order: after a merge, or where it was lost. Costs nothing, always.

    --resolve takes for each asset the entry that the merged manifest asks for, whichever side it
    is on; what is not taken stays in the store. --rebuild writes down what the last commit and the
    store have for the manifest, and ends with 1 where that is less than was committed; what is
    ordered stays ordered. Neither buys or fetches anything.
    """
    match given:
        case {"driven": (str(base), str(ours), str(theirs), str(path))}:
            return _drive(console, (base, ours, theirs), path)
        case {"resolves": True, "rebuilds": False}:
            return _resolve(console, given)
        case {"resolves": False, "rebuilds": True}:
            return _rebuild(console, given)
        case _:
            raise _nothing_asked()


def _resolve(console: Console, given: dict[str, object]) -> Exit:
    from assetforge.app.locking import resolve_lock  # noqa: PLC0415 - one of three jobs is done
    from assetforge.ui.locked import merged_document, show_merged  # noqa: PLC0415 - as above

    project = _project(console)
    done = resolve_lock(project, lock_timeout=_timeout(given), tell=console.say)
    if given["as_json"]:
        found = (None, (), ()) if done is None else (done.merged, done.mixed, done.since)
        console.data(merged_document(*found))
        return Exit.DONE
    if done is None:
        console.say(_NOTHING.format(lock=project.shown_lock))
        return Exit.DONE
    names = (project.manifest, project.shown_lock)
    style = console.style(sys.stderr)
    console.say(show_merged(done.merged, done.mixed, done.since, names=names, style=style))
    console.say(f"Next: `git add {project.shown_lock}`, then `assetforge plan`.")
    return Exit.DONE


def _rebuild(console: Console, given: dict[str, object]) -> Exit:
    from assetforge.app.locking_rebuild import rebuild_lock  # noqa: PLC0415 - as above
    from assetforge.ui.locked_again import relocked_document, show_relocked  # noqa: PLC0415 - too

    project = _project(console)
    done = rebuild_lock(project, lock_timeout=_timeout(given), tell=console.say)
    if given["as_json"]:
        console.data(relocked_document(done))
    else:
        console.say(show_relocked(done, project.shown_lock, style=console.style(sys.stderr)))
    return Exit.FAILED if done.absent else Exit.DONE


def _drive(console: Console, files: tuple[str, str, str], path: str) -> Exit:
    """Merge for git: 0 where the file is merged, 1 where marks are left in it."""
    from assetforge.app.locking_driver import drive_merge  # noqa: PLC0415 - as above
    from assetforge.ui.locked import show_driven  # noqa: PLC0415 - as above

    merged = drive_merge(*files, path)
    console.say(show_driven(merged, path, style=console.style(sys.stderr)))
    return Exit.FAILED if any(each.is_open for each in merged.decisions) else Exit.DONE


def _project(console: Console) -> Project:
    return project_at(find_manifest(console.manifest), is_draft=False)


def _timeout(given: dict[str, object]) -> float:
    seconds = given["lock_timeout"]
    return float(seconds) if isinstance(seconds, int | float) else 0.0


def _nothing_asked() -> UsageError:
    return UsageError(
        "say what is to be done with the lock: `--resolve` or `--rebuild`, one of them",
        next_step="`assetforge lock --resolve` after a merge, `--rebuild` where it was lost.",
    )
