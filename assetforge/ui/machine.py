"""Values as JSON for programs: what every document shares.

    {"format_version": "1.0", "document": "plan", …}

A new minor version only adds keys, so readers ignore those they do not know; a new major version
may be refused. Unknown is `null`, never 0. Amounts are whole numbers where they are whole.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from assetforge.core.credits import Credits
    from assetforge.core.media import Blob
    from assetforge.core.values import Json, Table

FORMAT_VERSION: Final = "1.0"
_BEFORE_ANOTHER: Final = re.compile("#(?=#)")
DocumentKind: TypeAlias = Literal[
    "adopt",
    "bless",
    "build",
    "check",
    "comment",
    "diff",
    "doctor",
    "error",
    "explain",
    "graph",
    "jobs",
    "lock",
    "models",
    "plan",
    "pricing",
    "rebuild",
    "resolve",
    "sandbox",
    "show",
    "status",
    "store",
    "store-where",
    "verify",
]


def document(kind: DocumentKind, body: Table) -> Table:
    """Put the version and the kind of document before its content."""
    return {"format_version": FORMAT_VERSION, "document": kind, **body}


def to_json(content: Table) -> str:
    """Write a document as text that is safe on any terminal: everything beyond ASCII escaped.

    `##[` would be a command in the log of a CI service, so its first character is escaped as well.
    """
    text = json.dumps(content, indent=2, ensure_ascii=True, allow_nan=False)
    return _BEFORE_ANOTHER.sub(r"\\u0023", text) + "\n"


def number(amount: Decimal) -> int | float:
    """Write an amount as JSON has it: whole where it is whole, else its shortest decimal."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def credits_value(cost: Credits) -> Table:
    """Write a range of credits; `high` is null where the price is not known."""
    high = None if cost.high is None else number(cost.high)
    return {"low": number(cost.low), "high": high, "known": cost.is_known}


def credits_table(costs: Mapping[str, Credits]) -> Table:
    """Write what each provider costs; credits of two providers are different units."""
    return {provider: credits_value(cost) for provider, cost in costs.items()}


def blob_value(blob: Blob | None) -> Json:
    """Write what some bytes are."""
    if blob is None:
        return None
    media = blob.media
    return {
        "digest": blob.digest, "size": blob.size, "type": media.type,
        "width": media.width, "height": media.height, "seconds": media.seconds,
    }  # fmt: skip
