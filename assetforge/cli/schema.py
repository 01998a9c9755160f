"""`assetforge schema`: the JSON Schemas of the manifest, and of all that programs read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import click

from assetforge.cli.command import Command
from assetforge.core.exits import Exit
from assetforge.manifest.schema import manifest_schema
from assetforge.ui.schema import NAMES, schema_of

if TYPE_CHECKING:
    from assetforge.cli.console import Console

MANIFEST: Final = "assets"


@click.command("schema", cls=Command)
@click.argument("name", type=click.Choice((MANIFEST, *NAMES)), default=MANIFEST, metavar="[NAME]")
@click.pass_obj
def command(console: Console, *, name: str) -> Exit:
    """Print a JSON Schema: of assets.toml, or of NAME.

    NAME is a document that a command prints with `--json` (plan, build, error, …), `events` for a
    line of `build --json-into`, or `assets-lock` for assets.lock. `init` writes the manifest's
    where editors find it.
    """
    schema = manifest_schema() if name == MANIFEST else schema_of(name)
    console.out(json.dumps(schema, indent=2, ensure_ascii=False))
    return Exit.DONE
