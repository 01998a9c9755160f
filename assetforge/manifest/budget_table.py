"""The budget as a manifest writes it: credits with each provider, and what is said of a plan.

[budget]
max_credits   = 5000      no build spends more; it may only lower other limits
deny_above    = 2000      a plan that costs more is refused, by diff and by build
warn_above    = 500       a plan that costs more is warned of
comment_above = 50        a pull request is commented on only above it
[budget.kinds]
video = 1000              no build spends more on all films together
[budget.models]
veo31 = 500               no build spends more with this model, under all of its names together

A pull request can change this file, so for one the stricter of its base and its head holds.
"""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import squashed
from assetforge.core.diagnostics import Problem
from assetforge.core.names import KINDS
from assetforge.core.values import is_table
from assetforge.manifest.budget import Budget, ModelCeiling, lowest
from assetforge.manifest.model import Origin
from assetforge.manifest.unknown_key import unknown_key
from assetforge.manifest.wording import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.diagnostics import KeyPath
    from assetforge.manifest.budget import Ceilings
    from assetforge.manifest.document import Document
    from assetforge.manifest.problem_list import ProblemList

AMOUNTS: Final = ("max_credits", "deny_above", "warn_above", "comment_above")
CEILINGS: Final = ("kinds", "models")
PAID_KINDS: Final = tuple(kind for kind in KINDS if kind not in {"source", "derive"})


def read_budget(
    root: Document, capabilities: Mapping[str, Capabilities], problems: ProblemList
) -> Budget:
    """Read the budget; what is wrong is added to `problems` and left out."""
    table = root.table("budget")
    problems.extend(_unknown(root, ("budget",), table, (*AMOUNTS, *CEILINGS)))
    amounts = {name: _amount(root, ("budget", name), table.get(name), problems) for name in AMOUNTS}
    kinds = _ceilings(root, "kinds", problems)
    problems.extend(_unknown(root, ("budget", "kinds"), kinds, PAID_KINDS))
    return Budget(
        **amounts, kinds={kind: most for kind, most in kinds.items() if kind in PAID_KINDS},
        models=_of_models(root, _ceilings(root, "models", problems), capabilities, problems),
    )  # fmt: skip


def _ceilings(root: Document, name: str, problems: ProblemList) -> dict[str, Decimal]:
    table = root.table("budget").get(name, {})
    path = ("budget", name)
    if not is_table(table):
        problems.add(_wrong(root, path, f"`{name}` takes a table of credits by name"))
        return {}
    found = {key: _amount(root, (*path, key), value, problems) for key, value in table.items()}
    return {key: amount for key, amount in found.items() if amount is not None}


def _amount(root: Document, path: KeyPath, value: object, problems: ProblemList) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < inf:
        return Decimal(str(value))
    problems.add(_wrong(root, path, f"`{path[-1]}` takes a number of credits, 0 or more"))
    return None


def _of_models(
    root: Document, ceilings: Ceilings, capabilities: Mapping[str, Capabilities],
    problems: ProblemList,
) -> tuple[ModelCeiling, ...]:  # fmt: skip
    """Find all ids of each model that is named; of two words for one the lower amount holds."""
    found: list[ModelCeiling] = []
    for word, most in ceilings.items():
        ids = _ids(word, capabilities)
        if ids:
            found.append(ModelCeiling(word=word, ids=ids, most=most))
        else:
            problems.add(_unknown_model(root, word, capabilities))
    return lowest(found)


def _ids(word: str, capabilities: Mapping[str, Capabilities]) -> frozenset[str]:
    """Find all ids of a model: those of whatever shares a word with it, for any kind, anywhere."""
    models = [
        (model.id, {squashed(each) for each in model.words})
        for able in capabilities.values() for model in able.models
    ]  # fmt: skip
    words, ids, before = {squashed(word)}, set[str](), None
    while ids != before:
        before = set(ids)
        for name, names in models:
            if words & names:
                words |= names
                ids.add(name)
    return frozenset(ids)


def _unknown(
    root: Document, path: KeyPath, table: Mapping[str, object], known: Sequence[str]
) -> Iterator[Problem]:
    holder = f"`[{'.'.join(map(str, path))}]`"
    for key in table:
        if key not in known:
            yield unknown_key(Origin(file=root.file, path=(*path, key)), holder, known)


def _unknown_model(root: Document, word: str, capabilities: Mapping[str, Capabilities]) -> Problem:
    words = {
        each for able in capabilities.values() for kind in KINDS for each in able.known_words(kind)
    }
    near = nearest(word, sorted(words))
    return Problem(
        code="unknown-model", file=root.file, path=("budget", "models", word), on="key",
        summary="unknown model", detail=f"no provider has a model `{word}`",
        hint=f"did you mean `{near}`?" if near else "`assetforge models` lists all",
    )  # fmt: skip


def _wrong(root: Document, path: KeyPath, detail: str) -> Problem:
    return Problem(
        code="wrong-value", file=root.file, path=path, on="value",
        summary="a value that does not fit", detail=detail,
        hint=f"change `{path[-1]}`, or leave it out",
    )  # fmt: skip
