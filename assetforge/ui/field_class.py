"""What a field of a request counts for: paid, or local and free."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.manifest.rule import FieldClass


def class_of(kind: Kind, field: str) -> FieldClass:
    """Name the class of a field, as the manifest's own declaration has it.

    What a provider adds to a request by itself stands in no manifest; it counts as paid.
    """
    from assetforge.manifest.fields import FIELDS  # noqa: PLC0415 - brings pydantic, slow to load
    from assetforge.manifest.rule import rule_of  # noqa: PLC0415 - goes with it

    fields = FIELDS[kind].model_fields
    if field in fields:
        return rule_of(fields[field]).of
    return "local" if kind == "derive" else "paid"
