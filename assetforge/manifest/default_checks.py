"""What is wrong with `[defaults]` itself, whether or not an asset takes anything from it.

A value that waits for an axis is looked at in the assets that have the axis.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import Problem
from assetforge.core.names import KINDS, Kind
from assetforge.core.values import is_table
from assetforge.manifest.capability_checks import OrderToCheck, check_order
from assetforge.manifest.check import INPUTS
from assetforge.manifest.field_values import field_values, stand_ins
from assetforge.manifest.fields import known_fields
from assetforge.manifest.gap_problem import gap_problem
from assetforge.manifest.joined import NOT_IN_DEFAULTS
from assetforge.manifest.model import Origin
from assetforge.manifest.offer_checks import placed
from assetforge.manifest.settle import asked_of, provider_of
from assetforge.manifest.template import fill, gaps, is_template
from assetforge.manifest.unknown_key import unknown, unknown_field, unknown_key
from assetforge.manifest.wording import quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.manifest.expand import Expansion
    from assetforge.manifest.field_values import FieldValues


HAVING_DEFAULTS: Final[tuple[Kind, ...]] = tuple(kind for kind in KINDS if kind != "source")


def check_defaults(
    expansion: Expansion, capabilities: Mapping[str, Capabilities]
) -> Iterator[Problem]:
    """Find what is wrong with the defaults, and with those of kinds that no asset has."""
    checks = _DefaultChecks(expansion, capabilities)
    for key, value in expansion.root.table("defaults").items():
        origin = Origin(file=expansion.root.file, path=("defaults", key))
        kind = next(filter(key.__eq__, HAVING_DEFAULTS), None)
        if key == "provider":
            yield from checks.provider(origin, value)
        elif kind is None:
            yield _unknown(origin)
        elif is_table(value):
            yield from checks.table(origin, kind, value)
        else:
            yield Problem(
                code="wrong-type", file=origin.file, path=origin.path, on="key",
                summary="wrong type", detail=f"`{key}` takes a table",
                hint=f"write `[defaults.{key}]` on a line of its own",
            )  # fmt: skip


class _DefaultChecks:
    def __init__(self, expansion: Expansion, capabilities: Mapping[str, Capabilities]) -> None:
        self._values = expansion.values
        names = sorted({*expansion.values, *expansion.axes, "name"})
        self._known = dict.fromkeys(names, "")  # all that may stand between braces somewhere
        self._used = {cell.declared.kind for cell in expansion.cells}
        self._provider = expansion.root.table("defaults").get("provider")
        self._capabilities = capabilities

    def provider(self, origin: Origin, value: object) -> Iterator[Problem]:
        """Check the provider of all kinds."""
        if not isinstance(value, str):
            yield Problem(
                code="wrong-value", file=origin.file, path=origin.path,
                summary="a value that does not fit",
                detail="`provider` takes the name of a provider",
                hint=f"write {quoted(self._makers())}",
            )  # fmt: skip
        elif value not in self._capabilities and not is_template(value):
            yield Problem(
                code="unknown-provider", file=origin.file, path=origin.path,
                summary="unknown provider", detail=f"`{value}` is no provider",
                hint=suggestion(value, self._makers()),
            )  # fmt: skip

    def table(self, origin: Origin, kind: Kind, table: Mapping[str, object]) -> Iterator[Problem]:
        """Check the defaults of a kind."""
        for key in NOT_IN_DEFAULTS:
            if key in table:
                yield _shaping(origin, kind, key)
        fields = {key: value for key, value in table.items() if key not in NOT_IN_DEFAULTS}
        for gap in gaps(fields, self._known):
            yield gap_problem(gap, origin, self._known, of="any asset's matrix")
        settled = {
            key: fill(value, self._values)
            for key, value in fields.items()
            if not list(gaps(value, self._values))
        }
        filled = [key for key in settled if is_template(table[key])]
        checked = field_values(kind, {**stand_ins(kind), **settled}, filled)
        if checked.refusals:
            yield from checked.refusals.problems({}, origin)
        if kind not in self._used:
            yield from self._offers(origin, checked, frozenset(settled))

    def _offers(
        self, origin: Origin, checked: FieldValues, written: frozenset[str]
    ) -> Iterator[Problem]:
        """Find what the provider of a kind that no asset has could not do."""
        otherwise = self._provider if isinstance(self._provider, str) else "studio"
        provider = provider_of(checked.kind, checked.values, otherwise)
        model = checked.values.get("model")
        order = OrderToCheck(
            kind=checked.kind, provider=provider, params=asked_of(provider, checked),
            model=model if isinstance(model, str) else None, inputs=INPUTS[checked.kind][0],
        )  # fmt: skip
        for finding in check_order(order, self._capabilities):
            if finding.path and finding.path[0] in written:
                path = (*origin.path, *finding.path)
                yield placed(finding, Origin(file=origin.file, path=path))

    def _makers(self) -> list[str]:
        return [name for name, known in self._capabilities.items() if known.kinds - {"derive"}]


def _unknown(origin: Origin) -> Problem:
    key = str(origin.path[-1])
    if key == "source":
        return unknown(
            origin, "a `source` has no defaults", "write its fields in the table of each source"
        )
    home = next((kind for kind in HAVING_DEFAULTS if key in known_fields(kind)), None)
    if home is None:
        return unknown_key(origin, "`[defaults]`", ["provider", *HAVING_DEFAULTS])
    return unknown(
        origin, f"`{key}` in `[defaults]` does not say of which kind of asset",
        f"write it below a kind, such as `[defaults.{home}]`",
    )  # fmt: skip


def _shaping(origin: Origin, kind: Kind, key: str) -> Problem:
    place = Origin(file=origin.file, path=(*origin.path, key))
    if key not in known_fields(kind):
        return unknown_field(place, kind)
    return unknown(
        place, f"`{key}` shapes the graph asset by asset, so it has no default",
        f"write it in the table of each {kind}",
    )  # fmt: skip
