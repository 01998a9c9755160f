"""`schema`: what editors check a manifest with, and programs what they read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assetforge.core.exits import Exit
from assetforge.manifest.schema import manifest_schema
from assetforge.ui.schema import NAMES, schema_of

if TYPE_CHECKING:
    from tests.unit.cli.ran import Run


def test_the_schema_is_printed_whole(run: Run) -> None:
    assert json.loads(run("schema").out) == manifest_schema()
    assert run("schema", "assets").out == run("schema").out


@pytest.mark.parametrize("name", NAMES)
def test_so_is_every_other(name: str, run: Run) -> None:
    assert json.loads(run("schema", name).out) == json.loads(json.dumps(schema_of(name)))


def test_a_name_that_is_none_is_refused_with_those_that_are(run: Run) -> None:
    ran = run("schema", "plans")

    assert ran.code == Exit.USAGE
    assert "'plan'" in ran.err
