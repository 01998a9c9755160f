"""The reference of the command line: each command, its options, the table of exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from assetforge.cli.main import group
from assetforge.core.exits import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENING: Final = """\
<!-- Written by `python -m tests.update`; tests/test_docs.py says when it is not current. -->

# Commands

Data goes to stdout, everything else to stderr. `-q`, `-v` and `--no-color` may stand before or
after a command's name. Each long option can be set by an environment variable: `--max-credits` by
`ASSETFORGE_MAX_CREDITS`. The command line outranks the environment.

| variable | says |
|---|---|
| `ASSETFORGE_STORE_DIR` | the folder of the store, otherwise in the user's data folder |
| `ASSETFORGE_CONFIG` | your own config file, otherwise in the user's config folder |
| `LETZAI_API_KEY`, `LETTA_API_KEY` | the keys of the services; nothing else may hold them |
| `LETZAI_BASE_URL`, `LETTA_BASE_URL` | where a service is; a key goes to that origin alone |
| `ASSETFORGE_DIALECT` | the dialect that LetzAI is spoken to in: `current` or `older` |
| `NO_COLOR`, `FORCE_COLOR` | no colours; colours even in a pipe. The first outranks the second |
| `CI` | nobody is asked, nothing moves, and `-y` alone agrees to no spending |
"""
EXITS: Final = """\

## Exit codes

Published and frozen: a code never changes its meaning.

| code | meaning |
|---|---|
"""


def commands_reference() -> str:
    """Write the page, from what the command line itself prints."""
    codes = "".join(f"| {code.value} | {text} |\n" for code, text in MEANINGS.items())
    return "".join([OPENING, *_sections(group, "assetforge"), EXITS, codes])


def _sections(command: click.Command, path: str) -> Iterator[str]:
    context = click.Context(
        command,
        info_name=path,
        max_content_width=80,
        terminal_width=80,
        help_option_names=["-h", "--help"],
    )
    title = "## `assetforge`" if path == "assetforge" else f"## `{path}`"
    yield f"\n{title}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _sections(found, f"{path} {name}")
