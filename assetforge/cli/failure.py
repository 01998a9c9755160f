"""What a person is told when a command fails: what happened, what it cost, what to run next."""

from __future__ import annotations

import os
import sys
import traceback
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import click

from assetforge.cli.console import Console
from assetforge.cli.github import annotate, named_manifest
from assetforge.cli.streams import tell
from assetforge.core.errors import AssetforgeError, InvalidError, UsageError
from assetforge.core.exits import Exit
from assetforge.core.text import clean
from assetforge.ui.excerpt import show_problems
from assetforge.ui.machine import document
from assetforge.ui.machine_check import check_document

if TYPE_CHECKING:
    from assetforge.core.values import Json

_FORMAT: Final = "--format"
_WITH_FORMAT: Final = frozenset({"diff", "graph"})  # the commands that know that option
TRUE: Final = frozenset({"1", "true", "t", "yes", "y", "on"})  # as click reads a variable


def explain(error: Exception, words: list[str]) -> Exit:
    """Tell what went wrong and return the exit code for it."""
    console = _console(words)
    if not isinstance(error, AssetforgeError):
        return _explain_bug(error, words)
    if _wants_document(words):
        _print_document(console, error)
    if isinstance(error, InvalidError):
        style = console.style(sys.stderr)
        console.warn(f"{show_problems(error, style=style)}\n\n")
        annotate(error.diagnostics, named_manifest(words))
    paint = console.style(sys.stderr)
    console.warn(f"{paint.error('error')}: {clean(error.what)}")
    console.warn(f"  {clean(error.cost)}")
    if error.next_step:
        console.warn(f"  {paint.hint('Next:')} {clean(error.next_step)}")
    return error.exit


def explain_usage(error: click.ClickException, words: list[str]) -> Exit:
    """Tell what is wrong with a command line and return the exit code for it."""
    console = _console(words)
    context = error.ctx if isinstance(error, click.UsageError) else None
    what = error.format_message()
    advice = f"`{context.command_path} --help` shows what there is." if context else ""
    if _wants_document(words):
        _print_document(console, UsageError(what, next_step=advice))
    paint = console.style(sys.stderr)
    console.warn(f"{paint.error('error')}: {clean(what)}")
    if advice:
        console.warn(f"  {paint.hint('Next:')} {clean(advice)}")
    return Exit.USAGE


def _console(words: list[str]) -> Console:
    return Console(no_color=_wants(words, "--no-color"))


def _wants_document(words: list[str]) -> bool:
    """Say whether a program reads stdout: by `--json`, or by the last `--format` that is JSON."""
    return _wants(words, "--json") or _format(words) == "json"


def _format(words: list[str]) -> str:
    """Find the last format that was typed, of its own or behind `=`; else that of the variable."""
    typed = _typed(words)
    has_one = not _WITH_FORMAT.isdisjoint(typed)
    found = os.environ.get(_variable(_FORMAT), "") if has_one else ""
    for word, following in pairwise([*typed, ""]):
        if word == _FORMAT:
            found = following
        elif word.startswith(f"{_FORMAT}="):
            found = word.partition("=")[2]
    return found


def _wants(words: list[str], *names: str) -> bool:
    """Say whether a flag was given, by its variable too: a command line may never be parsed."""
    is_set = os.environ.get(_variable(max(names, key=len)), "").lower() in TRUE
    return is_set or not frozenset(names).isdisjoint(_typed(words))


def _typed(words: list[str]) -> list[str]:
    return words[: words.index("--")] if "--" in words else words


def _variable(name: str) -> str:
    return f"ASSETFORGE_{name.removeprefix('--').upper().replace('-', '_')}"


def _print_document(console: Console, error: AssetforgeError) -> None:
    if isinstance(error, InvalidError):
        console.data(check_document(error.diagnostics))
        return
    said: dict[str, Json] = {
        "what": error.what,
        "cost": error.cost,
        "next_step": error.next_step,
        "exit": int(error.exit),
    }
    console.data(document("error", {"error": said}))


def _explain_bug(error: Exception, words: list[str]) -> Exit:
    cause = _cause(error)
    name = f"{type(cause).__name__}: {cause}" if str(cause) else type(cause).__name__
    tell(f"error: {clean(name)}\n  This is a bug in assetforge. What was built is saved.\n")
    if _wants(words, "--verbose", "-v"):
        tell(clean("".join(traceback.format_exception(error))))
    else:
        tell("  Next: run it again with -v and report what it prints.\n")
    return Exit.FAILED


def _cause(error: Exception) -> Exception:
    """Find what went wrong first where several things did."""
    causes: tuple[Exception, ...] = getattr(error, "exceptions", ())  # only a group has them
    return _cause(causes[0]) if causes else error
