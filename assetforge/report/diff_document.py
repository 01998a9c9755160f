"""The arrow back from a document to the diff that it tells of.

    diff --json ─▶ document ─▶ another job ─▶ parse_diff ─▶ Diff ─▶ comment

In that other job the document is anybody's: each value is of the type and size that it must be,
no asset contradicts itself, sums of what is paid are added up anew, and a picture counts on a host
of its provider only. What it says may still be a lie. Keys and reasons that are not known are
passed over: a newer version adds some.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast, get_args

from assetforge.core.credits import FREE
from assetforge.core.digest import Digest, is_digest
from assetforge.core.names import KINDS
from assetforge.plan.model import Action, Reason, Why
from assetforge.plan.policy import NO_VERDICT, Verdict
from assetforge.report.diff_model import (
    About,
    AssetDiff,
    Base,
    Cause,
    Change,
    Diff,
    Line,
    Unproven,
    Work,
)
from assetforge.report.diff_picture import shown_url
from assetforge.report.diff_row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetforge.core.credits import Credits
    from assetforge.core.names import Kind

MAJOR: Final = "1."
_WHYS: Final = frozenset(get_args(Why))
_CHANGES: Final = frozenset(get_args(Change))
_ACTIONS: Final = frozenset(get_args(Action))


def parse_diff(document: object) -> Diff:
    """Read a diff from the document that tells of it.

    Raises:
        DocumentError: it is none, or of a newer version; says where.
    """
    row = Row(document)
    if row.text("document") != "diff":
        row.refuse("document", "`diff`")
    if not row.text("format_version").startswith(MAJOR):
        row.refuse("format_version", f"{MAJOR}x, the one that this version can read")
    assets = tuple(map(_asset, row.named_rows("assets").values()))
    totals = row.row("totals")
    told = sum(asset.change == "unchanged" for asset in assets)
    return Diff(
        about=_about(row), assets=assets, causes=tuple(map(_cause, row.rows("causes"))),
        before=totals.credits_by_provider("credits_before"),
        after=totals.credits_by_provider("credits_after"),
        spend=_spend(assets), base_spend=totals.credits_by_provider("credits_to_pay_in_base"),
        unlisted=max(totals.whole("unchanged") - told, 0), verdict=_verdict(row),
    )  # fmt: skip


def _verdict(row: Row) -> Verdict:
    said = row.maybe_row("policy")
    if said is None:
        return NO_VERDICT
    return Verdict(denied=said.texts("denied"), warned=said.texts("warned"))


def _about(row: Row) -> About:
    base = row.maybe_row("base")
    return About(
        manifest=row.text("manifest"), digest=_digest(row, "plan_digest"), head=row.commit("head"),
        base=None if base is None else _base(base), no_base=row.maybe_text("no_base") or "",
    )  # fmt: skip


def _base(row: Row) -> Base:
    commit = row.commit("commit")
    return Base(
        name=row.text("name"),
        commit=row.refuse("commit", "a commit") if commit is None else commit,
    )


def _asset(row: Row) -> AssetDiff:
    before, after = _work(row, "before"), _work(row, "after")
    if before is None and after is None:
        row.refuse("after", "an object, where `before` is null")
    asset = AssetDiff(
        address=row.address("address"), change=cast("Change", _word(row, "change", _CHANGES)),
        before=before, after=after, reasons=_reasons(row), action=_action(row),
        was_pending=row.flag("to_make_in_base"), spend=row.credits("credits_to_pay"),
        shares=row.texts("uploads") if "uploads" in row.table else (),
        users=row.texts("dependants"), moved_from=row.maybe_text("previous_address") or "",
        cause=row.maybe_text("cause") or "", also=row.texts("other_causes"),
        blessed=row.texts("blessed") if "blessed" in row.table else (),
        made_for=_reasons(row, "made_for") if "made_for" in row.table else (),
        unproven=_unproven(row.maybe_row("unproven")),
    )  # fmt: skip
    _require_sense(row, asset)
    return asset


def _require_sense(row: Row, asset: AssetDiff) -> None:
    """Make sure that nothing is paid for what no build makes, and that a change has its sides."""
    if (asset.change == "removed") != (asset.after is None):
        row.refuse("after", "null for what was removed, and an object for all else")
    if asset.before is None and asset.change not in {"added", "restored"}:
        row.refuse("change", "`added` or `restored`, where `before` is null")
    if asset.after is None and asset.action is not None:
        row.refuse("action", "null for what was removed")
    if not asset.spend.is_free and not (asset.is_pending and asset.work.provider):
        row.refuse("credits_to_pay", "nothing for what no provider makes")
    if asset.shares and not (asset.is_pending and asset.work.provider):
        row.refuse("uploads", "none for what no provider makes")


def _work(row: Row, key: str) -> Work | None:
    found = row.maybe_row(key)
    if found is None:
        return None
    provider = found.provider("provider")
    return Work(
        kind=cast("Kind", _word(found, "kind", frozenset(KINDS))), provider=provider,
        model=found.maybe_text("model"), price=found.credits("credits"),
        picture=shown_url(provider, found.maybe_text("picture")),
    )  # fmt: skip


def _unproven(row: Row | None) -> Unproven | None:
    if row is None:
        return None
    return Unproven(locked=_digest(row, "locked"), stored=_digest(row, "stored"))


def _digest(row: Row, key: str) -> Digest:
    found = row.text(key)
    if not is_digest(found):
        row.refuse(key, "`sha256:` and 64 lower-case hexadecimal digits")
    return Digest(found)


def _action(row: Row) -> Action | None:
    if row.maybe_text("action") is None:
        return None
    return cast("Action", _word(row, "action", _ACTIONS))


def _reasons(row: Row, key: str = "reasons") -> tuple[Reason, ...]:
    return tuple(_reason(each) for each in row.rows(key) if each.text("code") in _WHYS)


def _reason(row: Row) -> Reason:
    return Reason(
        why=cast("Why", row.text("code")), field=row.maybe_text("field") or "",
        old=row.value("old"), new=row.value("new"), upstream=row.maybe_text("upstream") or "",
    )  # fmt: skip


def _cause(row: Row) -> Cause:
    line = row.maybe_row("line")
    return Cause(
        address=row.address("address"), reasons=_reasons(row), reach=row.texts("paid"),
        chain=row.texts("chain"), spend=row.credits_by_provider("credits_to_pay"),
        line=None if line is None else _line(line),
    )  # fmt: skip


def _line(row: Row) -> Line:
    return Line(
        file=row.text("file"), line=row.maybe_line("line"), commit=row.commit("commit"),
        author=row.maybe_text("author"), is_committed=row.maybe_flag("committed"),
        is_removed=row.maybe_flag("removed") or False,
    )  # fmt: skip


def _word(row: Row, key: str, known: frozenset[str]) -> str:
    found = row.text(key)
    return found if found in known else row.refuse(key, f"one of {', '.join(sorted(known))}")


def _spend(assets: Iterable[AssetDiff]) -> dict[str, Credits]:
    sums: dict[str, Credits] = {}
    for asset in assets:
        if not asset.spend.is_free:
            provider = asset.work.provider
            sums[provider] = sums.get(provider, FREE) + asset.spend
    return dict(sorted(sums.items()))
