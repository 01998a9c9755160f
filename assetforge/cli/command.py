"""A command that takes the options all commands share after its name too, as people write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from assetforge.app.trust import doubt
from assetforge.cli.options import offline_option

if TYPE_CHECKING:
    from assetforge.cli.console import Console


class Command(click.Command):
    """A command with the options that all commands share."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """List the command's own parameters, then the shared ones."""
        own = super().get_params(ctx)
        return [*own[:-1], *_SHARED, *own[-1:]]

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, or refuse it.

        Raises:
            UntrustedError: this run is not trusted, and it would spend or change things.
        """
        if doubt():
            from assetforge.cli.stand import take_stand  # noqa: PLC0415 - only in doubt

            take_stand(ctx)
        return super().invoke(ctx)


def _set_verbosity(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        console: Console = ctx.obj
        ctx.obj = replace(console, verbosity=-1 if parameter.name == "quiet" else 1)


def _set_plain(ctx: click.Context, _parameter: click.Parameter, value: object) -> None:
    if value:
        console: Console = ctx.obj
        ctx.obj = replace(console, no_color=True)


def _set_manifest(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        console: Console = ctx.obj
        ctx.obj = replace(console, manifest=value)


_SHARED = (
    click.Option(
        ["--manifest"], metavar="PATH", expose_value=False, callback=_set_manifest,
        help="The manifest; otherwise the nearest assets.toml upwards.",
    ),
    click.Option(
        ["-q", "--quiet"], is_flag=True, expose_value=False, callback=_set_verbosity,
        help="Print data and failures only.",
    ),
    click.Option(
        ["-v", "--verbose"], is_flag=True, expose_value=False, callback=_set_verbosity,
        help="Print every detail.",
    ),
    click.Option(
        ["--no-color"], is_flag=True, expose_value=False, callback=_set_plain,
        help="Print no colours.",
    ),
    offline_option(),
    click.Option(  # it was heard before anything was parsed
        ["--untrusted"], is_flag=True, expose_value=False,
        help="Take the files here for anybody's: spend nothing.",
    ),
)  # fmt: skip
