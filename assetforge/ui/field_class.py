"""What a field counts for: paid, local and free, or cosmetic: in no key at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.manifest.rule import FieldClass
    from assetforge.plan.model import Reason


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


def class_of_change(kind: Kind, reason: Reason) -> FieldClass | None:
    """Name the class of the field that a reason tells of; None: it tells of none.

    Who makes something, and with which model, is paid for as the words of a prompt are.
    """
    match reason.why:
        case "field":
            return class_of(kind, reason.field)
        case "kind" | "model" | "provider":
            return "local" if kind == "derive" else "paid"
        case "output-moved" | "moved":
            return "cosmetic"
        case "output-format":
            return "local"
        case _:
            return None
