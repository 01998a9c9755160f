"""`assetforge completion`: a script for the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from assetforge.cli.command import Command
from assetforge.core.exits import Exit

if TYPE_CHECKING:
    from assetforge.cli.console import Console

SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> Exit:
    """Print a completion script for SHELL.

    For bash: add `eval "$(assetforge completion bash)"` to ~/.bashrc.
    """
    found = get_completion_class(shell)
    assert found is not None, "click knows the shells that are listed above"
    script = found(ctx.find_root().command, {}, "assetforge", "_ASSETFORGE_COMPLETE")
    console: Console = ctx.obj
    console.out(script.source())
    return Exit.DONE
