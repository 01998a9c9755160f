"""When a diff is worth a comment where there is none yet.

    always · changes · spend · over:N, for each provider; a price that is unknown is over every N

Unless it is `always`, `comment_above` of the budget has a word as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Literal

from assetforge.plan.policy import is_worth_a_comment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.manifest.budget import Budget
    from assetforge.report.diff_model import Diff

_OVER: Final = "over:"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When to write a comment."""

    word: Literal["always", "changes", "spend", "over"]
    amount: Decimal = Decimal(0)  # credits at one provider


CHANGES: Final = When(word="changes")
_PLAIN: Final = {
    "always": When(word="always"), "changes": CHANGES, "spend": When(word="spend"),
}  # fmt: skip


def parse_when(text: str) -> When | None:
    """Read `always`, `changes`, `spend` or `over:N`; None where it is none of these."""
    if not text.startswith(_OVER):
        return _PLAIN.get(text)
    try:
        amount = Decimal(text.removeprefix(_OVER))
    except InvalidOperation:
        return None
    is_usable = amount.is_finite() and amount >= 0
    return When(word="over", amount=amount) if is_usable else None


def is_worth_telling(diff: Diff, when: When, budgets: Iterable[Budget]) -> bool:
    """Say whether a comment is written where there is none.

    Of several budgets each can ask for it, so that no change silences what it costs by itself.
    """
    if when.word == "always":
        return True
    return _is_asked_for(diff, when) and any(
        is_worth_a_comment(diff.spend, budget) for budget in budgets
    )


def _is_asked_for(diff: Diff, when: When) -> bool:
    match when.word:
        case "spend":
            return bool(diff.spend)
        case "over":
            costs = diff.spend.values()
            return any(cost.high is None or cost.high > when.amount for cost in costs)
        case _:
            return diff.has_changes
