"""`assetforge pricing`: what assets and models cost, and how a price comes about."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from assetforge.app.models import find_models, list_models
from assetforge.app.pricing import paid_differences, project_here, quote_assets
from assetforge.app.project import find_manifest, project_at
from assetforge.app.settings import user_settings
from assetforge.cli.command import Command
from assetforge.cli.complete import complete_asset
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit
from assetforge.ui.excerpt import show_diagnostic
from assetforge.ui.pricing import show_differences, show_prices
from assetforge.ui.pricing_json import prices_document, quotes_document
from assetforge.ui.pricing_quote import show_quotes

if TYPE_CHECKING:
    from assetforge.app.settings import Settings
    from assetforge.cli.console import Console
    from assetforge.report.prices import Quoted
    from assetforge.ui.style import Style


@click.command("pricing", cls=Command)
@click.argument("assets", nargs=-1, metavar="[ASSET]...", shell_complete=complete_asset)
@option("--model", metavar="MODEL", help="What this model costs, at every provider that has it.")
@as_json
@click.pass_obj
def command(console: Console, *, assets: tuple[str, ...], model: str | None, as_json: bool) -> Exit:
    """Show what each ASSET would cost if it were made now, and how that price comes about.

    Outside of a project, or with --model: what the models cost. Unknown is never 0.
    """
    if assets and model is not None:
        message = "name assets or a model, not both"
        raise click.UsageError(message)
    settings = user_settings()
    style = console.style(sys.stderr)
    for warning in settings.warnings:
        console.say(show_diagnostic(warning, {}, style=style))
    project = None if model is not None else project_here(console.manifest)
    if assets and project is None:
        project = project_at(find_manifest(None), is_draft=False)  # says where it looked
    if project is None:
        _show_models(console, settings, model, as_json=as_json)
    else:
        _show_assets(console, quote_assets(project, settings, assets), as_json=as_json)
    return Exit.DONE


def _show_assets(console: Console, quoted: tuple[Quoted, ...], *, as_json: bool) -> None:
    if as_json:
        console.data(quotes_document(quoted, paid_differences()))
    else:
        style = console.style(sys.stdout)
        console.out(_with_differences(show_quotes(quoted, style=style), style))


def _show_models(console: Console, settings: Settings, model: str | None, *, as_json: bool) -> None:
    models = list_models(settings) if model is None else find_models(settings, model)
    if as_json:
        console.data(prices_document(models, paid_differences()))
    else:
        style = console.style(sys.stdout)
        text = show_prices(models, style=style, width=console.width)
        console.out(_with_differences(text, style))


def _with_differences(text: str, style: Style) -> str:
    told = show_differences(paid_differences(), style=style)
    return f"{text}\n{told}" if told else text
