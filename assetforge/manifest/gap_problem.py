"""What to say of a `{{name}}` that nothing fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.diagnostics import Problem
from assetforge.manifest.wording import known_here, suggestion

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
    code, summary, detail, hint = _said(gap, known, of)
    path = (*origin.path, *gap.path)
    where = f", in `{within}`" if within else ""
    return Problem(
        code=code, file=origin.file, path=path, summary=summary, detail=detail + where, hint=hint
    )


def _said(gap: Gap, known: Collection[str], of: str) -> tuple[str, str, str, str]:
    if gap.name is None:
        return (
            "open-braces", "braces that are not closed",
            "`{{` begins a name such as `{{product}}`, and it is not closed by `}}`",
            "close it, or write `{{{{` where the text itself should have `{{`",
        )  # fmt: skip
    if not gap.name:
        return (
            "unknown-var", "an unknown name in braces", "the braces `{{}}` hold no name",
            f"write one between them; {known_here('', known)}",
        )  # fmt: skip
    return (
        "unknown-var", "an unknown name in braces",
        f"`{{{{{gap.name}}}}}` is no var, and no axis of {of}",
        suggestion(gap.name, known),
    )  # fmt: skip
