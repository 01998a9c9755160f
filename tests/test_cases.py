"""Every story plays as its session tells it; `pytest tests/test_cases.py --update` rewrites it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.cases.session import parse_session, write_session
from tests.cases.stage import Stage
from tests.command_line import ROOT, World

CASES: Final = Path(__file__).parent / "cases"
SESSION: Final = "session.txt"
STORIES: Final = tuple(sorted(path.parent.name for path in CASES.glob(f"*/{SESSION}")))
EXAMPLES: Final = ROOT / "examples"
BUILT: Final = ("assets", "assets.lock", ".assetforge")  # left there by whoever tried it


@pytest.mark.parametrize("story", STORIES)
def test_the_story_plays_as_it_is_told(
    story: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    session = CASES / story / SESSION
    told = session.read_text(encoding="utf-8")
    world = World(tmp_path)
    _set_up(story, world)

    with Stage(world) as stage:
        played = write_session(parse_session(told), stage.play)

    if pytestconfig.getoption("--update"):
        session.write_text(played, encoding="utf-8")
    else:
        assert played == told, f"{story} plays otherwise; see the message above for --update"


def test_each_example_is_a_story() -> None:
    examples = {f"example-{path.name}" for path in EXAMPLES.iterdir() if path.is_dir()}

    assert examples <= set(STORIES)


def _set_up(story: str, world: World) -> None:
    """Copy the story's project, or the example that it is about."""
    example = EXAMPLES / story.removeprefix("example-")
    source = example if story.startswith("example-") else CASES / story
    shutil.copytree(source, world.project, ignore=shutil.ignore_patterns(SESSION, *BUILT))
