"""`assetforge jobs`: what was paid for, is running, is unclear, and what to do about it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.jobs import list_jobs
from assetforge.app.jobs_cancelling import Agreement, cancel_job
from assetforge.app.jobs_resolving import Decision, resolve_attempt
from assetforge.app.jobs_resuming import resume_jobs
from assetforge.app.jobs_searching import search_jobs
from assetforge.app.ledger_survey import Resolve, Settlement, settle_ledger
from assetforge.app.timing import now
from assetforge.cli.command import Command
from assetforge.cli.console import ask
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit, gravest
from assetforge.ui.jobs import show_jobs, show_resolved
from assetforge.ui.jobs_document import jobs_document, resolved_document
from assetforge.ui.jobs_resumed import resumed_document, show_cancelled, show_resumed
from assetforge.ui.jobs_searched import show_searched, show_taken
from assetforge.ui.ledger_settled import show_settlement
from assetforge.ui.progress_lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.cli.console import Console
    from assetforge.execution.events import Event


class Jobs(Command, click.Group):
    """A group that does something by itself, too, with the options that all commands share."""


@click.group("jobs", cls=Jobs, invoke_without_command=True)
@option("--all", "is_all", is_flag=True, help="List what has ended, too.")
@as_json
@click.pass_context
def command(context: click.Context, *, is_all: bool, as_json: bool) -> Exit:
    """List paid attempts of all projects that are under way or unclear, and what they may cost."""
    if context.invoked_subcommand is not None:
        return Exit.DONE
    console: Console = context.obj
    found = list_jobs(console.manifest, is_all=is_all)
    if as_json:
        console.data(jobs_document(found))
    else:
        console.out(show_jobs(found, style=console.style(sys.stdout), width=console.width))
    return Exit.DONE


@command.command("resume", cls=Command)
@click.argument("intents", nargs=-1, metavar="[INTENT]...")
@option("--search", "searches", is_flag=True, help="Look for orders that the ledger lost.")
@option("-y", "--yes", "says_yes", is_flag=True, help="Agree to what stays unknown.")
@as_json
@click.pass_obj
def resume(
    console: Console, /, *, intents: tuple[str, ...], searches: bool, says_yes: bool, as_json: bool
) -> Exit:
    """Wait for what was bought before, and fetch it into the store. Orders and pays nothing.

    INTENT may be shortened; without one, everything that is under way or unclear is taken up.
    Where the ledger was damaged, LetzAI is first asked what it made in the last 24 hours; what
    nothing here knows is listed, and a person says whether to go on.

    `--search` asks the same where the ledger was lost: a job of this project that exactly one
    asset still needs is taken up. Where one may be needed and that cannot be told, it is listed,
    and the exit code is 7 unless `-y` says that it does not matter.
    """
    if searches and intents:
        message = "`--search` looks for what the ledger does not have; leave INTENT out"
        raise click.UsageError(message)
    resolve = Resolve(says_yes=says_yes, ask=ask if console.is_interactive else None)
    settle_ledger(console.manifest, resolve, lambda settled: _tell_settled(console, settled))
    if searches:
        return _search(console, says_yes=says_yes, as_json=as_json)
    found = resume_jobs(intents, console.manifest, _watcher(console))
    if as_json:
        console.data(resumed_document(found.resumed))
    else:
        console.out(show_resumed(found.resumed, style=console.style(sys.stdout)))
    return found.exit


@command.command("cancel", cls=Command)
@click.argument("intent")
@option("-y", "--yes", "says_yes", is_flag=True, help="Agree, though credits may be gone.")
@as_json
@click.pass_obj
def cancel(console: Console, *, intent: str, says_yes: bool, as_json: bool) -> Exit:
    """Have a service give up a job that runs; its credits may be gone all the same.

    LetzAI can stop pictures only, and only while they are being made. INTENT may be shortened.
    """
    agreement = Agreement(says_yes=says_yes, ask=ask if console.is_interactive else None)
    done = cancel_job(intent, agreement, console.manifest, _watcher(console))
    resumed = None if done.resumption is None else done.resumption.resumed
    if as_json:
        console.data(resumed_document(resumed or ()))
    else:
        style = console.style(sys.stdout)
        console.out(show_cancelled(done.attempt.address, resumed, style=style))
    return Exit.DONE


@command.command("resolve", cls=Command)
@click.argument("intent")
@option("--retry", is_flag=True, help="Give it up, so that the next build may buy it anew.")
@option("--drop", is_flag=True, help="Give it up for good.")
@option("--job", metavar="ID", help="Its job was found at the provider, with this id.")
@as_json
@click.pass_obj
def resolve(console: Console, /, *, intent: str, job: str | None, **flags: bool) -> Exit:
    """Decide what became of an attempt whose answer was lost.

    Its credits stay counted, since they may have been charged. INTENT may be shortened.
    """
    resolved = resolve_attempt(intent, _decision(job, flags), manifest=console.manifest)
    if flags["as_json"]:
        console.data(resolved_document(resolved))
    else:
        console.out(show_resolved(resolved))
    return Exit.DONE


def _search(console: Console, *, says_yes: bool, as_json: bool) -> Exit:
    style = console.style(sys.stderr)
    found = search_jobs(
        console.manifest,
        _watcher(console),
        lambda taken: console.say(show_taken(taken, style=style)),
    )
    searched, resumption = found.searched, found.resumption
    if as_json:
        console.data(resumed_document(resumption.resumed, searched))
    else:
        console.out(show_resumed(resumption.resumed, style=console.style(sys.stdout)))
    told = show_searched(searched, style=style)
    (console.warn if searched.is_in_doubt else console.say)(told)
    if resumption.stopped_by is not None or says_yes or not searched.is_in_doubt:
        return resumption.exit
    return gravest({resumption.exit, Exit.UNDECIDED})


def _tell_settled(console: Console, settled: Settlement) -> None:
    text = show_settlement(
        settled.salvaged, settled.found, settled.strange, settled.torn,
        style=console.style(sys.stderr),
    )  # fmt: skip
    console.warn(text)


def _watcher(console: Console) -> Callable[[Event], None]:
    """Tell what happens meanwhile, a line each."""
    lines = Lines(now, console.say, console.style(sys.stderr))
    return lines.notice


def _decision(job: str | None, flags: Mapping[str, bool]) -> Decision:
    if (flags["retry"], flags["drop"], job is not None).count(True) != 1:
        message = "say one of `--retry`, `--drop` and `--job ID`"
        raise click.UsageError(message)
    if job is not None:
        return Decision(verdict="job", job=job)
    return Decision(verdict="retry" if flags["retry"] else "drop")
