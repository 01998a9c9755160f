"""An asset's fields, joined with the defaults of its kind.

[defaults]            provider          for all kinds but source and derive
[defaults.image]      size, tags, …     for images
[image.hero]          prompt, …         what stands here counts, and sets its rivals aside
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.core.values import is_table
from assetforge.manifest.model import Origin
from assetforge.manifest.template import is_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.names import Kind
    from assetforge.manifest.declared import Declared
    from assetforge.manifest.document import Document

NOT_IN_DEFAULTS: Final = ("from", "matrix")  # they shape the graph, asset by asset

# A field in the asset's own table sets these defaults aside, for both say the same thing.
RIVALS: Final[Mapping[str, tuple[str, ...]]] = {
    "size": ("aspect_ratio", "resolution"),
    "aspect_ratio": ("size",),
    "resolution": ("size",),
    "prompt": ("prompt_file",),
    "prompt_file": ("prompt",),
    "output": ("format",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The fields that all cells of an asset begin with."""

    fields: Mapping[str, object]
    homes: Mapping[str, Origin]  # where those stand that come from `[defaults]`
    written: frozenset[str]  # their names
    templates: frozenset[str]  # the names of those that hold `{{`
    misplaced: frozenset[str]  # names of fields that stand in `[defaults]` and have no default


Defaults: TypeAlias = "tuple[tuple[Origin, Mapping[str, object]], ...]"


def join_defaults(asset: Declared, defaults: Defaults) -> Joined:
    """Join an asset's own fields with those defaults that it does not set aside."""
    fields = {
        key: value
        for key, value in asset.table.items()
        if key != "matrix" or asset.kind == "source"  # where it is an unknown key
    }
    homes: dict[str, Origin] = {}
    set_aside = {rival for key in fields for rival in RIVALS.get(key, ())}
    for home, table in defaults:
        for key, value in table.items():
            if key not in fields and key not in set_aside and key not in NOT_IN_DEFAULTS:
                fields[key] = value
                homes[key] = home
    misplaced = {
        key for _, table in defaults for key in NOT_IN_DEFAULTS if key in table.keys() - fields
    }
    return Joined(
        fields=fields, homes=homes, written=frozenset(fields),
        templates=frozenset(key for key, value in fields.items() if is_template(value)),
        misplaced=frozenset(misplaced),
    )  # fmt: skip


def defaults_of(kind: Kind, root: Document) -> Defaults:
    """Find the tables that hold a kind's defaults, the nearest first."""
    defaults = root.table("defaults")
    table = defaults.get(kind)
    found: list[tuple[Origin, Mapping[str, object]]] = []
    if is_table(table) and kind != "source":
        found.append((Origin(file=root.file, path=("defaults", kind)), table))
    if "provider" in defaults and kind not in {"source", "derive"}:  # a derive is made here
        provider = {"provider": defaults["provider"]}
        found.append((Origin(file=root.file, path=("defaults",)), provider))
    return tuple(found)
