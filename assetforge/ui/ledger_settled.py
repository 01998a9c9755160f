"""What was found out about a damaged ledger, as people read it.

The ledger was damaged. 38 attempts could be read from it.
Found at letzai, and in the ledger now:
  hero  job 6f47…
Of yours at letzai, and not known here:
  /images  6f48…  2026-11-20T12:46:01Z  "A bottle on wet marble"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.text import one_line
from assetforge.ui.columns import table
from assetforge.ui.jobs_document import moment
from assetforge.ui.quantity import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assetforge.execution.attempt import Attempt
    from assetforge.providers.letzai.recent import Recent
    from assetforge.ui.style import Style


def show_settlement(
    salvaged: int, found: Sequence[Attempt], strange: Sequence[Recent], torn: Sequence[str],
    *, style: Style,
) -> str:  # fmt: skip
    """Write what could be read, what was found, and what stays unknown."""
    lines = [f"The ledger was damaged. {counted(salvaged, 'attempt')} could be read from it."]
    if found:
        lines.append(style.strong("Found at letzai, and in the ledger now:"))
        rows = table(
            [(one_line(each.address), f"job {one_line(each.job or '-')}") for each in found]
        )
        lines += [f"  {row}" for row in rows]
    lines += _unknown(strange, torn, style)
    return "\n".join(lines) + "\n"


def _unknown(strange: Sequence[Recent], torn: Sequence[str], style: Style) -> Iterator[str]:
    if strange:
        yield style.warning("Of yours at letzai, and not known here:")
        rows = [
            (each.job.route, each.job.id, "-" if each.created is None else moment(each.created),
             f'"{each.prompt}"')
            for each in strange
        ]  # fmt: skip
        yield from (f"  {row}" for row in table(rows, limit=80))
    if torn:
        names = ", ".join(torn)
        yield style.warning(f"Not read to the end, so more may be there: {names}.")
