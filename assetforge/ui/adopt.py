"""What was adopted, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.text import one_line
from assetforge.ui.machine import blob_value, document
from assetforge.ui.show import media_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.values import Table
    from assetforge.lock.model import Made
    from assetforge.ui.style import Style


def show_adopted(asset: str, made: Made, told: Sequence[str], *, style: Style) -> str:
    """Write what was adopted, what it cost, and what a person should know of it."""
    job = f"job {one_line(made.job_id or '-')} of {one_line(made.provider)}"
    lines = [
        f"{style.good('adopted')} {one_line(asset)}  {media_text(made.result)}  {job}",
        *(f"  {style.warning('note')} {one_line(text)}" for text in told),
        "0 credits were spent. It counts as made for what the manifest asks now.",
    ]
    return "\n".join(lines) + "\n"


def adopted_document(asset: str, made: Made, told: Sequence[str], output: str) -> Table:
    """Write what was adopted, for programs."""
    return document(
        "adopt",
        {
            "asset": asset, "key": made.key, "provider": made.provider, "job_id": made.job_id,
            "result_id": made.result_id, "url": made.url, "result": blob_value(made.result),
            "output": output, "notes": list(told),
        },
    )  # fmt: skip
