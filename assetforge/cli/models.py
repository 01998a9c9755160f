"""`assetforge models`: what can be named, with what it does and costs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from assetforge.app.models import list_models, open_providers
from assetforge.app.settings import user_settings
from assetforge.cli.command import Command
from assetforge.cli.options import as_json, dialect, online, option
from assetforge.core.exits import Exit
from assetforge.core.names import KINDS
from assetforge.ui.excerpt import show_diagnostic
from assetforge.ui.models import show_models
from assetforge.ui.models_json import models_document
from assetforge.ui.trained import show_trained, trained_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.cli.console import Console
    from assetforge.core.names import Kind
    from assetforge.providers.letzai.trained_models import TrainedModel

BOUGHT: Final = tuple(kind for kind in KINDS if kind not in {"source", "derive"})


@click.command("models", cls=Command)
@click.argument("provider", required=False)
@option("--kind", type=click.Choice(BOUGHT), help="Only models that make this kind of asset.")
@online
@dialect
@as_json
@click.pass_obj
def command(console: Console, /, *, provider: str | None, kind: Kind | None, **flags: bool) -> Exit:
    """List the models of every PROVIDER or of one, with tiers, options and prices.

    Each price has its document; `-v` adds other words for a model, and notes. No network, unless
    --online asks LetzAI for the trained models that prompts may name by `@tag`.
    """
    settings = user_settings()
    models = list_models(settings, provider, kind)
    free = open_providers(settings, provider)
    asks = flags["is_online"] and provider in {None, "letzai"}
    trained = _trained(console) if asks else None
    style = console.style(sys.stderr)
    for warning in settings.warnings:
        console.say(show_diagnostic(warning, {}, style=style))
    if flags["as_json"]:
        document = models_document(models, free)
        told = {} if trained is None else {"trained": trained_values(trained)}
        console.data({**document, **told})
    else:
        text = show_models(
            models, free, style=console.style(sys.stdout), width=console.width,
            verbose=console.is_verbose,
        )  # fmt: skip
        console.out(text if trained is None else f"{text}\n{_shown(console, trained)}")
    return Exit.DONE


def _trained(console: Console) -> Sequence[TrainedModel]:
    from assetforge.app.online import list_trained  # noqa: PLC0415 - only where it is asked for

    return list_trained(console.manifest)


def _shown(console: Console, trained: Sequence[TrainedModel]) -> str:
    return show_trained(trained, style=console.style(sys.stdout), width=console.width)
