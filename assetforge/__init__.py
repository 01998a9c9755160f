"""assetforge: pictures and films as code, planned, priced, built once and locked.

The names below are the public ones. Each is loaded when it is first asked for, so that importing
the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from assetforge.core.version import VERSION

if TYPE_CHECKING:
    from assetforge.app.building import Audience, BuildOptions, Built, build_project
    from assetforge.app.checking import check_project
    from assetforge.app.consent import Consent
    from assetforge.app.planning import Situation, plan_project
    from assetforge.app.project import Project, project_at
    from assetforge.core.errors import AssetforgeError
    from assetforge.core.exits import Exit
    from assetforge.graph.select import Selection
    from assetforge.plan.build import Wishes
    from assetforge.plan.model import Plan, Reason, Step
    from assetforge.report.build import build_report
    from assetforge.report.model import Report

__version__ = VERSION
__all__ = [
    "AssetforgeError",
    "Audience",
    "BuildOptions",
    "Built",
    "Consent",
    "Exit",
    "Plan",
    "Project",
    "Reason",
    "Report",
    "Selection",
    "Situation",
    "Step",
    "Wishes",
    "__version__",
    "build_project",
    "build_report",
    "check_project",
    "plan_project",
    "project_at",
]

_HOMES = {
    "AssetforgeError": "core.errors",
    "Audience": "app.building",
    "BuildOptions": "app.building",
    "Built": "app.building",
    "Consent": "app.consent",
    "Exit": "core.exits",
    "Plan": "plan.model",
    "Project": "app.project",
    "Reason": "plan.model",
    "Report": "report.model",
    "Selection": "graph.select",
    "Situation": "app.planning",
    "Step": "plan.model",
    "Wishes": "plan.build",
    "build_project": "app.building",
    "build_report": "report.build",
    "check_project": "app.checking",
    "plan_project": "app.planning",
    "project_at": "app.project",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"assetforge.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
