"""`schema`: what editors check a manifest with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assetforge.manifest.schema import manifest_schema

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


def test_the_schema_is_printed_whole(run: Run) -> None:
    assert json.loads(run("schema").out) == manifest_schema()
