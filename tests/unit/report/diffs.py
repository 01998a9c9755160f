"""Two sides of a change, made of a workplace: as it was, and as it is now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetforge.core.digest import digest_bytes
from assetforge.plan.build import build_plan
from assetforge.plan.locked_facts import LockFacts
from assetforge.report.diff import build_diff
from assetforge.report.diff_model import About, Side
from tests.fakes.workplace import EVERYTHING, Workplace

if TYPE_CHECKING:
    from assetforge.report.diff_model import AssetDiff, Cause, Diff

ABOUT = About(manifest="assets.toml", digest=digest_bytes(b"plan"))


def campaign() -> Workplace:
    """Make logo, hero → beach → large, and icon, which is free."""
    workplace = Workplace()
    workplace.source("logo")
    workplace.add("hero")
    workplace.add("beach", "hero", "logo")
    workplace.add("large", "beach")
    workplace.add("icon", by="here")
    return workplace


def built_campaign() -> Workplace:
    """Make one in which everything is built."""
    workplace = campaign()
    workplace.build()
    return workplace


def side(workplace: Workplace) -> Side:
    """Take a workplace as it is now."""
    lock = workplace.disk.lock
    graph = replace(workplace.graph, assets=dict(workplace.assets))  # which will be changed
    sources = {
        asset.address: workplace.facts.source(asset.address)
        for asset in graph
        if asset.kind == "source"
    }
    plan = build_plan(graph, lock, LockFacts(lock, sources), workplace.market, EVERYTHING)
    return Side(graph=graph, lock=lock, plan=plan, sources=sources)


def compared(base: Side | None, workplace: Workplace, **moved: str) -> Diff:
    """Compare a workplace as it is now with what it was; `moved` are declared renames."""
    return build_diff(base, replace(side(workplace), moved=moved), workplace.market, ABOUT)


def asset(diff: Diff, address: str) -> AssetDiff:
    return next(each for each in diff.assets if each.address == address)


def cause(diff: Diff, address: str) -> Cause:
    return next(each for each in diff.causes if each.address == address)


def changes(diff: Diff) -> dict[str, str]:
    return {each.address: each.change for each in diff.assets}


def whys(diff: Diff, address: str) -> list[str]:
    """Name the reasons of an asset, each with what it is about."""
    return [f"{each.why} {each.field or each.upstream}" for each in asset(diff, address).reasons]
