"""Why a step is what it is, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.text import one_line
from assetforge.ui.change import ARROW, changed_part, fits_one_line, value_text
from assetforge.ui.scope import PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.plan.model import Reason, Why
    from assetforge.ui.scope import Scope

# {field}, {file}, {lock}, {upstream}, {word}, {job} and {change} stand for clean text.
WORDS: Final[Mapping[Why, str]] = {
    "asked": "asked for with --replace",
    "at-sandbox": "made by {field} itself, while a sandbox is in its place now",
    "config-needed": "your own config must name the {word} that orders it from {field}",
    "fetched-again": "its bytes are gone here; {field} may still have them, free",
    "field": "{field}: {change}",
    "from-sandbox": "made at a sandbox, which counts for nothing elsewhere",
    "input": "input {upstream} changed",
    "inputs": "inputs: {change}",
    "kind": "kind: {change}",
    "model": "model: {change}",
    "moved": "renamed: {change}",
    "never-built": "never built",
    "newer-take": "--replace brought a newer one, which is paid for and was not put in its place",
    "order-lost": "ordered from {field} before; the answer was lost, so it is looked for first",
    "ordered": "ordered from {field} before{job}: taken up, not paid again",
    "not-locked": "built before, but {lock} does not name it",
    "output-edited": "{file} was edited by hand",
    "output-foreign": "{file} is there already; nothing says it was built here",
    "output-format": "format: {change}",
    "output-missing": "{file} is missing",
    "output-moved": "output: {change}",
    "output-outdated": "{file} holds an older result",
    "other-key": "{lock} names it by another key",
    "provider": "provider: {change}",
    "result-lost": "its result is no longer in the store",
    "same-request": "asks for the very same as {upstream}, which is made once",
    "upstream-blocked": "input {upstream} cannot be made",
    "upstream-made": "input {upstream} will be made",
}


def why(reason: Reason, scope: Scope = PROJECT) -> str:
    """Say one reason in a short line; a change too long for it is only named."""
    template = WORDS[reason.why]
    if "{change}" in template and not fits_one_line(reason.old, reason.new):
        template = template.replace(": {change}", " changed")
    return template.format(
        field=one_line(reason.field),
        word=one_line(str(reason.new)),
        job="" if reason.new is None else f", as job {one_line(str(reason.new))}",
        file=scope.file(reason.field),
        lock=one_line(scope.lock),
        upstream=one_line(reason.upstream),
        change=value_text(reason.old) + ARROW + value_text(reason.new),
    )


def details(reason: Reason, width: int) -> tuple[str, str] | None:
    """Show what was and what is, where that does not fit the short line; otherwise None."""
    if "{change}" not in WORDS[reason.why] or fits_one_line(reason.old, reason.new):
        return None
    return changed_part(reason.old, reason.new, width)
