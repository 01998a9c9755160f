"""What 1.0 promised: documents, lines and a lock of then are valid and described for ever.

The files of `tests/golden/` are never written anew once a version is out; a new document gets a
new file (`python -m tests.update`). A schema that no longer knows a field, or asks for more, fails.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import pytest
import tomli

from assetforge.ui.machine import DocumentKind
from assetforge.ui.schema import schema_of
from assetforge.ui.schema_files import EVENTS
from tests.documents import document_errors
from tests.schema_errors import schema_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN: Final = Path(__file__).parent / "golden"
DOCUMENTS: Final = sorted(GOLDEN.glob("*.json"))
LINES: Final[list[dict[str, object]]] = [
    json.loads(line) for line in (GOLDEN / "events.ndjson").read_text("utf-8").splitlines()
]


def loaded(path: Path) -> Mapping[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_of_one_zero_is_valid_and_described(path: Path) -> None:
    assert document_errors(loaded(path)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_none_can_do_without_one_of_its_fields(path: Path) -> None:
    document = loaded(path)
    schema = schema_of(str(document["document"]))
    optional = {
        "approves", "approves_uploads", "plan_digest", "saved_at", "searched", "stale", "trained",
    }  # fmt: skip

    spared = [
        name
        for name in document.keys() - optional
        if not schema_errors(schema, {key: document[key] for key in document if key != name})
    ]

    assert spared == []


def test_each_line_of_one_zero_is_valid_and_described() -> None:
    flaws = {str(line["type"]): document_errors(line, "events") for line in LINES}

    assert [found for found in flaws.items() if found[1]] == []


def test_every_kind_and_every_type_of_one_zero_is_kept() -> None:
    assert {loaded(path)["document"] for path in DOCUMENTS} == set(get_args(DocumentKind))
    assert {line["type"] for line in LINES} == set(EVENTS)


def test_a_lock_of_one_zero_is_valid_and_described() -> None:
    lock = tomli.loads((GOLDEN / "assets.lock").read_text(encoding="utf-8"))

    assert document_errors(lock, "assets-lock") == []
