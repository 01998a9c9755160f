from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.app.dossiers import dossier_for
from assetforge.app.planning import plan_project
from assetforge.core.credits import Credits
from tests.unit.app.projects import CHEAP, built, paint, wishes, write

if TYPE_CHECKING:
    from assetforge.app.project import Project

FROM_FILE = """
[source.logo]
path = "logo.png"

[edit.sign]
from = ["logo", "lamp"]
prompt = "A sign"
provider = "letzai"
model = "wan-2-7-image-pro"

[image.lamp]
prompt = "A lamp"
provider = "studio"
size = "64x48"
"""


def test_a_dossier_says_what_would_be_ordered_and_for_how_much(project: Project) -> None:
    write(project, CHEAP)
    found = plan_project(project, wishes("hero"))

    dossier = dossier_for(found, found.plan.steps[0])

    assert (dossier.key, dossier.kind) == (found.plan.steps[0].key, "image")
    assert (dossier.inputs, dossier.estimated) == ((), Credits.exactly(10))


def test_inputs_are_those_that_have_bytes(project: Project) -> None:
    write(project, CHEAP + FROM_FILE)
    paint(project, "logo.png")
    before = plan_project(project, wishes("sign"))
    (sign,) = (step for step in before.plan.steps if step.address == "sign")
    assert [each.name for each in dossier_for(before, sign).inputs] == ["logo"]

    built(project, "lamp")
    after = plan_project(project, wishes("sign"))

    assert [each.name for each in dossier_for(after, sign).inputs] == ["logo", "lamp"]
