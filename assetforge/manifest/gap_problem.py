"""What to say of a `{{name}}` that nothing fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Problem
from assetforge.manifest.wording import known_here, nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from assetforge.manifest.model import Origin
    from assetforge.manifest.template import Gap


def gap_problem(
    gap: Gap,
    origin: Origin,
    known: Collection[str],
    *,
    within: str = "",
    of: str = "this asset's matrix",
) -> Problem:
    """Say what is wrong with braces below an origin; `within` names the file they stand in."""
    code, summary, detail, hint = _said(gap, known, of, f" in `{within}`" if within else "")
    path = (*origin.path, *gap.path)
    return Problem(
        code=code, file=origin.file, path=path, summary=summary, detail=detail, hint=hint
    )


def _said(gap: Gap, known: Collection[str], of: str, where: str) -> tuple[str, str, str, str]:
    if gap.name is None:
        return (
            "open-braces", "braces that are not closed",
            f"`{{{{`{where} begins a name such as `{{{{product}}}}`, and no `}}}}` closes it",
            "close it, or write `{{{{` where the text itself should have `{{`",
        )  # fmt: skip
    if not gap.name:
        return (
            "unknown-var", "an unknown name in braces",
            f"the braces `{{{{}}}}`{where} hold no name",
            f"write one between them; {known_here('', known)}",
        )  # fmt: skip
    near = nearest(gap.name, known)
    return (
        "unknown-var", "an unknown name in braces",
        f"`{{{{{gap.name}}}}}`{where} is no var, and no axis of {of}",
        f"did you mean `{near}`?" if near
        else f"set it in `[vars]`; {known_here(gap.name, known)}",
    )  # fmt: skip
