"""Write anew every file that is generated from the code.

python -m tests.update     then look at the difference, as at any other

The test of each says when it is no longer current. What is promised (`tests/golden/`) is only
written where it is missing.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.manifest.schema import manifest_schema
from assetforge.plan.saved_schema import saved_plan_schema
from assetforge.ui.schema import NAMES, PLAN_NAME, schema_of
from tests.reference.commands import commands_reference
from tests.reference.manifest import manifest_reference
from tests.unit.ui.every_document import write_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OTHERS: Final = [name for name in NAMES if name != PLAN_NAME]
ROOT: Final = Path(__file__).parent.parent


def schema_text() -> str:
    """Write the JSON Schema of the manifest as it stands in its file."""
    return json.dumps(manifest_schema(), indent=2, ensure_ascii=False) + "\n"


def saved_plan_text() -> str:
    """Write the JSON Schema of a saved plan as it stands in its file."""
    return json.dumps(saved_plan_schema(), indent=2, ensure_ascii=False) + "\n"


def schema_of_text(name: str) -> str:
    """Write the JSON Schema of a document, a line or a file as it stands in its file."""
    return json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n"


GENERATED: Final[Mapping[str, Callable[[], str]]] = {
    "schema/assets.schema.json": schema_text,
    "schema/saved-plan.schema.json": saved_plan_text,
    **{f"schema/{name}.schema.json": partial(schema_of_text, name) for name in OTHERS},
    "docs/reference/commands.md": commands_reference,
    "docs/reference/manifest.md": manifest_reference,
}


def main() -> int:
    """Write each file that has changed, and say which."""
    for name, generate in GENERATED.items():
        path, text = ROOT / name, generate()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {name}\n")
    for document in write_missing(ROOT / "tests" / "golden"):
        sys.stdout.write(f"promised {document}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
