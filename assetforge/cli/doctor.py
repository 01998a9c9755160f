"""`assetforge doctor`: is everything here as it should be, and what does a live service do?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import click

from assetforge.app.consent import Consent
from assetforge.app.doctor import check_machine
from assetforge.app.doctor_live import Announcer, try_services
from assetforge.app.settings import user_settings
from assetforge.app.timing import now
from assetforge.cli.command import Command
from assetforge.cli.console import ask, in_ci
from assetforge.cli.limits import SpendingLimits
from assetforge.cli.options import as_json, dialect, max_credits, option
from assetforge.core.errors import RefusedError
from assetforge.report.checkup import exit_of
from assetforge.ui.doctor import (
    checkup_document,
    first_day_document,
    show_checkup,
    show_first_day,
    show_trials,
)
from assetforge.ui.progress_lines import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.cli.console import Console
    from assetforge.core.exits import Exit
    from assetforge.plan.model import Plan


@click.command("doctor", cls=Command)
@click.argument("providers", nargs=-1, metavar="[PROVIDER]...")
@option("--live", is_flag=True, help="Order a few small things to see what the service does.")
@max_credits
@option("-y", "--yes", "says_yes", is_flag=True, help="Agree to what the live check costs.")
@dialect
@as_json
@click.pass_obj
def command(console: Console, /, providers: tuple[str, ...], **given: object) -> Exit:
    """Look over settings, keys, folders and the ledger. Writes nothing, shows no key.

    With --live: the first day's checklist. A handful of the cheapest orders, about 60 credits at
    LetzAI, settle what no document says: is our token shown, how late do lists show a job, what
    do answers tell of money. What they cost is shown, and asked for, before anything is ordered.
    PROVIDER is letzai unless another is named.
    """
    if given["live"]:
        return _live(console, _known(providers), given)
    if providers:
        message = "a provider is named for `--live` only"
        raise click.UsageError(message)
    findings = check_machine(console.manifest)
    if given["as_json"]:
        console.data(checkup_document(findings))
    else:
        console.out(show_checkup(findings, style=console.style(sys.stdout)))
    return exit_of(findings)


def _live(console: Console, providers: tuple[str, ...], given: Mapping[str, object]) -> Exit:
    limits = cast("SpendingLimits | None", given["max_credits"]) or SpendingLimits()
    consent = Consent(
        limit=limits.each, limits=limits.named, says_yes=bool(given["says_yes"]), in_ci=in_ci(),
        ask=ask if console.is_interactive else None,
    )  # fmt: skip
    plans: list[Plan] = []

    def planned(plan: Plan) -> None:
        plans.append(plan)
        console.say(show_trials(plan, style=console.style(sys.stderr)))

    lines = Lines(now, console.say, console.style(sys.stderr))
    announcer = Announcer(planned=planned, notice=lines.notice)
    day = try_services(providers, consent, console.manifest, announcer)
    if day is None:
        raise _said_no()
    if given["as_json"]:
        console.data(first_day_document(plans[0], day.settled, day.tried))
    else:
        console.out(show_first_day(day.settled, day.tried, style=console.style(sys.stdout)))
    return day.exit


def _known(providers: tuple[str, ...]) -> tuple[str, ...]:
    known = [service.provider for service in user_settings().services]
    for name in providers:
        if name not in known:
            message = f"`{name}` is no service; known are {', '.join(known)}"
            raise click.UsageError(message)
    return tuple(dict.fromkeys(providers)) or ("letzai",)


def _said_no() -> RefusedError:
    return RefusedError(
        "the answer was no, so nothing was ordered",
        next_step="Run `assetforge doctor` for what can be seen without spending.",
    )
