"""`assetforge schema`: the JSON Schema of the manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assetforge.cli.command import Command
from assetforge.core.exits import Exit
from assetforge.manifest.schema import manifest_schema

if TYPE_CHECKING:
    from assetforge.cli.console import Console


@click.command("schema", cls=Command)
@click.pass_obj
def command(console: Console) -> Exit:
    """Print the JSON Schema of assets.toml; `init` writes it where editors find it."""
    console.out(json.dumps(manifest_schema(), indent=2, ensure_ascii=False))
    return Exit.DONE
