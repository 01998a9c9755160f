"""Options: each can be set by `ASSETFORGE_<OPTION>` too, and means the same in every command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, TypeVar

import click
from click.core import ParameterSource

from assetforge.cli.complete import complete_asset

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetforge.cli.limits import SpendingLimits

STAY_AWAY: Final = "Use no network: fail (exit 10) where a service would be asked."
DIALECT_VARIABLE: Final = "ASSETFORGE_DIALECT"
Function = TypeVar("Function", bound="Callable[..., object]")


class Option(click.Option):
    """An option that names its variable where that holds what it cannot take."""

    def process_value(self, ctx: click.Context, value: object) -> object:
        """Convert and check a value.

        Raises:
            click.BadParameter: it is none for this option.
        """
        try:
            return super().process_value(ctx, value)
        except click.BadParameter as error:
            if ctx.get_parameter_source(self.name) is not ParameterSource.ENVIRONMENT:
                raise
            variable = f"the variable {self.envvar}"
            raise click.BadParameter(self._said(error), ctx, param_hint=variable) from error

    def _said(self, error: click.BadParameter) -> str:
        """Say what is wrong; a word that may be the secret of another variable is not repeated."""
        if isinstance(self.type, click.Choice):
            return f"it takes {' or '.join(map(str, self.type.choices))}"
        return error.message


def option(*names: str, **settings: object) -> Callable[[Function], Function]:
    """Declare an option with its environment variable, named after its longest form."""
    longest = max((name for name in names if name.startswith("-")), key=len)
    variable = "ASSETFORGE_" + longest.lstrip("-").replace("-", "_").upper()
    return click.option(*names, cls=Option, envvar=variable, show_envvar=False, **settings)


def targets(function: Function) -> Function:
    """Declare the assets a command is limited to."""
    named = click.argument(
        "targets", nargs=-1, metavar="[TARGET]...", shell_complete=complete_asset
    )
    chosen = option(
        "-t", "--target", "more_targets", multiple=True, metavar="PATTERN",
        shell_complete=complete_asset,
        help="Limit to these assets and what they need; globs such as 'hero*' work.",
    )  # fmt: skip
    left_out = option(
        "--exclude", "excludes", multiple=True, metavar="PATTERN",
        shell_complete=complete_asset,
        help="Leave these assets out, and all that is made from them.",
    )  # fmt: skip
    return named(chosen(left_out(function)))


def as_json(function: Function) -> Function:
    """Declare `--json`."""
    flag = option("--json", "as_json", is_flag=True, help="Print a document for programs.")
    return flag(function)


def draft(function: Function) -> Function:
    """Declare `--draft`."""
    return option(
        "--draft", "is_draft", is_flag=True,
        help="Work on the draft: all drawn by studio, free, in .assetforge/draft/.",
    )(function)  # fmt: skip


def replaced(function: Function) -> Function:
    """Declare `--replace`."""
    return option(
        "--replace", "replace", multiple=True, metavar="ASSET",
        shell_complete=complete_asset,
        help="Make this asset anew; an output edited by hand is set back to its stored result.",
    )(function)  # fmt: skip


def locked(function: Function) -> Function:
    """Declare `--locked`."""
    return option(
        "--locked", "is_locked", is_flag=True,
        help="Fail (exit 3) if assets.lock would have to change.",
    )(function)  # fmt: skip


def frozen(function: Function) -> Function:
    """Declare `--frozen`."""
    return option(
        "--frozen", "is_frozen", is_flag=True,
        help="Have all as it is locked, whatever the manifest asks for; make nothing (exit 3).",
    )(function)  # fmt: skip


def offline(function: Function) -> Function:
    """Declare `--offline`, as it may stand before a command's name."""
    return option(
        "--offline", is_flag=True, expose_value=False, callback=_leave_network, help=STAY_AWAY
    )(function)


def offline_option() -> click.Option:
    """Make `--offline` as it may stand after a command's name."""
    return Option(
        ["--offline"], is_flag=True, expose_value=False, callback=_leave_network,
        envvar="ASSETFORGE_OFFLINE", show_envvar=False, help=STAY_AWAY,
    )  # fmt: skip


def max_credits(function: Function) -> Function:
    """Declare `--max-credits`."""
    return option(
        "--max-credits", "max_credits", multiple=True, metavar="N|PROVIDER=N", callback=_limits,
        help="Agree to spend up to this much at each provider, or at one.",
    )(function)  # fmt: skip


def online(function: Function) -> Function:
    """Declare `--online`."""
    return option(
        "--online", "is_online", is_flag=True,
        help="Ask the services what only they can tell: the trained models behind `@tags`. Free.",
    )(function)  # fmt: skip


def dialect(function: Function) -> Function:
    """Declare `--dialect`."""
    return option(
        "--dialect", type=click.Choice(("current", "older")), expose_value=False, callback=_speak,
        help="Speak to LetzAI as its newest documents say, or as older servers do.",
    )(function)  # fmt: skip


def _leave_network(context: click.Context, _parameter: click.Parameter, value: object) -> None:
    """Stay away from the network for as long as the command runs."""
    if value:
        from assetforge.app.network import go_offline  # noqa: PLC0415 - only if asked for

        context.call_on_close(go_offline())


def _limits(
    _context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]
) -> SpendingLimits | None:
    if not words:
        return None
    from assetforge.cli.limits import read_limits  # noqa: PLC0415 - only where one is given

    return read_limits(words)


def _speak(context: click.Context, parameter: click.Parameter, word: str | None) -> None:
    """Have a dialect that was typed outrank the environment, for as long as the command runs."""
    if word is None:
        return
    if context.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE:
        before = os.environ.get(DIALECT_VARIABLE)
        os.environ[DIALECT_VARIABLE] = word
        context.call_on_close(lambda: _restore(before))


def _restore(before: str | None) -> None:
    if before is None:
        os.environ.pop(DIALECT_VARIABLE, None)
    else:
        os.environ[DIALECT_VARIABLE] = before
