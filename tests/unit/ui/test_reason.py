from __future__ import annotations

from typing import get_args

import pytest

from assetforge.plan.model import Reason, Why
from assetforge.ui.reason import WORDS, details, why
from tests.unit.ui.samples import DAWN, DRAFT, SUNSET


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (
            Reason(why="field", field="size", old="1600x900", new="800x600"),
            "size: 1600x900 → 800x600",
        ),
        (Reason(why="field", field="seed", new=7), "seed: not set → 7"),
        (Reason(why="field", field="prompt", old=SUNSET, new=DAWN), "prompt changed"),
        (Reason(why="model", old="flux2", new="flux-1"), "model: flux2 → flux-1"),
        (Reason(why="inputs", old=["a"], new=["a", "b"]), "inputs: [a] → [a, b]"),
        (
            Reason(why="input", upstream="hero", old="sha256:1", new="sha256:2"),
            "input hero changed",
        ),
        (Reason(why="upstream-made", upstream="hero"), "input hero will be made"),
        (Reason(why="output-missing", field="assets/a.png"), "assets/a.png is missing"),
        (
            Reason(why="output-foreign", field="assets/a.png"),
            "assets/a.png is there already; nothing says it was built here",
        ),
        (Reason(why="other-key"), "assets.lock names it by another key"),
        (
            Reason(why="config-needed", field="letzai", new="organization"),
            "your own config must name the organization that orders it from letzai",
        ),
        (
            Reason(why="ordered", field="letzai", new="7f"),
            "ordered from letzai before, as job 7f: taken up, not paid again",
        ),
        (
            Reason(why="ordered", field="letta"),
            "ordered from letta before: taken up, not paid again",
        ),
        (
            Reason(why="order-lost", field="letzai"),
            "ordered from letzai before; the answer was lost, so it is looked for first",
        ),
        (
            Reason(why="from-sandbox", field="letzai"),
            "made at a sandbox, which counts for nothing elsewhere",
        ),
        (
            Reason(why="at-sandbox", field="letzai"),
            "made by letzai itself, while a sandbox is in its place now",
        ),
        (
            Reason(why="fetched-again", field="letzai"),
            "its bytes are gone here; letzai may still have them, free",
        ),
        (Reason(why="field", field="x\x1b{old}", old=1, new=2), "x\\x1b{old}: 1 → 2"),
    ],
)
def test_a_reason_is_said_in_plain_words(reason: Reason, text: str) -> None:
    assert why(reason) == text


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(get_args(Why))


def test_only_a_change_that_is_too_long_has_details() -> None:
    short = Reason(why="field", field="size", old="1x1", new="2x2")
    long = Reason(why="field", field="prompt", old=SUNSET, new=DAWN)

    assert details(short, 80) is None
    assert details(Reason(why="never-built"), 80) is None
    assert details(long, 80) == (
        "…the scene to a beach at sunset and put the logo on the…",
        "…the scene to a beach at dawn and put the logo on the…",
    )


def test_files_of_a_draft_are_named_where_they_are() -> None:
    reason = Reason(why="output-missing", field="assets/a.png")

    assert why(reason, DRAFT) == ".assetforge/draft/assets/a.png is missing"
    assert why(Reason(why="not-locked"), DRAFT).endswith("draft/assets.lock does not name it")
