"""What the lock says of an asset that is explained, beside what is asked for now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.credits import plain
from assetforge.core.text import one_line
from assetforge.ui.blessing import blessing_facts
from assetforge.ui.columns import table
from assetforge.ui.quantity import size
from assetforge.ui.scope import PROJECT
from assetforge.ui.show import maker_text, media_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.lock.model import Entry
    from assetforge.plan.model import Step
    from assetforge.ui.scope import Scope
    from assetforge.ui.style import Style


def lock_section(
    step: Step, entry: Entry | None, style: Style, scope: Scope = PROJECT
) -> list[str]:
    """Write the locked result and whether its key is the one asked for."""
    lock = one_line(scope.lock)
    if entry is None:
        return [style.muted(f"Not in {lock}.")]
    same = "the same key" if entry.made.key == step.key else "another key"
    if step.key is None:
        same = "whether the key is the same is known after build"
    return [f"In {lock}, {same}:", *(f"  {line}" for line in table(list(_rows(entry, scope))))]


def _rows(entry: Entry, scope: Scope) -> Iterator[tuple[str, str]]:
    made = entry.made
    yield "key", made.key
    yield from blessing_facts(made)
    yield "made by", maker_text(made)
    yield "output", scope.file(entry.output)
    yield "result", f"{media_text(made.result)}, {size(made.result.size)}"
    if made.job_id is not None:
        yield "job", one_line(made.job_id)
    if made.charged is not None:
        yield "charged", f"{plain(made.charged)} credits"
