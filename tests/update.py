"""Write anew every file that is generated from the code.

python -m tests.update     then look at the difference, as at any other

The test of each says when it is no longer current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.manifest.schema import manifest_schema
from assetforge.plan.saved_schema import saved_plan_schema
from tests.reference.commands import commands_reference
from tests.reference.manifest import manifest_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT: Final = Path(__file__).parent.parent


def schema_text() -> str:
    """Write the JSON Schema of the manifest as it stands in its file."""
    return json.dumps(manifest_schema(), indent=2, ensure_ascii=False) + "\n"


def saved_plan_text() -> str:
    """Write the JSON Schema of a saved plan as it stands in its file."""
    return json.dumps(saved_plan_schema(), indent=2, ensure_ascii=False) + "\n"


GENERATED: Final[Mapping[str, Callable[[], str]]] = {
    "schema/assets.schema.json": schema_text,
    "schema/saved-plan.schema.json": saved_plan_text,
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
    return 0


if __name__ == "__main__":
    sys.exit(main())
