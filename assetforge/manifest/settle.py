"""From a cell to an asset: types, prompt, provider, model and output path settled.

    Cell.fields ─pydantic▶ params (paid, local) · notes (cosmetic) · shape (from, model, output …)

A field that is refused is left out, so that the rest of the asset is still looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from assetforge.manifest.field_values import field_values, stand_ins
from assetforge.manifest.file_place import check_place, file_place
from assetforge.manifest.model import Asset
from assetforge.manifest.prompt_text import prompt_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.names import Kind
    from assetforge.core.values import Json
    from assetforge.manifest.cell import Cell
    from assetforge.manifest.field_values import FieldValues
    from assetforge.manifest.problem_list import ProblemList

PROVIDER_TABLES: Final = ("studio", "letzai", "letta")
FALLBACK: Final = "studio"
DERIVED_BY: Final = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was read for the cells: prompt texts, and why a file that they name was refused."""

    prompts: Mapping[str, str]
    refused: Mapping[str, str]  # path → reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Settler:
    """What all cells share while they are settled."""

    output: str  # folder of finished files
    given: Given
    capabilities: Mapping[str, Capabilities]
    problems: ProblemList
    unsound: dict[str, frozenset[str]] = field(default_factory=dict["str", "frozenset[str]"])
    """Address → fields that were refused, or that a misspelt key stands for."""

    def settle(self, cell: Cell) -> Asset:
        """Settle one cell; what is wrong with it is noted, and left out of the asset."""
        fields = _sound(cell)
        if "prompt_file" in fields:
            prompt = prompt_text(cell, self.given.prompts, self.given.refused, self.problems)
            if prompt is not None:
                fields = {**fields, "prompt": prompt}
        return self._asset(cell, self._checked(cell, fields))

    def _checked(self, cell: Cell, fields: Mapping[str, object]) -> FieldValues:
        kind = cell.declared.kind
        if cell.gaps:
            self.unsound[cell.address] = cell.gaps
            needed = {key: value for key, value in stand_ins(kind).items() if key in cell.gaps}
            fields = {**needed, **fields}
        checked = field_values(kind, fields, cell.filled)
        if checked.refusals:
            wrong = checked.refusals.refused | checked.refusals.meant
            self.unsound[cell.address] = cell.gaps | wrong
            for problem in checked.refusals.problems(cell.homes, cell.declared.origin):
                self.problems.add_in(cell.address, problem)
        return checked

    def _asset(self, cell: Cell, checked: FieldValues) -> Asset:
        kind = cell.declared.kind
        provider = provider_of(kind, checked.values)
        place = file_place(cell, self.output)
        if self.unsound.get(cell.address, frozenset()).isdisjoint({"path", "output"}):
            for problem in check_place(cell, place, self.given.refused):
                self.problems.add_in(cell.address, problem)
        params = asked_of(provider, checked)
        if kind == "derive" and place.extension and "format" not in params:
            params["format"] = place.extension.removeprefix(".").replace("jpg", "jpeg")
        return Asset(
            address=cell.address, name=cell.declared.name, kind=kind, cell=cell.values,
            provider=provider, model=self._model(kind, provider, checked.values.get("model")),
            inputs=cell.sources, params=params, notes=checked.of_class("cosmetic"),
            stem=place.stem, extension=place.extension, origin=cell.declared.origin,
            written=cell.written, homes=cell.homes,
        )  # fmt: skip

    def _model(self, kind: Kind, provider: str, word: object) -> str | None:
        known = self.capabilities.get(provider)
        name = word if isinstance(word, str) else None
        if known is None or known.is_open:
            return name
        model = known.meant(kind, name)
        return model.id if model else name


def _sound(cell: Cell) -> Mapping[str, object]:
    """Give the fields that can be looked at, with `from` as a list."""
    value = cell.fields.get("from")
    if not cell.gaps and not isinstance(value, str):
        return cell.fields
    fields = {key: value for key, value in cell.fields.items() if key not in cell.gaps}
    return {**fields, "from": [value]} if isinstance(fields.get("from"), str) else fields


def provider_of(kind: Kind, values: Mapping[str, object], otherwise: str = FALLBACK) -> str:
    """Say who makes an asset; nobody makes a source, and a derive is always made here."""
    if kind == "source":
        return ""
    return str(values.get("provider", DERIVED_BY if kind == "derive" else otherwise))


def asked_of(provider: str, checked: FieldValues) -> dict[str, Json]:
    """Pick what a provider is asked for; the tables of others are theirs."""
    params = checked.of_class("paid", "local")
    for other in PROVIDER_TABLES:
        if other != provider:
            params.pop(other, None)
    return params
