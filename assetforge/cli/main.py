"""The command line: parse, run one command, explain what went wrong, end with a known code."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, NoReturn

import click
from click.core import ParameterSource

from assetforge.app.trust import begin
from assetforge.cli.console import Console
from assetforge.cli.options import offline, option
from assetforge.cli.streams import lost_output, open_closed_streams, put_rest, tell
from assetforge.core.errors import AssetforgeError, UsageError
from assetforge.core.exits import Exit
from assetforge.core.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Each command lives in a module of its own, loaded only when it runs: `--help` needs none of them.
COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "init": ("init", "Begin a project that builds at once."),
    "check": ("check", "Check the manifest and the lock; nothing else is touched."),
    "plan": ("plan", "Show what a build would do, why, and for how many credits."),
    "build": ("build", "Make what changed; write files and assets.lock."),
    "status": ("status", "Show what is up to date and what is not."),
    "show": ("show", "Show what is locked."),
    "explain": ("explain", "Show every part of an asset's key and what changed since the lock."),
    "graph": ("graph", "Draw who needs whom."),
    "diff": ("diff", "Compare with a commit: assets, credits, and which line causes them."),
    "comment": ("comment", "Write what a change costs as one comment on its pull request."),
    "verify": ("verify", "Read every locked byte and compare it with its digest."),
    "models": ("models", "List the models that can be named, with tiers, options and prices."),
    "pricing": ("pricing", "Show what assets and models cost, and how a price comes about."),
    "store": ("store", "Look after the store: ls, gc, where."),
    "jobs": ("jobs", "List what was paid for, is running or is unclear, and settle it."),
    "lock": ("lock", "Merge a lock in conflict, or bring a lost one back, free."),
    "bless": ("bless", "Declare an edit immaterial: what is locked counts for it, free."),
    "adopt": ("adopt", "Make an existing result of LetzAI the result of an asset, free."),
    "sandbox": ("sandbox", "Serve LetzAI and Letta on this machine, free, for tests and CI."),
    "doctor": ("doctor", "Look over settings, keys and folders; try a live service, for little."),
    "schema": ("schema", "Print JSON Schemas: of the manifest, of documents, of events."),
    "completion": ("completion", "Print a completion script for your shell."),
}

# Objects made until Python looks for rings among them; what imports and plans make, stays. As often
# as usual, the looks take a twentieth of a small build's time.
_RARELY: Final = (100_000, 50, 50)


class Commands(click.Group):
    """A group that knows the names and help of its commands before it loads them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which people meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found: object = import_module(f"assetforge.cli.{COMMANDS[cmd_name][0]}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or suggest the nearest one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from assetforge.core.diagnostics import did_you_mean  # noqa: PLC0415 - for mistakes

            near = did_you_mean(args[0], COMMANDS)
            message = f"{error.message} {near.capitalize()}".strip()
            raise click.UsageError(message, ctx) from error


@click.group(
    cls=Commands,
    name="assetforge",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Pictures and films as code: planned, priced, built once and locked.",
    epilog="Begin with `assetforge init`, then `assetforge plan` and `assetforge build`.",
)
@option(
    "--manifest",
    metavar="PATH",
    help="The manifest; otherwise the nearest assets.toml upwards.",
)
@click.option("-C", "folder", metavar="DIR", help="Work as if started in this folder.")
@option("-q", "--quiet", is_flag=True, help="Print data and failures only.")
@option("-v", "--verbose", is_flag=True, help="Print every detail.")
@option("--no-color", is_flag=True, help="Print no colours.")
@offline
@option("--untrusted", is_flag=True, help="Take the files here for anybody's: spend nothing.")
@click.version_option(VERSION, prog_name="assetforge", message="%(prog)s %(version)s")
@click.pass_context
def group(ctx: click.Context, /, manifest: str | None, folder: str | None, **flags: bool) -> None:
    """Set up what all commands share."""
    if folder is not None:
        _enter(folder)
    _refuse_lost_folder()
    ctx.obj = Console(
        manifest=manifest, verbosity=_verbosity(ctx, flags), no_color=flags["no_color"]
    )


def _verbosity(ctx: click.Context, flags: Mapping[str, bool]) -> int:
    """Say how much is told; what was typed holds against a variable that says the contrary."""
    asked = [name for name in ("quiet", "verbose") if flags[name]]
    typed = [
        name for name in asked if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    chosen = typed or asked
    return ("verbose" in chosen) - ("quiet" in chosen)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with a code of the published table."""
    words = list(sys.argv[1:] if args is None else args)
    gc.set_threshold(*_RARELY)
    begin(words)  # before anything of a project is read, or anything of it could run
    atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)  # all is done: let it end well
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a test may put something else in its place
            stream.reconfigure(errors="backslashreplace")
    sys.exit(_finished(_run(words), words))


def _run(words: list[str]) -> int:
    try:
        code = group.main(args=words, prog_name="assetforge", standalone_mode=False)
        return int(code or 0)
    except click.ClickException as error:
        return _explain_usage(error, words)
    except (click.Abort, KeyboardInterrupt):
        tell("Stopped.\n")
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last door: nobody is shown a traceback
        return _explain(_cause(error), words)


def _finished(code: int, words: list[str]) -> int:
    try:
        put_rest()
    except AssetforgeError as error:
        return _explain(error, words)
    return code


def _cause(error: Exception) -> Exception:
    """Find out whether click could not print help or the version: it does that by itself."""
    if isinstance(error, OSError):
        from traceback import walk_tb  # noqa: PLC0415 - only when something failed

        *_, (frame, _) = walk_tb(error.__traceback__)
        if frame.f_globals["__name__"] == click.echo.__module__:
            return lost_output(error)
    return error


def _explain(error: Exception, words: list[str]) -> int:
    from assetforge.cli.failure import explain  # noqa: PLC0415 - only when something failed

    return explain(error, words)


def _explain_usage(error: click.ClickException, words: list[str]) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return Exit.USAGE
    from assetforge.cli.failure import explain_usage  # noqa: PLC0415 - only when something failed

    return explain_usage(error, words)


def _enter(folder: str) -> None:
    try:
        os.chdir(folder)
    except OSError as error:
        message = f"-C {folder}: {error.strerror or 'it cannot be entered'}"
        raise click.UsageError(message) from error


def _refuse_lost_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - `--help` needs no pathlib
    except OSError as error:
        raise _lost_folder() from error


def _lost_folder() -> UsageError:
    return UsageError(
        "the folder that you are in is gone, or cannot be read",
        next_step="Go to one that exists, or name it with `-C DIR`.",
    )
