"""Small projects, and the shortest way to build them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

from assetforge.app.building import Audience, BuildOptions, build_project
from assetforge.app.consent import Consent
from assetforge.graph.select import Selection
from assetforge.plan.build import Wishes

if TYPE_CHECKING:
    from assetforge.app.building import Built
    from assetforge.app.planning import Situation
    from assetforge.app.project import Project
    from assetforge.execution.events import Event

LAMP: Final = """\
version = 1

[project]
name = "lamp"

[image.lamp]
prompt = "A brass lamp"
size = "64x48"

[derive.icon]
from = "lamp"
width = 16
"""
PAID: Final = f"""{LAMP}
[image.hero]
prompt = "A bottle on wet marble"
size = "1600x904"
provider = "letzai"
model = "flux2"
"""


CHEAP: Final = """\
version = 1

[project]
name = "cheap"

[defaults]
provider = "letzai"

[image.hero]
prompt = "A bottle on wet marble"
model = "wan-2-7-image-pro"

[edit.night]
from = "hero"
prompt = "At night"
model = "wan-2-7-image-pro"
"""


class Listener:
    """Listens to a build and keeps what it is told."""

    def __init__(self) -> None:
        self.plans: list[Situation] = []
        self.told: list[str] = []
        self.events: list[Event] = []

    def notice(self, event: Event) -> None:
        """Be told."""
        self.events.append(event)

    @property
    def audience(self) -> Audience:
        """Listen to everything."""
        return Audience(planned=self.plans.append, observer=self, tell=self.told.append)


class StillClock:
    """A clock that stands, so that no look is too soon after another."""

    def now(self) -> float:
        return 0

    def date(self) -> float:
        return 0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


def wishes(*targets: str, replaced: tuple[str, ...] = ()) -> Wishes:
    return Wishes(selection=Selection(targets=targets), replace=replaced)


def options(*targets: str) -> BuildOptions:
    return BuildOptions(wishes=wishes(*targets), consent=Consent())


def built(project: Project, *targets: str, prunes: bool = False) -> Built:
    given = replace(options(*targets), prunes=prunes)
    return build_project(project, given, Listener().audience)


def write(project: Project, text: str, name: str = "assets.toml") -> None:
    place = Path(project.root, name)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def endings(made: Built) -> dict[str, str]:
    """Say how each asset of a build ended."""
    assert made.execution is not None, "the build was not carried out"
    return {name: outcome.ending for name, outcome in made.execution.outcomes.items()}


def paint(project: Project, name: str, colour: str = "teal") -> None:
    place = Path(project.root, name)
    place.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (24, 16), colour).save(place)


def bought(project: Project, *targets: str) -> Built:
    """Build with everything agreed to."""
    given = replace(options(*targets), consent=Consent(says_yes=True))
    return build_project(project, given, Listener().audience)
