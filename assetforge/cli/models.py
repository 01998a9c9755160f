"""`assetforge models`: what can be named, with what it does and costs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from assetforge.app.models import list_models, open_providers
from assetforge.app.settings import user_settings
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, option
from assetforge.core.exits import Exit
from assetforge.core.names import KINDS
from assetforge.ui.excerpt import show_diagnostic
from assetforge.ui.models import show_models
from assetforge.ui.models_json import models_document

if TYPE_CHECKING:
    from assetforge.cli.console import Console
    from assetforge.core.names import Kind

BOUGHT: Final = tuple(kind for kind in KINDS if kind not in {"source", "derive"})


@click.command("models", cls=Command)
@click.argument("provider", required=False)
@option("--kind", type=click.Choice(BOUGHT), help="Only models that make this kind of asset.")
@as_json
@click.pass_obj
def command(console: Console, *, provider: str | None, kind: Kind | None, as_json: bool) -> Exit:
    """List the models of every PROVIDER or of one, with tiers, options and prices.

    Each price has its document; `-v` adds other words for a model, and notes. No network.
    """
    settings = user_settings()
    models = list_models(settings, provider, kind)
    free = open_providers(settings, provider)
    style = console.style(sys.stderr)
    for warning in settings.warnings:
        console.say(show_diagnostic(warning, {}, style=style))
    if as_json:
        console.data(models_document(models, free))
    else:
        text = show_models(
            models, free, style=console.style(sys.stdout), width=console.width,
            verbose=console.is_verbose,
        )  # fmt: skip
        console.out(text)
    return Exit.DONE
