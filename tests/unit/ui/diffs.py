"""Diffs made by hand, for tests of how they look."""

from __future__ import annotations

from dataclasses import replace

from assetforge.core.credits import FREE, UNKNOWN, Credits
from assetforge.core.digest import digest_bytes
from assetforge.plan.model import Reason
from assetforge.report.diff_model import (
    About,
    AssetDiff,
    Base,
    Cause,
    Diff,
    Line,
    Unproven,
    Work,
)
from tests.unit.ui.samples import DAWN, HOSTILE, SUNSET

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ABOUT = About(
    manifest="assets.toml", digest=digest_bytes(b"plan"), head=COMMIT[::-1],
    base=Base(name="main", commit=COMMIT),
)  # fmt: skip
SIXTY = Work(kind="image", provider="letzai", model="flux2", price=Credits.exactly(60))
DEARER = replace(SIXTY, price=Credits.exactly(120), picture="https://images.letz.ai/a.png?b&c")
DRAWN = Work(kind="image", provider="studio", model=None, price=FREE)
PROMPT = Reason(why="field", field="prompt", old=SUNSET, new=DAWN)
HERO = AssetDiff(
    address="hero", change="changed", before=SIXTY, after=DEARER, reasons=(PROMPT,), action="make",
    spend=Credits.exactly(120), users=("beach",), cause="hero",
)  # fmt: skip
BEACH = AssetDiff(
    address="beach", change="changed", before=replace(SIXTY, kind="edit"),
    after=replace(SIXTY, kind="edit"), reasons=(Reason(why="upstream-made", upstream="hero"),),
    action="make", spend=Credits.between(0, 60), cause="hero",
)  # fmt: skip
NEW = AssetDiff(
    address="new", change="added", before=None, action="make", spend=UNKNOWN, cause="new",
    after=Work(kind="video", provider="letta", model="strange", price=UNKNOWN),
)  # fmt: skip
OLD = AssetDiff(address="old", change="removed", before=DRAWN, after=None)
THERE = AssetDiff(
    address="there", change="restored", before=SIXTY, after=SIXTY, action="keep", reasons=(PROMPT,)
)
MOVED = AssetDiff(
    address="moved", change="restored", before=SIXTY, after=SIXTY, action="restore",
    moved_from="earlier",
)  # fmt: skip
DUE = AssetDiff(
    address="due", change="unchanged", before=SIXTY, after=SIXTY, action="make",
    reasons=(Reason(why="never-built"),), spend=Credits.exactly(60), was_pending=True,
)  # fmt: skip
SAME = AssetDiff(address="same", change="unchanged", before=SIXTY, after=SIXTY, action="keep")
LINE = Line(file="assets.toml", line=12, commit=COMMIT, author="Anna", is_committed=True)
CHANGE = Cause(
    address="hero", reasons=(PROMPT,), reach=("hero", "beach"), chain=("hero", "beach"),
    spend={"letzai": Credits.between(120, 180)}, line=LINE,
)  # fmt: skip
ADDITION = Cause(
    address="new", reasons=(), reach=("new",), chain=("new",), spend={"letta": UNKNOWN},
    line=Line(file="more.toml", line=3, is_committed=False),
)  # fmt: skip
EVERYTHING = Diff(
    about=ABOUT, assets=(HERO, BEACH, NEW, THERE, MOVED, DUE, SAME, OLD),
    causes=(ADDITION, CHANGE),
    before={"letzai": Credits.exactly(300)},
    after={"letta": UNKNOWN, "letzai": Credits.exactly(360)},
    spend={"letta": UNKNOWN, "letzai": Credits.between(180, 240)},
    base_spend={"letzai": Credits.exactly(60)},
)  # fmt: skip
PARDONED = replace(THERE, blessed=("only a typo",), made_for=(PROMPT,))
BLESSED = replace(EVERYTHING, assets=(*EVERYTHING.assets[:3], PARDONED, *EVERYTHING.assets[4:]))
DISPUTED = replace(
    THERE, unproven=Unproven(locked=digest_bytes(b"locked"), stored=digest_bytes(b"stored"))
)
UNPROVEN = replace(EVERYTHING, assets=(*EVERYTHING.assets[:3], DISPUTED, *EVERYTHING.assets[4:]))
LOGO_SHARED = replace(HERO, shares=("logo",))
UPLOADING = replace(EVERYTHING, assets=(LOGO_SHARED, *EVERYTHING.assets[1:]))
NOTHING = Diff(
    about=ABOUT, assets=(SAME,), causes=(), before={"letzai": Credits.exactly(60)},
    after={"letzai": Credits.exactly(60)}, spend={}, base_spend={},
)  # fmt: skip
FIRST = replace(
    EVERYTHING, about=replace(ABOUT, base=None, no_base="this is no git repository"),
    before={}, base_spend={},
)  # fmt: skip

MARKDOWN = (
    "</details> <img src=x onerror=alert(1)> @team #12 | a | b \\| c `` ``` ```` ` "
    "[link](javascript:alert(1)) ![x](http://x.example) **bold** <!-- hidden --> &lt; \\"
)
ATTACKS = (
    MARKDOWN, HOSTILE, "|", "\\", "\\|", "`", "``", "` `", "<b>", "@all", "#1", "- [x] a",
    "```\nend of fence\n```\n# heading", "a\n\n| b | c |\n|---|---|", "http://x.example", "",
    " ", "\u202egnp.exe", "\\\\|\\\\||", "x`|`y", "|\\`|\\`", "~~~", "<https://x.example>",
)  # fmt: skip


def hostile(text: str) -> Diff:
    """Put a text wherever text from outside can come from."""
    reason = Reason(why="field", field=f"prompt {text}", old=SUNSET + text, new=text)
    upstream = Reason(why="upstream-made", upstream=text)
    work = replace(SIXTY, model=text)
    asset = replace(
        HERO, address=text, before=work, after=work, reasons=(reason, upstream, PROMPT),
        users=(text,) * 9, also=(text,) * 8, blessed=(text, text), made_for=(reason, upstream),
        shares=(text,) * 9,
    )  # fmt: skip
    line = replace(LINE, file=text, author=text)
    cause = replace(CHANGE, address=text, reasons=(reason,), chain=(text,) * 9, line=line)
    about = replace(ABOUT, base=Base(name=text, commit=COMMIT))
    return replace(
        EVERYTHING, about=about,
        assets=(asset, replace(MOVED, moved_from=text or HERO.address), BEACH),
        causes=(cause, cause),
    )  # fmt: skip
