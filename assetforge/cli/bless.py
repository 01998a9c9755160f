"""`assetforge bless`: declare an edit immaterial."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, cast

import click

from assetforge.app.blessing import Wish, bless_results
from assetforge.app.building import Audience
from assetforge.app.project import find_manifest, project_at
from assetforge.app.timing import now
from assetforge.cli.command import Command
from assetforge.cli.complete import complete_asset
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit
from assetforge.report.build import build_report
from assetforge.ui.bless import blessed_document, show_blessed
from assetforge.ui.progress_lines import Lines
from assetforge.ui.result import show_result

if TYPE_CHECKING:
    from assetforge.app.blessing import Settled
    from assetforge.app.planning import Situation
    from assetforge.cli.console import Console

MOST_CHARACTERS: Final = 500


def _reason(_ctx: click.Context, _parameter: click.Parameter, given: str) -> str:
    text = given.strip()
    if text.isprintable() and 0 < len(text) <= MOST_CHARACTERS:
        return text
    message = f"write a sentence on one line, of {MOST_CHARACTERS} characters at most"
    raise click.BadParameter(message)


@click.command("bless", cls=Command)
@click.argument(
    "assets", nargs=-1, required=True, metavar="ASSET...", shell_complete=complete_asset
)
@option(
    "--reason", "why", required=True, metavar="TEXT", callback=_reason,
    help="Why the edit does not matter; it stands in assets.lock from then on.",
)  # fmt: skip
@as_json
@click.pass_obj
def command(console: Console, /, **given: object) -> Exit:
    """Declare what was edited since ASSET was built immaterial: its result counts for it. Free.

    The lock notes the reason, and what the result was really made for. The kind, the provider and
    the shape of the file (size, length, format) cannot be blessed: the file is what it is.
    """
    project = project_at(find_manifest(console.manifest), is_draft=False)
    lines = Lines(now, console.say, console.style(sys.stderr))
    audience = Audience(planned=_heard, observer=lines, tell=console.say)
    wish = Wish(assets=cast("tuple[str, ...]", given["assets"]), why=str(given["why"]))
    settled = bless_results(project, wish, audience)
    _tell(console, settled, as_json=bool(given["as_json"]))
    execution = None if settled.built is None else settled.built.execution
    return Exit.DONE if execution is None else execution.exit


def _tell(console: Console, settled: Settled, *, as_json: bool) -> None:
    if as_json:
        console.data(blessed_document(settled.blessed))
        return
    style = console.style(sys.stdout)
    console.out(show_blessed(settled.blessed, style=style, width=console.width))
    built = settled.built
    if built is not None and built.execution is not None and built.execution.exit:
        report = build_report(built.situation.plan, built.execution)
        folder = built.situation.reading.manifest.output
        console.warn(show_result(report, folder, style=console.style(sys.stderr)))


def _heard(_found: Situation) -> None:
    """Say nothing of the plan: it only notes what was blessed."""
