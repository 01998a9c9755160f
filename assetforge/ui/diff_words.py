"""The words of a diff, the same in each of its formats.

+60 letzai credits (2 assets), up to 180      what a build would pay now: the answer
60 → 120 credits                              what one asset costs before and after
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import plain
from assetforge.core.digest import PREFIX
from assetforge.core.text import one_line
from assetforge.ui.approval import PUBLIC
from assetforge.ui.change import ARROW, value_text
from assetforge.ui.quantity import counted, price

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetforge.core.credits import Credits
    from assetforge.plan.model import Reason
    from assetforge.report.diff_model import About, AssetDiff, Cause, Change, Diff, Line, Work

SHORT_COMMIT: Final = 12  # hexadecimal digits
MOST_CHAIN: Final = 6  # links that are shown
MOST_RULES: Final = 8  # of a budget
SHORT_DIGEST: Final = 12  # hexadecimal digits
MOST_BLESSED: Final = 5  # reasons of a blessing, the newest ones, and fields that it was made for
WIDEST_RULE: Final = 300  # columns
UNPROVEN_MEANS: Final = (
    "unproven: the store has another for the same request, so it was made twice, or the lock was "
    "edited. Ask who made it, and look at the file before you merge"
)
COUNTED: Final[tuple[tuple[Change, str], ...]] = (
    ("added", "added"), ("changed", "changed"), ("restored", "there already"),
    ("removed", "removed"),
)  # fmt: skip


def answer(diff: Diff) -> str:
    """Say in one line what a build of this tree would pay."""
    told = [_spend(diff, provider, cost) for provider, cost in diff.spend.items()]
    if told:
        return "; ".join(told)
    if not diff.has_changes:
        return "no changes, nothing to pay"
    return f"nothing to pay ({counted(len(diff.told), 'asset')})"


def compared(about: About) -> str:
    """Say what is compared with what; the name of the base is made inert by the caller."""
    if about.base is None:
        return f"Everything counts as new: {one_line(about.no_base)}."
    return f"Compared with {one_line(about.base.name)} at {about.base.commit[:SHORT_COMMIT]}."


def counts(diff: Diff) -> str:
    """Count what became of the assets."""
    due = sum(each.change == "unchanged" and each.is_pending for each in diff.assets)
    parts = [
        *((diff.count(change), word) for change, word in COUNTED),
        (diff.count("unchanged") - due, "unchanged"),
        (due, "unchanged and not built yet"),
    ]
    return ", ".join(f"{count:,} {word}" for count, word in parts if count) or "no assets"


def prices_before_and_after(diff: Diff) -> str:
    """Say for each provider what making everything costs, before and after."""
    names = sorted({*diff.before, *diff.after})
    return ", ".join(
        f"{name} {_both(diff.before.get(name), diff.after.get(name))}" for name in names
    )


def policy_words(diff: Diff) -> tuple[tuple[str, str], ...]:
    """Say what the budget says of it: our words, and a sentence without its full stop."""
    verdict = diff.verdict
    denied = [("A build is refused", one_line(each, WIDEST_RULE)) for each in verdict.denied]
    warned = [("The budget warns", one_line(each, WIDEST_RULE)) for each in verdict.warned]
    return tuple((denied + warned)[:MOST_RULES])


def claims(diff: Diff) -> tuple[str, ...]:
    """Say how many results count by somebody's word alone, and how much becomes public."""
    blessed = sum(bool(asset.blessed) for asset in diff.told)
    unproven = sum(asset.unproven is not None for asset in diff.told)
    said = (
        (blessed, "counts" if blessed == 1 else "count", "because somebody blessed an edit"),
        (unproven, "is" if unproven == 1 else "are", UNPROVEN_MEANS),
    )
    told = [f"{counted(count, 'result')} {verb} {what}." for count, verb, what in said if count]
    public = len(diff.approval.uploads)
    uploads = f"A build uploads {counted(public, 'input')}: {PUBLIC}."
    return (*told, uploads) if public else tuple(told)


def base_is_behind(diff: Diff) -> str:
    """Say what the base itself has not built; empty where it has built all."""
    costs = ", ".join(f"{cost} {name} credits" for name, cost in diff.base_spend.items())
    return f"The base is not built either: that alone would cost {costs}." if costs else ""


def maker(work: Work) -> str:
    """Name who makes something: provider and model; a dash for a source."""
    name = work.provider if work.model is None else f"{work.provider}/{work.model}"
    return one_line(name) or "-"


def asset_price(asset: AssetDiff) -> str:
    """Say what making one asset costs, before and after where that differs."""
    before, after = asset.before, asset.after
    if before is None or after is None:
        return price(asset.work.price)
    if before.provider != after.provider and not (before.price.is_free and after.price.is_free):
        return f"{_at_provider(before)}{ARROW}{_at_provider(after)}"
    if before.price == after.price:
        return price(after.price)
    if before.price.is_free or not before.price.is_known or after.price.is_free:
        return f"{price(before.price)}{ARROW}{price(after.price)}"
    return f"{before.price}{ARROW}{price(after.price)}"


def asset_spend(asset: AssetDiff) -> str:
    """Say what a build pays for one asset now; empty where that says nothing new."""
    if not asset.spend.is_free:
        return f"pays {price(asset.spend)}" if asset.spend.is_known else "price unknown"
    if asset.change == "restored":
        return "there already" if asset.work.price.is_free else "paid already"
    return ""


def state_of(asset: AssetDiff) -> str:
    """Say in few words what became of an asset; empty where its reasons tell."""
    if asset.moved_from:
        return f"renamed from {one_line(asset.moved_from)}"
    if asset.before is None:
        return "new"
    if asset.change == "restored" and not asset.reasons:
        return "" if asset.is_claimed else "built in this branch"
    if asset.change == "unchanged":
        return "not built before either" if asset.was_pending else "no longer in the lock"
    return "no longer in the manifest" if asset.change == "removed" else _made_from(asset)


def blessing_of(asset: AssetDiff) -> tuple[tuple[str, str], ...]:
    """Say why a result counts for what it was not made for, and what that was.

    Our word, and a text that may be anybody's.
    """
    reasons = [("blessed", one_line(reason)) for reason in asset.blessed]
    origins = [("made for", _origin(reason)) for reason in asset.made_for]
    return (*reasons[-MOST_BLESSED:], *origins[:MOST_BLESSED])


def unproven_of(asset: AssetDiff) -> str:
    """Say what the lock and this machine hold against each other; empty where they do not."""
    found = asset.unproven
    if found is None:
        return ""
    locked, stored = (each[: len(PREFIX) + SHORT_DIGEST] for each in (found.locked, found.stored))
    return f"unproven: the lock says {locked}, and the store has {stored}"


def place_of(line: Line) -> str:
    """Say where a line stands, or stood in the base: `assets.toml:12`."""
    place = one_line(line.file if line.line is None else f"{line.file}:{line.line}")
    return f"{place} (removed)" if line.is_removed else place


def author_of(line: Line) -> str:
    """Say who wrote a line and in which commit; empty where git does not know."""
    if line.is_removed or line.is_committed is None:
        return ""
    if line.commit is None:
        return "not committed"
    by = f" by {one_line(line.author, 40)}" if line.author else ""
    return f"{line.commit[:SHORT_COMMIT]}{by}"


def chain_of(cause: Cause) -> list[str]:
    """Name the assets that a cause leads through; of a long way both ends."""
    names = [one_line(name) for name in cause.chain]
    if len(names) <= MOST_CHAIN:
        return names
    left_out = f"… {len(names) - MOST_CHAIN + 1} more …"
    return [*names[: MOST_CHAIN // 2], left_out, *names[-(MOST_CHAIN // 2 - 1) :]]


def beyond_chain(cause: Cause) -> str:
    """Say how many paid assets a cause leads to that are not in its chain."""
    others = len(set(cause.reach) - set(cause.chain))
    return f"and {counted(others, 'more asset')}" if others else ""


def cause_credits(cause: Cause) -> str:
    """Say what follows from a cause, for each provider."""
    told = [f"{cost} {name} credits" for name, cost in cause.spend.items()]
    return ", ".join(told) or "nothing to pay"


def due_credits(diff: Diff) -> Mapping[str, Credits]:
    """Add up what is paid without any change: the base was not built, or its lock is gone."""
    sums: dict[str, Credits] = {}
    for asset in diff.paid:
        if not asset.cause:
            provider = asset.work.provider
            known = sums.get(provider)
            sums[provider] = asset.spend if known is None else known + asset.spend
    return sums


def _origin(reason: Reason) -> str:
    subject = reason.field or reason.upstream or reason.why
    return f"{one_line(subject)} = {one_line(value_text(reason.old))}"


def _made_from(asset: AssetDiff) -> str:
    """Name the input whose take another one has replaced, where that is what changed an asset."""
    named = (each.upstream for each in asset.reasons if each.why == "input" and each.new)
    older = next(named, "") if asset.change == "changed" else ""
    return f"in the lock, made from an older {one_line(older)}" if older else ""


def _spend(diff: Diff, provider: str, cost: Credits) -> str:
    paid = [each for each in diff.paid if each.work.provider == provider]
    assets = counted(len(paid), "asset")
    if cost.high is None:
        unknown = sum(not each.spend.is_known for each in paid)
        if cost.low == 0:
            return f"unknown {provider} credits ({assets})"
        return f"+{plain(cost.low)} {provider} credits or more ({assets}), {unknown:,} unpriced"
    if cost.low == cost.high:
        return f"+{plain(cost.high)} {provider} credits ({assets})"
    if cost.low == 0:
        return f"up to {plain(cost.high)} {provider} credits ({assets})"
    return f"+{plain(cost.low)} {provider} credits ({assets}), up to {plain(cost.high)}"


def _at_provider(work: Work) -> str:
    return f"{price(work.price)} ({one_line(work.provider)})"


def _both(before: Credits | None, after: Credits | None) -> str:
    old, new = ("none" if cost is None else str(cost) for cost in (before, after))
    return old if old == new else f"{old}{ARROW}{new}"


def lines_that_cause(diff: Diff) -> Iterator[Cause]:
    """List the changes that lead to something paid, the dearest first."""
    return (cause for cause in diff.causes if cause.reach)
