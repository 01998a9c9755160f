"""From a cell to an asset: types, prompt, provider, model and output path settled.

Cell.fields ─pydantic▶ params (paid, local) · notes (cosmetic) · shape (from, model, output …)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from assetforge.core.diagnostics import Problem
from assetforge.core.paths import PathError, extension, join, parse_media_path
from assetforge.core.values import is_array, is_table
from assetforge.manifest.capability_checks import OrderToCheck, check_order
from assetforge.manifest.expand import gap_problem
from assetforge.manifest.fields import FIELDS, FieldsError
from assetforge.manifest.model import Asset
from assetforge.manifest.refusal import refusals
from assetforge.manifest.rule import rule_of
from assetforge.manifest.template import Gap, fill, gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.names import Kind
    from assetforge.core.values import Json
    from assetforge.manifest.expand import Cell
    from assetforge.manifest.rule import FieldClass

PROVIDER_TABLES = ("studio", "letzai", "letta")
FALLBACK_PROVIDER = "studio"


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
    problems: list[Problem]

    def settle(self, cell: Cell) -> Asset | None:
        """Settle one cell; None where its fields are refused, with the problems noted."""
        fields = {**cell.fields}
        if "from" in fields and cell.sources:
            fields["from"] = list(cell.sources)
        self._read_prompt(cell, fields)
        checked = self._checked(cell, fields)
        return None if checked is None else self._asset(cell, checked)

    def _checked(self, cell: Cell, fields: Mapping[str, object]) -> Mapping[str, object] | None:
        """Check the fields; those that are refused are left out, so that the rest is looked at."""
        kind = FIELDS[cell.declared.kind]
        try:
            return kind.model_validate(fields).model_dump(exclude_none=True, by_alias=True)
        except FieldsError as error:
            self.problems.extend(refusals(cell, error))
            refused = {str(detail["loc"][0]) for detail in error.errors(include_url=False)}
        try:
            sound = {key: value for key, value in fields.items() if key not in refused}
            return kind.model_validate(sound).model_dump(exclude_none=True, by_alias=True)
        except FieldsError:  # something is missing, which is said already
            return None

    def _read_prompt(self, cell: Cell, fields: dict[str, object]) -> None:
        path = fields.get("prompt_file")
        if not isinstance(path, str):
            return
        origin = cell.origin("prompt_file")
        if "prompt" in fields:
            self.problems.append(_two_prompts(cell))
        elif path in self.given.refused:
            self.problems.append(_refused_file(cell, "prompt_file", path, self.given.refused[path]))
        else:
            text = self.given.prompts.get(path, "").strip()
            self.problems.extend(
                gap_problem(Gap(path=(), name=gap.name), origin, cell.scope)
                for gap in gaps(text, cell.scope)
            )
            fields["prompt"] = fill(text, cell.scope)

    def _asset(self, cell: Cell, dumped: Mapping[str, object]) -> Asset:
        kind, classes = cell.declared.kind, _classes(cell.declared.kind)
        provider = _provider(kind, dumped)
        word = dumped.get("model")
        stem, declared = self._output(cell, dumped)
        params = {
            key: _plain(value)
            for key, value in dumped.items()
            if classes[key] in {"paid", "local"} and (key == provider or key not in PROVIDER_TABLES)
        }
        if kind == "derive" and declared and "format" not in params:
            params["format"] = declared.removeprefix(".").replace("jpg", "jpeg")
        asset = Asset(
            address=cell.address, name=cell.declared.name, kind=kind, cell=cell.values,
            provider=provider, model=self._model(kind, provider, word), inputs=cell.sources,
            params=params, stem=stem, extension=declared, origin=cell.origin(),
            notes={key: _plain(dumped[key]) for key in dumped if classes[key] == "cosmetic"},
            written=frozenset(cell.fields), homes=cell.inherited,
        )  # fmt: skip
        if kind != "source":
            self._check_provider(cell, asset)
        return asset

    def _check_provider(self, cell: Cell, asset: Asset) -> None:
        order = OrderToCheck(
            kind=asset.kind, provider=asset.provider, model=asset.model, params=asset.params,
            inputs=len(asset.inputs),
        )  # fmt: skip
        for finding in check_order(order, self.capabilities):
            origin = cell.origin(*finding.path)
            self.problems.append(
                Problem(
                    code=finding.code, file=origin.file, path=origin.path, on=finding.on,
                    summary=finding.summary, detail=finding.detail, hint=finding.hint,
                    severity=finding.severity,
                )
            )  # fmt: skip

    def _model(self, kind: Kind, provider: str, word: object) -> str | None:
        known = self.capabilities.get(provider)
        name = word if isinstance(word, str) else None
        if known is None or known.is_open:
            return name
        model = known.meant(kind, name)
        return model.id if model else name

    def _output(self, cell: Cell, dumped: Mapping[str, object]) -> tuple[str, str | None]:
        key = "path" if cell.declared.kind == "source" else "output"
        path = dumped.get(key)
        if not isinstance(path, str):
            return join(self.output, cell.address), None
        try:
            parsed = parse_media_path(path)
        except PathError as error:
            self.problems.append(_bad_path(cell, key, error))
            return path, None
        if key == "path":
            if path in self.given.refused:
                self.problems.append(_refused_file(cell, key, path, self.given.refused[path]))
            return parsed, None
        ending = extension(parsed)
        return parsed[: len(parsed) - len(ending)], ending


@cache
def _classes(kind: Kind) -> Mapping[str, FieldClass]:
    fields = FIELDS[kind].model_fields
    return {field.alias or name: rule_of(field).of for name, field in fields.items()}


def _provider(kind: Kind, dumped: Mapping[str, object]) -> str:
    if kind == "source":
        return ""
    return "local" if kind == "derive" else str(dumped.get("provider", FALLBACK_PROVIDER))


def _plain(value: object) -> Json:
    """Write 8.0 as 8, so that both ask for the same thing and have the same key."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if is_table(value):
        return {key: _plain(item) for key, item in value.items()}
    if is_array(value):
        return [_plain(item) for item in value]
    return cast("Json", value)


def _two_prompts(cell: Cell) -> Problem:
    origin = cell.origin("prompt_file")
    return Problem(
        code="two-prompts", file=origin.file, path=origin.path, on="key",
        summary="two keys that say the same thing",
        detail="`prompt` and `prompt_file` both give the prompt", hint="keep one of the two",
    )  # fmt: skip


def _bad_path(cell: Cell, key: str, error: PathError) -> Problem:
    origin = cell.origin(key)
    return Problem(
        code="bad-path", file=origin.file, path=origin.path, summary="a path that cannot be used",
        detail=f"the path {error.reason}",
        hint="use a path inside the project, relative to its folder, such as `brand/logo.png`",
    )  # fmt: skip


def _refused_file(cell: Cell, key: str, path: str, reason: str) -> Problem:
    origin = cell.origin(key)
    return Problem(
        code="file-refused", file=origin.file, path=origin.path,
        summary="a file that cannot be used", detail=f"`{path}` {reason}",
        hint="mend the path or the file",
    )  # fmt: skip
