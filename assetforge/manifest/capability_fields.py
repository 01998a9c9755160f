"""Whether a model takes the fields of an asset, and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.capabilities import UNTOLD
from assetforge.core.limits import Parts, Size
from assetforge.core.values import is_array, is_table
from assetforge.manifest.finding import Finding
from assetforge.manifest.wording import few, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.capabilities import Capabilities, Model
    from assetforge.core.diagnostics import KeyPath
    from assetforge.core.limits import Limit
    from assetforge.core.values import Table


def check_fields(model: Model, params: Table, kin: Sequence[Model]) -> Iterator[Finding]:
    """Find each field and value that a model does not take; `kin` are those that might instead."""
    for name, value in params.items():
        limit = model.fields.get(name)
        if name == model.provider:
            yield from _check_table((name,), value, Parts(keys=model.own_fields), model)
        elif limit is not None:
            yield from _check_value((name,), value, limit, model)
        elif value is not False and name not in UNTOLD:  # false asks for nothing
            yield _not_understood(name, model, kin)
    yield from _missing(model, params)
    if "shots" in model.fields:
        yield from _check_seconds(model, params)


def check_limits(provider: Capabilities, params: Table) -> Iterator[Finding]:
    """Find each value that a provider does not take, whatever the model."""
    for name, limit in provider.limits.items():
        if name in params and not limit.accepts(params[name]):
            yield _not_offered((name,), f"`{name}` takes {limit} with {provider.provider}")


def _check_value(path: KeyPath, value: object, limit: Limit, model: Model) -> Iterator[Finding]:
    if isinstance(limit, Parts):
        yield from _check_table(path, value, limit, model)
    elif not limit.accepts(value):
        yield _not_offered(path, f"`{path[-1]}` takes {limit} {_with(model)}")
    elif isinstance(limit, Size) and limit.seen and value not in limit.seen:
        yield Finding(
            code="undocumented-size", path=path, severity="warning",
            summary="a size that no document names",
            detail=f"the documents of {model.name} show {few(limit.seen, 'and')} only; this "
            "size is passed on as it stands",
            hint=f'write "{limit.seen[0]}" to be sure',
        )  # fmt: skip


def _check_table(path: KeyPath, value: object, parts: Parts, model: Model) -> Iterator[Finding]:
    for key, item in value.items() if is_table(value) else ():
        limit = parts.keys.get(key)
        if limit is None:
            yield _unknown_key((*path, key), parts.keys, model)
        else:
            yield from _check_value((*path, key), item, limit, model)


def _unknown_key(path: KeyPath, known: Mapping[str, Limit], model: Model) -> Finding:
    return Finding(
        code="unknown-key", path=path, on="key", summary="unknown key",
        detail=f"{model.name} takes no `{path[-1]}` in the table `{path[0]}`",
        hint=suggestion(str(path[-1]), known) if known else "leave the table out",
    )  # fmt: skip


def _with(model: Model) -> str:
    return f"with {model.name} of {model.provider} ({model.documented})"


def _not_offered(path: KeyPath, detail: str) -> Finding:
    return Finding(
        code="value-not-offered", path=path, summary="a value the model does not offer",
        detail=detail,
        hint=f"change `{path[-1]}`, or leave it out to take the default",
    )  # fmt: skip


def _not_understood(name: str, model: Model, kin: Sequence[Model]) -> Finding:
    able = [other.id for other in kin if name in other.fields and other.is_current]
    fields = few(sorted(model.fields), "and", like=name)
    return Finding(
        code="field-not-understood", path=(name,), on="key", summary="a field without meaning here",
        detail=f"{model.name} of {model.provider} has no `{name}`; it understands {fields}",
        hint=f"leave it out, or use {few(able, like=model.id)}" if able else "leave it out",
    )  # fmt: skip


def _missing(model: Model, params: Table) -> Iterator[Finding]:
    for name in sorted(model.required):
        table, _, key = name.rpartition(".")
        holder = params.get(table) if table else params
        limit = (model.own_fields if table else model.fields)[key]
        if not is_table(holder) or key not in holder:
            where = f" to the table `{table}`" if table else ""
            yield Finding(
                code="field-needed", path=(), on="key", summary="a field is missing",
                detail=f"no document says what {model.name} does without `{key}`, and what it "
                "costs may depend on it",
                hint=f"add `{key} = …`{where}: {limit}",
            )  # fmt: skip


def _check_seconds(model: Model, params: Table) -> Iterator[Finding]:
    shots = params.get("shots")
    times = [shot.get("duration") for shot in shots if is_table(shot)] if is_array(shots) else []
    seconds = [time for time in times if isinstance(time, int | float)]
    if not seconds or len(seconds) != len(times):
        return
    if not model.fields["duration"].accepts(sum(seconds)):
        takes = f"the shots last {sum(seconds):g} s; together they take {model.fields['duration']}"
        yield _not_offered(("shots",), f"{takes} {_with(model)}")
    elif params.get("duration") not in {None, sum(seconds)}:
        yield Finding(
            code="shots-disagree", path=("duration",), summary="two durations",
            detail=f"the shots last {sum(seconds):g} s together, and `duration` says otherwise",
            hint="leave `duration` out",
        )  # fmt: skip
